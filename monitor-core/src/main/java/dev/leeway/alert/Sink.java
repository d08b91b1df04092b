package dev.leeway.alert;

import dev.leeway.judgement.Evaluation;

/**
 * Where evaluations and alerts go. Everything has an empty default. A monitor calls its sinks one at a time, never on a
 * request thread (unless it was given an executor that runs there); one that throws or hangs costs the others nothing.
 */
public interface Sink extends AutoCloseable {

  /** A name for counters and log lines; the class's own by default, {@code Outer$1} where it has none. */
  default String name() {
    String simple = getClass().getSimpleName();
    String full = getClass().getName();
    return simple.isEmpty() ? full.substring(full.lastIndexOf('.') + 1) : simple;
  }

  /** A window was judged. */
  default void evaluated(Evaluation evaluation) {}

  /** An alarm opened, grew worse or ended. */
  default void alerted(Alert alert) {}

  /** Nothing more will come. */
  @Override
  default void close() {}
}
