package dev.leeway.benchmarks.laws;

/**
 * A figure that must lie in an interval.
 *
 * @param name which, with its case
 * @param error standard error of the simulation; 0 where there is none
 */
record Law(String name, double value, double low, double high, double error) {

  private static final double ERRORS = 3.5;

  Law(String name, double value, double low, double high) {
    this(name, value, low, high, 0);
  }

  /** Whether the figure of the full size lies in the interval, which allows for the simulation. */
  boolean holds() {
    return value >= low && value <= high;
  }

  /** Whether a figure of fewer draws says nothing against it. */
  boolean mayHold() {
    return value >= low - ERRORS * error && value <= high + ERRORS * error;
  }
}
