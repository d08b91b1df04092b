package dev.leeway.batch;

import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a query gives through JDBC alone: one way through a forward-only result, copied into blocks. */
final class SqlReading {

  private static final int BLOCK = 4096;

  private final Connection connection;
  private final String query;
  private final List<SqlColumn> columns;

  private SqlReading(Connection connection, String query, List<SqlColumn> columns) {
    this.connection = connection;
    this.query = query;
    this.columns = columns;
  }

  /** Finds out the columns, if possible without running the query. The connection stays the caller's until {@link #open}. */
  static SqlReading prepare(Connection connection, String query) throws SQLException {
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      // a hint that not every driver takes
    }
    // PostgreSQL holds all rows at once otherwise
    connection.setAutoCommit(false);
    return new SqlReading(connection, query, described(connection, query));
  }

  private static List<SqlColumn> described(Connection connection, String query)
      throws SQLException {
    SQLException failure;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      ResultSetMetaData meta = statement.getMetaData();
      return meta == null ? List.of() : SqlColumn.of(meta);
    } catch (SQLException e) {
      failure = e;
    }
    // a driver may not tell beforehand, or take a question mark of the query for a parameter
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      if (!statement.execute(query)) {
        return List.of();
      }
      try (ResultSet result = statement.getResultSet()) {
        return SqlColumn.of(result.getMetaData());
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  List<SourceColumn> columns() {
    return columns.stream().map(SqlColumn::column).toList();
  }

  /**
   * Runs the query and begins to read, with the next blocks read ahead. The connection is closed with the blocks.
   *
   * @param places of rows, counted from 0
   * @param trouble makes an exception of what the driver throws while it reads
   */
  RecordSource.Blocks open(
      List<Integer> wanted,
      LongFunction<String> places,
      Function<Throwable, SourceException> trouble)
      throws SQLException {
    Reading reading = new Reading(wanted, places, trouble);
    return new Ahead(reading, reading::cancel);
  }

  private final class Reading implements RecordSource.Blocks {
    private final List<Integer> wanted;
    private final LongFunction<String> places;
    private final Function<Throwable, SourceException> trouble;
    private final Statement statement;
    private final ResultSet result;
    private long rows;
    private boolean ended;

    Reading(
        List<Integer> wanted,
        LongFunction<String> places,
        Function<Throwable, SourceException> trouble)
        throws SQLException {
      this.wanted = List.copyOf(wanted);
      this.places = places;
      this.trouble = trouble;
      this.statement =
          connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      // MySQL's driver has a number of its own that stands for row by row, and holds all rows at
      // once otherwise
      boolean mysql = connection.getMetaData().getDriverName().startsWith("MySQL");
      statement.setFetchSize(mysql ? Integer.MIN_VALUE : BLOCK);
      this.result = statement.executeQuery(query);
    }

    @Override
    public @Nullable RecordBlock next() {
      if (ended) {
        return null;
      }
      try {
        List<SqlColumn.Reader> readers = new ArrayList<>();
        for (int column : wanted) {
          readers.add(columns.get(column).reader(BLOCK));
        }
        int count = 0;
        while (count < BLOCK && !ended) {
          if (!result.next()) {
            ended = true;
            break;
          }
          for (int i = 0; i < readers.size(); i++) {
            readers.get(i).read(result, wanted.get(i) + 1, count);
          }
          count++;
        }
        if (count == 0) {
          return null;
        }
        @Nullable Values[] values = new Values[columns.size()];
        for (int i = 0; i < readers.size(); i++) {
          values[wanted.get(i)] = readers.get(i).values();
        }
        RecordBlock block = new ColumnBlock(places, rows, count, values);
        rows += count;
        return block;
      } catch (SQLException e) {
        throw trouble.apply(e);
      }
    }

    void cancel() {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // it has come to its end by itself, or its driver cannot
      }
    }

    @Override
    public void close() {
      try (connection;
          statement;
          result) {
        connection.rollback();
      } catch (SQLException e) {
        // all has been read that was asked for
      }
    }
  }
}
