package dev.leeway.baseline;

/**
 * Exact moments of the finite training values of a numeric signal.
 *
 * @param rows finite values; where it is 0 all else is NaN
 * @param variance population variance (ddof 0)
 */
public record Moments(long rows, double mean, double variance, double min, double max) {

  public double standardDeviation() {
    return Math.sqrt(variance);
  }

  /** Welford's update: one pass, stable. */
  static final class Builder {
    private long rows;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
      rows++;
      double distance = value - mean;
      mean += distance / rows;
      squares += distance * (value - mean);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }

    Moments build() {
      if (rows == 0) {
        return new Moments(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
      }
      // values near the limits of a double have no variance that is one
      double variance = squares / rows;
      return new Moments(
          rows,
          Double.isFinite(mean) ? mean : Double.NaN,
          Double.isFinite(variance) ? variance : Double.NaN,
          min,
          max);
    }
  }
}
