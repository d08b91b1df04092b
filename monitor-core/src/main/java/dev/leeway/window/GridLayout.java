package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Binning;
import dev.leeway.binning.Counts;
import java.util.ArrayList;
import java.util.List;

/** Where the bins of each signal lie in one flat grid; cell 0 counts the records. */
final class GridLayout {

  static final int RECORDS = 0;

  private final List<Binning> binnings = new ArrayList<>();
  private final int[] offsets;
  private final int cells;

  GridLayout(Baseline baseline) {
    baseline.signals().forEach(signal -> binnings.add(signal.binning()));
    offsets = new int[binnings.size()];
    int next = RECORDS + 1;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = next;
      next = Math.addExact(next, binnings.get(i).bins());
    }
    cells = next;
  }

  int cells() {
    return cells;
  }

  int signals() {
    return offsets.length;
  }

  void count(int[] bins, int[] grid) {
    for (int i = 0; i < offsets.length; i++) {
      grid[offsets[i] + bins[i]]++;
    }
    grid[RECORDS]++;
  }

  /** The cell of a signal's bin. */
  int cell(int signal, int bin) {
    return offsets[signal] + bin;
  }

  List<Counts> counts(long[] grid) {
    List<Counts> counts = new ArrayList<>(offsets.length);
    for (int i = 0; i < offsets.length; i++) {
      Binning binning = binnings.get(i);
      long[] rows = new long[binning.bins()];
      System.arraycopy(grid, offsets[i], rows, 0, rows.length);
      counts.add(Counts.of(binning, rows));
    }
    return counts;
  }
}
