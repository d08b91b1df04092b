package dev.leeway.detector;

/** The exact two-sided law of Kolmogorov and Smirnov's difference between two samples of one size. */
final class EqualSizes {

  private EqualSizes() {}

  /**
   * P(nD ≥ k) for samples of n values each: 2 Σ (−1)^(j−1) C(2n, n − jk)/C(2n, n). The terms fall faster than any geometric
   * series, and the first is the largest, so that nothing is lost by cancellation where p is small.
   */
  static double pValue(int k, int n) {
    if (k <= 0) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int jk = k; jk <= n; jk += k) {
      double term = ratio(jk, n);
      sum += sign * term;
      if (term <= 1e-17 * sum) {
        break;
      }
      sign = -sign;
    }
    return Math.max(0, Math.min(1, 2 * sum));
  }

  /** C(2n, n − m)/C(2n, n). */
  private static double ratio(int m, int n) {
    double ratio = 1;
    for (int i = 1; i <= m; i++) {
      ratio *= (double) (n - m + i) / (n + i);
    }
    return ratio;
  }

  /** The smallest k whose p-value is at most alpha; n must reach it. */
  static int smallest(double alpha, int n) {
    int below = 0;
    int found = n;
    while (found - below > 1) {
      int middle = (below + found) >>> 1;
      if (pValue(middle, n) <= alpha) {
        found = middle;
      } else {
        below = middle;
      }
    }
    return found;
  }
}
