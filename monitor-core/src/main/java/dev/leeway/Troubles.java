package dev.leeway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, counted by stage; one example of each is logged at most once a minute, and never on the request path.
 * An example says the kind of exception and where it came from, not its message, which may hold a row's content.
 */
final class Troubles {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final long MINUTE = 60_000_000_000L;

  private final Map<Stage, Kind> kinds = new EnumMap<>(Stage.class);
  private final String name;

  private record Example(Throwable failure, @Nullable String signal) {
    @Override
    public String toString() {
      StackTraceElement[] trace = failure.getStackTrace();
      return failure.getClass().getName()
          + (signal == null ? "" : " of signal '" + signal + "'")
          + (trace.length == 0 ? "" : " at " + trace[0]);
    }
  }

  private static final class Kind {
    final LongAdder count = new LongAdder();
    final AtomicReference<@Nullable Example> example = new AtomicReference<>();
    long loggedAt = System.nanoTime() - MINUTE;
  }

  Troubles(String name) {
    this.name = name;
    for (Stage stage : Stage.values()) {
      kinds.put(stage, new Kind());
    }
  }

  private Kind kind(Stage stage) {
    return Objects.requireNonNull(kinds.get(stage));
  }

  void add(Stage stage) {
    kind(stage).count.increment();
  }

  void add(Stage stage, Throwable failure) {
    add(stage, failure, null);
  }

  /** With the signal that it is about, null for none. */
  void add(Stage stage, Throwable failure, @Nullable String signal) {
    Kind kind = kind(stage);
    kind.count.increment();
    if (kind.example.get() == null) {
      kind.example.lazySet(new Example(failure, signal));
    }
  }

  long count(Stage stage) {
    return kind(stage).count.sum();
  }

  /** Logs what is due. */
  synchronized void log() {
    long now = System.nanoTime();
    for (Stage stage : Stage.values()) {
      Kind kind = kind(stage);
      Example example = kind.example.get();
      if (example != null && now - kind.loggedAt >= MINUTE) {
        kind.loggedAt = now;
        kind.example.set(null);
        LOG.warn(
            "Monitor '{}': {} failures so far at stage {}, the last example is {}.",
            name,
            count(stage),
            stage.key(),
            example);
      }
    }
  }
}
