package dev.leeway.judgement;

/** How bad a finding is. {@code NO_DATA} says why a check could not be made; it is no alarm. */
public enum Severity {
  NO_DATA,
  WARNING,
  CRITICAL;

  /** The status of what has such a finding. */
  public Status status() {
    return switch (this) {
      case NO_DATA -> Status.NO_DATA;
      case WARNING -> Status.WARNING;
      case CRITICAL -> Status.CRITICAL;
    };
  }
}
