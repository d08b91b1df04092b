package dev.leeway.binning;

import java.util.Arrays;

/**
 * How many rows fell into each bin of a binning. Immutable; {@code plus} and {@code minus} give new counts, exactly, so
 * counts can be added in any order with the same result.
 */
public final class Counts {

  private final Binning binning;
  private final long[] rows;
  private final long[] shape;
  private final long total;
  private final long present;

  private Counts(Binning binning, long[] rows) {
    this.binning = binning;
    this.rows = rows;
    long sum = 0;
    for (long count : rows) {
      sum = Math.addExact(sum, count);
    }
    this.shape = shape(binning, rows);
    long inShape = 0;
    for (long count : shape) {
      inShape += count;
    }
    this.total = sum;
    this.present = inShape;
  }

  private static long[] shape(Binning binning, long[] rows) {
    if (binning instanceof NumericBinning numeric) {
      // the cells as they lie, with what is outside in the first and the last
      int first = numeric.firstCell();
      int cells = numeric.cells();
      long[] shape = Arrays.copyOfRange(rows, first, first + cells);
      for (int i = 0; i < first; i++) {
        shape[0] += rows[i];
        shape[cells - 1] += rows[first + cells + i];
      }
      return shape;
    }
    long[] shape = new long[binning.shapeBins()];
    for (int bin = 0; bin < rows.length; bin++) {
      int shapeBin = binning.shapeBin(bin);
      if (shapeBin >= 0) {
        shape[shapeBin] += rows[bin];
      }
    }
    return shape;
  }

  /**
   * Counts on a binning.
   *
   * @param rows one number of rows, 0 or more, for each bin; copied
   */
  public static Counts of(Binning binning, long... rows) {
    if (rows.length != binning.bins()) {
      throw new IllegalArgumentException("There are " + rows.length + " counts for the "
          + binning.bins() + " bins of " + binning + ": give one for each bin.");
    }
    for (int bin = 0; bin < rows.length; bin++) {
      if (rows[bin] < 0) {
        throw new IllegalArgumentException("Bin '" + binning.name(bin) + "' has " + rows[bin]
            + " rows: a count is never negative.");
      }
    }
    return new Counts(binning, rows.clone());
  }

  /** Counts of no rows. */
  public static Counts none(Binning binning) {
    return new Counts(binning, new long[binning.bins()]);
  }

  public Binning binning() {
    return binning;
  }

  /** Rows in one bin. */
  public long count(int bin) {
    return rows[bin];
  }

  /** Rows in all bins, one number each. A copy. */
  public long[] toArray() {
    return rows.clone();
  }

  /** All rows. */
  public long total() {
    return total;
  }

  /** Rows with a value: all but missing, not-a-number and unreadable ones. */
  public long present() {
    return present;
  }

  /** Number of bins of the shape. */
  public int shapeBins() {
    return shape.length;
  }

  /** Rows in one bin of the shape, see {@link Binning}. */
  public long shape(int shapeBin) {
    return shape[shapeBin];
  }

  /** Rows without a value: missing and not-a-number. */
  public long missing() {
    if (binning instanceof NumericBinning numeric) {
      return rows[numeric.missing()] + rows[numeric.notANumber()];
    }
    return binning instanceof CategoricalBinning categorical ? rows[categorical.missing()] : 0;
  }

  /** Rows whose value could not be read. */
  public long unreadable() {
    if (binning instanceof NumericBinning numeric) {
      return rows[numeric.unreadable()];
    }
    return binning instanceof CategoricalBinning categorical ? rows[categorical.unreadable()] : 0;
  }

  /** Rows with a category that was not seen in training; 0 for numbers. */
  public long unseen() {
    return binning instanceof CategoricalBinning categorical ? rows[categorical.unseen()] : 0;
  }

  /** Rows with a number below the training minimum; 0 for categories. */
  public long below() {
    return binning instanceof NumericBinning numeric ? sum(0, numeric.firstCell()) : 0;
  }

  /** Rows with a number above the training maximum; 0 for categories. */
  public long above() {
    return binning instanceof NumericBinning numeric
        ? sum(numeric.firstCell() + numeric.cells(), numeric.orderedBins())
        : 0;
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += rows[bin];
    }
    return sum;
  }

  /** These counts on a coarse view of their binning: present rows only. */
  public Counts coarse(CoarseBinning view) {
    if (!view.fine().equals(binning)) {
      throw new IllegalArgumentException("The coarse view is of another binning (" + view.fine()
          + ") than these counts (" + binning + "): make it from counts on the same binning.");
    }
    long[] merged = new long[view.bins()];
    for (int bin = 0; bin < shape.length; bin++) {
      merged[view.ofShape(bin)] += shape[bin];
    }
    return new Counts(view, merged);
  }

  /**
   * The sum of both, bin by bin.
   *
   * @throws IllegalArgumentException if the binnings differ
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public Counts plus(Counts other) {
    requireSameBinning(other);
    long[] sum = new long[rows.length];
    for (int bin = 0; bin < sum.length; bin++) {
      sum[bin] = Math.addExact(rows[bin], other.rows[bin]);
    }
    return new Counts(binning, sum);
  }

  /**
   * These counts without the other ones, bin by bin.
   *
   * @throws IllegalArgumentException if the binnings differ, or the other ones are no part of these: a silently clamped
   *     count would be a wrong statistic later
   */
  public Counts minus(Counts other) {
    requireSameBinning(other);
    long[] difference = new long[rows.length];
    for (int bin = 0; bin < difference.length; bin++) {
      difference[bin] = rows[bin] - other.rows[bin];
      if (difference[bin] < 0) {
        throw new IllegalArgumentException(
            "Bin '" + binning.name(bin) + "' has " + rows[bin] + " rows, of which "
                + other.rows[bin] + " cannot be taken away: take away only what was added.");
      }
    }
    return new Counts(binning, difference);
  }

  /**
   * Checks that two counts can be compared or added.
   *
   * @throws IllegalArgumentException naming both sizes, if the binnings differ
   */
  public void requireSameBinning(Counts other) {
    if (binning != other.binning && !binning.equals(other.binning)) {
      throw new IllegalArgumentException("One side has " + binning.bins() + " bins (" + binning
          + "), the other " + other.binning.bins() + " (" + other.binning
          + "). Both must use the baseline's binning.");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that
        && Arrays.equals(rows, that.rows)
        && binning.equals(that.binning);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return total + " rows on " + binning;
  }
}
