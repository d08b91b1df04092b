package dev.leeway.binning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A coarse view of a binning's shape: neighbouring cells merged until each bin is well filled, so that noise stays small
 * and chi-square approximations hold. Present values only.
 *
 * <p>Numeric: up to 16 bins of about equal training share; a bin is closed when it holds its share of what is left, so
 * behind an atom heavier than that fewer bins remain for the rest, where it comes late. Categorical: the 15 most frequent categories of which at least five rows are
 * expected in a window, all others and the unseen in one last bin.
 */
public final class CoarseBinning implements Binning {

  /** The most bins of a coarse view. */
  public static final int MOST_BINS = 16;

  private static final double FEWEST_EXPECTED = 5;

  private final Binning fine;
  private final int[] coarseBin;
  private final List<String> names;

  private CoarseBinning(Binning fine, int[] coarseBin, List<String> names) {
    this.fine = fine;
    this.coarseBin = coarseBin;
    this.names = List.copyOf(names);
  }

  /**
   * The coarse view of the binning of these reference counts.
   *
   * @param reference counts on a numeric or categorical binning
   * @param expected present rows expected in a window, more than 0; infinite for the view that a baseline keeps
   */
  public static CoarseBinning of(Counts reference, double expected) {
    return of(reference, expected, MOST_BINS);
  }

  /** As {@link #of(Counts, double)}, with at most so many bins (2 or more). */
  public static CoarseBinning of(Counts reference, double expected, int mostBins) {
    if (!(expected > 0) || mostBins < 2) {
      throw new IllegalArgumentException(
          "A coarse view needs a positive number of expected rows and at least 2 bins,"
              + " but got " + expected + " rows and " + mostBins + " bins.");
    }
    Binning binning = reference.binning();
    if (binning instanceof NumericBinning numeric) {
      return merged(numeric, reference, mostBins);
    }
    if (binning instanceof CategoricalBinning categorical) {
      return frequent(categorical, reference, expected, mostBins);
    }
    throw new IllegalArgumentException(
        "A coarse view cannot be made coarser: take the fine counts.");
  }

  private static CoarseBinning merged(NumericBinning numeric, Counts reference, int mostBins) {
    int cells = numeric.shapeBins();
    int[] coarse = new int[cells];
    long left = reference.present();
    long mass = 0;
    int bin = 0;
    for (int cell = 0; cell < cells; cell++) {
      mass += reference.shape(cell);
      coarse[cell] = bin;
      // the bin holds its share of what is left: mass >= left / (bins left)
      int binsLeft = mostBins - bin;
      if (mass > 0 && binsLeft > 1 && mass >= (left + binsLeft - 1) / binsLeft) {
        left -= mass;
        mass = 0;
        bin++;
      }
    }
    if (mass == 0 && bin > 0) {
      // what follows the last filled cell is empty: it belongs to the last bin
      for (int cell = cells - 1; cell >= 0 && coarse[cell] == bin; cell--) {
        coarse[cell] = bin - 1;
      }
    }
    return new CoarseBinning(numeric, coarse, intervals(numeric, coarse));
  }

  private static List<String> intervals(NumericBinning numeric, int[] coarse) {
    double[] edges = numeric.edges();
    List<String> names = new ArrayList<>();
    int first = 0;
    for (int cell = 1; cell <= coarse.length; cell++) {
      if (cell == coarse.length || coarse[cell] != coarse[first]) {
        names.add(numeric.interval(edges[first], edges[cell]));
        first = cell;
      }
    }
    return names;
  }

  private static CoarseBinning frequent(
      CategoricalBinning categorical, Counts reference, double expected, int mostBins) {
    int categories = categorical.categories().size();
    Integer[] byFrequency = new Integer[categories];
    Arrays.setAll(byFrequency, i -> i);
    Arrays.sort(byFrequency, (a, b) -> Long.compare(reference.count(b), reference.count(a)));
    int[] coarse = new int[categories + 1];
    Arrays.fill(coarse, -1);
    List<String> names = new ArrayList<>();
    long present = reference.present();
    for (int i = 0; i < categories && names.size() < mostBins - 1; i++) {
      long rows = reference.count(byFrequency[i]);
      if (rows > 0 && expected * rows / present >= FEWEST_EXPECTED) {
        coarse[byFrequency[i]] = names.size();
        names.add(categorical.name(byFrequency[i]));
      }
    }
    for (int i = 0; i < coarse.length; i++) {
      if (coarse[i] < 0) {
        coarse[i] = names.size();
      }
    }
    names.add("(all others)");
    return new CoarseBinning(categorical, coarse, names);
  }

  /** The binning that this is a view of. */
  public Binning fine() {
    return fine;
  }

  /** The coarse bin of a bin of the fine binning's shape. */
  int ofShape(int shapeBin) {
    return coarseBin[shapeBin];
  }

  @Override
  public int bins() {
    return names.size();
  }

  @Override
  public int shapeBins() {
    return names.size();
  }

  @Override
  public int shapeBin(int bin) {
    return bin;
  }

  @Override
  public String name(int bin) {
    return names.get(bin);
  }

  @Override
  public String shapeName(int shapeBin) {
    return names.get(shapeBin);
  }

  @Override
  public boolean ordered() {
    return fine.ordered();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CoarseBinning that
        && (this == that || Arrays.equals(coarseBin, that.coarseBin) && fine.equals(that.fine));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(coarseBin);
  }

  @Override
  public String toString() {
    return names.size() + " coarse bins of: " + fine;
  }
}
