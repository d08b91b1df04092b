package dev.leeway.statistic;

import dev.leeway.binning.Counts;
import org.jspecify.annotations.Nullable;

/** What the statistics on coarse bins share: bins that are empty on both sides are left out, and one bin has no shape. */
abstract class CoarseStatistic implements DriftStatistic {

  @Override
  public boolean coarse() {
    return true;
  }

  @Override
  public @Nullable String undefined(Counts reference, Counts current) {
    return Comparisons.oneBin(reference, current);
  }

  @Override
  public int bins(Counts reference, Counts current) {
    return Comparisons.filledBins(reference, current);
  }
}
