package dev.leeway.schema;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How one signal is read from a row. The cases are open to the rooms that read rows, so that the request path can take
 * the function out once and call it without boxing.
 *
 * @param <T> the row type
 */
public sealed interface Accessor<T> {

  /** Milliseconds in an hour: times are watched as hours since the epoch. */
  double MILLIS_PER_HOUR = 3_600_000.0;

  /** Below this every whole double is exact. */
  double LARGEST_WHOLE = 1e15;

  /**
   * The value as a number, null where it is missing.
   *
   * @throws IllegalStateException where the signal is categorical
   */
  default @Nullable Double number(T row) {
    throw new IllegalStateException("A categorical signal has no number.");
  }

  /**
   * The value as a category, null where it is missing.
   *
   * @throws IllegalStateException where the signal is numeric
   */
  default @Nullable String category(T row) {
    throw new IllegalStateException("A numeric signal has no category.");
  }

  /** A primitive number; NaN is counted as not-a-number. */
  record Primitive<T>(ToDoubleFunction<? super T> read) implements Accessor<T> {
    @Override
    public Double number(T row) {
      return read.applyAsDouble(row);
    }
  }

  /** A number that may be null; null is counted as missing. */
  record Boxed<T>(Function<? super T, ? extends @Nullable Number> read) implements Accessor<T> {
    @Override
    public @Nullable Double number(T row) {
      Number value = read.apply(row);
      return value == null ? null : value.doubleValue();
    }
  }

  /** An instant, as hours since the epoch; null is counted as missing. */
  record Time<T>(Function<? super T, ? extends @Nullable Instant> read) implements Accessor<T> {
    @Override
    public @Nullable Double number(T row) {
      Instant value = read.apply(row);
      return value == null ? null : value.toEpochMilli() / MILLIS_PER_HOUR;
    }
  }

  /** A category: a string, an enum (by its name) or anything whose {@code toString} names it; null is missing. */
  record Category<T>(Function<? super T, ? extends @Nullable Object> read) implements Accessor<T> {
    @Override
    public @Nullable String category(T row) {
      return nameOf(read.apply(row));
    }
  }

  /** A yes-or-no value, as the categories {@code true} and {@code false}. */
  record Flag<T>(Predicate<? super T> read) implements Accessor<T> {
    @Override
    public String category(T row) {
      return read.test(row) ? "true" : "false";
    }
  }

  /** A number of a row that is a {@code double[]}; NaN is not-a-number, what is beyond the array's end unreadable. */
  record Element<T>(int index) implements Accessor<T> {
    @Override
    public Double number(T row) {
      return ((double[]) row)[index];
    }
  }

  /** A value of a row that is an {@code Object[]}, read as {@link #numberOf} and {@link #nameOf} do. */
  record Cell<T>(int index) implements Accessor<T> {
    @Override
    public @Nullable Double number(T row) {
      return numberOf(((Object[]) row)[index]);
    }

    @Override
    public @Nullable String category(T row) {
      return nameOf(((Object[]) row)[index]);
    }
  }

  /** A value of a row that is a {@code Map}, by its key; what the map lacks is missing. */
  record Entry<T>(String key) implements Accessor<T> {
    @Override
    public @Nullable Double number(T row) {
      return numberOf(((Map<?, ?>) row).get(key));
    }

    @Override
    public @Nullable String category(T row) {
      return nameOf(((Map<?, ?>) row).get(key));
    }
  }

  /**
   * A number that was read beforehand, where a NaN of its own says that there is none: {@link #MISSING} or {@link #UNREADABLE},
   * told apart by their bits.
   */
  record Decoded<T>(ToDoubleFunction<? super T> read) implements Accessor<T> {

    public static final double MISSING = Double.longBitsToDouble(0x7ff8_0000_0000_4e41L);
    public static final double UNREADABLE = Double.longBitsToDouble(0x7ff8_0000_0000_4e42L);

    /** Stands for a category in a row that could not be read; to be compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    public static final String UNREADABLE_TEXT = new String("(unreadable)");

    public static boolean isMissing(double value) {
      return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(MISSING);
    }

    public static boolean isUnreadable(double value) {
      return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(UNREADABLE);
    }

    @Override
    public @Nullable Double number(T row) {
      double value = read.applyAsDouble(row);
      if (isUnreadable(value)) {
        throw new Unreadable("a value that is no number");
      }
      return isMissing(value) ? null : value;
    }
  }

  /** A category that was read beforehand: null is missing, {@link Decoded#UNREADABLE_TEXT} unreadable. */
  record DecodedText<T>(Function<? super T, ? extends @Nullable String> read)
      implements Accessor<T> {
    @Override
    @SuppressWarnings("ReferenceEquality") // the one instance is the mark
    public @Nullable String category(T row) {
      String value = read.apply(row);
      if (value == Decoded.UNREADABLE_TEXT) {
        throw new Unreadable("a record that could not be taken apart");
      }
      return value;
    }
  }

  /** Thrown for each of what may be millions of values: it has no trace. */
  final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  /** The caller brings the value with the row: {@code observe(row, answer)}, or {@code fit(...).scores(...)}. */
  record Answer<T>() implements Accessor<T> {}

  /**
   * A value of a row without a class of its own as a number: a number, a boolean as 1 or 0, an instant as hours since the
   * epoch; null where it is null.
   *
   * @throws IllegalArgumentException for anything else
   */
  static @Nullable Double numberOf(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1.0 : 0.0;
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli() / MILLIS_PER_HOUR;
    }
    throw new IllegalArgumentException("A " + value.getClass().getName()
        + " where a number is due: convert it before, or watch the signal as a category.");
  }

  /**
   * The name under which a category is counted, null where the value is null. 1 and 1.0 are the same category, since what
   * reads a row may make either of it.
   */
  static @Nullable String nameOf(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
        return Long.toString((long) number);
      }
    }
    return value == null ? null : value.toString();
  }
}
