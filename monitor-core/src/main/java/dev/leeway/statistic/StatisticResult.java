package dev.leeway.statistic;

import org.jspecify.annotations.Nullable;

/**
 * A number, and how it was made.
 *
 * @param statistic name of the statistic
 * @param value NaN where it does not exist; {@code reason} then says why
 * @param noise what pure sampling noise gives on average; NaN: not known
 * @param pValue probability of such a value or a larger one under sampling noise alone, in [0, 1]; NaN: not known
 * @param reason why the value or the p-value does not exist; null where both do
 * @param referenceRows present rows of the reference
 * @param currentRows present rows of the window
 * @param bins bins that the value was made from
 * @param convention whose definition the number follows
 * @param zeroRule what was done about empty bins
 */
public record StatisticResult(
    String statistic,
    double value,
    double noise,
    double pValue,
    @Nullable String reason,
    long referenceRows,
    long currentRows,
    int bins,
    String convention,
    String zeroRule) {

  public boolean hasValue() {
    return !Double.isNaN(value);
  }

  /**
   * The size of the value less what pure noise gives, at least 0; where the noise is not known, the size of the value.
   */
  public double excess() {
    return Double.isNaN(noise) ? Math.abs(value) : Math.max(0, Math.abs(value) - noise);
  }
}
