package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bin of a value is what a plain search over the edges says, whatever the edges and whatever the value. */
class NumericBinningLawTest {

  private static final int SEEDS = 5;
  private static final int VALUES = 25_000;
  private static final int SAMPLE = 3_000;
  private static final double[] DISTANCES = {1e-3, 1e-2, 0.1, 1, 10, 1e3, 1e6};
  private static final double[] HOSTILE = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e300,
    -1e300,
    1,
    -1
  };

  /** Where training values come from. */
  enum Training {
    NORMAL {
      @Override
      double next(SplittableRandom random) {
        return random.nextGaussian();
      }
    },
    LOG_NORMAL {
      @Override
      double next(SplittableRandom random) {
        return Math.exp(2.5 * random.nextGaussian());
      }
    },
    MIRRORED_LOG_NORMAL {
      @Override
      double next(SplittableRandom random) {
        return -Math.exp(2.5 * random.nextGaussian());
      }
    },
    UNIFORM {
      @Override
      double next(SplittableRandom random) {
        return random.nextDouble();
      }
    },
    INTEGERS {
      @Override
      double next(SplittableRandom random) {
        return random.nextInt(-40, 200);
      }
    },
    MANY_INTEGERS {
      @Override
      double next(SplittableRandom random) {
        return random.nextInt(-1_000_000, 2_000_000);
      }
    },
    DATES {
      @Override
      double next(SplittableRandom random) {
        return 1.7e12 + random.nextLong(31_536_000_000L);
      }
    },
    FAR_FROM_ZERO {
      @Override
      double next(SplittableRandom random) {
        return 1e15 + random.nextInt(2_000);
      }
    },
    TINY {
      @Override
      double next(SplittableRandom random) {
        return 1e-300 * random.nextGaussian();
      }
    },
    SUBNORMAL {
      @Override
      double next(SplittableRandom random) {
        return Double.MIN_VALUE * random.nextInt(1, 100_000);
      }
    },
    HUGE {
      @Override
      double next(SplittableRandom random) {
        return 1e300 * random.nextGaussian();
      }
    },
    RANGE_BEYOND_DOUBLES {
      @Override
      double next(SplittableRandom random) {
        return 1.7e308 * (2 * random.nextDouble() - 1);
      }
    },
    HEAVY_ATOM {
      @Override
      double next(SplittableRandom random) {
        return random.nextInt(10) < 9 ? 0 : random.nextGaussian();
      }
    },
    TWO_ATOMS {
      @Override
      double next(SplittableRandom random) {
        return random.nextBoolean() ? -3 : 1e9;
      }
    },
    CONSTANT {
      @Override
      double next(SplittableRandom random) {
        return 42.5;
      }
    },
    CONSTANT_ZERO {
      @Override
      double next(SplittableRandom random) {
        return -0.0;
      }
    };

    abstract double next(SplittableRandom random);
  }

  /** All edges as the class comment states them: outside bounds at fixed multiples of the range. */
  private static double[] allEdges(double[] cellEdges) {
    double min = cellEdges[0];
    double above = cellEdges[cellEdges.length - 1];
    double range = Math.min(Math.nextDown(above) - min, Double.MAX_VALUE);
    if (range == 0) {
      range = Math.max(Math.abs(min), 1);
    }
    double[] edges = new double[cellEdges.length + 2 * DISTANCES.length];
    System.arraycopy(cellEdges, 0, edges, DISTANCES.length, cellEdges.length);
    for (int i = 0; i < DISTANCES.length; i++) {
      edges[DISTANCES.length - 1 - i] = Math.min(min, min - DISTANCES[i] * range);
      edges[DISTANCES.length + cellEdges.length + i] =
          Math.max(above, above + DISTANCES[i] * range);
    }
    return edges;
  }

  private static int search(double[] edges, double value, NumericBinning binning) {
    if (Double.isNaN(value)) {
      return binning.notANumber();
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? 0 : edges.length;
    }
    int bin = 0;
    while (bin < edges.length && edges[bin] <= value) {
      bin++;
    }
    return bin;
  }

  private static double value(SplittableRandom random, Training training, double[] edges) {
    double min = edges[0];
    double max = edges[edges.length - 1];
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> training.next(random);
      case 3 -> min + (max / 2 - min / 2) * 2 * (3 * random.nextDouble() - 1);
      case 4 ->
        (random.nextBoolean() ? min : max)
            + Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1000, 1000));
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  /** 16 kinds of training data, 5 seeds, 25,000 values each: 2 million values, and the edges with their neighbours. */
  @ParameterizedTest
  @EnumSource(Training.class)
  void binIsWhatASearchOverTheEdgesFinds(Training training) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed * 100 + training.ordinal());
      double[] sample =
          random.doubles(SAMPLE).map(ignored -> training.next(random)).sorted().toArray();
      int cells = new int[] {256, 256, 2, 16, 1024}[(int) seed - 1];
      double[] cellEdges = CellEdges.quantiles(sample, sample[0], sample[SAMPLE - 1], cells);
      NumericBinning binning = NumericBinning.of(cellEdges);
      double[] edges = allEdges(cellEdges);
      String where = training + ", seed " + seed;
      for (int i = 0; i < VALUES; i++) {
        check(binning, edges, value(random, training, cellEdges), where);
      }
      for (double value : HOSTILE) {
        check(binning, edges, value, where);
      }
      for (double edge : edges) {
        check(binning, edges, edge, where);
        check(binning, edges, Math.nextUp(edge), where);
        check(binning, edges, Math.nextDown(edge), where);
      }
      check(binning, edges, Double.NaN, where);
      check(binning, edges, Double.longBitsToDouble(0xFFF8_0000_0000_0001L), where);
      check(binning, edges, Double.POSITIVE_INFINITY, where);
      check(binning, edges, Double.NEGATIVE_INFINITY, where);
    }
  }

  /** Edges that are no quantiles: random doubles of every exponent. */
  @ParameterizedTest
  @EnumSource(names = {"NORMAL", "UNIFORM"})
  void binIsWhatASearchFindsForEdgesOfEveryExponent(Training training) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed * 1000 + training.ordinal());
      double[] cellEdges = random
          .longs(2 + random.nextInt(500))
          .mapToDouble(Double::longBitsToDouble)
          .filter(Double::isFinite)
          .map(edge -> training == Training.UNIFORM ? Math.abs(edge) : edge)
          .sorted()
          .distinct()
          .toArray();
      NumericBinning binning = NumericBinning.of(cellEdges);
      double[] edges = allEdges(cellEdges);
      for (int i = 0; i < VALUES; i++) {
        check(binning, edges, value(random, training, cellEdges), "seed " + seed);
      }
      for (double edge : edges) {
        check(binning, edges, edge, "seed " + seed);
        check(binning, edges, Math.nextUp(edge), "seed " + seed);
        check(binning, edges, Math.nextDown(edge), "seed " + seed);
      }
    }
  }

  private static void check(NumericBinning binning, double[] edges, double value, String where) {
    int expected = search(edges, value, binning);
    int found = binning.bin(value);
    if (found != expected) {
      fail("%s: %s is in bin %d, a search finds %d", where, value, found, expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Training.class)
  void positionsAscendAndLieInTheirCells(Training training) {
    SplittableRandom random = new SplittableRandom(training.ordinal());
    double[] sample =
        random.doubles(SAMPLE).map(ignored -> training.next(random)).sorted().toArray();
    double[] edges = CellEdges.quantiles(sample, sample[0], sample[SAMPLE - 1], 64);
    NumericBinning binning = NumericBinning.of(edges);
    for (int cell = 0; cell < binning.cells(); cell++) {
      double position = binning.position(binning.firstCell() + cell);
      assertThat(position).isBetween(edges[cell], Math.nextDown(edges[cell + 1]));
    }
    for (int bin = 1; bin < binning.orderedBins(); bin++) {
      assertThat(binning.position(bin)).isGreaterThanOrEqualTo(binning.position(bin - 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Training.class)
  void namesOfAllBinsAreDistinct(Training training) {
    SplittableRandom random = new SplittableRandom(training.ordinal());
    double[] sample =
        random.doubles(SAMPLE).map(ignored -> training.next(random)).sorted().toArray();
    NumericBinning binning =
        NumericBinning.of(CellEdges.quantiles(sample, sample[0], sample[SAMPLE - 1], 256));
    String[] names = new String[binning.bins()];
    Arrays.setAll(names, binning::name);
    assertThat(names).doesNotHaveDuplicates();
    String[] shapeNames = new String[binning.shapeBins()];
    Arrays.setAll(shapeNames, binning::shapeName);
    assertThat(shapeNames).doesNotHaveDuplicates();
  }
}
