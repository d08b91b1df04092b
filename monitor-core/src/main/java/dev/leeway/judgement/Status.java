package dev.leeway.judgement;

/** The state of a signal or of a whole evaluation. {@code NO_DATA} means too little to judge and is never "stable". */
public enum Status {
  NO_DATA,
  OK,
  WARNING,
  CRITICAL;

  /** Whether this is as bad as the other or worse; never true of {@code NO_DATA}. */
  public boolean isAtLeast(Status other) {
    return this != NO_DATA && compareTo(other) >= 0;
  }

  Status worseOf(Status other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
