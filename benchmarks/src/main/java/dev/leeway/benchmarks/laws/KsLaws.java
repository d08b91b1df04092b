package dev.leeway.benchmarks.laws;

import dev.leeway.binning.CellEdges;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.statistic.KolmogorovSmirnov;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The Kolmogorov-Smirnov statistic on the grid of a baseline, beside the exact one. */
final class KsLaws {

  private static final int CELLS = 256;
  private static final int TRAINING = 20_000;
  private static final KolmogorovSmirnov KS = new KolmogorovSmirnov();

  private KsLaws() {}

  static List<Law> all(int pairs) {
    List<Law> laws = new ArrayList<>();
    int number = 200;
    for (int n : new int[] {200, 1_000, 10_000}) {
      int size = n;
      double[][] cases = Parallel.draws(
          pairs, number++, part -> random -> pair(normal(TRAINING, random), normal(size, random)));
      double[] p = Parallel.column(cases, 0);
      double[] loss = Parallel.column(cases, 1);
      for (double level : new double[] {0.05, 0.01}) {
        laws.add(new Law(
            "P(ks p < " + level + ") / " + level + ", n = " + n,
            Parallel.shareBelow(p, level) / level,
            0.6,
            1.1,
            Parallel.errorOfRate(level, pairs)));
      }
      laws.add(new Law(
          "largest exact D - D on the grid, n = " + n,
          Arrays.stream(loss).max().orElseThrow(),
          -1e-12,
          1.0 / CELLS + 1.0 / n));
      laws.add(new Law(
          "smallest exact D - D on the grid, n = " + n,
          Arrays.stream(loss).min().orElseThrow(),
          -1e-12,
          1.0 / CELLS + 1.0 / n));
    }
    return laws;
  }

  /** The p-value on the grid, and what the grid loses of D. */
  private static double[] pair(double[] training, double[] live) {
    Arrays.sort(training);
    Arrays.sort(live);
    NumericBinning binning = NumericBinning.of(
        CellEdges.quantiles(training, training[0], training[training.length - 1], CELLS));
    Counts reference = count(binning, training);
    Counts current = count(binning, live);
    return new double[] {
      KS.pValue(reference, current), exact(training, live) - KS.between(reference, current)
    };
  }

  static Counts count(NumericBinning binning, double[] values) {
    long[] rows = new long[binning.bins()];
    for (double value : values) {
      rows[binning.bin(value)]++;
    }
    return Counts.of(binning, rows);
  }

  /** The largest distance between the two empirical distribution functions of sorted samples. */
  static double exact(double[] a, double[] b) {
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= value) {
        i++;
      }
      while (j < b.length && b[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  static double[] normal(int count, SplittableRandom random) {
    double[] values = new double[count];
    for (int i = 0; i + 1 < count; i += 2) {
      double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      values[i] = radius * Math.cos(angle);
      values[i + 1] = radius * Math.sin(angle);
    }
    if (count % 2 == 1) {
      values[count - 1] = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    }
    return values;
  }
}
