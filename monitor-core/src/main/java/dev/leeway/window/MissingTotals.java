package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import java.util.concurrent.atomic.AtomicLongArray;

/** Rows without a value of each signal, since the recorder was built. One thread at a time adds; any thread may ask. */
final class MissingTotals {

  private final GridLayout layout;
  private final AtomicLongArray totals;
  private final int[][] cells;

  MissingTotals(Baseline baseline, GridLayout layout) {
    this.layout = layout;
    this.totals = new AtomicLongArray(layout.signals());
    this.cells = new int[layout.signals()][];
    for (int signal = 0; signal < cells.length; signal++) {
      cells[signal] = missingBins(baseline.signals().get(signal).binning());
      for (int i = 0; i < cells[signal].length; i++) {
        cells[signal][i] = layout.cell(signal, cells[signal][i]);
      }
    }
  }

  private static int[] missingBins(Binning binning) {
    if (binning instanceof NumericBinning numeric) {
      return new int[] {numeric.missing(), numeric.notANumber()};
    }
    return binning instanceof CategoricalBinning categorical
        ? new int[] {categorical.missing()}
        : new int[0];
  }

  void addGrid(int[] grid) {
    for (int signal = 0; signal < cells.length; signal++) {
      long rows = 0;
      for (int cell : cells[signal]) {
        rows += grid[cell];
      }
      add(signal, rows);
    }
  }

  void addRecord(int[] bins) {
    for (int signal = 0; signal < cells.length; signal++) {
      for (int cell : cells[signal]) {
        add(signal, layout.cell(signal, bins[signal]) == cell ? 1 : 0);
      }
    }
  }

  private void add(int signal, long rows) {
    if (rows > 0) {
      totals.lazySet(signal, totals.get(signal) + rows);
    }
  }

  long of(int signal) {
    return totals.get(signal);
  }
}
