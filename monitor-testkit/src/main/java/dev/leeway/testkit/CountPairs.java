package dev.leeway.testkit;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.statistic.DriftStatistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The counts that a statistic is asked about, usual and odd ones. */
final class CountPairs {

  private static final int CELLS = 32;
  private static final double EXPECTED_ROWS = 1_000;

  private static final NumericBinning NUMBERS = numbers();
  private static final CategoricalBinning COLOURS =
      CategoricalBinning.of("red", "green", "blue", "grün", "", "(missing)");
  private static final long[] BELL = LongStream.range(0, CELLS)
      .map(cell -> 1 + Math.round(2_000 * Math.exp(-(cell - 15.5) * (cell - 15.5) / 72)))
      .toArray();

  private CountPairs() {}

  /** Both sides of a comparison, on the fine bins, under a name that says what is special. */
  record Pair(String name, Counts reference, Counts current) {

    /** On the bins that a statistic reads. */
    Pair seenBy(DriftStatistic statistic) {
      if (!statistic.coarse()) {
        return this;
      }
      CoarseBinning view = CoarseBinning.of(reference, EXPECTED_ROWS);
      return new Pair(name, reference.coarse(view), current.coarse(view));
    }

    Pair times(long factor) {
      return new Pair(name, CountPairs.times(reference, factor), CountPairs.times(current, factor));
    }

    @Override
    public String toString() {
      return name + " (" + reference + " / " + current + ")";
    }
  }

  private static NumericBinning numbers() {
    NumericBinning binning =
        NumericBinning.of(IntStream.rangeClosed(0, CELLS).asDoubleStream().toArray());
    return binning.with(binning.cellMeans(), 6);
  }

  /** Counts of many rows whose sides differ in shape, all bins filled: where nothing is at an edge. */
  static List<Pair> different() {
    return List.of(
        new Pair("a shift by four cells", inside(BELL), inside(shifted(BELL, 4))),
        new Pair("a shift by four cells to the left", inside(BELL), inside(shifted(BELL, -4))),
        new Pair("another spread", inside(BELL), inside(flat(700))),
        new Pair(
            "categories that changed",
            colours(4_000, 3_000, 2_000, 900, 500, 300),
            colours(2_000, 3_100, 2_900, 1_500, 600, 500)));
  }

  /** All pairs, with the edges: empty, disjoint, one bin, one row, nothing at all. */
  static List<Pair> all() {
    List<Pair> pairs = new ArrayList<>(different());
    pairs.addAll(numeric());
    pairs.addAll(categorical());
    pairs.addAll(absent());
    return pairs;
  }

  private static List<Pair> numeric() {
    long[] low = Arrays.copyOf(BELL, CELLS);
    Arrays.fill(low, CELLS / 2, CELLS, 0);
    long[] high = Arrays.copyOf(BELL, CELLS);
    Arrays.fill(high, 0, CELLS / 2, 0);
    long[] gaps = new long[CELLS];
    for (int cell = 0; cell < CELLS; cell += 3) {
      gaps[cell] = BELL[cell];
    }
    NumericBinning constant = NumericBinning.of(7, Math.nextUp(7.0));
    return List.of(
        new Pair("the same shares of other sizes", inside(BELL), times(inside(BELL), 3)),
        new Pair("sides that share no bin", inside(low), inside(high)),
        new Pair("empty bins on both sides", inside(gaps), inside(gaps)),
        new Pair("empty bins in the window", inside(BELL), inside(gaps)),
        new Pair("empty bins in the reference", inside(gaps), inside(BELL)),
        new Pair("one bin, the same on both sides", inside(only(5, 900)), inside(only(5, 80))),
        new Pair("one bin on each side, not the same", inside(only(5, 900)), inside(only(9, 80))),
        new Pair("one row in the window", inside(BELL), inside(only(3, 1))),
        new Pair("one row on each side", inside(only(3, 1)), inside(only(4, 1))),
        new Pair("values outside the training range", inside(BELL), outside(NUMBERS)),
        new Pair("a million million rows a bin", inside(flat(1L << 40)), inside(flat(1L << 39))),
        new Pair("a signal that was constant", cell(constant, 900), cell(constant, 80)),
        new Pair("a signal that was constant and moved", cell(constant, 900), outside(constant)),
        new Pair(
            "a training deviation that is not known",
            cell(NumericBinning.of(0, 1, 2), 300),
            cell(NumericBinning.of(0, 1, 2), 200).plus(outside(NumericBinning.of(0, 1, 2)))),
        new Pair(
            "missing rows beside present ones",
            inside(BELL).plus(missing(NUMBERS, 50)),
            inside(shifted(BELL, 2)).plus(missing(NUMBERS, 5_000))));
  }

  private static List<Pair> categorical() {
    CategoricalBinning many = CategoricalBinning.of(
        IntStream.range(0, 200).mapToObj(i -> "c" + i).toArray(String[]::new));
    long[] falling = LongStream.range(0, many.bins()).map(i -> 4_000 / (i + 1)).toArray();
    long[] rising = LongStream.range(0, many.bins()).map(i -> i + 1).toArray();
    CategoricalBinning none = CategoricalBinning.of();
    return List.of(
        new Pair("categories that did not change", colours(40, 30, 20), colours(400, 300, 200)),
        new Pair("categories that no side shares", colours(40, 30), colours(0, 0, 20, 10)),
        new Pair("one category", colours(40), colours(7)),
        new Pair("unseen categories only", colours(40, 30, 20), unseen(COLOURS, 90)),
        new Pair("200 categories", Counts.of(many, falling), Counts.of(many, rising)),
        new Pair("no category in training", unseen(none, 0), unseen(none, 5)));
  }

