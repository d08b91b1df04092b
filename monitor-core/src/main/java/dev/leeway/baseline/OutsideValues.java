package dev.leeway.baseline;

import dev.leeway.binning.CellEdges;
import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a block of rows that lie outside the grid so far, when rows are read once: from them come the further cells
 * on both sides, with about as many rows in each as the other cells have. Where the grid becomes too fine, the neighbours with
 * the fewest rows are merged. All counts stay exact.
 */
final class OutsideValues {

  private double[] values = new double[16];
  private int count;

  void look(double value, NumericBinning binning) {
    int cell = binning.bin(value) - binning.firstCell();
    if (cell < 0 || cell >= binning.cells()) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }
  }

  /**
   * The edges with room for the values that were looked at, which are forgotten; null where there were none.
   *
   * @param total counts on the present grid
   * @param cells cells that a grid should have; twice as many are too many
   * @param finite finite values of all rows so far
   */
  double @Nullable [] edges(NumericBinning binning, long[] total, int cells, long finite) {
    if (count == 0) {
      return null;
    }
    double[] sorted = Arrays.copyOf(values, count);
    count = 0;
    Arrays.sort(sorted);
    double[] edges = binning.edges();
    int below = firstAtLeast(sorted, edges[0]);
    double[] lower = side(Arrays.copyOf(sorted, below), cells, finite);
    double[] upper = side(Arrays.copyOfRange(sorted, below, sorted.length), cells, finite);
    if (lower.length + edges.length + upper.length - 1 > 2 * cells) {
      edges = merged(edges, binning, total, Math.max(2, cells));
    }
    TreeSet<Double> all = new TreeSet<>();
    DoubleStream.of(lower).forEach(all::add);
    DoubleStream.of(edges).forEach(all::add);
    DoubleStream.of(upper).forEach(all::add);
    double[] together = all.stream().mapToDouble(Double::doubleValue).toArray();
    return Arrays.equals(together, binning.edges()) ? null : together;
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int first = 0;
    while (first < sorted.length && sorted[first] < value) {
      first++;
    }
    return first;
  }

  private static double[] side(double[] sorted, int cells, long finite) {
    if (sorted.length == 0) {
      return new double[0];
    }
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    int wanted = (int) Math.min(cells, Math.ceil((double) cells * sorted.length / finite));
    if (wanted < 2) {
      double above = Math.min(Math.nextUp(max), Double.MAX_VALUE);
      return new double[] {Math.min(min, Math.nextDown(above)) + 0.0, above + 0.0};
    }
    return CellEdges.quantiles(sorted, min, max, wanted);
  }

  /** Drops edges between the neighbours with the fewest rows until so many cells are left. */
  private static double[] merged(double[] edges, NumericBinning binning, long[] total, int cells) {
    int left = edges.length - 1;
    double[] starts = Arrays.copyOf(edges, left);
    double end = edges[left];
    long[] rows = new long[left];
    for (int cell = 0; cell < left; cell++) {
      rows[cell] = total[binning.firstCell() + cell];
    }
    while (left > cells) {
      int best = 1;
      for (int cell = 2; cell < left; cell++) {
        if (rows[cell - 1] + rows[cell] < rows[best - 1] + rows[best]) {
          best = cell;
        }
      }
      rows[best - 1] += rows[best];
      System.arraycopy(rows, best + 1, rows, best, left - best - 1);
      System.arraycopy(starts, best + 1, starts, best, left - best - 1);
      left--;
    }
    double[] merged = Arrays.copyOf(starts, left + 1);
    merged[left] = end;
    return merged;
  }

  /** For each bin of a grid the bin of a grid around it that it is part of. */
  static int[] binsIn(NumericBinning before, NumericBinning after) {
    int[] to = new int[before.bins()];
    double[] edges = before.edges();
    for (int bin = 0; bin < before.firstCell(); bin++) {
      // but for infinities nothing is there: what was outside has been taken in
      to[bin] = bin;
    }
    for (int cell = 0; cell < before.cells(); cell++) {
      to[before.firstCell() + cell] = after.bin(edges[cell]);
    }
    int above = before.firstCell() + before.cells();
    for (int bin = above; bin < before.orderedBins(); bin++) {
      to[bin] = after.firstCell() + after.cells() + (bin - above);
    }
    to[before.missing()] = after.missing();
    to[before.notANumber()] = after.notANumber();
    to[before.unreadable()] = after.unreadable();
    return to;
  }
}
