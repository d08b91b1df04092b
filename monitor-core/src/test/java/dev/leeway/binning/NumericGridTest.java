package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A grid finds the bins that each binning finds alone. */
class NumericGridTest {

  private static final double[] HOSTILE = {
    Double.NaN,
    Double.longBitsToDouble(0xfff8000000000001L),
    Double.longBitsToDouble(0x7ff0000000000001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    0.0,
    -0.0,
    1e308,
    -1e308,
    1
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatEachFindsAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<NumericBinning> binnings = new ArrayList<>();
    int signals = 1 + random.nextInt(30);
    for (int i = 0; i < signals; i++) {
      binnings.add(binning(random));
    }
    NumericGrid grid = NumericGrid.of(binnings);
    assertThat(grid.signals()).isEqualTo(signals);
    double[] values = new double[signals + random.nextInt(3)];
    int[] bins = new int[signals + 2];
    for (int row = 0; row < 20_000; row++) {
      for (int i = 0; i < values.length; i++) {
        NumericBinning binning = binnings.get(Math.min(i, signals - 1));
        values[i] = value(random, binning);
      }
      grid.bins(values, bins);
      for (int i = 0; i < signals; i++) {
        assertThat(bins[i])
            .as("seed %d, signal %d, value %s", seed, i, values[i])
            .isEqualTo(binnings.get(i).bin(values[i]));
      }
    }
    assertThat(bins[signals]).as("what is not asked for stays").isZero();
  }

  private static NumericBinning binning(SplittableRandom random) {
    double[] sample = new double[1 + random.nextInt(5_000)];
    int kind = random.nextInt(6);
    double scale = Math.pow(10, random.nextInt(-300, 300));
    for (int i = 0; i < sample.length; i++) {
      sample[i] = switch (kind) {
        case 0 -> random.nextDouble();
        case 1 -> Math.exp(8 * random.nextDouble() * random.nextDouble());
        case 2 -> random.nextInt(5);
        case 3 -> random.nextBoolean() ? 0 : random.nextDouble() * scale;
        case 4 -> (random.nextDouble() - 0.5) * scale;
        default -> 42;
      };
    }
    Arrays.sort(sample);
    return NumericBinning.of(
        CellEdges.quantiles(sample, sample[0], sample[sample.length - 1], 2 + random.nextInt(300)));
  }

  private static double value(SplittableRandom random, NumericBinning binning) {
    double[] edges = binning.edges();
    double edge = edges[random.nextInt(edges.length)];
    return switch (random.nextInt(6)) {
      case 0 -> edge;
      case 1 -> Math.nextDown(edge);
      case 2 -> HOSTILE[random.nextInt(HOSTILE.length)];
      case 3 -> edge * (1 + random.nextDouble());
      case 4 -> Double.longBitsToDouble(random.nextLong());
      default -> edges[0] + random.nextDouble() * (edges[edges.length - 1] - edges[0]);
    };
  }
}
