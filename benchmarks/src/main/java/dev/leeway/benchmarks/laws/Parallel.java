package dev.leeway.benchmarks.laws;

import dev.leeway.benchmarks.report.Report;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Cases on all cores, each with its own seed, so that the figures are the same on any number of them. */
final class Parallel {

  private static final int PARTS = 64;

  private Parallel() {}

  /** Draws a case, of one value or several. */
  interface Draw {
    double[] next(SplittableRandom random);
  }

  /** Values of so many draws, in the order of their seeds. */
  static double[][] draws(int count, int caseNumber, IntFunction<Draw> makers) {
    double[][] values = new double[count][];
    IntStream.range(0, PARTS).parallel().forEach(part -> {
      SplittableRandom random =
          new SplittableRandom((Report.SEED + caseNumber) * 1_000_003L + part);
      Draw draw = makers.apply(part);
      int begin = (int) ((long) count * part / PARTS);
      int end = (int) ((long) count * (part + 1) / PARTS);
      for (int i = begin; i < end; i++) {
        values[i] = draw.next(random);
      }
    });
    return values;
  }

  /** One of the values of each case. */
  static double[] column(double[][] cases, int column) {
    double[] values = new double[cases.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = cases[i][column];
    }
    return values;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard error of a rate over its level. */
  static double errorOfRate(double level, int draws) {
    return Math.sqrt((1 - level) / (level * draws));
  }

  static double shareBelow(double[] values, double limit) {
    long below = 0;
    for (double value : values) {
      below += value < limit ? 1 : 0;
    }
    return (double) below / values.length;
  }
}
