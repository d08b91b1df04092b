package dev.leeway.schema;

/** What the model does. */
public enum Task {
  /** Answers with a score in [0, 1] of the positive class, a class out of two, or both. */
  BINARY,
  /** Answers with a class out of several. */
  MULTICLASS,
  /** Answers with a number. */
  REGRESSION,
  /** There is no model answer to watch. */
  NONE
}
