package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real PostgreSQL. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@ExtendWith(Postgres.class)
class PostgresSourceTest {

  private static JdbcSource of(String query) {
    return JdbcSource.of(Postgres.database(), query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1::smallint | INTEGER | 1.0 | 1",
        "-7::integer | INTEGER | -7.0 | -7",
        "9007199254740993::bigint | INTEGER | 9007199254740992.0 | 9007199254740993",
        "0.1::real | DECIMAL | 0.10000000149011612 | 0.1",
        "0.1::double precision | DECIMAL | 0.1 | 0.1",
        "'-infinity'::double precision | DECIMAL | -Infinity | -Infinity",
        "12.50::numeric(9,2) | DECIMAL | 12.5 | 12.5",
        "12::numeric(9,0) | INTEGER | 12.0 | 12",
        "1234567890123456789::numeric(30,0) | INTEGER | 1234567890123456789 | 1234567890123456789",
        "123456789012345678.25::numeric | DECIMAL | 123456789012345678.25 | ",
        "true | BOOLEAN | 1.0 | true",
        "false | BOOLEAN | 0.0 | false",
        "B'101'::bit(3) | TEXT | 101.0 | 101",
        "'7'::text | TEXT | 7.0 | 7",
        "'x'::char(5) | TEXT | NONE | x",
        "'x '::varchar(5) | TEXT | NONE | `x `",
        "'{\"a\": 1}'::json | TEXT | NONE | {\"a\": 1}",
        "array[1, 2] | TEXT | NONE | {1,2}",
        "'11111111-2222-3333-4444-555555555555'::uuid | TEXT | NONE | 11111111-2222-3333-4444-555555555555",
        "date '2026-01-31' | TIME | 491616.0 | 2026-01-31T00:00:00Z",
        "date 'infinity' | TIME | NONE | infinity",
        "timestamp '2026-01-31 06:00:00' | TIME | 491622.0 | 2026-01-31T06:00:00Z",
        "timestamp '-infinity' | TIME | NONE | infinity",
        "timestamp '2500-01-01 00:00:00' | TIME | 4645896.0 | 2500-01-01T00:00:00Z",
        "timestamptz '2026-01-31 06:00:00+02' | TIME | 491620.0 | 2026-01-31T04:00:00Z",
        "timestamptz 'infinity' | TIME | NONE | infinity",
        "time '10:00:00' | TEXT | NONE | 10:00:00"
      })
  void typesAndValues(String value, ColumnType type, String number, String text) {
    // a union would forget the length of a type
    JdbcSource source = of("SELECT x FROM generate_series(1, 2) AS g(i) LEFT JOIN (SELECT " + value
        + " AS x) AS t ON i = 1 ORDER BY i");
    assertThat(Reads.type(source, "x")).isEqualTo(type);
    List<Double> numbers = Reads.numbers(source, "x");
    assertThat(Cell.isMissing(numbers.get(1))).as("null is missing").isTrue();
    if (number.equals("NONE")) {
      assertThat(Cell.isUnreadable(numbers.get(0))).isTrue();
    } else {
      assertThat(numbers.get(0)).isEqualTo(Double.parseDouble(number));
    }
    List<String> texts = Reads.texts(source, "x");
    assertThat(texts.get(1)).isNull();
    if (text != null) {
      assertThat(texts.get(0)).isEqualTo(text);
    }
  }

  @Test
  void nullIsMissingAndNaNIsNot() {
    JdbcSource source =
        of("SELECT * FROM (VALUES (1, 'NaN'::float8, 'NaN'::numeric), (2, null, null),"
            + " (3, 0, 0)) AS t(i, x, n) ORDER BY i");
    for (String column : List.of("x", "n")) {
      List<Double> numbers = Reads.numbers(source, column);
      assertThat(numbers).containsExactly(Double.NaN, Double.NaN, 0.0);
      assertThat(numbers.stream().map(Cell::isMissing)).containsExactly(false, true, false);
      assertThat(numbers.stream().map(Cell::isUnreadable)).containsOnly(false);
    }
  }

