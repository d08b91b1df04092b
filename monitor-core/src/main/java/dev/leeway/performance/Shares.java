package dev.leeway.performance;

import java.util.function.ToDoubleFunction;

/** Standard errors of numbers that are made from the shares of cells. */
final class Shares {

  private static final double STEP = 1e-6;

  private Shares() {}

  /** Of a share of so many records; NaN without any. */
  static double error(double share, double records) {
    return records > 0 ? Math.sqrt(share * (1 - share) / records) : Double.NaN;
  }

  /** Of a mean, from the mean of squares. */
  static double errorOfMean(double mean, double meanOfSquares, double records) {
    return records > 0 ? Math.sqrt(Math.max(0, meanOfSquares - mean * mean) / records) : Double.NaN;
  }

  /**
   * Of a smooth function of the shares of cells, by the delta method: the variance of its linear part under the multinomial
   * distribution. NaN where the function has no value.
   */
  static double error(double[] counts, ToDoubleFunction<double[]> function) {
    double records = 0;
    for (double count : counts) {
      records += count;
    }
    if (!(records > 0) || Double.isNaN(function.applyAsDouble(counts))) {
      return Double.NaN;
    }
    double mean = 0;
    double square = 0;
    double[] moved = counts.clone();
    for (int i = 0; i < counts.length; i++) {
      double step = records * STEP;
      moved[i] = counts[i] + step;
      double up = function.applyAsDouble(moved);
      // one-sided at an empty cell: counts are not negative
      double below = Math.min(step, counts[i]);
      moved[i] = counts[i] - below;
      double down = function.applyAsDouble(moved);
      moved[i] = counts[i];
      double slope = (up - down) / (step + below) * records;
      double share = counts[i] / records;
      mean += share * slope;
      square += share * slope * slope;
    }
    return Math.sqrt(Math.max(0, square - mean * mean) / records);
  }
}
