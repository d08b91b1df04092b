package dev.leeway.batch.cli;

import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.statistic.Summary;

/** A distribution in one line of blocks: numbers between their outermost half percents, categories by frequency. */
final class Sparkline {

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int WIDTH = 24;
  private static final double OUTERMOST = 0.005;
  private static final double HALF = 0.5;

  private Sparkline() {}

  static String of(SignalBaseline signal) {
    Counts counts = signal.counts();
    if (counts.present() == 0) {
      return "";
    }
    return signal.binning() instanceof NumericBinning numeric
        ? drawn(spread(counts, numeric))
        : drawn(frequencies(counts, (CategoricalBinning) signal.binning()));
  }

  private static double[] frequencies(Counts counts, CategoricalBinning binning) {
    int shown = Math.min(WIDTH, binning.categories().size());
    double[] heights = new double[Math.max(1, shown)];
    for (int i = 0; i < shown; i++) {
      heights[i] = counts.count(i);
    }
    return heights;
  }

  /** Each cell's rows lie evenly between its edges: a cell of one value in one place. */
  private static double[] spread(Counts counts, NumericBinning binning) {
    double low = Summary.quantile(counts, OUTERMOST);
    double high = Summary.quantile(counts, 1 - OUTERMOST);
    if (!(high > low)) {
      return new double[] {1};
    }
    double[] edges = binning.edges();
    double width = (high - low) / WIDTH;
    int places = WIDTH;
    if (isWhole(counts, binning)) {
      // as many values in each place, or the eye sees a comb that is not there
      low = Math.rint(low) - HALF;
      width = Math.ceil((high - low) / WIDTH);
      places = (int) Math.ceil((high - low) / width);
    }
    double[] heights = new double[places];
    for (int cell = 0; cell < binning.cells(); cell++) {
      double from = Math.max(low, edges[cell]);
      double to = Math.min(high, edges[cell + 1]);
      double rows = counts.count(cell + NumericBinning.OUTSIDE);
      if (rows == 0 || to < from) {
        continue;
      }
      double length = edges[cell + 1] - edges[cell];
      if (length <= width / 2) {
        heights[place(binning.position(cell + NumericBinning.OUTSIDE), low, width, places)] += rows;
        continue;
      }
      for (int i = place(from, low, width, places); i <= place(to, low, width, places); i++) {
        double overlap = Math.min(to, low + (i + 1) * width) - Math.max(from, low + i * width);
        heights[i] += rows * Math.max(0, overlap) / length;
      }
    }
    return heights;
  }

  /** Whether each cell that has rows holds one whole number. */
  private static boolean isWhole(Counts counts, NumericBinning binning) {
    for (int bin = NumericBinning.OUTSIDE; bin < NumericBinning.OUTSIDE + binning.cells(); bin++) {
      double position = binning.position(bin);
      if (counts.count(bin) > 0 && position != Math.rint(position)) {
        return false;
      }
    }
    return true;
  }

  private static int place(double value, double low, double width, int places) {
    return (int) Math.max(0, Math.min(places - 1, Math.floor((value - low) / width)));
  }

  private static String drawn(double[] heights) {
    double most = 0;
    for (double height : heights) {
      most = Math.max(most, height);
    }
    StringBuilder line = new StringBuilder();
    for (double height : heights) {
      int step = height == 0 || most == 0
          ? -1
          : (int) Math.min(BLOCKS.length() - 1, height / most * BLOCKS.length());
      line.append(step < 0 ? ' ' : BLOCKS.charAt(step));
    }
    return line.toString().stripTrailing();
  }
}
