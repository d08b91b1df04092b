package dev.leeway.baseline;

import dev.leeway.schema.Accessor;
import dev.leeway.schema.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One signal of the rows that a baseline is learnt from; each place is written by one thread at a time. */
final class LearnedColumn<T> {

  private static final byte MISSING = 0;
  private static final byte UNREADABLE = 1;
  private static final byte VALUE = 2;

  /** Stands for any category that is longer than those that are kept. */
  private static final String TOO_LONG = "x".repeat(Column.Categorical.LONGEST + 1);

  /** What the fit cannot read, neither as a number nor as a category. */
  private static final Object UNREAD = new Object() {
    @Override
    public String toString() {
      throw new IllegalStateException("The value could not be read when it was observed.");
    }
  };

  final Signal signal;
  private final Accessor<T> accessor;
  private final double[] numbers;
  private final @Nullable String[] categories;
  private final byte[] states;

  LearnedColumn(Signal signal, Accessor<T> accessor, int rows) {
    this.signal = signal;
    this.accessor = accessor;
    this.numbers = new double[signal.isNumeric() ? rows : 0];
    this.categories = new String[signal.isNumeric() ? 0 : rows];
    this.states = new byte[rows];
  }

  /** Whatever an accessor throws must not reach the host's request thread. */
  void read(int place, T row) {
    try {
      if (signal.isNumeric()) {
        readNumber(place, row);
      } else {
        category(place, accessor instanceof Accessor.Answer ? null : accessor.category(row));
      }
    } catch (Throwable unreadable) {
      states[place] = UNREADABLE;
    }
  }

  private void readNumber(int place, T row) {
    if (accessor instanceof Accessor.Primitive<T> primitive) {
      number(place, primitive.read().applyAsDouble(row));
    } else if (accessor instanceof Accessor.Time<T> time) {
      Instant instant = time.read().apply(row);
      if (instant == null) {
        states[place] = MISSING;
      } else {
        number(place, instant.toEpochMilli() / Accessor.MILLIS_PER_HOUR);
      }
    } else {
      Double value = accessor instanceof Accessor.Answer ? null : accessor.number(row);
      if (value == null) {
        states[place] = MISSING;
      } else {
        number(place, value);
      }
    }
  }

  void number(int place, double value) {
    if (signal.isNumeric()) {
      numbers[place] = value;
      states[place] = VALUE;
    }
  }

  void category(int place, @Nullable String value) {
    if (!signal.isNumeric()) {
      boolean tooLong = value != null && value.length() > Column.Categorical.LONGEST;
      categories[place] = tooLong ? TOO_LONG : value;
      states[place] = value == null ? MISSING : VALUE;
    }
  }

  /** The values at these places, as a fit reads them. */
  @Nullable
  Object[] values(int[] places) {
    Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      values[i] = switch (states[place]) {
        case VALUE -> signal.isNumeric() ? (Object) numbers[place] : categories[place];
        case UNREADABLE -> UNREAD;
        default -> null;
      };
    }
    return values;
  }
}
