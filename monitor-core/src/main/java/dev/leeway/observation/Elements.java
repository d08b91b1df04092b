package dev.leeway.observation;

import dev.leeway.binning.NumericBinning;
import dev.leeway.binning.NumericGrid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that is an array of numbers, one for each of the first signals, with the answers after them: all bins at once, with no
 * call through an accessor.
 */
final class Elements {

  private final NumericGrid grid;
  private final int[] missing;

  private Elements(NumericGrid grid, int[] missing) {
    this.grid = grid;
    this.missing = missing;
  }

  /** Null where a signal is read in another way, or in another order. */
  static <T> @Nullable Elements of(List<SignalReader<T>> readers) {
    List<NumericBinning> binnings = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (SignalReader<T> reader : readers) {
      boolean answer =
          reader instanceof SignalReader.NoNumber || reader instanceof SignalReader.NoCategory;
      if (answer) {
        missing.add(reader.missing());
      } else if (reader instanceof SignalReader.Element<T> element
          && missing.isEmpty()
          && element.index == binnings.size()) {
        binnings.add(element.binning);
      } else {
        return null;
      }
    }
    return binnings.isEmpty()
        ? null
        : new Elements(
            NumericGrid.of(binnings),
            missing.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Writes the bins; returns false where the array is too short. */
  boolean encode(double[] values, int[] bins) {
    int features = grid.signals();
    if (values.length < features) {
      return false;
    }
    grid.bins(values, bins);
    for (int i = 0; i < missing.length; i++) {
      bins[features + i] = missing[i];
    }
    return true;
  }
}
