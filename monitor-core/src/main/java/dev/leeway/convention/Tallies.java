package dev.leeway.convention;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each category, or each distinct value, stands on either side; at least once on one of them. */
final class Tallies {

  private final long[] reference;
  private final long[] current;

  Tallies(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
  }

  /** Without nulls, in the order of the categories' names, so that sums do not depend on the order of the rows. */
  static Tallies of(List<@Nullable String> reference, List<@Nullable String> current) {
    Map<String, long[]> rows = new TreeMap<>();
    count(reference, 0, rows);
    count(current, 1, rows);
    return new Tallies(
        rows.values().stream().mapToLong(pair -> pair[0]).toArray(),
        rows.values().stream().mapToLong(pair -> pair[1]).toArray());
  }

  private static void count(List<@Nullable String> sample, int side, Map<String, long[]> rows) {
    for (String category : sample) {
      if (category != null) {
        rows.computeIfAbsent(category, key -> new long[2])[side]++;
      }
    }
  }

  int size() {
    return reference.length;
  }

  long reference(int category) {
    return reference[category];
  }

  long current(int category) {
    return current[category];
  }

  long referenceRows() {
    return sum(reference);
  }

  long currentRows() {
    return sum(current);
  }

  private static long sum(long[] rows) {
    long sum = 0;
    for (long row : rows) {
      sum += row;
    }
    return sum;
  }

  /** The share of each on either side. */
  Shares shares() {
    return Shares.of(reference, referenceRows(), current, currentRows());
  }
}
