package dev.leeway.binning;

import java.util.TreeSet;

/**
 * Where to cut the real line so that each cell holds about the same share of the training data.
 *
 * <p>Edges are the distinct values of the inverted-CDF quantiles j/K. A value that carries a share of 1/K or more is an
 * atom and gets the cell [v, nextUp(v)) of its own. Where there are at most K distinct values, each has a cell, and so
 * have the gaps between them, so that a new value inside the range is seen. Any edges are right as long as both sides of
 * a comparison are counted on them exactly, so a sample is good enough to find them.
 */
public final class CellEdges {

  private final double[] sorted;
  private final int cells;
  private final TreeSet<Double> edges = new TreeSet<>();

  private CellEdges(double[] sorted, int cells) {
    this.sorted = sorted;
    this.cells = cells;
  }

  /**
   * Quantile edges of a signal.
   *
   * @param sorted finite training values or a sample of them, ascending, at least one
   * @param min smallest training value
   * @param max largest training value
   * @param cells K, 2 to 4,096; at most 2 K + 1 cells come out
   * @return edges for {@link NumericBinning#of}
   */
  public static double[] quantiles(double[] sorted, double min, double max, int cells) {
    CellEdges found = new CellEdges(sorted, check(sorted, cells));
    found.add(cells, cells);
    return found.between(min, max);
  }

  /**
   * Edges of a score in [0, 1]: half of them quantiles, half of equal width, so that scores which are rounded to two
   * decimals are told apart everywhere. The cells cover [0, 1] whatever the training scores. Scores that leave [0, 1] in
   * training get {@link #quantiles}.
   */
  public static double[] score(double[] sorted, double min, double max, int cells) {
    if (min < 0 || max > 1) {
      return quantiles(sorted, min, max, cells);
    }
    CellEdges found = new CellEdges(sorted, check(sorted, cells));
    found.add(cells / 2, cells / 2);
    if (!found.fewDistinct()) {
      int equal = cells / 2;
      for (int j = 1; j < equal; j++) {
        found.edges.add((double) j / equal);
      }
    }
    return found.between(0, 1);
  }

  private static int check(double[] sorted, int cells) {
    if (cells < 2 || cells > 4096) {
      throw new IllegalArgumentException(
          "A binning has 2 to 4096 bins, but " + cells + " were asked for.");
    }
    if (sorted.length == 0) {
      throw new IllegalArgumentException("Edges need at least one finite value.");
    }
    return cells;
  }

  private void add(int quantiles, int atoms) {
    if (fewDistinct()) {
      addAllValues();
      return;
    }
    int n = sorted.length;
    for (int j = 1; j < quantiles; j++) {
      edges.add(sorted[(int) (((long) j * n + quantiles - 1) / quantiles) - 1] + 0.0);
    }
    addAtoms(atoms);
  }

  private boolean fewDistinct() {
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1] && ++distinct > cells) {
        return false;
      }
    }
    return true;
  }

  private void addAllValues() {
    for (double value : sorted) {
      edges.add(value + 0.0);
      edges.add(Math.nextUp(value) + 0.0);
    }
  }

  private void addAtoms(int most) {
    int n = sorted.length;
    int begin = 0;
    for (int i = 1; i <= n; i++) {
      if (i == n || sorted[i] != sorted[begin]) {
        if ((long) (i - begin) * most >= n) {
          edges.add(sorted[begin] + 0.0);
          edges.add(Math.nextUp(sorted[begin]) + 0.0);
        }
        begin = i;
      }
    }
  }

  // adding 0.0 turns -0.0 into 0.0, which the set would otherwise keep as an edge of its own
  private double[] between(double min, double max) {
    // the largest double has no finite number above it, and counts as above itself
    double above = Math.min(Math.nextUp(max) + 0.0, Double.MAX_VALUE);
    double first = Math.min(min + 0.0, Math.nextDown(above));
    edges.add(first);
    edges.add(above);
    return edges.subSet(first, true, above, true).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
