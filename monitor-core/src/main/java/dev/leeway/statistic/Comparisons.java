package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import org.jspecify.annotations.Nullable;

/** What all statistics share: sizes, equality of shares, and the frame of a result. */
final class Comparisons {

  static final String HALF_A_ROW = "half a row is added to every bin of both sides";

  private Comparisons() {}

  static StatisticResult compare(DriftStatistic statistic, Counts reference, Counts current) {
    reference.requireSameBinning(current);
    String reason = noValue(statistic, reference, current);
    double value = Double.NaN;
    double noise = Double.NaN;
    double pValue = Double.NaN;
    if (reason == null) {
      value = statistic.between(reference, current);
      if (Double.isFinite(value)) {
        noise = finiteOrNaN(statistic.noise(reference, current));
        pValue = statistic.pValue(reference, current, value);
        reason = Double.isNaN(pValue) ? statistic.noPValue() : null;
      } else {
        reason = noNumber(value);
        value = Double.NaN;
      }
    }
    return result(statistic, reference, current, value, noise, pValue, reason);
  }

  static String noNumber(double value) {
    return "The value is " + value + " and has no meaning as a number.";
  }

  static StatisticResult result(
      DriftStatistic statistic,
      Counts reference,
      Counts current,
      double value,
      double noise,
      double pValue,
      @Nullable String reason) {
    return new StatisticResult(
        statistic.name(),
        value,
        noise,
        pValue,
        reason,
        reference.present(),
        current.present(),
        statistic.bins(reference, current),
        statistic.convention(),
        statistic.zeroRule());
  }

  static @Nullable String noValue(DriftStatistic statistic, Counts reference, Counts current) {
    if (reference.present() == 0) {
      return "The reference has no present value.";
    }
    if (current.present() == 0) {
      return "The window has no present value.";
    }
    if (statistic.ordered() && !reference.binning().ordered()) {
      return "Categories have no order.";
    }
    return statistic.undefined(reference, current);
  }

  static double finiteOrNaN(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Throws as {@link DriftStatistic#between} promises. */
  static void require(Counts reference, Counts current) {
    reference.requireSameBinning(current);
    if (reference.present() == 0 || current.present() == 0) {
      throw new IllegalArgumentException(
          "A statistic needs rows on both sides, but the reference has " + reference.present()
              + " present rows and the window " + current.present() + ".");
    }
  }

  /** k = n m / (n + m): the size that sampling noise of a comparison of n rows with m rows follows. */
  static double size(Counts reference, Counts current) {
    double m = reference.present();
    double n = current.present();
    return n * m / (n + m);
  }

  /** Bins with rows on either side. A bin that is empty in both says nothing and is left out everywhere. */
  static int filledBins(Counts reference, Counts current) {
    int filled = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      if (isFilled(reference, current, bin)) {
        filled++;
      }
    }
    return filled;
  }

  static boolean isFilled(Counts reference, Counts current, int bin) {
    return reference.shape(bin) != 0 || current.shape(bin) != 0;
  }

  static @Nullable String oneBin(Counts reference, Counts current) {
    return filledBins(reference, current) < 2
        ? "All values of both sides share one bin: there is no shape to compare."
        : null;
  }

  /** Whether all shares agree exactly, so that every distance is 0 whatever the zero rule. */
  static boolean sameShares(Counts reference, Counts current) {
    long m = reference.present();
    long n = current.present();
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      long r = reference.shape(bin);
      long w = current.shape(bin);
      if (r * n != w * m || Math.multiplyHigh(r, n) != Math.multiplyHigh(w, m)) {
        return false;
      }
    }
    return true;
  }

  /** Sum over the filled bins of a function of the smoothed shares P (current) and Q (reference), left to right. */
  static double sumOverSmoothed(Counts reference, Counts current, ShareTerm term) {
    if (sameShares(reference, current)) {
      return 0;
    }
    int bins = filledBins(reference, current);
    double n = current.present() + bins / 2.0;
    double m = reference.present() + bins / 2.0;
    double sum = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      if (isFilled(reference, current, bin)) {
        sum += term.of((current.shape(bin) + 0.5) / n, (reference.shape(bin) + 0.5) / m);
      }
    }
    return sum;
  }

  /** One bin's part of a distance. */
  interface ShareTerm {
    double of(double current, double reference);
  }
}
