package dev.leeway.benchmarks.threads;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Baselines whose signals are all alike, for records that have one value in all of them: where the counts of two signals
 * differ, a record was torn.
 */
final class Twins {

  /** As many values as a record may have, each in a cell of its own. */
  static final int VALUES = 16;

  private Twins() {}

  static Schema<double[]> schema(int signals) {
    return Schema.ofArrays(
        IntStream.range(0, signals).mapToObj(i -> Signal.numeric("x" + i)).toArray(Signal[]::new));
  }

  /** Another name and another number of rows give another digest on the same bins. */
  static Baseline baseline(int signals, String name, int rowsOfEach) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < VALUES * rowsOfEach; i++) {
      rows.add(row(signals, i % VALUES));
    }
    return Baseline.fit(schema(signals), rows).name(name).build();
  }

  static double[] row(int signals, int value) {
    double[] row = new double[signals];
    Arrays.fill(row, value);
    return row;
  }

  static NumericBinning binning(Baseline baseline) {
    return (NumericBinning) baseline.signals().get(0).binning();
  }

  /** Whether the bins of every signal add up to the window's records, and all signals have the same ones. */
  static boolean isSound(Window window) {
    long[] first = window.counts(0).toArray();
    if (Arrays.stream(first).sum() != window.frame().records()) {
      return false;
    }
    for (int i = 1; i < window.counts().size(); i++) {
      if (!Arrays.equals(first, window.counts(i).toArray())) {
        return false;
      }
    }
    return true;
  }
}
