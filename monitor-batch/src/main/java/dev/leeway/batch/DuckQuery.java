package dev.leeway.batch;

import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a query of DuckDB gives, chunk by chunk as it is worked out: neither DuckDB nor we hold more than some of it.
 *
 * <p>DuckDB ends the chunks of a query that fails on its way as if there were no more. So a last row of our own comes behind
 * the query's: where it does not come, the query has failed.
 */
final class DuckQuery {

  private static final int MOST_THREADS = 2;

  private final Connection connection;
  private final String query;
  private final List<DuckColumn> columns;

  private DuckQuery(Connection connection, String query, List<DuckColumn> columns) {
    this.connection = connection;
    this.query = query;
    this.columns = columns;
  }

  /** Settings of a database of our own: in memory, and nothing is downloaded. */
  static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty(
        "threads",
        Integer.toString(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
    return settings;
  }

  static DuckDBConnection connect(String url, Properties settings) throws SQLException {
    Connection connection = new DuckDBDriver().connect(url, settings);
    if (connection == null) {
      throw new SQLException("'" + url + "' is no URL of DuckDB.");
    }
    return connection.unwrap(DuckDBConnection.class);
  }

  /**
   * Prepares a query, which must be a single one that gives rows.
   *
   * @param connection stays open, and is the caller's to close until {@link #open}
   */
  static DuckQuery prepare(Connection connection, String query) throws SQLException {
    String bare = query.strip();
    while (bare.endsWith(";")) {
      bare = bare.substring(0, bare.length() - 1).strip();
    }
    // preparing what stands before a semicolon executes it: only a single query passes between
    // brackets
    try (PreparedStatement check = connection.prepareStatement("SELECT * FROM " + nested(bare))) {
      check.getMetaData();
    }
    List<DuckColumn> columns = new ArrayList<>();
    // between brackets, columns of one name have names of their own
    try (PreparedStatement statement = connection.prepareStatement(bare)) {
      ResultSetMetaData meta = statement.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(DuckColumn.of(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
      }
    }
    return new DuckQuery(connection, bare, List.copyOf(columns));
  }

  /** Closes a connection that nothing was opened on. */
  static SourceException closing(Connection connection, SourceException failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  List<DuckColumn> duckColumns() {
    return columns;
  }

  List<SourceColumn> columns() {
    return columns.stream().map(DuckColumn::column).toList();
  }

  /** The query may end in a comment. */
  private static String nested(String query) {
    return "(" + query + "\n)";
  }

  private String select(List<Integer> wanted) {
    List<String> selected = wanted.stream()
        .flatMap(column -> columns.get(column).kind().select("c" + column).stream())
        .toList();
    String names =
        IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    return "SELECT " + selected.stream().map(one -> one + ", ").collect(Collectors.joining())
        + "FALSE FROM " + nested(query) + " AS q(" + names + ") UNION ALL SELECT "
        + "NULL, ".repeat(selected.size()) + "TRUE";
  }

  /**
   * Begins to read, with the next blocks read ahead. The connection is closed with the blocks.
   *
   * @param places of rows, counted from 0
   * @param total number of rows, 0 where it is not known
   * @param trouble makes an exception of what DuckDB throws while it reads
   */
  RecordSource.Blocks open(
      List<Integer> wanted,
      LongFunction<String> places,
      long total,
      Function<Throwable, SourceException> trouble)
      throws SQLException {
    Reading reading = new Reading(wanted, places, total, trouble);
    return new Ahead(reading, reading::cancel);
  }

  private final class Reading implements RecordSource.Blocks {
    private final List<Integer> wanted;
    private final LongFunction<String> places;
    private final long total;
    private final Function<Throwable, SourceException> trouble;
    private final String select;
    private final List<TextCache> caches;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private volatile long rows;
    private volatile boolean cancelled;
    private boolean ended;

    Reading(
        List<Integer> wanted,
        LongFunction<String> places,
        long total,
        Function<Throwable, SourceException> trouble)
        throws SQLException {
      this.wanted = List.copyOf(wanted);
      this.places = places;
      this.total = total;
      this.trouble = trouble;
      this.select = select(this.wanted);
      this.caches = Stream.generate(TextCache::new).limit(wanted.size()).toList();
      this.statement = connection.prepareStatement(select).unwrap(DuckDBPreparedStatement.class);
      this.result = statement.query();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // others only look
    public @Nullable RecordBlock next() {
      try {
        while (!ended && !cancelled) {
          if (!result.nextChunk()) {
            throw cancelled ? trouble.apply(new SQLException("It was cancelled.")) : failure();
          }
          DuckDBDataChunkReader chunk = result.chunk();
          int count = (int) chunk.rowCount();
          ended = count > 0 && chunk.vector(chunk.columnCount() - 1).getBoolean(count - 1);
          count -= ended ? 1 : 0;
          if (count > 0) {
            @Nullable Values[] values = new Values[columns.size()];
            int at = 0;
            for (int i = 0; i < wanted.size(); i++) {
              DuckColumn column = columns.get(wanted.get(i));
              values[wanted.get(i)] = column.read(chunk, at, count, caches.get(i));
              at += column.width();
            }
            RecordBlock block = new ColumnBlock(places, rows, count, values);
            rows += count;
            return block;
          }
        }
        return null;
      } catch (SourceException e) {
        throw e;
      } catch (RuntimeException e) {
        throw trouble.apply(e);
      }
    }

    /** Says why no more chunks came, which only a way through the whole query tells. */
    private SourceException failure() {
      try (Statement again = connection.createStatement()) {
        result.close();
        again.execute("EXPLAIN ANALYZE " + select);
        return trouble.apply(new SQLException("It ended too early, after " + rows + " rows."));
      } catch (SQLException e) {
        return trouble.apply(e);
      }
    }

    void cancel() {
      cancelled = true;
      try {
        statement.cancel();
      } catch (SQLException e) {
        // it has come to its end by itself
      }
    }

    @Override
    public double progress() {
      return total > 0 ? Math.min(1, (double) rows / total) : Double.NaN;
    }

    @Override
    public void close() {
      try (connection;
          statement) {
        result.close();
      } catch (SQLException e) {
        // all has been read that was asked for
      }
    }
  }
}
