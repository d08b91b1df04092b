package dev.leeway.convention;

/** Distances between the cumulated shares F and G of two samples, from the raw values. */
final class Distances {

  private Distances() {}

  /**
   * max |F − G| n m, a whole number: the Kolmogorov-Smirnov statistic before it is divided.
   *
   * @param a ascending
   * @param b ascending
   */
  static long largestGap(double[] a, double[] b) {
    long largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((long) i * b.length - (long) j * a.length));
    }
    return largest;
  }

  /**
   * Wasserstein distance of order 1, ∫ |F − G|: SciPy's {@code wasserstein_distance}.
   *
   * @param a ascending
   * @param b ascending
   * @see <a href="https://doi.org/10.1007/978-3-540-71050-9">C. Villani (2009), Optimal transport, chapter 6</a>; SciPy
   *     1.17.1, {@code stats/_stats_py.py}
   */
  static double wasserstein(double[] a, double[] b) {
    double sum = 0;
    int i = 0;
    int j = 0;
    double last = Math.min(a[0], b[0]);
    while (i < a.length || j < b.length) {
      boolean fromA = j == b.length || i < a.length && a[i] <= b[j];
      double value = fromA ? a[i] : b[j];
      sum += Math.abs((double) i / a.length - (double) j / b.length) * (value - last);
      last = value;
      if (fromA) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
