package dev.leeway.baseline;

import dev.leeway.schema.Schema;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of rows that are read once: nobody knows how many will come, so pieces begin small, and when there are too many
 * neighbours are merged. Counts add, so nothing is lost by it.
 */
final class OpenChunks<T> {

  private static final int USUAL_CHUNKS = 30;
  private static final long FEWEST_ROWS = 200;
  private static final long FEWEST_DAYS = 10;
  private static final long MINUTE = 60_000L;
  private static final long DAY = 86_400_000L;

  /** From a minute to a day, each made of whole pieces of the one before. */
  private static final int[] STEPS = {2, 5, 3, 2, 3, 2, 2, 2};

  private enum Kind {
    ROWS,
    TIMES,
    KEYS
  }

  private final Kind kind;
  private final boolean usual;
  private final @Nullable ToLongFunction<? super T> time;
  private final @Nullable Function<? super T, ?> key;
  private final int most;
  private final Map<Object, Integer> keys = new HashMap<>();
  private Map<Long, Integer> places = new HashMap<>();
  private long length;
  private int step;
  private boolean merged;
  private long rows;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  OpenChunks(@Nullable Chunks<? super T> asked, @Nullable ToLongFunction<? super T> eventTime) {
    this.time = asked != null && asked.time() != null ? asked.time() : eventTime;
    this.usual = asked == null;
    this.key = asked == null ? null : asked.key();
    if (asked == null) {
      kind = time == null ? Kind.ROWS : Kind.TIMES;
      length = time == null ? FEWEST_ROWS : MINUTE;
    } else if (asked.key() != null) {
      kind = Kind.KEYS;
      length = 1;
    } else {
      kind = asked.rows() > 0 ? Kind.ROWS : Kind.TIMES;
      length = Math.max(asked.rows(), asked.millis());
    }
    // pieces of rows end as 30 to 60; of times as the two-way fit has them
    this.most = usual && kind == Kind.ROWS ? 2 * USUAL_CHUNKS : Chunks.MOST;
  }

  @Nullable
  ToLongFunction<? super T> time() {
    return time;
  }

  int count() {
    return places.size();
  }

  long rows() {
    return rows;
  }

  boolean isMerged() {
    return merged;
  }

  /** Rows per millisecond, or 0 where rows have no times or all the same. */
  double rate() {
    return time != null && last > first ? (double) rows / (last - first) : 0;
  }

  /** Whether the row begins a piece that there is no room for: then {@link #coarsen} comes first. */
  boolean isTooMany(T row) {
    return places.size() >= most && !places.containsKey(pieceOf(row));
  }

  /** The place of the row's piece, the next free one for a new piece. Counts the row. */
  int place(T row) {
    int place = places.computeIfAbsent(pieceOf(row), piece -> places.size());
    rows++;
    if (time != null) {
      long millis = time.applyAsLong(row);
      if (millis != Schema.NO_TIME) {
        first = Math.min(first, millis);
        last = Math.max(last, millis);
      }
    }
    return place;
  }

  private long pieceOf(T row) {
    if (kind == Kind.TIMES && time != null) {
      long millis = time.applyAsLong(row);
      // a row whose time is not known stands with the latest ones
      return Math.floorDiv(millis == Schema.NO_TIME ? Math.max(last, 0) : millis, length);
    }
    if (kind == Kind.KEYS && key != null) {
      Object value = key.apply(row);
      int order = keys.computeIfAbsent(value == null ? "" : value, unused -> keys.size());
      return order / length;
    }
    return rows / length;
  }

  /** Merges neighbours; returns the new place of each old one. */
  int[] coarsen() {
    int factor = usual && kind == Kind.TIMES && step < STEPS.length ? STEPS[step++] : 2;
    length *= factor;
    merged |= !usual || kind == Kind.TIMES && length > DAY;
    return regroup(piece -> Math.floorDiv(piece, factor));
  }

  private int[] regroup(LongUnaryOperator group) {
    Map<Long, Integer> coarse = new HashMap<>();
    int[] to = new int[places.size()];
    for (Map.Entry<Long, Integer> piece : sorted()) {
      to[piece.getValue()] =
          coarse.computeIfAbsent(group.applyAsLong(piece.getKey()), unused -> coarse.size());
    }
    places = coarse;
    return to;
  }

  private Iterable<Map.Entry<Long, Integer>> sorted() {
    return places.entrySet().stream()
        .sorted(Comparator.comparingLong(Map.Entry::getKey))
        .toList();
  }

  /** When all rows have come: the pieces in their order, and of times without a wish as many as make sense. */
  int[] finish(Frames frames) {
    if (!usual || kind == Kind.ROWS || time == null) {
      return regroup(piece -> piece);
    }
    if (Math.floorDiv(last, DAY) - Math.floorDiv(first, DAY) + 1 >= FEWEST_DAYS) {
      return length < DAY ? regroup(piece -> Math.floorDiv(piece, DAY / length)) : regroup(p -> p);
    }
    long wanted = Math.max(FEWEST_ROWS, (rows + USUAL_CHUNKS - 1) / USUAL_CHUNKS);
    Map<Long, Long> groups = new HashMap<>();
    long group = 0;
    long inGroup = 0;
    for (Map.Entry<Long, Integer> piece : sorted()) {
      groups.put(piece.getKey(), group);
      inGroup += frames.rows(piece.getValue());
      if (inGroup >= wanted) {
        group++;
        inGroup = 0;
      }
    }
    return regroup(piece -> groups.getOrDefault(piece, 0L));
  }
}
