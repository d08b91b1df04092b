package dev.leeway.binning;

/**
 * Numbers every value: value → bin, 0 … {@code bins() - 1}. Every value has a bin, so counts on a binning always add up
 * to the rows. Immutable and safe for any number of threads.
 *
 * <p>The <em>shape</em> of a distribution is what drift statistics compare: present values only, with values outside the
 * training range counted in the first or last cell, and categories not seen in training in one last bin. Missing,
 * not-a-number and unreadable values have no part in it; they have checks of their own.
 */
public sealed interface Binning permits NumericBinning, CategoricalBinning, CoarseBinning {

  /** Number of all bins. */
  int bins();

  /** Number of bins of the shape. */
  int shapeBins();

  /** The shape's bin that this bin belongs to, or -1 if the bin has no part in the shape. */
  int shapeBin(int bin);

  /** A printable name of a bin, such as {@code [2.5, 3)} or {@code missing}; names of one binning are distinct. */
  String name(int bin);

  /** A printable name of a bin of the shape. */
  String shapeName(int shapeBin);

  /** Whether neighbouring bins hold neighbouring values. */
  boolean ordered();
}
