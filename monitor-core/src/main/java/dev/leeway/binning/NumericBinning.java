package dev.leeway.binning;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Cells on the real line: [edge, next edge), cut where the training values lie.
 *
 * <p>Order of the bins: eight geometric cells below the training minimum (the farthest first), the K cells, eight cells
 * above the training maximum (the farthest last), then missing, not-a-number and unreadable. The outside cells end at
 * distances of 1e-3, 1e-2, 0.1, 1, 10, 1e3 and 1e6 training ranges; +Inf counts in the last cell above, -Inf in the last
 * cell below.
 *
 * <p>A value finds its cell without a search: the leading bits of (value - origin) read as an integer are monotone in the
 * value and form a table whose buckets narrow towards the minimum, so heavy tails cost no more than a uniform. {@code
 * start[bucket]} is the number of edges in lower buckets; subtraction, the shift and the clamp are all monotone, so no
 * skipped edge can exceed the value, and stepping up from there ends in exactly the right cell. One step is done with the
 * sign bit, without a branch; further steps are rare.
 */
public final class NumericBinning implements Binning {

  /** Outside cells on each side. */
  public static final int OUTSIDE = 8;

  private static final double[] DISTANCES = {1e-3, 1e-2, 0.1, 1, 10, 1e3, 1e6};
  private static final double[] MIDDLES = middles();
  private static final int RESERVED = 3;
  private static final int MOST_CELLS = 16_384;

  /** The last ones tell any two doubles apart. */
  private static final int[] SHOWN_DIGITS = {6, 9, 12, 17};

  private final double[] cellEdges;
  private final double[] cellMeans;
  private final double deviation;
  private final double[] positions;
  private final int digits;
  private final double[] edges;
  private final double origin;
  private final int shift;
  private final int base;
  private final int top;
  private final char[] start;

  private NumericBinning(double[] cellEdges, double[] cellMeans, double deviation) {
    this.cellEdges = cellEdges;
    this.cellMeans = cellMeans;
    this.deviation = deviation;
    this.edges = withOutside(cellEdges);
    this.positions = positions(cellEdges, cellMeans);
    this.digits = digits(edges);
    double min = cellEdges[0];
    double max = cellEdges[cellEdges.length - 1];
    double median = cellEdges[cellEdges.length / 2];
    double near = Math.max(median / 256 - min / 256, max * 0x1p-24 - min * 0x1p-24);
    // never so near that it rounds to the minimum itself: the buckets would begin at the smallest
    // exponents
    this.origin = min - Math.max(near, 2 * Math.ulp(min));
    KeyTable table = KeyTable.fit(edges, cellEdges, origin);
    this.shift = table.shift;
    this.base = table.base;
    this.top = table.start.length - 1;
    this.start = table.start;
  }

  /**
   * A binning whose cells have these edges; the middle of a cell stands for its mean.
   *
   * @param edges K + 1 finite, strictly ascending values: the training minimum, the inner edges, and just above the
   *     maximum; K from 1 to 16,384
   */
  public static NumericBinning of(double... edges) {
    checkEdges(edges);
    double[] means = new double[edges.length - 1];
    for (int i = 0; i < means.length; i++) {
      means[i] = middle(edges[i], edges[i + 1]);
    }
    return new NumericBinning(edges.clone(), means, Double.NaN);
  }

  /**
   * The same cells with what the training data looked like inside them.
   *
   * @param means mean training value of each of the K cells; NaN where a cell had none (its middle is taken)
   * @param standardDeviation of the training values (ddof 0), the unit of normalised distances; NaN: not known
   */
  public NumericBinning with(double[] means, double standardDeviation) {
    if (means.length != cells()) {
      throw new IllegalArgumentException("There are " + cells() + " cells but " + means.length
          + " means: give one for each cell.");
    }
    double[] checked = means.clone();
    for (int i = 0; i < checked.length; i++) {
      double lower = cellEdges[i];
      double upper = cellEdges[i + 1];
      // a mean of rounded sums may leave its cell by an ulp; positions must stay in order
      checked[i] =
          Double.isNaN(checked[i]) ? cellMeans[i] : Math.min(Math.max(checked[i], lower), upper);
    }
    return new NumericBinning(cellEdges, checked, standardDeviation);
  }

