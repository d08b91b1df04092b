package dev.leeway.baseline;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.schema.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the baseline knows of one signal.
 *
 * @param counts the training data on the signal's binning
 * @param view the coarse view that chunks are kept on
 * @param chunks one entry for each chunk of the baseline, in order
 * @param moments exact moments of the training values; null for categories
 * @param longestRun most rows in a row with one and the same value
 * @param singletons categories that were seen once; 0 for numbers, -1 where there were too many categories to know
 * @param calibration what the labels said about each bin of a score or prediction; null for other signals and without
 *     labels
 */
public record SignalBaseline(
    Signal signal,
    Counts counts,
    CoarseBinning view,
    List<Chunk> chunks,
    Natural natural,
    @Nullable Moments moments,
    long longestRun,
    long singletons,
    @Nullable Calibration calibration) {

  public SignalBaseline {
    chunks = List.copyOf(chunks);
  }

  public Binning binning() {
    return counts.binning();
  }

  /** Whether all present training values were one and the same. */
  public boolean isConstant() {
    int filled = 0;
    for (int bin = 0; bin < binning().shapeBins(); bin++) {
      filled += counts.shape(bin) > 0 ? 1 : 0;
    }
    boolean oneValue = moments == null || !(moments.variance() > 0);
    return filled <= 1 && oneValue;
  }
}
