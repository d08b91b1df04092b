package dev.leeway.statistic;

import dev.leeway.binning.Counts;

/**
 * Pearson's chi-square of homogeneity: how surprising it would be if both counts came from one distribution.
 *
 * <p>X² = k Σ (pᵢ − qᵢ)² / hᵢ with hᵢ = (wᵢ + rᵢ)/(n + m) the pooled share of coarse bin i and k = n m / (n + m).
 *
 * <ul>
 *   <li>Range: [0, ∞); grows with the number of rows, so it measures evidence and not size. Symmetric.
 *   <li>Zero rule: none is needed; a bin empty on both sides is left out.
 *   <li>Bias: with no drift the mean is B − 1.
 *   <li>p-value: chi-square with B − 1 degrees of freedom; good only on coarse bins, where about five rows are expected in
 *       each: with rarer ones it is far too small.
 *   <li>Cost: one pass over B bins, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1080/14786440009463897">K. Pearson (1900)</a>; SciPy's {@code chi2_contingency(...,
 *     correction=False)} gives the same number
 */
public final class ChiSquare extends CoarseStatistic {

  @Override
  public String name() {
    return "chi_square";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    double n = current.present();
    double m = reference.present();
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      double w = current.shape(bin);
      double r = reference.shape(bin);
      if (w + r > 0) {
        double difference = w / n - r / m;
        sum += difference * difference / ((w + r) / (n + m));
      }
    }
    return Comparisons.size(reference, current) * sum;
  }

  @Override
  public double noise(Counts reference, Counts current) {
    return bins(reference, current) - 1;
  }

  @Override
  public double pValue(Counts reference, Counts current) {
    return pValue(reference, current, between(reference, current));
  }

  @Override
  public double pValue(Counts reference, Counts current, double value) {
    return Tails.chiSquare(value, bins(reference, current) - 1);
  }
}
