package dev.leeway.batch;

import dev.leeway.schema.Accessor;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.RecordBlock;
import java.time.ZoneOffset;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Some records whose columns lie in arrays. Nothing of it changes. */
final class ColumnBlock implements RecordBlock {

  private static final int LONGEST_SHOWN = 100;

  private final LongFunction<String> places;
  private final long first;
  private final int rows;
  private final @Nullable Values[] columns;

  /**
   * Takes the array over.
   *
   * @param places of rows of the source, counted from 0
   * @param first row of the source
   * @param columns null where they were not wanted
   */
  ColumnBlock(LongFunction<String> places, long first, int rows, @Nullable Values[] columns) {
    this.places = places;
    this.first = first;
    this.rows = rows;
    this.columns = columns;
  }

  private Values column(int column) {
    Values values = columns[column];
    if (values == null) {
      throw new IllegalArgumentException("Column " + column + " was not asked for when the"
          + " source was opened: name all that you will read.");
    }
    return values;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void numbers(int column, ColumnReading reading, double[] into) {
    column(column).numbers(rows, reading, into);
  }

  @Override
  public void texts(int column, ColumnReading reading, @Nullable String[] into) {
    column(column).texts(rows, reading, into);
  }

  @Override
  public void times(int column, ColumnReading reading, long[] into) {
    column(column).times(rows, reading, into);
  }

  @Override
  public @Nullable String shown(int column, int row) {
    String text = Accessor.nameOf(column(column).value(row, ZoneOffset.UTC));
    return text == null || text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN);
  }

  @Override
  public String place(int row) {
    return places.apply(first + row);
  }
}
