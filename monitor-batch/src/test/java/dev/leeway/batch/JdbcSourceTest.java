package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On DuckDB, and on no database at all. */
class JdbcSourceTest {

  private static final String DUCK = "jdbc:duckdb:";

  @TempDir
  Path directory;

  @Test
  void aQueryReadsFiles() throws SQLException {
    Path file = Duck.parquet(
        directory.resolve("a.parquet"), "SELECT range AS i, 'c' || range AS c FROM range(10000)");
    JdbcSource source =
        JdbcSource.of(DUCK, "SELECT c, i * 2 AS i FROM '" + file + "' ORDER BY i DESC;");
    assertThat(Reads.names(source)).containsExactly("c", "i");
    assertThat(Reads.types(source)).containsExactly(ColumnType.TEXT, ColumnType.INTEGER);
    assertThat(Reads.texts(source, "i"))
        .isEqualTo(
            IntStream.range(0, 10_000).mapToObj(i -> "" + 2 * (9_999 - i)).toList());
    assertThat(Reads.places(JdbcSource.of(DUCK, "SELECT  7\nAS x")))
        .containsExactly("query 'SELECT 7 AS x', row 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH t AS (SELECT 1 AS x) SELECT * FROM t",
        "FROM (VALUES (1)) AS t(x)",
        "VALUES (1)",
        "SELECT 1 AS x ;; ",
        "SELECT 1 AS x -- and no more"
      })
  void anyFormOfAQueryWillDo(String query) {
    JdbcSource source = JdbcSource.of(DUCK, query);
    assertThat(Reads.numbers(source, Reads.names(source).get(0))).containsExactly(1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELEC 1",
        "SELECT * FROM nowhere",
        "CREATE TABLE t (i INTEGER)",
        "SELECT 1; SELECT 2",
        "DROP TABLE t",
        "SELECT ? AS x"
      })
  void aQueryThatFailsIsSaidInOneSentence(String query) {
    JdbcSource source = JdbcSource.of(DUCK, query);
    assertThatThrownBy(() -> source.open(List.of()))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("The query '" + query + "' failed (")
        .hasMessageEndingWith("): try it in the database's own client.")
        .hasMessageNotContaining("\n");
  }

