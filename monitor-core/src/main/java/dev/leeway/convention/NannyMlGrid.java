package dev.leeway.convention;

/**
 * NannyML's estimates for large references: the reference on 10,000 bins of equal width between its extremes, and what
 * lies outside. {@code KolmogorovSmirnovStatistic} and {@code WassersteinDistance} in {@code
 * nannyml/drift/univariate/methods.py}, NannyML 0.13.1.
 */
final class NannyMlGrid {

  static final int BINS = 10_000;

  private NannyMlGrid() {}

  /** The largest gap of the cumulated shares at the upper edges of the bins. */
  static double ks(NumberPair pair) {
    double[] reference = pair.reference();
    double[] current = pair.current();
    double[] edges = Histogram.line(reference[0], reference[reference.length - 1], BINS);
    long[] rows = Histogram.counts(reference, edges);
    long[] found = Histogram.counts(current, edges);
    long g = 0;
    long f = below(current, edges[0]);
    double largest = 0;
    for (int bin = 0; bin < BINS; bin++) {
      g += rows[bin];
      f += found[bin];
      double gap = (double) g / reference.length - (double) f / current.length;
      largest = Math.max(largest, Math.abs(gap));
    }
    return largest;
  }

  /**
   * The distance on the bins, and the exact distance outside. Where a value lies below the reference, one row too many is
   * counted below, as the package does.
   *
   * @return NaN where NumPy refuses to cut the reference's range
   */
  static double wasserstein(NumberPair pair) {
    double[] reference = pair.reference();
    double[] current = pair.current();
    double[] edges = Histogram.edges(reference[0], reference[reference.length - 1], BINS);
    if (edges.length == 0) {
      return Double.NaN;
    }
    long[] rows = Histogram.counts(reference, edges);
    long[] found = Histogram.counts(current, edges);
    long g = 0;
    int below = below(current, edges[0]);
    long f = below > 0 ? below + 1 : 0;
    double width = edges[1] - edges[0];
    double within = 0;
    for (int bin = 0; bin < BINS; bin++) {
      g += rows[bin];
      f += found[bin];
      double gap = (double) g / reference.length - (double) f / current.length;
      within += Math.abs(gap) * width;
    }
    double outside = 0;
    for (int i = 0; i < below; i++) {
      outside += edges[0] - current[i];
    }
    for (int i = current.length - 1; i >= 0 && current[i] > edges[BINS]; i--) {
      outside += current[i] - edges[BINS];
    }
    return within + outside / current.length;
  }

  private static int below(double[] sorted, double edge) {
    int below = 0;
    while (below < sorted.length && sorted[below] < edge) {
      below++;
    }
    return below;
  }
}
