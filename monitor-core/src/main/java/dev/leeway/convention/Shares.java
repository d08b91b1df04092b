package dev.leeway.convention;

/** The shares of two samples on the same bins, and the distances between them. */
final class Shares {

  private final double[] reference;
  private final double[] current;

  Shares(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  static Shares of(long[] reference, long referenceRows, long[] current, long currentRows) {
    return new Shares(shares(reference, referenceRows), shares(current, currentRows));
  }

  private static double[] shares(long[] rows, long all) {
    double[] shares = new double[rows.length];
    for (int bin = 0; bin < shares.length; bin++) {
      shares[bin] = (double) rows[bin] / all;
    }
    return shares;
  }

  int size() {
    return reference.length;
  }

  /** A copy. */
  double[] reference() {
    return reference.clone();
  }

  /** A copy. */
  double[] current() {
    return current.clone();
  }

  /** Σ (q − p) ln(q/p): every share must be above 0. */
  double psi() {
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double q = reference[bin];
      double p = current[bin];
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  /**
   * Root of the Jensen-Shannon divergence, after both sides are brought to the sum 1: SciPy's {@code jensenshannon}.
   *
   * @param base of the logarithm
   * @see <a href="https://doi.org/10.1109/TIT.2003.813506">D. M. Endres, J. E. Schindelin (2003), A new metric for
   *     probability distributions</a>; SciPy 1.17.1, {@code spatial/distance.py}
   */
  double jensenShannonDistance(double base) {
    double all = sum(reference);
    double allOfCurrent = sum(current);
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double q = reference[bin] / all;
      double p = current[bin] / allOfCurrent;
      double middle = (q + p) / 2;
      sum += (q == 0 ? 0 : q * Math.log(q / middle)) + (p == 0 ? 0 : p * Math.log(p / middle));
    }
    return Math.sqrt(Math.max(0, sum) / Math.log(base) / 2);
  }

  /** √(½ Σ (√q − √p)²). */
  double hellinger() {
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double difference = Math.sqrt(reference[bin]) - Math.sqrt(current[bin]);
      sum += difference * difference;
    }
    return Math.sqrt(sum / 2);
  }

  private static double sum(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    return sum;
  }
}
