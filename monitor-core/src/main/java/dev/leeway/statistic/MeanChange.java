package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import org.jspecify.annotations.Nullable;

/**
 * Change of the mean: current less reference, in the signal's unit.
 *
 * <ul>
 *   <li>Range: any number; 0 when all shares agree. The sign says the direction. Numeric signals only.
 *   <li>Error: both means are read from the cells (see {@link Summary}); the reference's is exact for training data.
 *   <li>Noise: the mean of the absolute change with no drift, √(2/π) times its standard error.
 *   <li>p-value: two-sided, normal, with the variances of both sides; rough for heavy tails.
 *   <li>Cost: two passes over the cells, no allocation but of the summaries.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">B. L. Welch (1947)</a>
 */
public final class MeanChange implements DriftStatistic {

  @Override
  public String name() {
    return "mean_change";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    return between(reference, current, Summary.of(reference), Summary.of(current));
  }

  private static double between(Counts reference, Counts current, Summary before, Summary now) {
    if (Comparisons.sameShares(reference, current) && outside(reference) + outside(current) == 0) {
      return 0;
    }
    return now.mean() - before.mean();
  }

  private static long outside(Counts counts) {
    return counts.below() + counts.above();
  }

  @Override
  public @Nullable String undefined(Counts reference, Counts current) {
    return reference.binning() instanceof NumericBinning
        ? null
        : "A coarse view does not say where its bins lie.";
  }

  @Override
  public String noPValue() {
    return "The values are too far apart for a variance.";
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public double noise(Counts reference, Counts current) {
    return Math.sqrt(2 / Math.PI) * standardError(Summary.of(reference), Summary.of(current));
  }

  @Override
  public double pValue(Counts reference, Counts current) {
    Summary before = Summary.of(reference);
    Summary now = Summary.of(current);
    return pValue(between(reference, current, before, now), standardError(before, now));
  }

  private static double pValue(double change, double error) {
    if (!Double.isFinite(error)) {
      return Double.NaN;
    }
    if (error == 0) {
      return change == 0 ? 1 : 0;
    }
    return Tails.normalTwoSided(change / error);
  }

  private static double standardError(Summary before, Summary now) {
    double r = before.standardDeviation();
    double w = now.standardDeviation();
    return Math.sqrt(r * r / before.rows() + w * w / now.rows());
  }

  /** The moments of both sides, once for the value, its noise and its p-value. */
  @Override
  public StatisticResult compare(Counts reference, Counts current) {
    reference.requireSameBinning(current);
    String reason = Comparisons.noValue(this, reference, current);
    if (reason != null) {
      return Comparisons.result(
          this, reference, current, Double.NaN, Double.NaN, Double.NaN, reason);
    }
    Summary before = Summary.of(reference);
    Summary now = Summary.of(current);
    double change = between(reference, current, before, now);
    if (!Double.isFinite(change)) {
      return Comparisons.result(
          this,
          reference,
          current,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Comparisons.noNumber(change));
    }
    double error = standardError(before, now);
    double pValue = pValue(change, error);
    return Comparisons.result(
        this,
        reference,
        current,
        change,
        Comparisons.finiteOrNaN(Math.sqrt(2 / Math.PI) * error),
        pValue,
        Double.isNaN(pValue) ? noPValue() : null);
  }
}
