package dev.leeway.observation;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Accessor;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Reads one signal of a row and finds its bin. One small class a case, so that a primitive is never boxed. */
abstract class SignalReader<T> {

  abstract int bin(T row);

  abstract int missing();

  abstract int unreadable();

  static <T> SignalReader<T> of(Accessor<T> accessor, Binning binning) {
    if (binning instanceof NumericBinning numeric) {
      if (accessor instanceof Accessor.Element<T> element) {
        return new Element<>(numeric, element.index());
      }
      if (accessor instanceof Accessor.Cell<T> cell) {
        return new NumberCell<>(numeric, cell.index());
      }
      if (accessor instanceof Accessor.Entry<T> entry) {
        return new NumberEntry<>(numeric, entry.key());
      }
      if (accessor instanceof Accessor.Primitive<T> primitive) {
        return new Primitive<>(numeric, primitive.read());
      }
      if (accessor instanceof Accessor.Boxed<T> boxed) {
        return new Boxed<>(numeric, boxed.read());
      }
      if (accessor instanceof Accessor.Decoded<T> decoded) {
        return new Decoded<>(numeric, decoded.read());
      }
      if (accessor instanceof Accessor.Time<T> time) {
        return new Time<>(numeric, time.read());
      }
      return new NoNumber<>(numeric);
    }
    if (binning instanceof CategoricalBinning categorical) {
      if (accessor instanceof Accessor.Cell<T> cell) {
        return new CategoryCell<>(categorical, cell.index());
      }
      if (accessor instanceof Accessor.Entry<T> entry) {
        return new CategoryEntry<>(categorical, entry.key());
      }
      if (accessor instanceof Accessor.DecodedText<T> decoded) {
        return new DecodedText<>(categorical, decoded.read());
      }
      if (accessor instanceof Accessor.Flag<T> flag) {
        return new Flag<>(categorical, flag.read());
      }
      if (accessor instanceof Accessor.Category<T> category) {
        return new Category<>(categorical, category.read());
      }
      return new NoCategory<>(categorical);
    }
    throw new IllegalArgumentException(
        "Values cannot be counted on a coarse view: " + binning + ".");
  }

  private abstract static class OfNumber<T> extends SignalReader<T> {
    final NumericBinning binning;

    OfNumber(NumericBinning binning) {
      this.binning = binning;
    }

    @Override
    int missing() {
      return binning.missing();
    }

    @Override
    int unreadable() {
      return binning.unreadable();
    }
  }

  abstract static class OfCategory<T> extends SignalReader<T> {
    final CategoricalBinning binning;
    private final int unseen;
    private @Nullable NewCategories news;

    OfCategory(CategoricalBinning binning) {
      this.binning = binning;
      this.unseen = binning.unseen();
    }

    /** Before the first row: keeps the names that training did not have. */
    void keep(NewCategories names) {
      this.news = names;
    }

    final int binOf(@Nullable String name) {
      int bin = binning.bin(name);
      if (bin == unseen && name != null && news != null) {
        news.add(name);
      }
      return bin;
    }

    @Override
    int missing() {
      return binning.missing();
    }

    @Override
    int unreadable() {
      return binning.unreadable();
    }
  }

  private static final class Primitive<T> extends OfNumber<T> {
    private final ToDoubleFunction<? super T> read;

    Primitive(NumericBinning binning, ToDoubleFunction<? super T> read) {
      super(binning);
      this.read = read;
    }

    @Override
    int bin(T row) {
      return binning.bin(read.applyAsDouble(row));
    }
  }

  private static final class Boxed<T> extends OfNumber<T> {
    private final Function<? super T, ? extends @Nullable Number> read;

    Boxed(NumericBinning binning, Function<? super T, ? extends @Nullable Number> read) {
      super(binning);
      this.read = read;
    }

    @Override
    int bin(T row) {
      Number value = read.apply(row);
      return value == null ? binning.missing() : binning.bin(value.doubleValue());
    }
  }

  private static final class Decoded<T> extends OfNumber<T> {
    private final ToDoubleFunction<? super T> read;

    Decoded(NumericBinning binning, ToDoubleFunction<? super T> read) {
      super(binning);
      this.read = read;
    }

    @Override
    int bin(T row) {
      double value = read.applyAsDouble(row);
      if (Double.isNaN(value)) {
        if (Accessor.Decoded.isMissing(value)) {
          return binning.missing();
        }
        if (Accessor.Decoded.isUnreadable(value)) {
          return binning.unreadable();
        }
      }
      return binning.bin(value);
    }
  }

