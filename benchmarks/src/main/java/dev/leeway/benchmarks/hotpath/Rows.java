package dev.leeway.benchmarks.hotpath;

import dev.leeway.baseline.Baseline;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Made-up records of numbers, the same in each process. */
final class Rows {

  /** What the live values look like; the baseline is always of {@link #MIXED}. */
  enum Shape {
    /** As in training: 9 of 25 normal, 8 lognormal, 8 uniform. */
    MIXED,
    /** Lognormal with sigma 2.5, in training as well. */
    HEAVY_TAILS,
    /** Everything in the last bin of the training range. */
    LAST_BIN,
    /** Everything above the training range. */
    OUTSIDE,
    /** The same record again and again. */
    CONSTANT,
    /** Every second value is not a number. */
    HALF_NAN
  }

  private static final int VALUES = 25 << 16;

  private Rows() {}

  /** About 13 MB of values: they come from the caches further away, as a service's do. */
  static double[][] training(Shape shape, int signals) {
    SplittableRandom random = new SplittableRandom(Report.SEED);
    int count = Integer.highestOneBit(Math.max(1024, VALUES / signals));
    double[][] data = new double[count][signals];
    for (double[] row : data) {
      for (int i = 0; i < signals; i++) {
        double gauss = gauss(random);
        int kind = i % 25;
        row[i] = shape == Shape.HEAVY_TAILS
            ? Math.exp(2.5 * gauss)
            : kind < 9 ? gauss : kind < 17 ? Math.exp(gauss) : random.nextDouble();
      }
    }
    return data;
  }

  private static double gauss(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** What comes in, from the training rows. */
  static double[][] live(Shape shape, double[][] training) {
    int signals = training[0].length;
    double[] max = new double[signals];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (double[] row : training) {
      for (int i = 0; i < signals; i++) {
        max[i] = Math.max(max[i], row[i]);
      }
    }
    double[][] live = new double[training.length][signals];
    for (int r = 0; r < live.length; r++) {
      for (int i = 0; i < signals; i++) {
        live[r][i] = switch (shape) {
          case MIXED, HEAVY_TAILS -> training[r][i];
          case LAST_BIN -> max[i];
          case OUTSIDE -> max[i] + 1 + Math.abs(training[r][i]);
          case CONSTANT -> training[0][i];
          case HALF_NAN -> (r + i) % 2 == 0 ? Double.NaN : training[r][i];
        };
      }
    }
    return live;
  }

  /** With one accessor a signal. */
  static Schema<double[]> typed(int signals) {
    Schema.Builder<double[]> schema = Schema.builder();
    for (int i = 0; i < signals; i++) {
      int column = i;
      schema.numeric("x" + i, row -> row[column]);
    }
    return schema.build();
  }

  /** As an array of numbers. */
  static Schema<double[]> array(int signals) {
    return Schema.ofArrays(
        IntStream.range(0, signals).mapToObj(i -> Signal.numeric("x" + i)).toArray(Signal[]::new));
  }

  static Baseline baseline(double[][] training) {
    return Baseline.fit(typed(training[0].length), Arrays.asList(training)).build();
  }
}
