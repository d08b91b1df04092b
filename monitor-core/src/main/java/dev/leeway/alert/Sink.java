package dev.leeway.alert;

import dev.leeway.judgement.Evaluation;

/**
 * Where evaluations and alerts go. Everything has an empty default. A monitor calls its sinks one at a time, never on a
 * request thread (unless it was given an executor that runs there); one that throws or hangs costs the others nothing.
 */
public interface Sink extends AutoCloseable {

  /** A name for counters and log lines. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** A window was judged. */
  default void evaluated(Evaluation evaluation) {}

  /** An alarm opened, grew worse or ended. */
  default void alerted(Alert alert) {}

  /** Nothing more will come. */
  @Override
  default void close() {}
}