  /** The bin of a value. Never throws, never allocates. */
  public int bin(double value) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      return notFinite(value);
    }
    int bucket = (int) (Double.doubleToRawLongBits(value - origin) >> shift) - base;
    int bin = start[Math.max(0, Math.min(bucket, top))];
    bin += 1 + (int) (Double.doubleToRawLongBits(value - edges[bin]) >> 63);
    while (edges[bin] <= value) {
      bin++;
    }
    return bin;
  }

  /** Where this binning's part of a {@link NumericGrid} lies. */
  int edgeCount() {
    return edges.length;
  }

  int startCount() {
    return start.length;
  }

  double origin() {
    return origin;
  }

  int shift() {
    return shift;
  }

  int base() {
    return base;
  }

  void copyTable(double[] allEdges, int firstEdge, char[] allStart, int firstStart) {
    System.arraycopy(edges, 0, allEdges, firstEdge, edges.length);
    System.arraycopy(start, 0, allStart, firstStart, start.length);
  }

  private int notFinite(double value) {
    if (Double.isNaN(value)) {
      return notANumber();
    }
    return value < 0 ? 0 : orderedBins() - 1;
  }

  /** Number of cells inside the training range. */
  public int cells() {
    return cellEdges.length - 1;
  }

  /** Number of bins that hold present values, in ascending order from bin 0: outside cells and cells. */
  public int orderedBins() {
    return cells() + 2 * OUTSIDE;
  }

  /** First bin inside the training range; all bins before it lie below. */
  public int firstCell() {
    return OUTSIDE;
  }

  public int missing() {
    return orderedBins();
  }

  public int notANumber() {
    return orderedBins() + 1;
  }

  public int unreadable() {
    return orderedBins() + 2;
  }

  /** The K + 1 edges of the cells: the training minimum first, just above the training maximum last. A copy. */
  public double[] edges() {
    return cellEdges.clone();
  }

  /** Mean training value of each cell (the middle where there was none). A copy. */
  public double[] cellMeans() {
    return cellMeans.clone();
  }

  /** Standard deviation of the training values (ddof 0), or NaN where it is not known. */
  public double deviation() {
    return deviation;
  }

  /** Where the values of an ordered bin lie on average: the cell's training mean; outside cells their geometric middle. */
  public double position(int bin) {
    return positions[bin];
  }

  @Override
  public int bins() {
    return orderedBins() + RESERVED;
  }

  @Override
  public int shapeBins() {
    return cells();
  }

  @Override
  public int shapeBin(int bin) {
    if (bin >= orderedBins()) {
      return -1;
    }
    return Math.max(0, Math.min(bin - OUTSIDE, cells() - 1));
  }

  @Override
  public String name(int bin) {
    if (bin == missing()) {
      return "missing";
    }
    if (bin == notANumber()) {
      return "not a number";
    }
    if (bin == unreadable()) {
      return "unreadable";
    }
    if (bin == 0) {
      return "below: under " + shown(edges[0]);
    }
    if (bin == orderedBins() - 1) {
      return "above: from " + shown(edges[bin - 1]);
    }
    if (edges[bin - 1] == edges[bin]) {
      return "empty " + bin;
    }
    String interval = interval(edges[bin - 1], edges[bin]);
    if (bin < OUTSIDE) {
      return "below: " + interval;
    }
    return bin < OUTSIDE + cells() ? interval : "above: " + interval;
  }

  @Override
  public String shapeName(int shapeBin) {
    return interval(cellEdges[shapeBin], cellEdges[shapeBin + 1]);
  }

  /** An interval between two edges, with as many digits as tell neighbouring edges apart. */
  String interval(double lower, double upper) {
    if (Math.nextUp(lower) == upper) {
      return shown(lower);
    }
    // a cell that begins right after an atom is told by the atom
    double atom = Math.nextDown(lower);
    boolean afterAtom = exactly(atom).length() < exactly(lower).length();
    // and one that ends right after an atom holds it
    double last = Math.nextDown(upper);
    boolean throughAtom = exactly(last).length() < exactly(upper).length();
    return (afterAtom ? "(" + shown(atom) : "[" + shown(lower)) + ", "
        + (throughAtom ? shown(last) + "]" : shown(upper) + ")");
  }

  /** The shortest text of a number, the same on every JDK. */
  private static String exactly(double value) {
    return NumberOutput.toString(value, true);
  }

  private String shown(double value) {
    if (Double.isInfinite(value)) {
      return value < 0 ? "-Infinity" : "Infinity";
    }
    BigDecimal rounded = rounded(value, digits);
    int exponent = rounded.precision() - rounded.scale();
    return rounded.scale() < 0 && exponent <= 10 ? rounded.toPlainString() : rounded.toString();
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(exactly(value)).round(new MathContext(digits)).stripTrailingZeros();
  }

  /** The fewest digits, from six on, with which no two edges that names show look alike. */
  private static int digits(double[] edges) {
    int i = 0;
    while (!areDistinct(edges, SHOWN_DIGITS[i])) {
      i++;
    }
    return SHOWN_DIGITS[i];
  }

  private static boolean areDistinct(double[] edges, int digits) {
    BigDecimal last = null;
    for (int i = 0; i < edges.length; i++) {
      boolean atom = i > 0 && Math.nextUp(edges[i - 1]) == edges[i];
      boolean atomFollows = i + 1 < edges.length && Math.nextUp(edges[i]) == edges[i + 1];
      // the upper end of an atom is shown as the atom; edges that are equal enclose nothing
      boolean shown = Double.isFinite(edges[i])
          && (!atom || atomFollows)
          && (i == 0 || edges[i - 1] != edges[i]);
      if (shown) {
        BigDecimal text = rounded(edges[i], digits);
        if (last != null && last.compareTo(text) == 0) {
          return false;
        }
        last = text;
      }
    }
    return true;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumericBinning that
        && (this == that
            || Arrays.equals(cellEdges, that.cellEdges)
                && Arrays.equals(cellMeans, that.cellMeans)
                && Double.compare(deviation, that.deviation) == 0);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cellEdges);
  }

  @Override
  public String toString() {
    return "numeric, " + cells() + " cells from " + shown(cellEdges[0]) + " to "
        + shown(cellEdges[cells()]);
  }

  private static void checkEdges(double[] edges) {
    if (edges.length < 2 || edges.length > MOST_CELLS + 1) {
      throw new IllegalArgumentException(
          "A numeric binning needs 2 to " + (MOST_CELLS + 1) + " edges, but got " + edges.length
              + ": at least the minimum and the next number above the maximum.");
    }
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i]) || i > 0 && edges[i] <= edges[i - 1]) {
        throw new IllegalArgumentException("Edges must be finite and ascend, but edge " + i + " is "
            + edges[i] + (i > 0 ? " after " + edges[i - 1] : "") + ".");
      }
    }
  }

  /** The edges of all ordered bins, then +Inf so that a step up always ends. */
  private static double[] withOutside(double[] cellEdges) {
    int cells = cellEdges.length - 1;
    double min = cellEdges[0];
    double above = cellEdges[cells];
    double range = range(cellEdges);
    int bounds = DISTANCES.length;
    double[] edges = new double[cells + 1 + 2 * bounds + 1];
    for (int i = 0; i < bounds; i++) {
      edges[bounds - 1 - i] = Math.min(min, min - DISTANCES[i] * range);
      edges[bounds + cells + 1 + i] = Math.max(above, above + DISTANCES[i] * range);
    }
    System.arraycopy(cellEdges, 0, edges, bounds, cells + 1);
    edges[edges.length - 1] = Double.POSITIVE_INFINITY;
    return edges;
  }

  private static double[] positions(double[] cellEdges, double[] cellMeans) {
    int cells = cellMeans.length;
    double[] positions = new double[cells + 2 * OUTSIDE];
    double range = range(cellEdges);
    for (int i = 0; i < OUTSIDE; i++) {
      positions[OUTSIDE - 1 - i] = clamped(cellEdges[0] - MIDDLES[i] * range);
      positions[OUTSIDE + cells + i] = clamped(cellEdges[cells] + MIDDLES[i] * range);
    }
    System.arraycopy(cellMeans, 0, positions, OUTSIDE, cells);
    return positions;
  }

  /** The training range; of a constant, its size, so that distances from it have a unit. */
  private static double range(double[] cellEdges) {
    double min = cellEdges[0];
    double max = Math.nextDown(cellEdges[cellEdges.length - 1]);
    double range = clamped(max - min);
    return range > 0 ? range : Math.max(Math.abs(min), 1);
  }

  private static double[] middles() {
    double[] middles = new double[OUTSIDE];
    middles[0] = DISTANCES[0] / Math.sqrt(10);
    for (int i = 1; i < DISTANCES.length; i++) {
      middles[i] = Math.sqrt(DISTANCES[i - 1] * DISTANCES[i]);
    }
    middles[OUTSIDE - 1] = DISTANCES[DISTANCES.length - 1] * Math.sqrt(1000);
    return middles;
  }

  private static double middle(double lower, double upper) {
    return Math.nextUp(lower) == upper ? lower : lower / 2 + upper / 2;
  }

  private static double clamped(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(value, Double.MAX_VALUE));
  }

  /** The bucket table over the leading bits, with as few bits as keep further steps rare. */
  private static final class KeyTable {

    private static final int FEWEST_BITS = 6;
    private static final int MOST_BITS = 9;
    private static final double RARE = 0.1;

    final int shift;
    final int base;
    final char[] start;

    private KeyTable(double[] edges, double[] cellEdges, double origin, int bits) {
      this.shift = 52 - bits;
      this.base = (int) (Double.doubleToRawLongBits(cellEdges[0] - origin) >> shift);
      int top =
          (int) (Double.doubleToRawLongBits(cellEdges[cellEdges.length - 1] - origin) >> shift)
              - base;
      this.start = new char[Math.max(0, top) + 1];
      int edge = 0;
      for (int bucket = 0; bucket < start.length; bucket++) {
        while (edge < edges.length - 1 && bucket(edges[edge], origin) < bucket) {
          edge++;
        }
        start[bucket] = (char) edge;
      }
    }

    static KeyTable fit(double[] edges, double[] cellEdges, double origin) {
      KeyTable best = new KeyTable(edges, cellEdges, origin, FEWEST_BITS);
      double bestSteps = best.furtherSteps(cellEdges, origin);
      for (int bits = FEWEST_BITS + 1; bits <= MOST_BITS && bestSteps > RARE; bits++) {
        KeyTable table = new KeyTable(edges, cellEdges, origin, bits);
        double steps = table.furtherSteps(cellEdges, origin);
        if (steps < bestSteps) {
          best = table;
          bestSteps = steps;
        }
      }
      return best;
    }

    private int bucket(double value, double origin) {
      int bucket = (int) (Double.doubleToRawLongBits(value - origin) >> shift) - base;
      return Math.max(0, Math.min(bucket, start.length - 1));
    }

    /** Steps beyond the first, on average over the cells: with quantile edges about the average over values. */
    private double furtherSteps(double[] cellEdges, double origin) {
      long steps = 0;
      int cells = cellEdges.length - 1;
      for (int cell = 0; cell < cells; cell++) {
        int begin = start[bucket(middle(cellEdges[cell], cellEdges[cell + 1]), origin)];
        steps += Math.max(0, OUTSIDE + cell - begin - 1);
      }
      return (double) steps / cells;
    }
  }
}
