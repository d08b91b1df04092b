package dev.leeway.convention;

import java.util.Arrays;

/** The finite values of two samples, each in ascending order. */
final class NumberPair {

  private final double[] reference;
  private final double[] current;

  private NumberPair(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  /** Without NaN and infinities; the arrays given are not changed. */
  static NumberPair of(double[] reference, double[] current) {
    return new NumberPair(cleaned(reference), cleaned(current));
  }

  private static double[] cleaned(double[] values) {
    // adding 0.0 turns -0.0 into 0.0: they are one value, and sorting tells them apart
    return Arrays.stream(values)
        .filter(Double::isFinite)
        .map(v -> v + 0.0)
        .sorted()
        .toArray();
  }

  /** The reference's values: ascending, not to be changed. */
  double[] reference() {
    return reference;
  }

  /** The current sample's values: ascending, not to be changed. */
  double[] current() {
    return current;
  }

  /** Smallest value of both. */
  double min() {
    return Math.min(reference[0], current[0]);
  }

  /** Largest value of both. */
  double max() {
    return Math.max(reference[reference.length - 1], current[current.length - 1]);
  }

  /** How often each distinct value of both stands on either side, in ascending order of the values. */
  Tallies tallies() {
    int distinct = 0;
    long[] left = new long[reference.length + current.length];
    long[] right = new long[left.length];
    int i = 0;
    int j = 0;
    while (i < reference.length || j < current.length) {
      double value = next(i, j);
      while (i < reference.length && reference[i] == value) {
        left[distinct]++;
        i++;
      }
      while (j < current.length && current[j] == value) {
        right[distinct]++;
        j++;
      }
      distinct++;
    }
    return new Tallies(Arrays.copyOf(left, distinct), Arrays.copyOf(right, distinct));
  }

  /** The smaller of the values at two places, of which one may be past the end. */
  private double next(int i, int j) {
    if (i == reference.length) {
      return current[j];
    }
    return j == current.length ? reference[i] : Math.min(reference[i], current[j]);
  }

  /** Distinct values of the reference. */
  int distinctInReference() {
    int distinct = 0;
    for (int i = 0; i < reference.length; i++) {
      distinct += i == 0 || reference[i] != reference[i - 1] ? 1 : 0;
    }
    return distinct;
  }
}
