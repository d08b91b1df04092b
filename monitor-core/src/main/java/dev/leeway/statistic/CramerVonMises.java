package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Two-sample Cramér-von Mises statistic: the squared gap between the two cumulated shares, averaged over all rows.
 *
 * <p>T = k Σ (Fᵢ − Gᵢ)² hᵢ over the fine cells, h the pooled share of a cell and k = n m / (n + m).
 *
 * <ul>
 *   <li>Range: [0, k]; grows with the number of rows, so it measures evidence and not size. Numeric signals only.
 *   <li>Zero rule: none is needed.
 *   <li>Bias: with no drift the mean is (1 + 1/(n + m))/6.
 *   <li>p-value: from the limit distribution, to about 0.01 for 200 rows; none where one cell holds more than 5 % of the
 *       rows, since ties change the distribution.
 *   <li>Bins: present values only; outside values count in the first or last cell.
 *   <li>Cost: one pass over the cells, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177704477">T. W. Anderson (1962), On the distribution of the two-sample
 *     Cramér-von Mises criterion</a>
 */
public final class CramerVonMises implements DriftStatistic {

  private static final double HEAVIEST_CELL = 0.05;

  @Override
  public String name() {
    return "cvm";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    double n = current.present();
    double m = reference.present();
    long f = 0;
    long g = 0;
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      f += current.shape(bin);
      g += reference.shape(bin);
      double gap = f * m - g * n;
      sum += gap * gap * (current.shape(bin) + reference.shape(bin));
    }
    return sum / (n * m) / (n + m) / (n + m);
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public double noise(Counts reference, Counts current) {
    return (1 + 1.0 / (reference.present() + current.present())) / 6;
  }

  @Override
  public double pValue(Counts reference, Counts current) {
    return pValue(reference, current, between(reference, current));
  }

  @Override
  public double pValue(Counts reference, Counts current, double value) {
    double rows = (double) reference.present() + current.present();
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      if ((reference.shape(bin) + current.shape(bin)) / rows > HEAVIEST_CELL) {
        return Double.NaN;
      }
    }
    return Tails.cramerVonMises(value);
  }

  @Override
  public String noPValue() {
    return "One value or cell holds more than 5 % of the rows: ties change the distribution under noise.";
  }

  @Override
  public @Nullable String undefined(Counts reference, Counts current) {
    return reference.binning().shapeBins() < 2
        ? "The signal was constant in training: there is no shape to compare."
        : null;
  }
}