  private static final class DecodedText<T> extends OfCategory<T> {
    private final Function<? super T, ? extends @Nullable String> read;

    DecodedText(CategoricalBinning binning, Function<? super T, ? extends @Nullable String> read) {
      super(binning);
      this.read = read;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the one instance is the mark
    int bin(T row) {
      String value = read.apply(row);
      return value == Accessor.Decoded.UNREADABLE_TEXT ? binning.unreadable() : binOf(value);
    }
  }

  private static final class Time<T> extends OfNumber<T> {
    private final Function<? super T, ? extends @Nullable Instant> read;

    Time(NumericBinning binning, Function<? super T, ? extends @Nullable Instant> read) {
      super(binning);
      this.read = read;
    }

    @Override
    int bin(T row) {
      Instant value = read.apply(row);
      return value == null
          ? binning.missing()
          : binning.bin(value.toEpochMilli() / Accessor.MILLIS_PER_HOUR);
    }
  }

  /** A value of any type where a number is due. */
  static int bin(NumericBinning binning, @Nullable Object value) {
    if (value == null) {
      return binning.missing();
    }
    if (value instanceof Number number) {
      return binning.bin(number.doubleValue());
    }
    if (value instanceof Instant instant) {
      return binning.bin(instant.toEpochMilli() / Accessor.MILLIS_PER_HOUR);
    }
    if (value instanceof Boolean flag) {
      return binning.bin(flag ? 1 : 0);
    }
    return binning.unreadable();
  }

  static final class Element<T> extends OfNumber<T> {
    final int index;

    Element(NumericBinning binning, int index) {
      super(binning);
      this.index = index;
    }

    @Override
    int bin(T row) {
      double[] values = (double[]) row;
      return index < values.length ? binning.bin(values[index]) : binning.unreadable();
    }
  }

  private static final class NumberCell<T> extends OfNumber<T> {
    private final int index;

    NumberCell(NumericBinning binning, int index) {
      super(binning);
      this.index = index;
    }

    @Override
    int bin(T row) {
      Object[] values = (Object[]) row;
      return index < values.length ? bin(binning, values[index]) : binning.unreadable();
    }
  }

  private static final class NumberEntry<T> extends OfNumber<T> {
    private final String key;

    NumberEntry(NumericBinning binning, String key) {
      super(binning);
      this.key = key;
    }

    @Override
    int bin(T row) {
      return bin(binning, ((Map<?, ?>) row).get(key));
    }
  }

  private static final class CategoryCell<T> extends OfCategory<T> {
    private final int index;

    CategoryCell(CategoricalBinning binning, int index) {
      super(binning);
      this.index = index;
    }

    @Override
    int bin(T row) {
      Object[] values = (Object[]) row;
      return index < values.length ? binOf(Accessor.nameOf(values[index])) : binning.unreadable();
    }
  }

  private static final class CategoryEntry<T> extends OfCategory<T> {
    private final String key;

    CategoryEntry(CategoricalBinning binning, String key) {
      super(binning);
      this.key = key;
    }

    @Override
    int bin(T row) {
      return binOf(Accessor.nameOf(((Map<?, ?>) row).get(key)));
    }
  }

  static final class NoNumber<T> extends OfNumber<T> {
    NoNumber(NumericBinning binning) {
      super(binning);
    }

    @Override
    int bin(T row) {
      return binning.missing();
    }
  }

  private static final class Category<T> extends OfCategory<T> {
    private final Function<? super T, ? extends @Nullable Object> read;

    Category(CategoricalBinning binning, Function<? super T, ? extends @Nullable Object> read) {
      super(binning);
      this.read = read;
    }

    @Override
    int bin(T row) {
      return binOf(Accessor.nameOf(read.apply(row)));
    }
  }

  private static final class Flag<T> extends OfCategory<T> {
    private final Predicate<? super T> read;
    private final int yes;
    private final int no;

    Flag(CategoricalBinning binning, Predicate<? super T> read) {
      super(binning);
      this.read = read;
      this.yes = binning.bin("true");
      this.no = binning.bin("false");
    }

    @Override
    int bin(T row) {
      return read.test(row) ? yes : no;
    }
  }

  static final class NoCategory<T> extends OfCategory<T> {
    NoCategory(CategoricalBinning binning) {
      super(binning);
    }

    @Override
    int bin(T row) {
      return binning.missing();
    }
  }
}
