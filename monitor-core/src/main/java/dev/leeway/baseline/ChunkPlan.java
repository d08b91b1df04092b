package dev.leeway.baseline;

import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Which chunk each training row belongs to: looks at all rows first, then numbers them. */
final class ChunkPlan<T> {

  private static final int USUAL_CHUNKS = 30;
  private static final int FEWEST_ROWS = 200;
  private static final int FEWEST_DAYS = 10;
  private static final long DAY = 86_400_000L;

  private final @Nullable Chunks<? super T> asked;
  private final @Nullable ToLongFunction<? super T> time;
  private final Map<Object, Integer> keys = new HashMap<>();
  private long rows;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private long chunkRows;
  private long chunkMillis;
  private int keysPerChunk = 1;
  private int count;
  private boolean merged;
  private int chunkBefore;

  ChunkPlan(@Nullable Chunks<? super T> asked, @Nullable ToLongFunction<? super T> eventTime) {
    this.asked = asked;
    this.time = asked != null && asked.time() != null ? asked.time() : eventTime;
  }

  void look(T row) {
    rows++;
    if (time != null) {
      long millis = time.applyAsLong(row);
      if (millis != Schema.NO_TIME) {
        first = Math.min(first, millis);
        last = Math.max(last, millis);
      }
    }
    if (asked != null && asked.key() != null) {
      keys.putIfAbsent(keyOf(asked.key(), row), keys.size());
    }
  }

  private Object keyOf(Function<? super T, ?> key, T row) {
    Object value = key.apply(row);
    return value == null ? "" : value;
  }

  /** Ends the look and returns the number of chunks, some of which may turn out empty. */
  int cut() {
    if (asked == null) {
      if (time != null
          && first <= last
          && Math.floorDiv(last, DAY) - Math.floorDiv(first, DAY) + 1 >= FEWEST_DAYS) {
        chunkMillis = DAY;
      } else {
        chunkRows = Math.max(FEWEST_ROWS, (rows + USUAL_CHUNKS - 1) / USUAL_CHUNKS);
      }
    } else {
      chunkMillis = asked.millis();
      chunkRows = asked.rows();
    }
    if (chunkMillis > 0 && first > last) {
      throw new IllegalArgumentException(
          "No row has a time that could be read, so the data cannot be cut by it: check the"
              + " time's column and its format, or cut by rows.");
    }
    if (chunkMillis > 0) {
      // as many whole pieces in one as keep the number of pieces at the most, wherever the first
      // one begins
      long factor = Math.max(1, pieces(chunkMillis) / Chunks.MOST);
      while (pieces(chunkMillis * factor) > Chunks.MOST) {
        factor++;
      }
      merged = factor > 1;
      chunkMillis *= factor;
      count = (int) pieces(chunkMillis);
    } else if (chunkRows > 0) {
      long pieces = (rows + chunkRows - 1) / chunkRows;
      merged = pieces > Chunks.MOST;
      chunkRows *= (pieces + Chunks.MOST - 1) / Chunks.MOST;
      count = (int) ((rows + chunkRows - 1) / chunkRows);
    } else {
      keysPerChunk = (keys.size() + Chunks.MOST - 1) / Chunks.MOST;
      merged = keysPerChunk > 1;
      count = (keys.size() + keysPerChunk - 1) / keysPerChunk;
    }
    return count;
  }

  private long pieces(long millis) {
    return Math.floorDiv(last, millis) - Math.floorDiv(first, millis) + 1;
  }

  /** The chunk of a row, given its number in the data from 0. */
  int chunkOf(T row, long number) {
    if (chunkMillis > 0 && time != null) {
      long millis = time.applyAsLong(row);
      if (millis != Schema.NO_TIME) {
        long chunk = Math.floorDiv(millis, chunkMillis) - Math.floorDiv(first, chunkMillis);
        chunkBefore = (int) Math.max(0, Math.min(chunk, count - 1));
      }
      // a row whose time is not known stands with the row before it
      return chunkBefore;
    }
    if (chunkRows > 0) {
      return (int) Math.min(number / chunkRows, count - 1);
    }
    Function<? super T, ?> key = asked == null ? null : asked.key();
    Integer place = key == null ? null : keys.get(keyOf(key, row));
    return place == null ? count - 1 : place / keysPerChunk;
  }

  long rows() {
    return rows;
  }

  /** Whether there were more pieces than are kept. */
  boolean isMerged() {
    return merged;
  }

  @Nullable
  ToLongFunction<? super T> time() {
    return time;
  }

  /** Rows per millisecond, or 0 where rows have no times or all the same. */
  double rate() {
    return time != null && last > first ? (double) rows / (last - first) : 0;
  }

  /** Whether each chunk has at least half as many rows as the median one of those that have any. */
  static List<Boolean> full(long[] chunkRows) {
    long[] sorted =
        java.util.Arrays.stream(chunkRows).filter(n -> n > 0).sorted().toArray();
    long median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    List<Boolean> full = new ArrayList<>(chunkRows.length);
    for (long n : chunkRows) {
      full.add(n > 0 && 2 * n >= median);
    }
    return full;
  }
}
