package dev.leeway.benchmarks.batch;

import dev.leeway.batch.CsvSource;
import dev.leeway.batch.ParquetSource;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code FILE}: takes all values out of a file and does nothing with them: what no comparison on this reader can be below. */
public final class Floor {

  private Floor() {}

  /** See the class. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    RecordSource source =
        arguments[0].endsWith(".parquet") ? ParquetSource.of(file) : CsvSource.of(file);
    List<SourceColumn> columns = source.columns();
    List<ColumnReading> readings = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (SourceColumn column : columns) {
      all.add(all.size());
      readings.add(new ColumnReading(
          isNumber(column) ? ColumnType.DECIMAL : ColumnType.TEXT, '.', null, ZoneOffset.UTC));
    }
    double[] numbers = {};
    @Nullable String[] texts = {};
    long rows = 0;
    try (RecordSource.Blocks blocks = source.open(all)) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        if (numbers.length < block.rows()) {
          numbers = new double[block.rows()];
          texts = new String[block.rows()];
        }
        for (int i = 0; i < columns.size(); i++) {
          if (isNumber(columns.get(i))) {
            block.numbers(i, readings.get(i), numbers);
          } else {
            block.texts(i, readings.get(i), texts);
          }
        }
        rows += block.rows();
      }
    }
    System.out.println(rows + " rows");
  }

  private static boolean isNumber(SourceColumn column) {
    return column.name().startsWith("n");
  }
}
