package dev.leeway.statistic;

import dev.leeway.binning.Counts;

/**
 * Total variation distance: the share of rows that would have to move to another bin.
 *
 * <p>TV = ½ Σ |pᵢ − qᵢ| on coarse bins.
 *
 * <ul>
 *   <li>Range: [0, 1]; 0 exactly when all shares agree. Symmetric, a metric.
 *   <li>Zero rule: none is needed.
 *   <li>Bias: with no drift the mean is near ½ Σ √(2 qᵢ (1 − qᵢ)/(π k)).
 *   <li>p-value: none; ask PSI or chi-square on the same bins.
 *   <li>Cost: one pass over B bins, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1090/mbk/107">D. A. Levin, Y. Peres (2017), Markov chains and mixing times, section
 *     4.1</a>
 */
public final class TotalVariation extends CoarseStatistic {

  @Override
  public String name() {
    return "total_variation";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    double n = current.present();
    double m = reference.present();
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      sum += Math.abs(current.shape(bin) / n - reference.shape(bin) / m);
    }
    return sum / 2;
  }

  @Override
  public double noise(Counts reference, Counts current) {
    double k = Comparisons.size(reference, current);
    double m = reference.present();
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      double q = reference.shape(bin) / m;
      sum += Math.sqrt(2 * q * (1 - q) / (Math.PI * k));
    }
    return sum / 2;
  }

  @Override
  public String noPValue() {
    return "Total variation has no simple distribution under noise: see psi or chi_square on the same bins.";
  }
}
