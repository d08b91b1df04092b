package dev.leeway.convention;

/**
 * NumPy's histograms of finite values: bins of equal width, each [lower, upper) and the last one [lower, upper].
 *
 * @see <a href="https://numpy.org/doc/2.4/reference/generated/numpy.histogram_bin_edges.html">NumPy 2.4.6, {@code
 *     lib/_histograms_impl.py}</a>
 */
final class Histogram {

  private Histogram() {}

  /**
   * Bins by H. A. Sturges (1926), The choice of a class interval, as many as the range has widths of range / (log₂ n + 1).
   *
   * @param values number of values between min and max
   * @return edges, or none where they would not ascend, which NumPy refuses
   * @see <a href="https://doi.org/10.1080/01621459.1926.10502161">Sturges (1926)</a>
   */
  static double[] sturges(double min, double max, long values) {
    return edges(min, max, bins(min, max, (max - min) / (log2((double) values) + 1)));
  }

  /**
   * Bins by D. P. Doane (1976), Aesthetic frequency classifications: as Sturges, with more for a skewed sample.
   *
   * @param sorted ascending
   * @return edges, or none where they would not ascend, which NumPy refuses
   * @see <a href="https://doi.org/10.1080/00031305.1976.10479172">Doane (1976)</a>
   */
  static double[] doane(double[] sorted) {
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    return edges(min, max, bins(min, max, doaneWidth(sorted, max - min)));
  }

  private static double doaneWidth(double[] values, double range) {
    double n = values.length;
    double deviation = Moment.deviation(values);
    if (n <= 2 || !(deviation > 0)) {
      return 0;
    }
    double mean = Moment.mean(values);
    double cubes = 0;
    for (double value : values) {
      double z = (value - mean) / deviation;
      cubes += z * z * z;
    }
    double skewness = Math.abs(cubes / n);
    double error = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    return range / (1 + log2(n) + log2(1 + skewness / error));
  }

  /** The number of widths in the range, rounded up; 1 where there is no width, 0 where the range is no double. */
  private static int bins(double min, double max, double width) {
    return width > 0 ? (int) Math.ceil((max - min) / width) : 1;
  }

  /** Exact for powers of two, where a rounding error would add a bin. */
  private static double log2(double x) {
    int exponent = Math.getExponent(x);
    return exponent + Math.log(Math.scalb(x, -exponent)) / Math.log(2);
  }

  /**
   * Edges of bins of equal width; a range of one value is widened by a half to either side.
   *
   * @return bins + 1 edges, or none where they would not ascend, which NumPy refuses
   */
  static double[] edges(double min, double max, int bins) {
    if (bins < 1) {
      return new double[0];
    }
    double[] edges = min == max ? line(min - 0.5, max + 0.5, bins) : line(min, max, bins);
    for (int i = 0; i < bins; i++) {
      if (!(edges[i] < edges[i + 1])) {
        return new double[0];
      }
    }
    return edges;
  }

  /** NumPy's {@code linspace}: bins + 1 numbers from the first to the last. */
  static double[] line(double first, double last, int bins) {
    double step = (last - first) / bins;
    double[] line = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      line[i] = i * step + first;
    }
    line[bins] = last;
    return line;
  }

  /**
   * Values in each bin; those outside all bins count nowhere.
   *
   * @param sorted ascending
   * @param edges ascending
   */
  static long[] counts(double[] sorted, double[] edges) {
    int last = edges.length - 2;
    long[] counts = new long[last + 1];
    int bin = 0;
    for (double value : sorted) {
      if (value >= edges[0] && value <= edges[last + 1]) {
        while (bin < last && value >= edges[bin + 1]) {
          bin++;
        }
        counts[bin]++;
      }
    }
    return counts;
  }
}
