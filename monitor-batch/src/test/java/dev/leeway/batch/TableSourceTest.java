package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class TableSourceTest {

  private static Table table() {
    Table table = Table.create(
        "loans",
        ShortColumn.create("short", new Short[] {1}),
        IntColumn.create("int", new int[] {-7}),
        LongColumn.create("long", new long[] {9_007_199_254_740_993L}),
        FloatColumn.create("float", new float[] {0.1f}),
        DoubleColumn.create("double", new double[] {2}),
        BooleanColumn.create("boolean", true),
        StringColumn.create("string", "x"),
        DateColumn.create("date", LocalDate.parse("2026-07-01")),
        DateTimeColumn.create("dateTime", LocalDateTime.parse("2026-07-01T12:00:00")),
        InstantColumn.create("instant", Instant.parse("2026-07-01T12:00:00Z")),
        TimeColumn.create("time", LocalTime.parse("10:00:00")));
    table.columns().forEach(column -> column.appendMissing());
    return table;
  }

  @Test
  void typesAndValues() {
    RecordSource source = TableSource.of(table());
    assertThat(Reads.types(source))
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.INTEGER,
            ColumnType.INTEGER,
            ColumnType.DECIMAL,
            ColumnType.DECIMAL,
            ColumnType.BOOLEAN,
            ColumnType.TEXT,
            ColumnType.TIME,
            ColumnType.TIME,
            ColumnType.TIME,
            ColumnType.TEXT);
    for (String name : Reads.names(source)) {
      assertThat(Cell.isMissing(Reads.numbers(source, name).get(1))).as(name).isTrue();
      assertThat(Reads.texts(source, name).get(1)).as(name).isNull();
    }
    assertThat(Reads.texts(source, "short").get(0)).isEqualTo("1");
    assertThat(Reads.texts(source, "long").get(0)).isEqualTo("9007199254740993");
    assertThat(Reads.texts(source, "float").get(0)).isEqualTo("0.1");
    assertThat(Reads.numbers(source, "float").get(0)).isEqualTo(0.1f);
    assertThat(Reads.texts(source, "double").get(0)).isEqualTo("2");
    assertThat(Reads.numbers(source, "boolean").get(0)).isEqualTo(1);
    assertThat(Reads.texts(source, "boolean").get(0)).isEqualTo("true");
    assertThat(Reads.texts(source, "time").get(0)).isEqualTo("10:00");
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    long noon = Instant.parse("2026-07-01T12:00:00Z").toEpochMilli();
    assertThat(Reads.times(source, "instant", vienna)).containsExactly(noon, Cell.NO_TIME);
    assertThat(Reads.times(source, "dateTime", ZoneOffset.UTC)).containsExactly(noon, Cell.NO_TIME);
    assertThat(Reads.times(source, "dateTime", vienna))
        .containsExactly(noon - 7_200_000, Cell.NO_TIME);
    assertThat(Reads.times(source, "date", ZoneOffset.UTC))
        .containsExactly(noon - 12 * 3_600_000, Cell.NO_TIME);
    assertThat(Reads.places(source)).containsExactly("table loans, row 1", "table loans, row 2");
  }

  /** Tablesaw knows no other missing number. */
  @Test
  void notANumberIsMissing() {
    RecordSource source =
        TableSource.of(Table.create("t", DoubleColumn.create("x", Double.NaN, 1.0)));
    assertThat(Reads.numbers(source, "x").stream().map(Cell::isMissing))
        .containsExactly(true, false);
  }

  @Test
  void manyRowsComeInTheirOrder() {
    Table table =
        Table.create("t", IntColumn.create("x", IntStream.range(0, 10_000).toArray()));
    assertThat(Reads.texts(TableSource.of(table), "x"))
        .isEqualTo(IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
    try (RecordSource.Blocks blocks = TableSource.of(table).open(List.of(0))) {
      assertThat(blocks.progress()).isEqualTo(0);
      assertThat(blocks.next()).isNotNull();
      assertThat(blocks.progress()).isEqualTo(0.4096);
    }
    assertThat(Reads.numbers(TableSource.of(table.emptyCopy()), "x")).isEmpty();
  }
}
