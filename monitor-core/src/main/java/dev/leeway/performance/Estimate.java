package dev.leeway.performance;

/**
 * How good the model probably is, before the labels have come.
 *
 * @param key the metric's name
 * @param value NaN where it cannot be estimated
 * @param low three standard errors below it, within what the metric can be
 * @param high three standard errors above it
 */
public record Estimate(String key, double value, double low, double high) {

  public boolean hasValue() {
    return !Double.isNaN(value);
  }
}
