package dev.leeway.convention;

import java.util.Arrays;

/** How Frouros 0.9.0 measures distances, in {@code detectors/data_drift/batch/distance_based}. */
final class Frouros {

  private static final int BINS = 10;

  private Frouros() {}

  /** Ten bins of equal width over both sides. */
  static Shares bins(NumberPair pair) {
    double[] edges = Histogram.edges(pair.min(), pair.max(), BINS);
    return Shares.of(
        Histogram.counts(pair.reference(), edges),
        pair.reference().length,
        Histogram.counts(pair.current(), edges),
        pair.current().length);
  }

  /** A share of 0 becomes the smallest normal double. */
  static double psi(NumberPair pair) {
    Shares shares = bins(pair);
    return new Shares(filled(shares.reference()), filled(shares.current())).psi();
  }

  private static double[] filled(double[] shares) {
    return Arrays.stream(shares)
        .map(share -> share == 0 ? Double.MIN_NORMAL : share)
        .toArray();
  }

  /**
   * Jensen-Shannon distance of what each side's own histogram, with NumPy's automatic bins and linear inside them, has in
   * nine pieces of equal width over both sides.
   */
  static double jensenShannon(NumberPair pair) {
    double[] pieces = Histogram.line(pair.min(), pair.max(), BINS - 1);
    return new Shares(inPieces(pair.reference(), pieces), inPieces(pair.current(), pieces))
        .jensenShannonDistance(Math.E);
  }

  private static double[] inPieces(double[] sorted, double[] pieces) {
    double[] edges = automatic(sorted);
    long[] counts = Histogram.counts(sorted, edges);
    double[] shares = new double[pieces.length - 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = below(edges, counts, pieces[i + 1]) - below(edges, counts, pieces[i]);
    }
    return shares;
  }

  /** The narrower of Sturges' and of Freedman and Diaconis' bins: NumPy 2.1.3, {@code bins="auto"}. */
  private static double[] automatic(double[] sorted) {
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    double[] sturges = Histogram.sturges(min, max, sorted.length);
    double quartiles = Deepchecks.quantile(sorted, 0.75) - Deepchecks.quantile(sorted, 0.25);
    double width = 2 * quartiles * Math.pow(sorted.length, -1.0 / 3);
    int bins = width > 0 ? (int) Math.ceil((max - min) / width) : 1;
    return bins > sturges.length - 1 ? Histogram.edges(min, max, bins) : sturges;
  }

  /** The share below a value, by a histogram that is linear inside its bins. */
  private static double below(double[] edges, long[] counts, double value) {
    double all = Arrays.stream(counts).sum();
    double below = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      double part = (value - edges[bin]) / (edges[bin + 1] - edges[bin]);
      below += counts[bin] / all * Math.max(0, Math.min(1, part));
    }
    return below;
  }
}
