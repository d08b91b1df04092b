package dev.leeway.statistic;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Counts that tests calculate with. */
final class Examples {

  /** 100 rows of the reference: shares 0.2, 0.3, 0.5, cumulated 0.2, 0.5, 1. */
  static final long[] REFERENCE = {20, 30, 50};

  /** 25 rows of the window: shares 0.4, 0.2, 0.4, cumulated 0.4, 0.6, 1; so k = 25 · 100 / 125 = 20. */
  static final long[] WINDOW = {10, 5, 10};

  /** Three cells with means 1, 3 and 8, and a standard deviation of 2. */
  static final NumericBinning CELLS =
      NumericBinning.of(0, 2, 4, 10).with(new double[] {1, 3, 8}, 2);

  private Examples() {}

  static Counts categories(long... rows) {
    String[] names = IntStream.range(0, rows.length).mapToObj(i -> "c" + i).toArray(String[]::new);
    CategoricalBinning binning = CategoricalBinning.of(names);
    return Counts.of(binning, Arrays.copyOf(rows, binning.bins()));
  }

  /** Counts inside the training range. */
  static Counts numeric(NumericBinning binning, long... rows) {
    long[] all = new long[binning.bins()];
    System.arraycopy(rows, 0, all, binning.firstCell(), rows.length);
    return Counts.of(binning, all);
  }

  static Counts cells(long... rows) {
    return numeric(CELLS, rows);
  }

  /** So many cells [0, 1), [1, 2), … with a known standard deviation. */
  static NumericBinning unitCells(int cells) {
    NumericBinning binning =
        NumericBinning.of(IntStream.rangeClosed(0, cells).asDoubleStream().toArray());
    return binning.with(binning.cellMeans(), 1);
  }

  /** Only missing values. */
  static Counts noneOf(Binning binning) {
    long[] rows = new long[binning.bins()];
    rows[rows.length - 3] = binning instanceof NumericBinning ? 7 : 0;
    rows[rows.length - 2] = 5;
    rows[rows.length - 1] = 2;
    return Counts.of(binning, rows);
  }
}
