package dev.leeway.schema;

/** What a signal is to the model. */
public enum SignalRole {
  /** An input of the model. */
  FEATURE,
  /** The model's answer: a value (regression) or a class. */
  PREDICTION,
  /** The model's confidence: the probability of the positive class, or of the predicted class. */
  SCORE,
  /** The truth, known later or never. */
  LABEL,
  /** A measure of the service: latency, errors, load. */
  OPERATIONAL,
  /** A quantity computed from other signals. */
  DERIVED
}
