package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;

/**
 * Mean, spread and quantiles of a numeric signal, read from counts.
 *
 * <p>Mean and standard deviation take the mean training value of each cell for its values; values outside the training
 * range count at the geometric middle of their outside cell, so a far outlier is right in size and not in digits.
 * Quantiles are linear inside a cell.
 *
 * @param rows present rows
 * @param mean NaN where there is no row
 * @param standardDeviation between cells, ddof 0; NaN where there is no row
 */
public record Summary(long rows, double mean, double standardDeviation) {

  /** The summary of counts on the fine bins of a numeric signal. */
  public static Summary of(Counts counts) {
    NumericBinning binning = numeric(counts);
    long rows = counts.present();
    double share = 1.0 / rows;
    double mean = 0;
    int bins = binning.orderedBins();
    for (int bin = 0; bin < bins; bin++) {
      long count = counts.count(bin);
      if (count > 0) {
        mean += count * share * binning.position(bin);
      }
    }
    double variance = 0;
    for (int bin = 0; bin < bins; bin++) {
      long count = counts.count(bin);
      if (count > 0) {
        double distance = binning.position(bin) - mean;
        variance += count * share * distance * distance;
      }
    }
    return rows == 0
        ? new Summary(0, Double.NaN, Double.NaN)
        : new Summary(rows, mean, Math.sqrt(variance));
  }

  /**
   * The value below which this share of the present rows lies, linear inside a cell; the nearest training extreme for
   * rows outside the training range.
   *
   * @param share in [0, 1]
   */
  public static double quantile(Counts counts, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "A quantile's share lies in [0, 1], but got " + share + ".");
    }
    NumericBinning binning = numeric(counts);
    double[] edges = binning.edges();
    double wanted = share * counts.present();
    double before = 0;
    for (int cell = 0; cell < binning.cells(); cell++) {
      double rows = counts.shape(cell);
      if (rows > 0 && before + rows >= wanted) {
        double inside = Math.max(0, Math.min(1, (wanted - before) / rows));
        double upper = Math.nextDown(edges[cell + 1]);
        return edges[cell] + inside * (upper - edges[cell]);
      }
      before += rows;
    }
    return counts.present() == 0 ? Double.NaN : Math.nextDown(edges[binning.cells()]);
  }

  private static NumericBinning numeric(Counts counts) {
    if (counts.binning() instanceof NumericBinning numeric) {
      return numeric;
    }
    throw new IllegalArgumentException(
        "A summary needs the fine counts of a numeric signal, but got " + counts.binning() + ".");
  }
}
