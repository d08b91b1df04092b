package dev.leeway.benchmarks.laws;

/**
 * A figure that must lie in an interval.
 *
 * @param name which, with its case
 */
record Law(String name, double value, double low, double high) {

  boolean holds() {
    return value >= low && value <= high;
  }
}
