package dev.leeway.convention;

import java.util.Arrays;

/** How Deepchecks 0.19.1 scores drift, in {@code utils/distribution/drift.py}. */
final class Deepchecks {

  private static final double MARGIN = 0.025;
  private static final double RARE = 0.01;
  private static final double SMALLEST_SHARE = 0.01;

  private Deepchecks() {}

  static double ks(NumberPair pair) {
    double rows = (double) pair.reference().length * pair.current().length;
    return Distances.largestGap(pair.reference(), pair.current()) / rows;
  }

  /** Wasserstein of what lies between the 2.5 % quantiles of each side, after both are brought to [0, 1] together. */
  static double earthMover(NumberPair pair) {
    NumberPair cut = NumberPair.of(cut(pair.reference()), cut(pair.current()));
    double range = cut.max() - cut.min();
    return range == 0 ? 0 : Distances.wasserstein(cut.reference(), cut.current()) / range;
  }

  private static double[] cut(double[] sorted) {
    double low = quantile(sorted, MARGIN);
    double high = quantile(sorted, 1 - MARGIN);
    return Arrays.stream(sorted).filter(value -> low <= value && value <= high).toArray();
  }

  /** Linear between the values, as NumPy's. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (place - below) * (above - sorted[below]);
  }

  /** Categories with less than 1 % of the reference in one more, which is left out where it is below 1 % on both sides. */
  private static Tallies merged(Tallies rows) {
    long[] reference = new long[rows.size() + 1];
    long[] current = new long[rows.size() + 1];
    long otherReference = 0;
    long otherCurrent = 0;
    int kept = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.reference(i) < RARE * rows.referenceRows()) {
        otherReference += rows.reference(i);
        otherCurrent += rows.current(i);
      } else {
        reference[kept] = rows.reference(i);
        current[kept++] = rows.current(i);
      }
    }
    if (otherReference > RARE * rows.referenceRows() || otherCurrent > RARE * rows.currentRows()) {
      reference[kept] = otherReference;
      current[kept++] = otherCurrent;
    }
    return new Tallies(Arrays.copyOf(reference, kept), Arrays.copyOf(current, kept));
  }

  /** Shares below 0.01 become 0.01. */
  static double psi(Tallies rows) {
    Shares shares = merged(rows).shares();
    return new Shares(floored(shares.reference()), floored(shares.current())).psi();
  }

  private static double[] floored(double[] shares) {
    return Arrays.stream(shares).map(share -> Math.max(share, SMALLEST_SHARE)).toArray();
  }

  /**
   * Cramér's V with the correction of its bias, of the counts after the larger side is scaled down to the smaller one and
   * rounded.
   *
   * @see <a href="https://doi.org/10.1016/j.jkss.2012.10.002">W. Bergsma (2013), A bias-correction for Cramér's V and
   *     Tschuprow's T</a>
   */
  static double cramersV(Tallies rows) {
    Tallies merged = merged(rows);
    if (merged.size() == 1) {
      return 0;
    }
    Tallies scaled = new Tallies(scaled(merged, true), scaled(merged, false));
    double n = (double) scaled.referenceRows() + scaled.currentRows();
    double phi = ChiSquareTests.homogeneity(scaled) / n;
    double corrected = Math.max(0, phi - (scaled.size() - 1) / (n - 1));
    double sides = 2 - 1 / (n - 1);
    return Math.sqrt(corrected / (sides - 1));
  }

  private static long[] scaled(Tallies rows, boolean reference) {
    double all = reference ? rows.referenceRows() : rows.currentRows();
    double other = reference ? rows.currentRows() : rows.referenceRows();
    double factor = all > other ? other / all : 1;
    long[] scaled = new long[rows.size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (long) Math.rint((reference ? rows.reference(i) : rows.current(i)) * factor);
    }
    return scaled;
  }
}
