package dev.leeway.convention;

import java.util.Arrays;

/**
 * Exact p-value of the two-sided two-sample Kolmogorov-Smirnov test: the share of all orders of n and m values without
 * ties whose statistic is at least as large as the one found. With ties it is too large.
 *
 * <p>An order is a path of single steps from (0, 0) to (n, m), one coordinate for each sample; the statistic is at least
 * h / lcm(n, m) where the path leaves the strip |i/n − j/m| &lt; h / lcm(n, m). Both ways below add and multiply positive
 * numbers or nest differences of alternating terms, so that small p-values keep their digits down to 1e-300.
 *
 * @see <a href="https://doi.org/10.1007/BF02589501">J. L. Hodges (1958), The significance probability of the Smirnov
 *     two-sample test</a>
 */
final class KsExact {

  private KsExact() {}

  /**
   * P(D ≥ h / lcm(n, m)).
   *
   * @param n values of one sample, at least 1
   * @param m values of the other, at least 1
   * @param h the statistic times lcm(n, m)
   */
  static double pValue(int n, int m, long h) {
    if (h <= 0) {
      return 1;
    }
    double p = n == m ? ofEqualSizes(n, (int) h) : ofPaths(Math.max(n, m), Math.min(n, m), h);
    return Math.min(1, p);
  }

  /** As {@link #pValue}, from the largest gap of the cumulated rows, D n m. */
  static double pValueOfGap(int n, int m, long gap) {
    return pValue(n, m, gap / greatestCommonDivisor(n, m));
  }

  /**
   * 2 Σ (−1)^(k+1) C(2n, n − k h) / C(2n, n) over k ≥ 1, by repeated reflection at both lines, nested as 2 A₁ (1 − A₂ (1 −
   * A₃ ...)) with A the ratio of neighbouring terms.
   *
   * @see <a href="https://doi.org/10.1007/BF02589501">Hodges (1958), after B. V. Gnedenko, V. S. Korolyuk (1951)</a>
   */
  static double ofEqualSizes(int n, int h) {
    double nested = 0;
    for (int k = n / h; k > 0; k--) {
      double ratio = 1;
      for (int j = 1; j <= h; j++) {
        // C(2n, n − k h) from C(2n, n − (k − 1) h)
        ratio *= (double) (n - k * h + j) / (n + (k - 1) * h + j);
      }
      nested = ratio * (1 - nested);
    }
    return 2 * nested;
  }

  /**
   * For each point (i, j) the share of the paths to it that have left the strip: (i P(i − 1, j) + j P(i, j − 1)) / (i + j)
   * inside, 1 outside. One column at a time; n m steps at most.
   *
   * @param n the larger sample
   * @param m the smaller sample
   * @see <a href="https://arxiv.org/abs/2102.08037">T. Viehmann (2021), Numerically more stable computation of the p-values
   *     for the two-sample Kolmogorov-Smirnov test</a>
   */
  static double ofPaths(int n, int m, long h) {
    int divisor = greatestCommonDivisor(n, m);
    long along = m / divisor;
    long across = n / divisor;
    double[] left = new double[m + 1];
    Arrays.fill(left, 1);
    int lowest = 0;
    for (int i = 0; i <= n; i++) {
      // inside: |i along − j across| < h
      int low = (int) Math.max(0, Math.floorDiv(i * along - h, across) + 1);
      int high = (int) Math.min(m, -Math.floorDiv(-(i * along + h), across) - 1);
      while (lowest < low && lowest <= m) {
        left[lowest++] = 1;
      }
      double below = 1;
      for (int j = low; j <= high; j++) {
        below = i + j == 0 ? 0 : (i * left[j] + j * below) / (i + j);
        left[j] = below;
      }
    }
    return left[m];
  }

  private static int greatestCommonDivisor(int n, int m) {
    return m == 0 ? n : greatestCommonDivisor(m, n % m);
  }
}