  /** A sum of integers is one. */
  @Test
  void hugeIntegersKeepTheirDigits() {
    JdbcSource source = JdbcSource.of(
        DUCK, "SELECT sum(range) AS s, 123456789012345678901234567890 AS h FROM range(4)");
    assertThat(Reads.types(source)).containsExactly(ColumnType.INTEGER, ColumnType.INTEGER);
    assertThat(Reads.numbers(source, "s")).containsExactly(6.0);
    assertThat(Reads.texts(source, "s")).containsExactly("6");
    assertThat(Reads.texts(source, "h")).containsExactly("123456789012345678901234567890");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> JdbcSource.of(DUCK, "SELECT 1 AS a, 2 AS a").columns())
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "The query 'SELECT 1 AS a, 2 AS a' gives two columns named 'a': name one of them"
                + " otherwise, with AS.");
  }

  /** DuckDB alone would end the rows as if there were no more. */
  @Test
  void aQueryThatFailsOnItsWayDoesNotPassForAShortOne() {
    JdbcSource source = JdbcSource.of(
        DUCK,
        "SELECT CASE WHEN range = 3000000 THEN error('boom') ELSE range END AS x FROM range(4000000)");
    assertThatThrownBy(() -> Reads.numbers(source, "x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("failed (Invalid Input Error: boom)");
  }

  @Test
  void aDatabaseFileIsReadAndNotMade() throws SQLException {
    Path file = directory.resolve("some.duckdb");
    String url = DUCK + file;
    assertThatThrownBy(() -> JdbcSource.of(url, "FROM t").columns())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining(file.toString());
    assertThat(Files.exists(file)).isFalse();
    Duck.run(url, "CREATE TABLE t AS SELECT 1 AS x");
    assertThat(Reads.numbers(JdbcSource.of(url, "FROM t"), "x")).containsExactly(1.0);
    assertThatThrownBy(() -> JdbcSource.of(url, "DELETE FROM t RETURNING x").columns())
        .isInstanceOf(SourceException.class);
    try (Connection elsewhere = DriverManager.getConnection(url)) {
      assertThat(Reads.numbers(JdbcSource.of(url, "FROM t"), "x"))
          .as("open in this process with other settings")
          .containsExactly(1.0);
      assertThat(elsewhere.isClosed()).isFalse();
    }
  }

  @Test
  void settingsOfDuckDbAreProperties() {
    JdbcSource source = JdbcSource.of(
            DUCK,
            "SELECT current_setting('threads')::INTEGER AS t, current_setting('memory_limit') AS m")
        .withProperty("threads", "1");
    assertThat(Reads.numbers(source, "t")).containsExactly(1.0);
    assertThat(Reads.texts(source, "m")).containsExactly("953.6 MiB");
    assertThat(Reads.texts(
            JdbcSource.of(
                DUCK + ";memory_limit=2GB;", "SELECT current_setting('memory_limit') AS m"),
            "m"))
        .containsExactly("1.8 GiB");
    assertThatThrownBy(() ->
            JdbcSource.of(DUCK, "FROM 'https://nowhere.example/a.parquet'").columns())
        .as("nothing is downloaded")
        .hasMessageContaining("httpfs");
  }

  @Test
  void whatNeedsMoreThanItsMemoryGoesToADiskAndIsRemoved() {
    Path temporary = directory.resolve("temporary");
    JdbcSource source = JdbcSource.of(
            DUCK,
            "SELECT hash(range) AS h, 'text ' || range AS c FROM range(1500000) ORDER BY h DESC")
        .withProperty("memory_limit", "60MB")
        .withProperty("temp_directory", temporary.toString());
    try (RecordSource.Blocks blocks = source.open(List.of(0, 1))) {
      long rows = 0;
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        assertThat(Files.exists(temporary)).isTrue();
        rows += block.rows();
      }
      assertThat(rows).isEqualTo(1_500_000);
    }
    assertThat(Files.exists(temporary)).isFalse();
  }

  @Test
  void aReadingCanBeLeftWhileTheQueryRuns() {
    JdbcSource source = JdbcSource.of(DUCK, "SELECT range AS x FROM range(1000000000000)");
    try (RecordSource.Blocks blocks = source.open(List.of(0))) {
      RecordBlock block = blocks.next();
      assertThat(block == null ? null : block.place(0)).endsWith("row 1");
      assertThat(blocks.progress()).isNaN();
    }
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .doesNotContain("leeway-reader");
  }

  @Test
  void withoutADriverItSaysWhatToAdd() {
    assertThatThrownBy(() ->
            JdbcSource.of("jdbc:foo://u:geheim@h/d?password=geheim", "SELECT 1").columns())
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "No driver on the class path is for jdbc:foo://***@h/d?password=***: add the JDBC"
                + " driver of the database, or correct the URL.")
        .hasNoCause();
  }

  @Test
  void whereNothingListensItSaysWhatToCheckAndNoPassword() {
    JdbcSource source = JdbcSource.of(
            "jdbc:postgresql://localhost:1/d?password=offen", "SELECT 'a' AS password")
        .withUser("u", "geheim");
    assertThatThrownBy(source::columns)
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "The database at jdbc:postgresql://localhost:1/d?password=*** cannot be reached (")
        .hasMessageEndingWith("): check that it runs, its URL, and who may connect.");
    assertThat(source.toString())
        .isEqualTo("query 'SELECT 'a' AS password'")
        .doesNotContain("geheim");
  }

  @Test
  void aQueryIsShortenedInMessages() {
    String name = JdbcSource.of(DUCK, "SELECT " + "a, ".repeat(100) + "1").name();
    assertThat(name).hasSizeLessThan(100).endsWith("...'");
    assertThatThrownBy(() -> JdbcSource.of(DUCK, " ")).isInstanceOf(IllegalArgumentException.class);
  }
}
