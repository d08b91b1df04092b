package dev.leeway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, counted by stage; of each kind (stage, exception, signal or sink) one
 * example is logged at most once a minute, of at most four kinds a stage, and never on the request path.
 * An example says the kind of exception and where it came from, not its message, which may hold a row's content.
 */
final class Troubles {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final long MINUTE = 60_000_000_000L;
  private static final int KINDS = 4;

  private final Map<Stage, Kind> kinds = new EnumMap<>(Stage.class);
  private final String name;

  private record Example(Throwable failure, @Nullable String source) {

    boolean isLike(Throwable other, @Nullable String otherSource) {
      return failure.getClass() == other.getClass() && Objects.equals(source, otherSource);
    }

    @Override
    public String toString() {
      StackTraceElement[] trace = failure.getStackTrace();
      return failure.getClass().getName()
          + (source == null ? "" : " of '" + source + "'")
          + (trace.length == 0 ? "" : " at " + trace[0]);
    }
  }

  private static final class Kind {
    final LongAdder count = new LongAdder();
    final AtomicReferenceArray<@Nullable Example> examples = new AtomicReferenceArray<>(KINDS);
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

  /** With the signal or the sink that it is about, null for none. */
  void add(Stage stage, Throwable failure, @Nullable String source) {
    Kind kind = kind(stage);
    kind.count.increment();
    for (int i = 0; i < KINDS; i++) {
      Example known = kind.examples.get(i);
      if (known == null) {
        kind.examples.set(i, new Example(failure, source));
        return;
      }
      if (known.isLike(failure, source)) {
        return;
      }
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
      if (now - kind.loggedAt >= MINUTE) {
        log(stage, kind, now);
      }
    }
  }

  private void log(Stage stage, Kind kind, long now) {
    for (int i = 0; i < KINDS; i++) {
      Example example = kind.examples.getAndSet(i, null);
      if (example != null) {
        kind.loggedAt = now;
        LOG.warn(
            "Monitor '{}': {} failures so far at stage {}, one of them {}.",
            name,
            count(stage),
            stage.key(),
            example);
      }
    }
  }
}
