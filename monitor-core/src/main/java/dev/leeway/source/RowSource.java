package dev.leeway.source;

import dev.leeway.schema.Accessor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of values that are objects. */
final class RowSource implements RecordSource {

  private static final int BLOCK = 1024;
  private static final int LONGEST_SHOWN = 100;

  private final String name;
  private final List<SourceColumn> columns;
  private final Iterable<? extends @Nullable Object @Nullable []> rows;

  RowSource(
      String name,
      List<SourceColumn> columns,
      Iterable<? extends @Nullable Object @Nullable []> rows) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    Iterator<? extends @Nullable Object @Nullable []> iterator = rows.iterator();
    return new Blocks() {
      private long first;

      @Override
      public @Nullable RecordBlock next() {
        List<@Nullable Object @Nullable []> some = new ArrayList<>();
        while (some.size() < BLOCK && iterator.hasNext()) {
          some.add(iterator.next());
        }
        if (some.isEmpty()) {
          return null;
        }
        Block block = new Block(first, some);
        first += some.size();
        return block;
      }

      @Override
      public void close() {}
    };
  }

  private final class Block implements RecordBlock {

    private final long first;
    private final List<@Nullable Object @Nullable []> values;

    Block(long first, List<@Nullable Object @Nullable []> values) {
      this.first = first;
      this.values = values;
    }

    @Override
    public int rows() {
      return values.size();
    }

    /** Whether a row has a value for every column. */
    private boolean isSound(int row) {
      @Nullable Object[] all = values.get(row);
      return all != null && all.length == columns.size();
    }

    private @Nullable Object value(int column, int row) {
      @Nullable Object[] all = values.get(row);
      return all == null ? null : all[column];
    }

    @Override
    public void numbers(int column, ColumnReading reading, double[] into) {
      for (int i = 0; i < values.size(); i++) {
        into[i] = isSound(i) ? reading.numberOf(value(column, i)) : Cell.UNREADABLE;
      }
    }

    @Override
    public void texts(int column, ColumnReading reading, @Nullable String[] into) {
      for (int i = 0; i < values.size(); i++) {
        into[i] = isSound(i) ? reading.categoryOf(value(column, i)) : Cell.UNREADABLE_TEXT;
      }
    }

    @Override
    public void times(int column, ColumnReading reading, long[] into) {
      for (int i = 0; i < values.size(); i++) {
        into[i] = isSound(i) ? reading.timeOf(value(column, i)) : Cell.UNREADABLE_TIME;
      }
    }

    @Override
    public @Nullable String shown(int column, int row) {
      String text = isSound(row) ? Accessor.nameOf(value(column, row)) : null;
      return text == null || text.length() <= LONGEST_SHOWN
          ? text
          : text.substring(0, LONGEST_SHOWN);
    }

    @Override
    public String place(int row) {
      return name + ", row " + (first + row + 1);
    }

    @Override
    public List<Problem> problems() {
      List<Problem> problems = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        if (!isSound(i)) {
          @Nullable Object[] all = values.get(i);
          problems.add(new Problem(
              place(i),
              all == null
                  ? "is null"
                  : "has " + all.length + " values instead of " + columns.size()));
        }
      }
      return problems;
    }
  }
}
