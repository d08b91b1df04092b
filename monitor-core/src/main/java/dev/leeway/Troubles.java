package dev.leeway;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, counted by stage; one example of each is logged at most once a minute, and never on the request path.
 * An example says the kind of exception and where it came from, not its message, which may hold a row's content.
 */
final class Troubles {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final long MINUTE = 60_000_000_000L;

  private final LongAdder[] counts = new LongAdder[Stage.values().length];
  private final AtomicReferenceArray<Throwable> examples =
      new AtomicReferenceArray<>(counts.length);
  private final long[] loggedAt = new long[counts.length];
  private final String name;

  Troubles(String name) {
    this.name = name;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
      loggedAt[i] = System.nanoTime() - MINUTE;
    }
  }

  void add(Stage stage) {
    counts[stage.ordinal()].increment();
  }

  void add(Stage stage, Throwable failure) {
    counts[stage.ordinal()].increment();
    if (examples.get(stage.ordinal()) == null) {
      examples.lazySet(stage.ordinal(), failure);
    }
  }

  long count(Stage stage) {
    return counts[stage.ordinal()].sum();
  }

  /** Logs what is due. */
  synchronized void log() {
    long now = System.nanoTime();
    for (Stage stage : Stage.values()) {
      int i = stage.ordinal();
      Throwable example = examples.get(i);
      if (example != null && now - loggedAt[i] >= MINUTE) {
        loggedAt[i] = now;
        examples.set(i, null);
        StackTraceElement[] trace = example.getStackTrace();
        LOG.warn(
            "Monitor '{}': {} failures so far at stage {}, the last example is {}{}.",
            name,
            count(stage),
            stage.key(),
            example.getClass().getName(),
            trace.length == 0 ? "" : " at " + trace[0]);
      }
    }
  }
}
