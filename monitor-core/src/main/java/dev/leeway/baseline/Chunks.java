package dev.leeway.baseline;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the training data is cut into pieces, to know how much its own days differ. A piece should be as long as a window
 * or shorter. At most 400 pieces are kept; of more, neighbours are merged.
 *
 * @param <T> the row type
 */
public final class Chunks<T> {

  /** The most pieces that a baseline keeps. */
  public static final int MOST = 400;

  private final long rows;
  private final long millis;
  private final @Nullable ToLongFunction<? super T> time;
  private final @Nullable Function<? super T, ?> key;

  private Chunks(
      long rows,
      long millis,
      @Nullable ToLongFunction<? super T> time,
      @Nullable Function<? super T, ?> key) {
    this.rows = rows;
    this.millis = millis;
    this.time = time;
    this.key = key;
  }

  /** Pieces of so many rows in the order of the data; the last may be smaller. */
  public static <T> Chunks<T> byRows(long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "A chunk has at least one row, but " + rows + " were asked for.");
    }
    return new Chunks<>(rows, 0, null, null);
  }

  /** Pieces of a duration, which begin at multiples of it since the epoch in UTC. Rows may come in any order. */
  public static <T> Chunks<T> byTime(Function<? super T, Instant> time, Duration length) {
    return byTimeMillis(row -> time.apply(row).toEpochMilli(), length);
  }

  /** As {@link #byTime}, with times in milliseconds since the epoch. */
  public static <T> Chunks<T> byTimeMillis(ToLongFunction<? super T> time, Duration length) {
    if (length.toMillis() < 1) {
      throw new IllegalArgumentException(
          "A chunk lasts at least a millisecond, but " + length + " was asked for.");
    }
    return new Chunks<>(0, length.toMillis(), time, null);
  }

  /** Pieces that the data names itself, in the order of their first row: a day, a batch, a file. */
  public static <T> Chunks<T> byKey(Function<? super T, ?> key) {
    return new Chunks<>(0, 0, null, key);
  }

  /** Rows of a piece, or 0 where pieces are not cut by rows. */
  long rows() {
    return rows;
  }

  /** Milliseconds of a piece, or 0 where pieces are not cut by time. */
  long millis() {
    return millis;
  }

  @Nullable
  ToLongFunction<? super T> time() {
    return time;
  }

  @Nullable
  Function<? super T, ?> key() {
    return key;
  }
}
