package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import org.apache.commons.math3.special.Gamma;

/**
 * Hellinger distance between the shares of two counts, without a unit.
 *
 * <p>H = √(½ Σ (√Pᵢ − √Qᵢ)²) on coarse bins.
 *
 * <ul>
 *   <li>Range: [0, 1]; 0 exactly when all shares agree. Symmetric, a metric.
 *   <li>Zero rule: half a row is added to every bin of both sides; a bin empty on both sides is left out.
 *   <li>Bias: with no drift the mean is √(2/(8 k)) Γ(B/2) / Γ((B − 1)/2): the mean of a root, not the root of the mean.
 *   <li>p-value: 8 k H² against chi-square with B − 1 degrees of freedom.
 *   <li>Cost: two square roots a bin, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1515/crll.1909.136.210">E. Hellinger (1909), Neue Begründung der Theorie
 *     quadratischer Formen von unendlichvielen Veränderlichen</a>
 */
public final class Hellinger extends CoarseStatistic {

  @Override
  public String name() {
    return "hellinger";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    return Math.sqrt(Comparisons.sumOverSmoothed(reference, current, (p, q) -> {
          double difference = Math.sqrt(p) - Math.sqrt(q);
          return difference * difference;
        })
        / 2);
  }

  @Override
  public double noise(Counts reference, Counts current) {
    int bins = bins(reference, current);
    double ratio = Math.exp(Gamma.logGamma(bins / 2.0) - Gamma.logGamma((bins - 1) / 2.0));
    return Math.sqrt(2 / (8 * Comparisons.size(reference, current))) * ratio;
  }

  @Override
  public double pValue(Counts reference, Counts current) {
    return pValue(reference, current, between(reference, current));
  }

  @Override
  public double pValue(Counts reference, Counts current, double value) {
    return Tails.chiSquare(
        8 * Comparisons.size(reference, current) * value * value, bins(reference, current) - 1);
  }

  @Override
  public String zeroRule() {
    return Comparisons.HALF_A_ROW;
  }
}
