package dev.leeway.batch;

import dev.leeway.schema.Accessor;
import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of one block, in arrays of their own: whoever asks for them does so while the next block is read.
 * What they are as numbers, categories and times is what {@link ColumnReading} makes of them as objects; the ways around the
 * objects are for speed only.
 */
abstract class Values {

  /**
   * The value as an object that {@link ColumnReading} knows.
   *
   * @param zone of times that do not name theirs
   */
  abstract @Nullable Object value(int row, ZoneId zone);

  void numbers(int rows, ColumnReading reading, double[] into) {
    for (int i = 0; i < rows; i++) {
      into[i] = reading.numberOf(value(i, reading.zone()));
    }
  }

  void texts(int rows, ColumnReading reading, @Nullable String[] into) {
    for (int i = 0; i < rows; i++) {
      into[i] = reading.categoryOf(value(i, reading.zone()));
    }
  }

  void times(int rows, ColumnReading reading, long[] into) {
    for (int i = 0; i < rows; i++) {
      into[i] = reading.timeOf(value(i, reading.zone()));
    }
  }

  /** Whether the value of a number is the number itself. */
  private static boolean isPlain(ColumnReading reading) {
    return reading.type().isNumber() || reading.type() == ColumnType.TEXT;
  }

  /** Numbers, {@link Cell#MISSING} among them. */
  static final class Numbers extends Values {
    private final double[] values;
    private final boolean single;

    /**
     * Takes the array over.
     *
     * @param single whether they come from floats, which are named by fewer digits
     */
    Numbers(double[] values, boolean single) {
      this.values = values;
      this.single = single;
    }

    @Override
    @Nullable
    Object value(int row, ZoneId zone) {
      double value = values[row];
      if (Cell.isMissing(value)) {
        return null;
      }
      return single ? (Object) (float) value : (Object) value;
    }

    @Override
    void numbers(int rows, ColumnReading reading, double[] into) {
      if (isPlain(reading)) {
        System.arraycopy(values, 0, into, 0, rows);
      } else {
        super.numbers(rows, reading, into);
      }
    }
  }

  /** Whole numbers with all their digits. */
  static final class Longs extends Values {

    /** Stands for a missing value, and for itself where {@link #missing} says otherwise. */
    static final long MARK = Long.MIN_VALUE;

    private final long[] values;
    private final boolean[] missing;

    /**
     * Takes the arrays over.
     *
     * @param missing empty where none is
     */
    Longs(long[] values, boolean[] missing) {
      this.values = values;
      this.missing = missing;
    }

    private boolean isMissing(int row) {
      return values[row] == MARK && missing.length > 0 && missing[row];
    }

    @Override
    @Nullable
    Object value(int row, ZoneId zone) {
      return isMissing(row) ? null : values[row];
    }

    @Override
    void numbers(int rows, ColumnReading reading, double[] into) {
      if (!isPlain(reading)) {
        super.numbers(rows, reading, into);
        return;
      }
      for (int i = 0; i < rows; i++) {
        into[i] = isMissing(i) ? Cell.MISSING : values[i];
      }
    }
  }

  /** Yes and no. */
  static final class Flags extends Values {
    static final byte NO = 0;
    static final byte YES = 1;
    static final byte MISSING = 2;

    private final byte[] values;

    Flags(byte[] values) {
      this.values = values;
    }

    @Override
    @Nullable
    Object value(int row, ZoneId zone) {
      return values[row] == MISSING ? null : (Boolean) (values[row] == YES);
    }
  }

  /** Points in time. */
  static final class Times extends Values {
    static final long MISSING = Long.MIN_VALUE;

    /** What is no point in time, such as infinity. */
    static final long NONE = Long.MIN_VALUE + 1;

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long LARGEST_SECONDS = 9_000_000_000_000L;

    private final long[] micros;
    private final boolean local;

    /**
     * Takes the array over.
     *
     * @param micros since the epoch
     * @param local whether they are what clocks on the wall showed, wherever that was
     */
    Times(long[] micros, boolean local) {
      this.micros = micros;
      this.local = local;
    }

    /** An instant as it is held here. */
    static long micros(@Nullable Instant instant) {
      if (instant == null) {
        return MISSING;
      }
      // Instant.MAX and its like stand for infinity
      return Math.abs(instant.getEpochSecond()) < LARGEST_SECONDS
          ? TimeUnit.SECONDS.toMicros(instant.getEpochSecond())
              + TimeUnit.NANOSECONDS.toMicros(instant.getNano())
          : NONE;
    }

    @Override
    @Nullable
    Object value(int row, ZoneId zone) {
      long value = micros[row];
      if (value == MISSING) {
        return null;
      }
      return value == NONE ? "infinity" : instant(value, zone);
    }

    private Instant instant(long value, ZoneId zone) {
      long seconds = Math.floorDiv(value, TimeUnit.SECONDS.toMicros(1));
      long rest = Math.floorMod(value, TimeUnit.SECONDS.toMicros(1));
      int nanos = (int) TimeUnit.MICROSECONDS.toNanos(rest);
      return local && !zone.equals(ZoneOffset.UTC)
          ? LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC)
              .atZone(zone)
              .toInstant()
          : Instant.ofEpochSecond(seconds, nanos);
    }

    private long millis(int row, ZoneId zone) {
      long value = micros[row];
      if (value == MISSING) {
        return Cell.NO_TIME;
      }
      if (value == NONE) {
        return Cell.UNREADABLE_TIME;
      }
      return local && !zone.equals(ZoneOffset.UTC)
          ? instant(value, zone).toEpochMilli()
          : Math.floorDiv(value, MICROS_PER_MILLI);
    }

    @Override
    void numbers(int rows, ColumnReading reading, double[] into) {
      for (int i = 0; i < rows; i++) {
        long millis = millis(i, reading.zone());
        into[i] = millis == Cell.NO_TIME
            ? Cell.MISSING
            : millis == Cell.UNREADABLE_TIME ? Cell.UNREADABLE : millis / Accessor.MILLIS_PER_HOUR;
      }
    }

    @Override
    void times(int rows, ColumnReading reading, long[] into) {
      for (int i = 0; i < rows; i++) {
        into[i] = millis(i, reading.zone());
      }
    }
  }

  /** Texts, and numbers of more digits than a double or a long has. */
  static final class Objects extends Values {
    private final @Nullable Object[] values;

    Objects(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    @Nullable
    Object value(int row, ZoneId zone) {
      return values[row];
    }
  }
}
