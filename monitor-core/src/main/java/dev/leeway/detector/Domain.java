package dev.leeway.detector;

/** The values that a detector takes; others are counted as refused. */
enum Domain {
  /** Any number of an ordinary size: squares of what is larger, summed up over years, would not be finite. */
  NUMBER(-1e100, 1e100, "a number between -1e100 and 1e100"),
  /** The bounds that Hoeffding's and McDiarmid's inequalities ask for. */
  SHARE(0, 1, "a number between 0 and 1"),
  /** An error or none. */
  ERROR(0, 1, "0 or 1");

  final double least;
  final double most;
  private final String words;

  Domain(double least, double most, String words) {
    this.least = least;
    this.most = most;
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
