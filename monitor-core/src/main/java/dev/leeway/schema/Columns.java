package dev.leeway.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Data that lies in arrays, one for each column, as rows: to fit a baseline on or to compare with one. The arrays are not
 * copied and must not change meanwhile. Each iterator moves one row object along: a row is valid until the next.
 */
public final class Columns implements Iterable<Columns.Row> {

  private final Map<String, Column> columns;
  private final int rows;

  /** A place in the columns. */
  public static final class Row {
    private int index;

    private Row() {}

    /** Number of the row, from 0. */
    public int index() {
      return index;
    }
  }

  /** One of the two readings is null. */
  private record Column(
      int length,
      @Nullable IntToDoubleFunction number,
      @Nullable IntFunction<? extends @Nullable Object> value) {}

  private Columns(Map<String, Column> columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  public static Builder builder() {
    return new Builder();
  }

  public int rows() {
    return rows;
  }

  /** Names of the columns in the order given. */
  public Set<String> names() {
    return columns.keySet();
  }

  /**
   * How these columns are read as signals: each by its name. A signal without a column is missing in every row. A column of
   * numbers can be watched as categories; one of texts that is watched as a number is unreadable.
   *
   * @param signals with the task found out from the answer signals
   */
  public Schema<Row> schema(Signal... signals) {
    Schema.Builder<Row> builder = Schema.builder();
    for (Signal signal : signals) {
      builder.add(signal, accessor(signal));
    }
    return builder.build();
  }

  /** As {@link #schema(Signal...)}, with the signals of a baseline: {@code columns.schema(baseline.schemaSignals())}. */
  public Schema<Row> schema(List<Signal> signals) {
    return schema(signals.toArray(Signal[]::new));
  }

  private Accessor<Row> accessor(Signal signal) {
    Column column = columns.get(signal.name());
    if (column == null) {
      return signal.isNumeric()
          ? new Accessor.Boxed<>(row -> null)
          : new Accessor.Category<>(row -> null);
    }
    IntToDoubleFunction number = column.number;
    if (number != null) {
      return signal.isNumeric()
          ? new Accessor.Primitive<>(row -> number.applyAsDouble(row.index))
          : new Accessor.Category<>(row -> number.applyAsDouble(row.index));
    }
    IntFunction<? extends @Nullable Object> value = column.value;
    if (value == null) {
      throw new IllegalStateException("A column is numbers or values.");
    }
    return signal.isNumeric()
        ? new Accessor.Boxed<>(row -> Accessor.numberOf(value.apply(row.index)))
        : new Accessor.Category<>(row -> value.apply(row.index));
  }

  @Override
  public Iterator<Row> iterator() {
    return new Iterator<>() {
      private final Row row = new Row();
      private int next;

      @Override
      public boolean hasNext() {
        return next < rows;
      }

      @Override
      public Row next() {
        if (next >= rows) {
          throw new NoSuchElementException();
        }
        row.index = next++;
        return row;
      }
    };
  }

  /** Collects columns; all must have the same length. Not safe for several threads. */
  public static final class Builder {

    private final Map<String, Column> columns = new LinkedHashMap<>();

    private Builder() {}

    /** Numbers; NaN is not-a-number. */
    public Builder numbers(String name, double[] values) {
      return add(name, new Column(values.length, index -> values[index], null));
    }

    /** Numbers; NaN is not-a-number. */
    public Builder numbers(String name, float[] values) {
      return add(name, new Column(values.length, index -> values[index], null));
    }

    /** Whole numbers. */
    public Builder numbers(String name, int[] values) {
      return add(name, new Column(values.length, index -> values[index], null));
    }

    /** Whole numbers. */
    public Builder numbers(String name, long[] values) {
      return add(name, new Column(values.length, index -> values[index], null));
    }

    /** Yes or no: the categories {@code true} and {@code false}, or 1 and 0. */
    public Builder flags(String name, boolean[] values) {
      return add(name, new Column(values.length, null, index -> values[index]));
    }

    /** Strings, enums, boxed numbers, instants; null is missing. */
    public Builder values(String name, @Nullable Object[] values) {
      return add(name, new Column(values.length, null, index -> values[index]));
    }

    private Builder add(String name, Column column) {
      if (columns.putIfAbsent(name, column) != null) {
        throw new IllegalArgumentException(
            "Two columns are named '" + name + "': give each a name of its own.");
      }
      return this;
    }

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException naming the columns whose lengths differ
     */
    public Columns build() {
      List<Integer> lengths = new ArrayList<>();
      columns.values().forEach(column -> lengths.add(column.length));
      if (lengths.stream().distinct().count() > 1) {
        throw new IllegalArgumentException("The columns " + columns.keySet() + " have " + lengths
            + " rows: give arrays of the same length.");
      }
      return new Columns(
          Collections.unmodifiableMap(new LinkedHashMap<>(columns)),
          lengths.isEmpty() ? 0 : lengths.get(0));
    }
  }

  @Override
  public String toString() {
    return rows + " rows of " + Arrays.toString(columns.keySet().toArray());
  }
}