  private static List<Pair> absent() {
    return List.of(
        new Pair("a window of missing rows", inside(BELL), missing(NUMBERS, 70)),
        new Pair("a reference of missing rows", missing(NUMBERS, 70), inside(BELL)),
        new Pair("missing rows on both sides", missing(NUMBERS, 70), missing(NUMBERS, 7)),
        new Pair("a window without rows", inside(BELL), Counts.none(NUMBERS)),
        new Pair("no rows at all", Counts.none(NUMBERS), Counts.none(NUMBERS)),
        new Pair("missing categories", colours(40, 30, 20), missing(COLOURS, 70)),
        new Pair("no category and no row", Counts.none(COLOURS), Counts.none(COLOURS)));
  }

  /** Values near the limits of a double, whose distances are none: a value or a reason, as it may be. */
  static Pair widest() {
    NumericBinning widest = NumericBinning.of(-Double.MAX_VALUE, 0, 1, Double.MAX_VALUE)
        .with(new double[] {-1e308, 0.5, 1e308}, 1e308);
    long[] moved = new long[widest.bins()];
    moved[0] = 30;
    moved[widest.firstCell() + 2] = 400;
    return new Pair(
        "values near the limits of a double", cell(widest, 500), Counts.of(widest, moved));
  }

  /** One side stays, the other moves away from it, step by step, until they hardly share a row. */
  static List<List<Pair>> movingAway() {
    List<Pair> up = new ArrayList<>();
    List<Pair> down = new ArrayList<>();
    List<Pair> categories = new ArrayList<>();
    int steps = 8;
    long most = 200L * steps;
    for (int step = 0; step <= steps; step++) {
      long moved = 200L * step;
      String name = "step " + step + " of " + steps;
      long[] left = halves(1 + most, 1);
      long[] right = halves(1, 1 + most);
      up.add(new Pair(
          "numbers move up, " + name, inside(left), inside(halves(1 + most - moved, 1 + moved))));
      down.add(new Pair(
          "numbers move down, " + name,
          inside(right),
          inside(halves(1 + moved, 1 + most - moved))));
      categories.add(new Pair(
          "categories move, " + name,
          colours(1 + most, 1 + most, 1, 1),
          colours(1 + most - moved, 1 + most - moved, 1 + moved, 1 + moved)));
    }
    return List.of(up, down, categories);
  }

  /** So many rows in each cell of the lower and of the upper half. */
  private static long[] halves(long lower, long upper) {
    return LongStream.range(0, CELLS)
        .map(cell -> cell < CELLS / 2 ? lower : upper)
        .toArray();
  }

  /** The same categories in two orders. */
  static List<Pair> reordered() {
    String[] names = {"a", "b", "c", "d"};
    long[] reference = {4_000, 3_000, 2_000, 1_000};
    long[] current = {900, 100, 500, 700};
    int[] order = {2, 0, 3, 1};
    String[] otherNames = new String[names.length];
    long[] otherReference = new long[names.length];
    long[] otherCurrent = new long[names.length];
    for (int i = 0; i < order.length; i++) {
      otherNames[i] = names[order[i]];
      otherReference[i] = reference[order[i]];
      otherCurrent[i] = current[order[i]];
    }
    CategoricalBinning one = CategoricalBinning.of(names);
    CategoricalBinning other = CategoricalBinning.of(otherNames);
    return List.of(
        new Pair("categories", filled(one, reference), filled(one, current)),
        new Pair(
            "the same categories in another order",
            filled(other, otherReference),
            filled(other, otherCurrent)));
  }

  private static Counts inside(long[] rows) {
    long[] all = new long[NUMBERS.bins()];
    System.arraycopy(rows, 0, all, NUMBERS.firstCell(), rows.length);
    return Counts.of(NUMBERS, all);
  }

  private static Counts cell(NumericBinning binning, long rows) {
    long[] all = new long[binning.bins()];
    all[binning.firstCell()] = rows;
    return Counts.of(binning, all);
  }

  /** Rows in the nearest and in the farthest cells on both sides. */
  private static Counts outside(NumericBinning binning) {
    long[] all = new long[binning.bins()];
    all[0] = 3;
    all[binning.firstCell() - 1] = 40;
    all[binning.firstCell() + binning.cells()] = 50;
    all[binning.orderedBins() - 1] = 2;
    return Counts.of(binning, all);
  }

  private static Counts colours(long... rows) {
    return filled(COLOURS, rows);
  }

  private static Counts filled(CategoricalBinning binning, long... rows) {
    return Counts.of(binning, Arrays.copyOf(rows, binning.bins()));
  }

  private static Counts unseen(CategoricalBinning binning, long rows) {
    long[] all = new long[binning.bins()];
    all[binning.unseen()] = rows;
    return Counts.of(binning, all);
  }

  private static Counts missing(Binning binning, long rows) {
    long[] all = new long[binning.bins()];
    int bin = binning instanceof NumericBinning numeric
        ? numeric.missing()
        : ((CategoricalBinning) binning).missing();
    all[bin] = rows;
    return Counts.of(binning, all);
  }

  private static long[] flat(long rows) {
    return LongStream.range(0, CELLS).map(cell -> rows).toArray();
  }

  private static long[] only(int cell, long rows) {
    long[] all = new long[CELLS];
    all[cell] = rows;
    return all;
  }

  private static long[] shifted(long[] rows, int cells) {
    return IntStream.range(0, rows.length)
        .mapToLong(cell -> rows[Math.floorMod(cell - cells, rows.length)])
        .toArray();
  }

  private static Counts times(Counts counts, long factor) {
    return Counts.of(
        counts.binning(),
        LongStream.of(counts.toArray()).map(rows -> rows * factor).toArray());
  }
}
