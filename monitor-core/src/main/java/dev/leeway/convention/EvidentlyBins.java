package dev.leeway.convention;

import java.util.Arrays;

/**
 * Evidently's bins and its rule for empty ones: {@code get_binned_data} in {@code
 * legacy/calculations/stattests/utils.py}, and the bins of {@code hellinger_distance.py}, Evidently 0.7.23. The number of
 * bins that the package lets one set is ignored by the package.
 */
final class EvidentlyBins {

  static final String ZERO_RULE =
      "a share of 0 becomes 0.0001, or a millionth of the side's smallest share where that is at"
          + " most 0.0001";

  private static final int MOST_SINGLE_VALUES = 20;
  private static final double FLOOR = 0.0001;
  private static final double MILLION = 1e6;

  private EvidentlyBins() {}

  /**
   * Shares on the bins that PSI and Jensen-Shannon have: a bin for each distinct value up to 20 distinct values of the
   * reference, beyond that Sturges' bins of both sides together. No bins where NumPy refuses to cut.
   */
  static Shares of(NumberPair pair) {
    return pair.distinctInReference() > MOST_SINGLE_VALUES
        ? on(pair, edges(pair))
        : pair.tallies().shares();
  }

  static double[] edges(NumberPair pair) {
    long values = (long) pair.reference().length + pair.current().length;
    return Histogram.sturges(pair.min(), pair.max(), values);
  }

  /** Shares on the bins that Hellinger has: Sturges' bins of the distinct values of both sides. */
  static Shares ofDistinct(NumberPair pair) {
    return on(pair, Histogram.sturges(pair.min(), pair.max(), pair.tallies().size()));
  }

  private static Shares on(NumberPair pair, double[] edges) {
    if (edges.length == 0) {
      return new Shares(edges, edges);
    }
    return Shares.of(
        Histogram.counts(pair.reference(), edges),
        pair.reference().length,
        Histogram.counts(pair.current(), edges),
        pair.current().length);
  }

  /** The same shares with those of 0 replaced; sums are then above 1. */
  static Shares filled(Shares shares) {
    return new Shares(filled(shares.reference()), filled(shares.current()));
  }

  private static double[] filled(double[] shares) {
    double smallest = Arrays.stream(shares).filter(share -> share > 0).min().orElse(Double.NaN);
    double filling = smallest <= FLOOR ? smallest / MILLION : FLOOR;
    return Arrays.stream(shares).map(share -> share == 0 ? filling : share).toArray();
  }
}
