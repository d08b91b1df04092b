package dev.leeway.batch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes what tests read. */
final class Duck {

  private Duck() {}

  /** On any database. */
  static void run(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** The rows of a query as a Parquet file. */
  static Path parquet(Path file, String query) throws SQLException {
    run("jdbc:duckdb:", "COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    return file;
  }
}
