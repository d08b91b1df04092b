package dev.leeway.baseline;

/** Where a baseline's counts come from: it stands in the file and in every evaluation. */
public enum Origin {
  /** Training rows that were read twice: bins from all of them, or from a sample of a million values a signal. */
  TRAINING("in training"),
  /** Training rows that were read once: bins from the first rows, extended and merged as more came. */
  ONE_PASS("in training"),
  /** Live traffic, for teams that cannot reach the training data: what was wrong then is taken as right. */
  LIVE("when it was learnt"),
  /** The window before, of a rolling comparison; never stored. */
  PREVIOUS_WINDOW("in the window before");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /** As it stands in a sentence about a share: {@code in training}. */
  public String words() {
    return words;
  }
}
