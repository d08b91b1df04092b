package dev.leeway.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The counts of one pane, as ints while they fit. Touched only by the thread that rolls the panes. */
final class Pane {

  private final int[] small;
  private long @Nullable [] large;
  private long records;

  long number = Recorder.NO_PANE;
  long firstRow;

  Pane(int cells) {
    this.small = new int[cells];
  }

  void reset(long paneNumber, long row) {
    if (records > 0) {
      Arrays.fill(small, 0);
      large = null;
      records = 0;
    }
    number = paneNumber;
    firstRow = row;
  }

  long records() {
    return records;
  }

  /** Adds a grid, and to a total as well unless that is null. */
  void add(int[] grid, long @Nullable [] total) {
    makeRoom(grid[GridLayout.RECORDS]);
    long[] wide = large;
    for (int cell = 0; cell < grid.length; cell++) {
      int rows = grid[cell];
      if (rows != 0) {
        if (wide == null) {
          small[cell] += rows;
        } else {
          wide[cell] += rows;
        }
        if (total != null) {
          total[cell] += rows;
        }
      }
    }
    records += grid[GridLayout.RECORDS];
  }

  /** Adds what another pane holds. */
  void add(Pane other) {
    makeRoom(other.records);
    for (int cell = 0; cell < small.length; cell++) {
      long rows = other.large == null ? other.small[cell] : other.large[cell];
      if (large == null) {
        small[cell] += (int) rows;
      } else {
        large[cell] += rows;
      }
    }
    records += other.records;
  }

  void add(int[] bins, GridLayout layout, long @Nullable [] total) {
    makeRoom(1);
    for (int signal = 0; signal < layout.signals(); signal++) {
      addOne(layout.cell(signal, bins[signal]), total);
    }
    addOne(GridLayout.RECORDS, total);
    records++;
  }

  private void addOne(int cell, long @Nullable [] total) {
    if (large == null) {
      small[cell]++;
    } else {
      large[cell]++;
    }
    if (total != null) {
      total[cell]++;
    }
  }

  /** A pane of more than two billion records needs longs, and so twice the memory that it was built with. */
  private void makeRoom(long more) {
    if (large == null && records + more > Integer.MAX_VALUE) {
      long[] wide = new long[small.length];
      for (int cell = 0; cell < wide.length; cell++) {
        wide[cell] = small[cell];
      }
      large = wide;
    }
  }

  void addTo(long[] total) {
    for (int cell = 0; cell < total.length; cell++) {
      total[cell] += large == null ? small[cell] : large[cell];
    }
  }

  void takeFrom(long[] total) {
    for (int cell = 0; cell < total.length; cell++) {
      total[cell] -= large == null ? small[cell] : large[cell];
    }
  }
}
