package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import dev.leeway.source.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetSourceTest {

  @TempDir
  Path directory;

  private ParquetSource of(String query) throws SQLException {
    return ParquetSource.of(Duck.parquet(directory.resolve("a.parquet"), query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1::TINYINT | INTEGER | 1.0 | 1",
        "65535::USMALLINT | INTEGER | 65535.0 | 65535",
        "-7::INTEGER | INTEGER | -7.0 | -7",
        "9007199254740993::BIGINT | INTEGER | 9007199254740992.0 | 9007199254740993",
        "18446744073709551615::UBIGINT | INTEGER | 18446744073709551616.0 | ",
        "1.5::FLOAT | DECIMAL | 1.5 | 1.5",
        "0.1::FLOAT | DECIMAL | 0.10000000149011612 | 0.1",
        "0.1::DOUBLE | DECIMAL | 0.1 | 0.1",
        "2::DOUBLE | DECIMAL | 2.0 | 2",
        "12.50::DECIMAL(9,2) | DECIMAL | 12.5 | 12.5",
        "12::DECIMAL(9,0) | INTEGER | 12.0 | 12",
        "123456789012345678.25::DECIMAL(38,2) | DECIMAL | 1.23456789012345678E17 | ",
        "true | BOOLEAN | 1.0 | true",
        "'7' | TEXT | 7.0 | 7",
        "'x'::ENUM('x', 'y') | TEXT | NONE | x",
        "DATE '2026-01-31' | TIME | 491616.0 | 2026-01-31T00:00:00Z",
        "TIMESTAMP '2026-01-31 06:00:00' | TIME | 491622.0 | 2026-01-31T06:00:00Z",
        "TIMESTAMP_NS '2026-01-31 06:00:00' | TIME | 491622.0 | 2026-01-31T06:00:00Z",
        "TIMESTAMPTZ '2026-01-31 06:00:00+02' | TIME | 491620.0 | 2026-01-31T04:00:00Z",
        "DATE 'infinity' | TIME | NONE | infinity",
        "TIME '10:00:00' | TEXT | NONE | 10:00:00",
        "[1, 2] | TEXT | NONE | [1, 2]",
        "{'a': 1} | TEXT | NONE | {'a': 1}",
        "MAP {'a': 1} | TEXT | NONE | {a=1}",
        "'ab'::BLOB | TEXT | NONE | ab"
      })
  void typesAndValues(String value, ColumnType type, String number, String text)
      throws SQLException {
    ParquetSource source = of("SELECT " + value + " AS x UNION ALL SELECT NULL");
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
  void nullIsMissingAndNaNIsNot() throws SQLException {
    ParquetSource source =
        of("FROM (VALUES (1, 1.5::DOUBLE), (2, NULL), (3, 'NaN'), (4, '-inf')) AS t(i, x)");
    List<Double> numbers = Reads.numbers(source, "x");
    assertThat(numbers).containsExactly(1.5, Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(numbers.stream().map(Cell::isMissing)).containsExactly(false, true, false, false);
    assertThat(numbers.stream().map(Cell::isUnreadable)).containsOnly(false);
  }

  @Test
  void longNumbersKeepTheirDigitsAndTheSmallestIsNotMissing() throws SQLException {
    ParquetSource source =
        of("FROM (VALUES (-9223372036854775808), (NULL), (9223372036854775807)) AS t(x)");
    assertThat(Reads.texts(source, "x"))
        .containsExactly("-9223372036854775808", null, "9223372036854775807");
    assertThat(Reads.numbers(source, "x")).startsWith(-0x1p63).endsWith(0x1p63);
  }

  /** However the training data came. */
  @Test
  void valuesAreReadAsInTraining() throws SQLException {
    ParquetSource source = of("SELECT true AS f, 1 AS i, 7200::BIGINT AS t,"
        + " 123456789012345678901234567890::DECIMAL(38, 0) AS h");
    ColumnReading whole = new ColumnReading(ColumnType.INTEGER, '.', null, ZoneOffset.UTC);
    ColumnReading flag = new ColumnReading(ColumnType.BOOLEAN, '.', null, ZoneOffset.UTC);
    ColumnReading seconds =
        new ColumnReading(ColumnType.TIME, '.', TimeFormat.EPOCH_SECONDS, ZoneOffset.UTC);
    assertThat(Reads.texts(source, "f", whole)).containsExactly("1");
    assertThat(Reads.texts(source, "i", flag)).containsExactly("true");
    assertThat(Reads.numbers(source, "t", seconds)).containsExactly(2.0);
    assertThat(Reads.texts(source, "h")).containsExactly("123456789012345678901234567890");
  }

  @Test
  void aTimeWithoutZoneIsReadInTheZoneOfTheFormat() throws SQLException {
    ParquetSource source = of("SELECT TIMESTAMP '2026-07-01 12:00:00' AS l,"
        + " TIMESTAMPTZ '2026-07-01 12:00:00+00' AS z, DATE '2026-07-01' AS d");
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    assertThat(Reads.times(source, "l", ZoneOffset.UTC))
        .containsExactly(Instant.parse("2026-07-01T12:00:00Z").toEpochMilli());
    assertThat(Reads.times(source, "l", vienna))
        .containsExactly(Instant.parse("2026-07-01T10:00:00Z").toEpochMilli());
    assertThat(Reads.times(source, "z", vienna))
        .containsExactly(Instant.parse("2026-07-01T12:00:00Z").toEpochMilli());
    assertThat(Reads.times(source, "d", vienna))
        .containsExactly(Instant.parse("2026-06-30T22:00:00Z").toEpochMilli());
    assertThat(Reads.numbers(source, "l", new ColumnReading(ColumnType.TIME, '.', null, vienna)))
        .containsExactly(Instant.parse("2026-07-01T10:00:00Z").toEpochMilli() / 3_600_000.0);
  }

  @Test
  void textThatShouldBeNumbersIsReadAsText() throws SQLException {
    ParquetSource source = of("FROM (VALUES ('1,5'), (''), ('x'), ('NA')) AS t(x)");
    ColumnReading reading = new ColumnReading(ColumnType.DECIMAL, ',', null, ZoneOffset.UTC);
    List<Double> numbers = Reads.numbers(source, "x", reading);
    assertThat(numbers.get(0)).isEqualTo(1.5);
    assertThat(numbers.stream().map(Cell::isMissing)).containsExactly(false, true, false, true);
    assertThat(Cell.isUnreadable(numbers.get(2))).isTrue();
  }

  @Test
  void rowsComeInTheOrderOfTheFileHoweverMany() throws SQLException {
    ParquetSource source = of("SELECT range AS i, 'c' || range % 5000 AS c FROM range(300000)");
    assertThat(Reads.texts(source, "i"))
        .isEqualTo(IntStream.range(0, 300_000).mapToObj(Integer::toString).toList());
    assertThat(Reads.texts(source, "c"))
        .isEqualTo(IntStream.range(0, 300_000).mapToObj(i -> "c" + i % 5000).toList());
  }

  @Test
  void severalFilesAreOneDataSetInTheOrderGiven() throws SQLException {
    Path a = Duck.parquet(directory.resolve("a.parquet"), "SELECT 1 AS x, 'a' AS c");
    // other order of columns, decimals in place of integers, and no value at all
    Path b = Duck.parquet(directory.resolve("b.parquet"), "SELECT 'b' AS c, 2.5::DOUBLE AS x");
    Path c = Duck.parquet(directory.resolve("c.parquet"), "SELECT 3 AS x, NULL AS c FROM range(2)");
    ParquetSource source = ParquetSource.of(List.of(b, c, a));
    assertThat(Reads.numbers(source, "x")).containsExactly(2.5, 3.0, 3.0, 1.0);
    assertThat(Reads.texts(source, "c")).containsExactly("b", null, null, "a");
    assertThat(Reads.places(source))
        .containsExactly(b + ", row 1", c + ", row 1", c + ", row 2", a + ", row 1");
    assertThat(source.name()).isEqualTo(b + " and 2 more");
  }

  @Test
  void aDirectoryStandsForItsParts() throws SQLException, IOException {
    Path sub = Files.createDirectories(directory.resolve("day=2"));
    Files.createDirectories(directory.resolve("_temporary"));
    Duck.parquet(sub.resolve("part-0.parquet"), "SELECT 3 AS x");
    Duck.parquet(directory.resolve("b.parquet"), "SELECT 2 AS x");
    Duck.parquet(directory.resolve("a.PARQUET"), "SELECT 1 AS x");
    Duck.parquet(directory.resolve("_temporary/c.parquet"), "SELECT 4 AS x");
    Files.writeString(directory.resolve("_SUCCESS"), "");
    ParquetSource source = ParquetSource.of(directory);
    assertThat(Reads.names(source)).containsExactly("x");
    assertThat(Reads.numbers(source, "x")).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void namesAreNotTakenForPatterns() throws SQLException {
    Path odd = Duck.parquet(directory.resolve("a[1]*''?.parquet"), "SELECT 1 AS \"x \"\" y\"");
    ParquetSource source = ParquetSource.of(directory);
    assertThat(Reads.names(source)).containsExactly("x \" y");
    assertThat(Reads.numbers(source, "x \" y")).containsExactly(1.0);
    assertThat(odd.getParent()).isEqualTo(directory);
  }

  @Test
  void onlyWantedColumnsAreThere() throws SQLException {
    ParquetSource source = of("SELECT 1 AS a, 2 AS b, 3 AS c");
    try (RecordSource.Blocks blocks = source.open(List.of(2, 0))) {
      RecordBlock block = blocks.next();
      assertThat(block).isNotNull();
      double[] values = new double[1];
      ColumnReading reading = new ColumnReading(ColumnType.INTEGER, '.', null, ZoneOffset.UTC);
      block.numbers(2, reading, values);
      assertThat(values).containsExactly(3);
      assertThat(block.shown(0, 0)).isEqualTo("1");
      assertThatThrownBy(() -> block.numbers(1, reading, values))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not asked for");
    }
    try (RecordSource.Blocks blocks = source.open(List.of())) {
      RecordBlock block = blocks.next();
      assertThat(block == null ? 0 : block.rows()).isEqualTo(1);
    }
  }

  @Test
  void aFileWithoutRowsGivesNoBlock() throws SQLException {
    ParquetSource source = of("SELECT range AS x FROM range(0)");
    assertThat(Reads.numbers(source, "x")).isEmpty();
  }

  @Test
  void itCanBeReadAgainAndLeftEarly() throws SQLException {
    ParquetSource source = of("SELECT range AS x FROM range(1000000)");
    for (int i = 0; i < 3; i++) {
      try (RecordSource.Blocks blocks = source.open(List.of(0))) {
        assertThat(blocks.next()).isNotNull();
        assertThat(blocks.progress()).isBetween(0.0, 0.5);
      }
    }
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .doesNotContain("leeway-reader");
    assertThat(Reads.numbers(source, "x")).hasSize(1_000_000);
  }

  @Test
  void whatCannotBeReadIsSaidInOneSentence() throws SQLException, IOException {
    Path missing = directory.resolve("no.parquet");
    assertThatThrownBy(() -> ParquetSource.of(missing).columns())
        .isInstanceOf(SourceException.class)
        .hasMessage("There is no file " + missing + ": check its path.");
    Path text = Files.writeString(directory.resolve("text.parquet"), "a,b\n1,2\n".repeat(10));
    assertThatThrownBy(() -> ParquetSource.of(text).open(List.of(0)))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(text + " cannot be read as Parquet (")
        .hasMessageEndingWith("): give a whole Parquet file.")
        .hasMessageNotContaining("\n");
    Path empty = Files.createDirectories(directory.resolve("empty"));
    assertThatThrownBy(() -> ParquetSource.of(empty).columns())
        .isInstanceOf(SourceException.class)
        .hasMessage("The directory " + empty + " holds no file *.parquet, and no directory in it"
            + " does: give the one with the parts.");
    assertThatThrownBy(ParquetSource::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filesWhoseColumnsDifferAreRefused() throws SQLException {
    Path a = Duck.parquet(directory.resolve("a.parquet"), "SELECT 1 AS x, 'a' AS c");
    Path less = Duck.parquet(directory.resolve("less.parquet"), "SELECT 1 AS x");
    Path text = Duck.parquet(directory.resolve("text.parquet"), "SELECT '1' AS x, 'a' AS c");
    assertThatThrownBy(() -> ParquetSource.of(a, less).columns())
        .isInstanceOf(SourceException.class)
        .hasMessage(
            less + " has no column 'c', which " + a + " has: give files with the same columns.");
    assertThatThrownBy(() -> ParquetSource.of(less, a).columns())
        .isInstanceOf(SourceException.class)
        .hasMessage(
            a + " has a column 'c' that " + less + " lacks: give files with the same columns.");
    assertThatThrownBy(() -> ParquetSource.of(a, text).open(List.of(0)))
        .isInstanceOf(SourceException.class)
        .hasMessage("Column 'x' is TEXT in " + text + ", but INTEGER in " + a
            + ": write the files with the same types.");
  }

  /** DuckDB alone would end the rows as if there were no more. */
  @Test
  void aFileThatIsDamagedInTheMiddleDoesNotPassForAShortOne() throws SQLException, IOException {
    Path file = Duck.parquet(
        directory.resolve("a.parquet"), "SELECT random() AS x, random() AS y FROM range(2000000)");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4_000_000, (byte) 0x5a);
    Files.write(file, bytes);
    ParquetSource source = ParquetSource.of(file);
    List<Integer> rows = new ArrayList<>();
    assertThatThrownBy(() -> {
          try (RecordSource.Blocks blocks = source.open(List.of(0, 1))) {
            for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
              rows.add(block.rows());
            }
          }
        })
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(file + " cannot be read (")
        .hasMessageNotContaining("\n");
    assertThat(rows.stream().mapToInt(Integer::intValue).sum()).isBetween(1, 1_999_999);
  }
}
