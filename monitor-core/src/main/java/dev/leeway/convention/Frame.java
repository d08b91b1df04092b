package dev.leeway.convention;

import dev.leeway.statistic.StatisticResult;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a package's number in a result.
 *
 * @param convention key of the convention
 * @param statistic name of the statistic
 * @param referenceRows values of the reference
 * @param currentRows values of the current sample
 */
record Frame(String convention, String statistic, long referenceRows, long currentRows) {

  static final String NO_RULE = "none";
  static final String NO_ORDER = "Categories have no order.";
  static final String TOO_NARROW =
      "The values lie so close together that NumPy cannot cut their range into bins.";

  /** A number for which the package has no p-value. */
  StatisticResult value(double value, int bins, String zeroRule) {
    return Double.isNaN(value)
        ? none("The values lie too far apart for a distance.")
        : result(value, Double.NaN, "The package gives no p-value.", bins, zeroRule);
  }

  /** A statistic whose p-value does not exist here, and why. */
  StatisticResult withoutPValue(double value, String reason, int bins) {
    return result(value, Double.NaN, reason, bins, NO_RULE);
  }

  /** A statistic with its p-value. */
  StatisticResult test(double value, double pValue, int bins) {
    return result(value, pValue, null, bins, NO_RULE);
  }

  /** No value, and why. */
  StatisticResult none(String reason) {
    return result(Double.NaN, Double.NaN, reason, 0, NO_RULE);
  }

  /** No value, since a side has nothing to compare. */
  StatisticResult empty() {
    String side = referenceRows == 0 ? "reference" : "current sample";
    return none("The " + side + " has no value that is present.");
  }

  boolean isEmpty() {
    return referenceRows == 0 || currentRows == 0;
  }

  private StatisticResult result(
      double value, double pValue, @Nullable String reason, int bins, String zeroRule) {
    return new StatisticResult(
        statistic,
        value,
        Double.NaN,
        pValue,
        reason,
        referenceRows,
        currentRows,
        bins,
        convention,
        zeroRule);
  }
}
