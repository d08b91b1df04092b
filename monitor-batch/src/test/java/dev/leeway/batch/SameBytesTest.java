package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Signal;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The same records, wherever they come from, give the same evaluation to the last byte. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@ExtendWith(Postgres.class)
class SameBytesTest {

  private static final String[] TEXTS = {
    "plain",
    "a,b",
    "say \"yes\"",
    "it's",
    "Österreich",
    "日本",
    "two\nlines",
    "semi;colon",
    " padded "
  };

  private static final DataFormat FORMAT = DataFormat.of(List.of(
      new DataColumn("taken", ColumnRole.TIMESTAMP, ColumnType.TIME, null),
      new DataColumn("amount", ColumnRole.FEATURE, ColumnType.DECIMAL, null),
      new DataColumn("grade", ColumnRole.FEATURE, ColumnType.INTEGER, null),
      new DataColumn("own", ColumnRole.FEATURE, ColumnType.BOOLEAN, null),
      new DataColumn("purpose", ColumnRole.FEATURE, ColumnType.TEXT, null),
      new DataColumn("since", ColumnRole.FEATURE, ColumnType.TIME, null)));

  private static final List<Signal> SIGNALS = List.of(
      Signal.numeric("amount"),
      Signal.categorical("grade"),
      Signal.categorical("own"),
      Signal.categorical("purpose"),
      Signal.numeric("since"));

  @TempDir
  static Path directory;

  private static final List<@Nullable Object @Nullable []> ROWS = rows(1, 2_000);

  private static Baseline baseline;
  private static String expected;

  /** Values in the order of the columns: taken, amount, grade, own, purpose, since; null is missing. */
  private static List<@Nullable Object @Nullable []> rows(long seed, int count) {
    Random random = new Random(seed);
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = Instant.parse("2026-01-01T00:00:00Z").plusMillis(60_001L * i);
      rows.add(new Object[] {
        at,
        random.nextInt(20) == 0 ? null : Math.exp(random.nextGaussian() + 0.1 * seed),
        random.nextInt(30) == 0 ? null : random.nextInt(7),
        random.nextInt(40) == 0 ? null : random.nextBoolean(),
        random.nextInt(25) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)],
        random.nextInt(15) == 0 ? null : at.minusSeconds(random.nextInt(100_000_000))
      });
    }
    return rows;
  }

  private static RecordSource memory(List<@Nullable Object @Nullable []> rows) {
    List<SourceColumn> columns = FORMAT.columns().stream()
        .map(column -> new SourceColumn(column.name(), column.type()))
        .toList();
    return RecordSource.ofRows("memory", columns, rows);
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute("CREATE TABLE loans (row_number INTEGER, taken TIMESTAMP WITH TIME ZONE,"
          + " amount DOUBLE PRECISION, grade INTEGER, own BOOLEAN, purpose VARCHAR,"
          + " since TIMESTAMP WITH TIME ZONE)");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO loans VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < ROWS.size(); i++) {
        insert.setInt(1, i);
        @Nullable Object[] row = ROWS.get(i);
        for (int column = 0; row != null && column < row.length; column++) {
          Object value = row[column];
          insert.setObject(
              column + 2,
              value instanceof Instant instant
                  ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                  : value);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  @BeforeAll
  static void fit() {
    SourceRows training = SourceRows.of(memory(rows(0, 5_000)), SIGNALS, FORMAT);
    baseline = Baseline.fit(training.schema(null), training)
        .dataFormat(FORMAT)
        .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .build();
    Evaluation evaluation = Comparison.against(baseline).of(memory(ROWS));
    assertThat(evaluation.window().records()).isEqualTo(2_000);
    assertThat(evaluation.signals()).allMatch(signal -> signal.missingRate() > 0.01);
    assertThat(evaluation.signals()).allMatch(signal -> signal.unreadableRate() == 0);
    expected = evaluation.toJson();
  }

  private static void assertSame(RecordSource source) {
    assertThat(Comparison.against(baseline).of(source).toJson()).isEqualTo(expected);
  }

  @Test
  void sqlAndParquetThroughDuckDb() throws SQLException {
    Path file = directory.resolve("loans.parquet");
    String url = "jdbc:duckdb:" + directory.resolve("loans.duckdb");
    try (Connection connection = DriverManager.getConnection(url)) {
      fill(connection);
      try (Statement copy = connection.createStatement()) {
        copy.execute("COPY (FROM loans ORDER BY row_number) TO '" + file + "' (FORMAT parquet)");
      }
      connection.commit();
    }
    assertSame(ParquetSource.of(file));
    assertSame(JdbcSource.of(url, "SELECT * FROM loans ORDER BY row_number"));
  }

  @Test
  void sqlOnPostgres() throws SQLException {
    try (Connection connection = Postgres.database().getConnection()) {
      fill(connection);
    }
    assertSame(JdbcSource.of(Postgres.database(), "SELECT * FROM loans ORDER BY row_number"));
  }

  @Test
  void csv() throws IOException {
    StringBuilder text = new StringBuilder("taken,amount,grade,own,purpose,since\n");
    for (@Nullable Object[] row : ROWS) {
      for (int column = 0; row != null && column < row.length; column++) {
        Object value = row[column];
        String shown = value == null ? "" : value.toString().replace("\"", "\"\"");
        text.append(column == 0 ? "" : ",").append('"').append(shown).append('"');
      }
      text.append('\n');
    }
    assertSame(CsvSource.of(Files.writeString(directory.resolve("loans.csv"), text)));
  }

  @Test
  void tablesaw() {
    InstantColumn taken = InstantColumn.create("taken");
    DoubleColumn amount = DoubleColumn.create("amount");
    IntColumn grade = IntColumn.create("grade");
    BooleanColumn own = BooleanColumn.create("own");
    StringColumn purpose = StringColumn.create("purpose");
    InstantColumn since = InstantColumn.create("since");
    Table table = Table.create("loans", taken, amount, grade, own, purpose, since);
    for (@Nullable Object[] row : ROWS) {
      for (int column = 0; row != null && column < row.length; column++) {
        if (row[column] == null) {
          table.column(column).appendMissing();
        } else {
          table.column(column).appendObj(row[column]);
        }
      }
    }
    assertSame(TableSource.of(table));
  }
}
