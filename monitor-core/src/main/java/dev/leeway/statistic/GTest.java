package dev.leeway.statistic;

import dev.leeway.binning.Counts;

/**
 * G-test of homogeneity: the log-likelihood ratio between two distributions and one.
 *
 * <p>G = 2 Σ wᵢ ln(pᵢ / hᵢ) + 2 Σ rᵢ ln(qᵢ / hᵢ) with hᵢ the pooled share of coarse bin i.
 *
 * <ul>
 *   <li>Range: [0, ∞); grows with the number of rows, so it measures evidence and not size. Symmetric.
 *   <li>Zero rule: none is needed, an empty bin of one side adds nothing for that side.
 *   <li>Bias: with no drift the mean is B − 1.
 *   <li>p-value: chi-square with B − 1 degrees of freedom, on coarse bins.
 *   <li>Cost: two logarithms a bin, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177732360">S. S. Wilks (1938)</a>; SciPy's {@code chi2_contingency(...,
 *     correction=False, lambda_="log-likelihood")} gives the same number
 */
public final class GTest extends CoarseStatistic {

  @Override
  public String name() {
    return "g_test";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    if (Comparisons.sameShares(reference, current)) {
      return 0;
    }
    double n = current.present();
    double m = reference.present();
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      double w = current.shape(bin);
      double r = reference.shape(bin);
      double pooled = (w + r) / (n + m);
      sum += w == 0 ? 0 : w * Math.log(w / n / pooled);
      sum += r == 0 ? 0 : r * Math.log(r / m / pooled);
    }
    return Math.max(0, 2 * sum);
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
