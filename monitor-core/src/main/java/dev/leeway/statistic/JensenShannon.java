package dev.leeway.statistic;

import dev.leeway.binning.Counts;

/**
 * Jensen-Shannon divergence: the mean distance of both shares from their middle, in nats.
 *
 * <p>JS = ½ Σ Pᵢ ln(Pᵢ / Mᵢ) + ½ Σ Qᵢ ln(Qᵢ / Mᵢ), M = (P + Q) / 2, on coarse bins.
 *
 * <ul>
 *   <li>Range: [0, ln 2]; 0 exactly when all shares agree. Symmetric. This is the divergence; SciPy's {@code
 *       jensenshannon} is its square root.
 *   <li>Zero rule: half a row is added to every bin of both sides; a bin empty on both sides is left out.
 *   <li>Bias: with no drift the mean is near (B − 1)/(8 k).
 *   <li>p-value: 8 k JS against chi-square with B − 1 degrees of freedom.
 *   <li>Cost: two logarithms a bin, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1109/18.61115">J. Lin (1991), Divergence measures based on the Shannon entropy</a>
 */
public final class JensenShannon extends CoarseStatistic {

  @Override
  public String name() {
    return "jensen_shannon";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    double sum = Comparisons.sumOverSmoothed(reference, current, (p, q) -> {
      double middle = (p + q) / 2;
      return p * Math.log(p / middle) + q * Math.log(q / middle);
    });
    return Math.max(0, sum / 2);
  }

  @Override
  public double noise(Counts reference, Counts current) {
    return (bins(reference, current) - 1) / (8 * Comparisons.size(reference, current));
  }

  @Override
  public double pValue(Counts reference, Counts current) {
    return pValue(reference, current, between(reference, current));
  }

  @Override
  public double pValue(Counts reference, Counts current, double value) {
    double x = 8 * Comparisons.size(reference, current) * value;
    return Tails.chiSquare(x, bins(reference, current) - 1);
  }

  @Override
  public String zeroRule() {
    return Comparisons.HALF_A_ROW;
  }
}
