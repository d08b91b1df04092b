package dev.leeway.convention;

import java.util.Arrays;

/**
 * How whylogs 1.6.4 compares two columns, in {@code viz/drift/column_drift_algorithms.py}. Up to 1,024 values its sketch
 * holds them all, and ranks are exact; beyond that it is random.
 */
final class Whylogs {

  static final int EXACT = 1024;

  private static final int QUANTILES = 100;
  private static final int ROWS_A_BIN = 4;
  private static final int MOST_BINS = 30;
  private static final double BEYOND = 1e-7;

  private Whylogs() {}

  /** The largest gap of the shares below a value, looked at at 100 quantiles of either side only. */
  static double ks(NumberPair pair) {
    double largest = 0;
    for (double[] side : new double[][] {pair.reference(), pair.current()}) {
      for (int i = 0; i < QUANTILES; i++) {
        double rank = i == QUANTILES - 1 ? 1 : i * (1.0 / (QUANTILES - 1));
        double value = side[Math.min(side.length - 1, (int) (rank * side.length))];
        largest = Math.max(
            largest, Math.abs(below(pair.reference(), value) - below(pair.current(), value)));
      }
    }
    return largest;
  }

  private static double below(double[] sorted, double value) {
    return (double) Arrays.stream(sorted).filter(v -> v < value).count() / sorted.length;
  }

  static double ksPValue(NumberPair pair) {
    return KsAsymptotic.pValue(pair.reference().length, pair.current().length, ks(pair));
  }

  /** Bins of equal width over both, one for each four values, 2 to 30; the last edge a little beyond the largest value. */
  static double hellinger(NumberPair pair) {
    int rows = pair.reference().length + pair.current().length;
    int bins = Math.max(2, Math.min((rows + ROWS_A_BIN - 1) / ROWS_A_BIN, MOST_BINS));
    double end = pair.max() + (pair.max() == 0 ? BEYOND : Math.abs(pair.max()) * BEYOND);
    double width = (end - pair.min()) / bins;
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = pair.min() + i * width;
    }
    edges[bins] = Math.max(edges[bins], pair.max());
    return Shares.of(
            Histogram.counts(pair.reference(), edges),
            pair.reference().length,
            Histogram.counts(pair.current(), edges),
            pair.current().length)
        .hellinger();
  }

  /** A test of fit to the reference's shares, whose expected rows are cut to whole numbers. */
  static double chiSquare(Tallies rows) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double share = (double) rows.reference(i) / rows.referenceRows();
      double expected = Math.floor(share * rows.currentRows());
      double difference = rows.current(i) - expected;
      sum += expected == 0 ? Double.POSITIVE_INFINITY : difference * difference / expected;
    }
    return sum;
  }

  /** Degrees of freedom from the categories of the current sample alone. */
  static double chiSquarePValue(Tallies rows) {
    int found = 0;
    for (int i = 0; i < rows.size(); i++) {
      found += rows.current(i) > 0 ? 1 : 0;
    }
    return ChiSquareTests.pValue(chiSquare(rows), Math.max(1, found - 1));
  }
}
