package dev.leeway.benchmarks.laws;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.statistic.Psi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The mean of PSI under noise, and its p-values. */
final class PsiLaws {

  private static final Psi PSI = Psi.standard();

  private PsiLaws() {}

  private static CategoricalBinning categories(int count) {
    return CategoricalBinning.of(
        IntStream.range(0, count).mapToObj(i -> "c" + i).toList(), false);
  }

  /** Counts on categories alone, without unseen, missing and so on. */
  private static Counts counts(CategoricalBinning binning, long[] drawn) {
    return Counts.of(binning, Arrays.copyOf(drawn, binning.bins()));
  }

  /** Mean of PSI over its noise, for equal bins and after the merge rule. */
  static List<Law> mean(int draws) {
    List<Law> laws = new ArrayList<>();
    int number = 0;
    for (int bins : new int[] {10, 16, 20}) {
      for (int n : new int[] {200, 1_000, 10_000}) {
        Multinomial equal = Multinomial.equal(bins);
        double ratio = meanRatio(equal, bins, n, 10_000, draws, number++, false);
        laws.add(new Law("mean psi / noise, " + bins + " equal bins, n = " + n, ratio, 0.94, 1.02));
      }
    }
    for (int n : new int[] {200, 1_000, 10_000}) {
      double ratio = meanRatio(Multinomial.shares(zipf(60)), 60, n, 10_000, draws, number++, true);
      laws.add(new Law(
          "mean psi / noise, 60 categories after the merge rule, n = " + n, ratio, 0.90, 1.05));
    }
    return laws;
  }

  private static double[] zipf(int categories) {
    double[] shares = new double[categories];
    double sum = 0;
    for (int i = 0; i < categories; i++) {
      shares[i] = 1.0 / (i + 1);
      sum += shares[i];
    }
    for (int i = 0; i < categories; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static double meanRatio(
      Multinomial law, int bins, int n, int m, int draws, int number, boolean merged) {
    CategoricalBinning binning = categories(bins);
    double[][] ratios = Parallel.draws(draws, number, part -> random -> {
      long[] reference = new long[bins];
      long[] current = new long[bins];
      law.draw(reference, m, random);
      law.draw(current, n, random);
      Counts before = counts(binning, reference);
      Counts now = counts(binning, current);
      if (merged) {
        CoarseBinning view = CoarseBinning.of(before, n);
        before = before.coarse(view);
        now = now.coarse(view);
      }
      return new double[] {PSI.between(before, now) / PSI.noise(before, now)};
    });
    return Parallel.mean(Parallel.column(ratios, 0));
  }

  /** Rates of p-values below a level, over the level. */
  static List<Law> pValues(int draws) {
    List<Law> laws = new ArrayList<>();
    int number = 100;
    for (int n : new int[] {500, 1_000, 10_000}) {
      double[] p = pValues(Multinomial.equal(16), 16, n, 20_000, draws, number++);
      laws.add(rate("16 equal bins, n = " + n, p, 0.01, 0.85, 1.15));
      laws.add(rate("16 equal bins, n = " + n, p, 0.001, 0.8, 1.3));
      laws.add(rate("16 equal bins, n = " + n, p, 0.0001, 0.6, 1.8));
    }
    for (int n : new int[] {500, 1_000}) {
      // ten of sixteen bins expect a tenth of a row
      double[] shares = new double[16];
      for (int i = 0; i < 16; i++) {
        shares[i] = i < 10 ? 0.1 / n : (1 - 1.0 / n) / 6;
      }
      double[] p = pValues(Multinomial.shares(shares), 16, n, 20 * n, draws / 5, number++);
      for (double level : new double[] {0.01, 0.001, 0.0001}) {
        laws.add(rate("rare bins (expected 0.1), n = " + n, p, level, 0, 2));
      }
    }
    return laws;
  }

  private static Law rate(String what, double[] p, double level, double low, double high) {
    return new Law(
        "P(psi p < " + level + ") / " + level + ", " + what,
        Parallel.shareBelow(p, level) / level,
        low,
        high,
        Parallel.errorOfRate(level, p.length));
  }

  private static double[] pValues(Multinomial law, int bins, int n, int m, int draws, int number) {
    CategoricalBinning binning = categories(bins);
    double[][] cases = Parallel.draws(draws, number, part -> random -> {
      long[] reference = new long[bins];
      long[] current = new long[bins];
      law.draw(reference, m, random);
      law.draw(current, n, random);
      return new double[] {PSI.pValue(counts(binning, reference), counts(binning, current))};
    });
    return Parallel.column(cases, 0);
  }
}
