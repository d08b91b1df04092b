package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import org.jspecify.annotations.Nullable;

/**
 * How far apart two counts on the same binning lie: a pure function that knows no threshold.
 *
 * <p>A statistic of your own implements {@link #name()} and {@link #between}; it then gets the fine counts. All methods
 * must be safe for several threads.
 */
public interface DriftStatistic {

  /** The key under which values appear in evaluations: lower case letters, digits and underscores. */
  String name();

  /**
   * The value, finite. Called only where {@link #undefined} gives no reason against it.
   *
   * @param reference counts of the training data, at least one present row
   * @param current counts of the window, at least one present row, on the same binning
   */
  double between(Counts reference, Counts current);

  /** Whether it reads the coarse view of about 16 bins; otherwise it reads the fine counts. */
  default boolean coarse() {
    return false;
  }

  /** Whether it needs neighbouring bins to hold neighbouring values, and so applies to numeric signals only. */
  default boolean ordered() {
    return false;
  }

  /** The mean of the value when nothing has drifted, given both sizes; NaN: not known. */
  default double noise(Counts reference, Counts current) {
    return Double.NaN;
  }

  /** The probability of such a value or a larger one under sampling noise alone; NaN: not known. */
  default double pValue(Counts reference, Counts current) {
    return Double.NaN;
  }

  /**
   * As {@link #pValue(Counts, Counts)}, where the value is known already and need not be computed again.
   *
   * @param value what {@link #between} gives for these counts
   */
  default double pValue(Counts reference, Counts current, double value) {
    return pValue(reference, current);
  }

  /** Why there is no value for these counts, as a sentence; null where there is one. */
  default @Nullable String undefined(Counts reference, Counts current) {
    return null;
  }

  /** Why {@link #pValue} is NaN, as a sentence. */
  default String noPValue() {
    return "The distribution of this statistic under noise is not known.";
  }

  /** The convention that the number follows. */
  default String convention() {
    return "leeway";
  }

  /** What is done about empty bins. */
  default String zeroRule() {
    return "none";
  }

  /** Number of bins that the value is made from. */
  default int bins(Counts reference, Counts current) {
    return reference.binning().shapeBins();
  }

  /**
   * The value with everything that says how it was made. Never throws for counts on the same binning: where there is no
   * value, the result says why.
   *
   * @throws IllegalArgumentException if the binnings differ
   */
  default StatisticResult compare(Counts reference, Counts current) {
    return Comparisons.compare(this, reference, current);
  }
}
