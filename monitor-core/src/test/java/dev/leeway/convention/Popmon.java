package dev.leeway.convention;

/** How popmon 1.4.12 compares two histograms, in {@code analysis/comparison/comparisons.py}. */
final class Popmon {

  private static final double EPSILON = 10e-6;

  private Popmon() {}

  /** 1e-5 is added to every share, and sums are not brought back to 1. */
  static double psi(double[] p, double[] q) {
    double sum = 0;
    for (int bin = 0; bin < p.length; bin++) {
      sum += (p[bin] - q[bin]) * Math.log((p[bin] + EPSILON) / (q[bin] + EPSILON));
    }
    return sum;
  }

  /** The divergence in nats, with 1e-5 added to every share and to that of the middle. */
  static double jensenShannon(double[] p, double[] q) {
    double sum = 0;
    for (int bin = 0; bin < p.length; bin++) {
      double middle = (p[bin] + q[bin]) / 2 + EPSILON;
      sum += (p[bin] + EPSILON) * Math.log((p[bin] + EPSILON) / middle) / 2
          + (q[bin] + EPSILON) * Math.log((q[bin] + EPSILON) / middle) / 2;
    }
    return sum;
  }

  /** The largest gap of the cumulated shares times √(n m / (n + m)). */
  static double ks(Tallies rows) {
    double m = rows.referenceRows();
    double n = rows.currentRows();
    double g = 0;
    double f = 0;
    double largest = 0;
    for (int bin = 0; bin < rows.size(); bin++) {
      g += rows.reference(bin);
      f += rows.current(bin);
      largest = Math.max(largest, Math.abs(g / m - f / n));
    }
    return largest * Math.sqrt(m * n / (m + n));
  }

  /**
   * Kolmogorov's limit by the two series of ROOT's {@code TMath::KolmogorovProb}, cut after three and four terms; no value
   * from 6.8116 on.
   */
  static double ksPValue(double u) {
    if (u < 0.2) {
      return 1;
    }
    if (u < 0.755) {
      double sum = 0;
      for (int odd = 1; odd <= 5; odd += 2) {
        sum += Math.exp(-odd * odd * Math.PI * Math.PI / (8 * u * u));
      }
      // ROOT's constant for √(2π)
      return 1 - 2.50662827 * sum / u;
    }
    if (u >= 6.8116) {
      return Double.NaN;
    }
    double sum = 0;
    long terms = Math.max(1, Math.min(4, Math.round(3 / u)));
    for (int j = 1; j <= terms; j++) {
      sum += (j % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * j * j * u * u);
    }
    return 2 * sum;
  }

  /** Σ (M n − N m)² / (n + m) / (N M): homogeneity without a correction. */
  static double chiSquare(Tallies rows) {
    double m = rows.referenceRows();
    double n = rows.currentRows();
    double sum = 0;
    for (int bin = 0; bin < rows.size(); bin++) {
      double both = (double) rows.reference(bin) + rows.current(bin);
      double difference = n * rows.reference(bin) - m * rows.current(bin);
      sum += both == 0 ? 0 : difference * difference / both;
    }
    return sum / n / m;
  }

  static double chiSquarePValue(Tallies rows) {
    int filled = 0;
    for (int bin = 0; bin < rows.size(); bin++) {
      filled += rows.reference(bin) + rows.current(bin) > 0 ? 1 : 0;
    }
    return ChiSquareTests.pValue(chiSquare(rows), filled - 1);
  }
}
