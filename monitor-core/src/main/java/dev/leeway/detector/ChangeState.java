package dev.leeway.detector;

/** What a change detector says of its values so far. Detectors without a warning zone go from one end to the other. */
public enum ChangeState {
  /** Nothing to see, or too few values to say. */
  STABLE,
  /** A change may be beginning. */
  WARNING,
  /** The level has changed. */
  DRIFT
}
