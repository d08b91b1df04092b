package dev.leeway.batch;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a record source, where Tablesaw is on the class path. The table is not copied: it must not change while
 * it is read, and may then be read by several threads.
 *
 * <ul>
 *   <li>Types: short, integer and long columns are {@link ColumnType#INTEGER}, float and double DECIMAL, boolean BOOLEAN; date,
 *       date-time and instant TIME; all others, such as string and time of day, TEXT.
 *   <li>Missing: what Tablesaw takes for missing. That includes NaN and the empty string, and the smallest value of each
 *       integer type: Tablesaw cannot tell them from it.
 *   <li>A date or date-time is read in the zone of the data format, UTC where it has none.
 *   <li>Order: the table's rows. Memory: one block of some thousand rows.
 * </ul>
 */
public final class TableSource implements RecordSource {

  private static final int BLOCK = 4096;

  private final Table table;

  private TableSource(Table table) {
    this.table = table;
  }

  /** The rows of a table. Its name is used in messages. */
  public static TableSource of(Table table) {
    return new TableSource(table);
  }

  @Override
  public String name() {
    return "table " + table.name();
  }

  @Override
  public List<SourceColumn> columns() {
    return table.columns().stream()
        .map(column -> new SourceColumn(column.name(), type(column)))
        .toList();
  }

  private static ColumnType type(Column<?> column) {
    if (column instanceof ShortColumn
        || column instanceof IntColumn
        || column instanceof LongColumn) {
      return ColumnType.INTEGER;
    }
    if (column instanceof FloatColumn || column instanceof DoubleColumn) {
      return ColumnType.DECIMAL;
    }
    if (column instanceof BooleanColumn) {
      return ColumnType.BOOLEAN;
    }
    return column instanceof DateColumn
            || column instanceof DateTimeColumn
            || column instanceof InstantColumn
        ? ColumnType.TIME
        : ColumnType.TEXT;
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    List<Integer> some = List.copyOf(wanted);
    return new Blocks() {
      private int first;

      @Override
      public @Nullable RecordBlock next() {
        int rows = Math.min(BLOCK, table.rowCount() - first);
        if (rows <= 0) {
          return null;
        }
        @Nullable Values[] values = new Values[table.columnCount()];
        for (int column : some) {
          values[column] = values(table.column(column), first, rows);
        }
        RecordBlock block = new ColumnBlock(TableSource.this::place, first, rows, values);
        first += rows;
        return block;
      }

      @Override
      public double progress() {
        return table.isEmpty() ? 1 : (double) first / table.rowCount();
      }

      @Override
      public void close() {}
    };
  }

  private String place(long row) {
    return name() + ", row " + (row + 1);
  }

  private static Values values(Column<?> column, int first, int rows) {
    return switch (type(column)) {
      case INTEGER, DECIMAL ->
        column instanceof LongColumn longs
            ? longs(longs, first, rows)
            : numbers(column, first, rows);
      case TIME -> times(column, first, rows);
      case BOOLEAN, TEXT -> objects(column, first, rows);
    };
  }

  private static Values numbers(Column<?> column, int first, int rows) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      Object value = column.isMissing(first + i) ? null : column.get(first + i);
      values[i] = value instanceof Number number ? number.doubleValue() : Cell.MISSING;
    }
    return new Values.Numbers(values, column instanceof FloatColumn);
  }

  private static Values longs(LongColumn column, int first, int rows) {
    long[] values = new long[rows];
    boolean[] missing = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      missing[i] = column.isMissing(first + i);
      values[i] = missing[i] ? Values.Longs.MARK : column.getLong(first + i);
    }
    return new Values.Longs(values, missing);
  }

  private static Values times(Column<?> column, int first, int rows) {
    long[] micros = new long[rows];
    for (int i = 0; i < rows; i++) {
      Object value = column.isMissing(first + i) ? null : column.get(first + i);
      micros[i] = Values.Times.micros(instant(value));
    }
    return new Values.Times(micros, !(column instanceof InstantColumn));
  }

  /** A local time as if it were in UTC. */
  private static @Nullable Instant instant(@Nullable Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    return (Instant) value;
  }

  private static Values objects(Column<?> column, int first, int rows) {
    @Nullable Object[] values = new Object[rows];
    for (int i = 0; i < rows; i++) {
      Object value = column.isMissing(first + i) ? null : column.get(first + i);
      values[i] = value == null || value instanceof Boolean ? value : value.toString();
    }
    return new Values.Objects(values);
  }
}
