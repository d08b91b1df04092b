package dev.leeway.batch;

import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.testkit.RecordSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Every source of ours keeps the contract that others are asked to keep. */
class SourceContractsTest {

  private static final int RECORDS = 10_000;

  @TempDir
  static Path folder;

  private static String text() {
    StringBuilder text = new StringBuilder("n,t,w,f\n");
    for (int i = 0; i < RECORDS; i++) {
      text.append(i % 17 == 0 ? "" : i * 0.5)
          .append(',')
          .append("k")
          .append(i % 3_000)
          .append(',')
          .append(Instant.ofEpochSecond(i * 60L))
          .append(',')
          .append(i % 2 == 0)
          .append('\n');
    }
    return text.toString();
  }

  private static Path csv() {
    Path file = folder.resolve("data.csv");
    try {
      return Files.exists(file) ? file : Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nested
  class Csv implements RecordSourceContract {
    @Override
    public RecordSource source() {
      return CsvSource.of(csv());
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }

  @Nested
  class Parquet implements RecordSourceContract {
    @Override
    public RecordSource source() {
      Path file = folder.resolve("data.parquet");
      if (!Files.exists(file)) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            Statement statement = connection.createStatement()) {
          statement.execute(
              "copy (select * from '" + csv() + "') to '" + file + "' (format parquet)");
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
      return ParquetSource.of(file);
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }

  @Nested
  class Query implements RecordSourceContract {
    @Override
    public RecordSource source() {
      return JdbcSource.of("jdbc:duckdb:", "select * from '" + csv() + "'");
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }

  @Nested
  class Tablesaw implements RecordSourceContract {
    @Override
    public RecordSource source() {
      return TableSource.of(Table.read().csv(csv().toFile()));
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }

  @Nested
  class Rows implements RecordSourceContract {
    @Override
    public RecordSource source() {
      List<@Nullable Object @Nullable []> rows = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        rows.add(i == 5 ? null : new Object[] {i % 7 == 0 ? null : i, "k" + i % 9});
      }
      return RecordSource.ofRows(
          "memory",
          List.of(
              new SourceColumn("n", ColumnType.INTEGER), new SourceColumn("t", ColumnType.TEXT)),
          rows);
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }
}
