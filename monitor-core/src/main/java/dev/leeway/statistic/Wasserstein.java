package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import org.jspecify.annotations.Nullable;

/**
 * Wasserstein distance of order 1 (earth mover's distance): how far rows would have to move on average, in the signal's
 * unit, or in standard deviations of the training data.
 *
 * <p>W = Σ |Fᵢ − Gᵢ| (cᵢ₊₁ − cᵢ) over the fine cells, with cᵢ the mean training value of cell i; values outside the
 * training range count at the geometric middle of their outside cell.
 *
 * <ul>
 *   <li>Range: [0, ∞); 0 exactly when all shares agree. Symmetric. Numeric signals only.
 *   <li>Zero rule: none is needed.
 *   <li>Error: at most the mean distance of the values of both sides from where their cells stand; 0 where each value has a
 *       cell of its own. On real data with W of 0.1 standard deviations or more nine in ten are right to 0.6 %, and to 10 %
 *       with values outside the training range. Where the last cell spans a far tail, or values lie many training ranges
 *       outside, it may be half or twice the distance.
 *   <li>Bias: with no drift the mean is Σ (cᵢ₊₁ − cᵢ) √(2 Gᵢ (1 − Gᵢ)/(π k)).
 *   <li>p-value: none; three times the noise is a p of 0.0002 to 0.002 on the shapes that were tried.
 *   <li>Bins: present values only.
 *   <li>Cost: one pass over the cells, no allocation.
 *   <li>Errors: different binnings, or a side without rows, throw {@code IllegalArgumentException} naming both sizes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-71050-9">C. Villani (2009), Optimal transport, chapter 6</a>
 */
public final class Wasserstein implements DriftStatistic {

  private static final double SMALLEST_DEVIATION = 1e-12;

  private final boolean normalised;

  private Wasserstein(boolean normalised) {
    this.normalised = normalised;
  }

  /** In the signal's unit. */
  public static Wasserstein standard() {
    return new Wasserstein(false);
  }

  /** In standard deviations of the training data (ddof 0); there is no value where that is 0 or not known. */
  public static Wasserstein normalised() {
    return new Wasserstein(true);
  }

  @Override
  public String name() {
    return normalised ? "wasserstein_normalised" : "wasserstein";
  }

  @Override
  public double between(Counts reference, Counts current) {
    Comparisons.require(reference, current);
    NumericBinning binning = numeric(reference);
    double n = current.present();
    double m = reference.present();
    long f = 0;
    long g = 0;
    double unitOfGap = 1 / (n * m);
    double sum = 0;
    int last = binning.orderedBins() - 1;
    for (int bin = 0; bin < last; bin++) {
      f += current.count(bin);
      g += reference.count(bin);
      double gap = Math.abs(f * m - g * n);
      if (gap > 0) {
        sum += gap * unitOfGap * (binning.position(bin + 1) - binning.position(bin));
      }
    }
    return sum / unit(binning);
  }

  private double unit(NumericBinning binning) {
    return normalised ? Math.max(binning.deviation(), SMALLEST_DEVIATION) : 1;
  }

  private static NumericBinning numeric(Counts reference) {
    if (reference.binning() instanceof NumericBinning numeric) {
      return numeric;
    }
    throw new IllegalArgumentException(
        "A Wasserstein distance needs the fine counts of a numeric signal, but got "
            + reference.binning() + ".");
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public double noise(Counts reference, Counts current) {
    NumericBinning binning = numeric(reference);
    double k = Comparisons.size(reference, current);
    double m = reference.present();
    long g = 0;
    double sum = 0;
    int last = binning.orderedBins() - 1;
    for (int bin = 0; bin < last; bin++) {
      g += reference.count(bin);
      double share = g / m;
      if (share > 0 && share < 1) {
        sum += (binning.position(bin + 1) - binning.position(bin)) * Math.sqrt(share * (1 - share));
      }
    }
    return sum * Math.sqrt(2 / (Math.PI * k)) / unit(binning);
  }

  @Override
  public String noPValue() {
    return "A Wasserstein distance has no simple distribution under noise: compare it with three times its noise.";
  }

  @Override
  public int bins(Counts reference, Counts current) {
    return reference.binning() instanceof NumericBinning numeric
        ? numeric.orderedBins()
        : reference.binning().shapeBins();
  }

  @Override
  public @Nullable String undefined(Counts reference, Counts current) {
    if (!(reference.binning() instanceof NumericBinning)) {
      return "A coarse view does not say how far its bins lie apart.";
    }
    if (normalised && !(numeric(reference).deviation() > 0)) {
      return "The standard deviation of the training data is "
          + numeric(reference).deviation() + ": there is no unit to measure in.";
    }
    return null;
  }
}