  @Test
  void aTimeWithoutZoneIsReadInTheZoneOfTheFormat() {
    JdbcSource source = of(
        "SELECT timestamp '2026-07-01 12:00:00' AS l, timestamptz '2026-07-01 12:00:00+00' AS z");
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    assertThat(Reads.times(source, "l", ZoneOffset.UTC))
        .containsExactly(Instant.parse("2026-07-01T12:00:00Z").toEpochMilli());
    assertThat(Reads.times(source, "l", vienna))
        .containsExactly(Instant.parse("2026-07-01T10:00:00Z").toEpochMilli());
    assertThat(Reads.times(source, "z", vienna))
        .containsExactly(Instant.parse("2026-07-01T12:00:00Z").toEpochMilli());
  }

  @Test
  void manyRowsComeInTheirOrder() {
    JdbcSource source =
        of("SELECT i, 'c' || i AS c FROM generate_series(1, 20000) AS g(i) ORDER BY i DESC");
    assertThat(Reads.texts(source, "c"))
        .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> "c" + (20_000 - i)).toList());
    assertThat(Reads.places(source)).endsWith(source.name() + ", row 20000");
  }

  @Test
  void aReadingCanBeLeftWhileTheQueryRuns() {
    JdbcSource source = of("SELECT generate_series(1, 100000000) AS i");
    try (RecordSource.Blocks blocks = source.open(List.of(0))) {
      RecordBlock block = blocks.next();
      assertThat(block == null ? 0 : block.rows()).isEqualTo(4096);
    }
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .doesNotContain("leeway-reader");
  }

  @Test
  void errorsAreOneSentence() {
    assertThatThrownBy(() -> of("SELECT x FROM nowhere").columns())
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "The query 'SELECT x FROM nowhere' failed (ERROR: relation \"nowhere\" does not exist):"
                + " try it in the database's own client.");
  }

  @Test
  void anErrorOnTheWayComesInItsTurn() {
    JdbcSource source = of("SELECT 1 / (i - 50000) AS x FROM generate_series(1, 60000) AS g(i)");
    assertThatThrownBy(() -> Reads.numbers(source, "x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("failed (ERROR: division by zero)");
  }

  @Test
  void whatGivesNoColumnsIsRefusedAndNothingIsChanged() throws SQLException {
    Duck.run(Postgres.url() + "?user=postgres", "CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS x");
    assertThatThrownBy(() -> of("DELETE FROM kept").columns())
        .isInstanceOf(SourceException.class)
        .hasMessage("The query 'DELETE FROM kept' gives no columns: write a SELECT.");
    assertThatThrownBy(() -> Reads.numbers(of("DELETE FROM kept RETURNING x"), "x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> of("SELECT 1 AS a, 2 AS a").columns())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("two columns named 'a'");
    assertThat(Reads.numbers(of("SELECT x FROM kept"), "x")).containsExactly(1.0);
  }

  /** An operator of JSON, and not a parameter. */
  @Test
  void aQuestionMarkIsPartOfTheQuery() {
    assertThat(Reads.texts(of("SELECT '{\"a\": 1}'::jsonb ? 'a' AS x"), "x"))
        .containsExactly("true");
  }

  @Test
  void urlAndPropertiesReachTheDriver() {
    JdbcSource source = JdbcSource.of(
            Postgres.url(), "SELECT current_setting('application_name') AS x")
        .withUser("postgres", "any")
        .withProperty("ApplicationName", "leeway");
    assertThat(Reads.texts(source, "x")).containsExactly("leeway");
    assertThatThrownBy(() -> JdbcSource.of(Postgres.url(), "SELECT 1")
            .withUser("nobody", "geheim")
            .columns())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("nobody")
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> of("SELECT 1").withUser("a", "b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DataSource");
  }
}
