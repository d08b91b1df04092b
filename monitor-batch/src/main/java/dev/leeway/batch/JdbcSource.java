package dev.leeway.batch;

import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a query gives, of any database whose JDBC driver is on the class path. Immutable and safe for several
 * threads; each reading opens a connection of its own, and runs the query anew.
 *
 * <p>A baseline reads its training data twice, in two transactions: the data must not change in between, and an {@code ORDER
 * BY} is needed where the order of the rows matters, for chunks and windows. Connections are read-only where the driver heeds
 * it, and always rolled back.
 *
 * <p>DuckDB is there without further ado: {@code of("jdbc:duckdb:", "select * from 'today.parquet'")} queries files. A
 * database file is opened read-only; one in memory is given 1 GB, lets what needs more room go to the system's temporary
 * directory, and downloads no extensions, unless properties or the URL say otherwise.
 *
 * <ul>
 *   <li>Columns: as the query names them; names are compared to the letter, and some databases write them in capitals.
 *   <li>Types: whole numbers, and decimals without places, are {@link ColumnType#INTEGER}, other numbers DECIMAL, booleans
 *       BOOLEAN, dates and timestamps TIME. All else is TEXT, as the driver makes text of it.
 *   <li>Values: null is missing, NaN is not-a-number. Whole numbers keep all digits as categories. A date or timestamp without
 *       a time zone is read in the zone of the data format, UTC where it has none; infinity is unreadable. The spaces at the end
 *       of a CHAR do not count.
 *   <li>Memory: some blocks of some thousand rows, where the driver does not fetch all rows at once: PostgreSQL's, MySQL's,
 *       MariaDB's, Oracle's and DuckDB's do not.
 *   <li>Errors: a missing driver, a database that is not there, a query that fails, gives no columns or two of one name throw
 *       {@link SourceException}. What looks like a password is left out of messages.
 * </ul>
 */
public final class JdbcSource implements RecordSource {

  private static final String DUCKDB = "jdbc:duckdb:";
  private static final Pattern IN_MEMORY = Pattern.compile("jdbc:duckdb:(:memory:)?([;?].*)?");
  private static final Pattern URL_PASSWORD =
      Pattern.compile("(?i)[?&;](?:password|passwd|pwd)=([^&;]*)|//[^/@:]*:([^/@]*)@");
  private static final Set<String> SECRET = Set.of("password", "passwd", "pwd", "secret", "token");

  private final @Nullable String url;
  private final @Nullable DataSource database;
  private final String query;
  private final Properties properties;
  private final List<String> secrets;

  private JdbcSource(
      @Nullable String url, @Nullable DataSource database, String query, Properties properties) {
    this.url = url;
    this.database = database;
    this.query = Objects.requireNonNull(query, "query");
    this.properties = properties;
    this.secrets = secrets(url, properties);
    if (query.isBlank()) {
      throw new IllegalArgumentException("The query is empty: write one such as SELECT * FROM t.");
    }
  }

  /** The rows of a query. Nothing is opened yet. */
  public static JdbcSource of(String url, String query) {
    return new JdbcSource(Objects.requireNonNull(url, "url"), null, query, new Properties());
  }

  /** The rows of a query on connections of a pool, or of whatever makes them; each is closed after a reading. */
  public static JdbcSource of(DataSource database, String query) {
    return new JdbcSource(
        null, Objects.requireNonNull(database, "database"), query, new Properties());
  }

  /**
   * Who connects. Better here than in the URL.
   *
   * @throws IllegalStateException if a {@link DataSource} makes the connections
   */
  public JdbcSource withUser(String user, String password) {
    return withProperty("user", user).withProperty("password", password);
  }

  /**
   * A property for the driver, such as {@code ssl}, or a setting of DuckDB.
   *
   * @throws IllegalStateException if a {@link DataSource} makes the connections
   */
  public JdbcSource withProperty(String property, String value) {
    if (url == null) {
      throw new IllegalStateException(
          "A DataSource makes the connections: set '" + property + "' there.");
    }
    Properties more = new Properties();
    more.putAll(properties);
    more.setProperty(property, value);
    return new JdbcSource(url, null, query, more);
  }

  private static List<String> secrets(@Nullable String url, Properties properties) {
    Set<String> secrets = new HashSet<>();
    for (String property : properties.stringPropertyNames()) {
      if (SECRET.stream().anyMatch(property.toLowerCase(Locale.ROOT)::contains)) {
        secrets.add(properties.getProperty(property));
      }
    }
    Matcher matcher = URL_PASSWORD.matcher(url == null ? "" : url);
    while (matcher.find()) {
      String secret = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      secrets.add(secret);
      try {
        secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        // it is not encoded
      }
    }
    return List.copyOf(secrets);
  }

  @Override
  public String name() {
    return "query '" + Message.query(query, secrets) + "'";
  }

  @Override
  public String toString() {
    return name();
  }

  private String place(long row) {
    return name() + ", row " + (row + 1);
  }

  @Override
  public List<SourceColumn> columns() {
    try (Connection connection = connect()) {
      try {
        return isDuck(connection)
            ? duck(connection).columns()
            : checked(SqlReading.prepare(connection, query).columns());
      } catch (SQLException | RuntimeException e) {
        throw failed(e);
      } finally {
        rollBack(connection);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    Connection connection = connect();
    try {
      if (isDuck(connection)) {
        return duck(connection).open(wanted, this::place, 0, this::failed);
      }
      SqlReading reading = SqlReading.prepare(connection, query);
      checked(reading.columns());
      return reading.open(wanted, this::place, this::failed);
    } catch (SQLException | RuntimeException e) {
      rollBack(connection);
      throw DuckQuery.closing(connection, failed(e));
    }
  }

  private static boolean isDuck(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("DuckDB");
  }

  private DuckQuery duck(Connection connection) throws SQLException {
    DuckQuery prepared = DuckQuery.prepare(connection, query);
    checked(prepared.columns());
    return prepared;
  }

  private List<SourceColumn> checked(List<SourceColumn> columns) {
    if (columns.isEmpty()) {
      throw new SourceException("The " + name() + " gives no columns: write a SELECT.");
    }
    Set<String> names = new HashSet<>();
    for (SourceColumn column : columns) {
      if (!names.add(column.name())) {
        throw new SourceException("The " + name() + " gives two columns named '" + column.name()
            + "': name one of them otherwise, with AS.");
      }
    }
    return columns;
  }

  private Connection connect() {
    try {
      if (url == null) {
        return Objects.requireNonNull(database).getConnection();
      }
      if (url.startsWith(DUCKDB)) {
        return connectDuck(url);
      }
      requireDriver(url);
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      String shown = url == null ? "of the data source" : "at " + Message.hide(url, secrets);
      throw Message.exception(
          "The database " + shown + " cannot be reached (" + Message.of(e, secrets)
              + "): check that it runs, its URL, and who may connect.",
          e,
          secrets);
    }
  }

  private void requireDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new SourceException("No driver on the class path is for " + Message.hide(url, secrets)
          + ": add the JDBC driver of the database, or correct the URL.");
    }
  }

  private Connection connectDuck(String url) throws SQLException {
    if (!IN_MEMORY.matcher(url).matches()) {
      return connectDuckFile(url);
    }
    Properties settings = DuckQuery.settings();
    settings.setProperty("memory_limit", "1GB");
    // made when it is needed; two databases must not share one
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "leeway-" + UUID.randomUUID());
    settings.setProperty("temp_directory", temporary.toString());
    for (String setting : settings.stringPropertyNames()) {
      if (url.contains(setting + "=")) {
        settings.remove(setting);
      }
    }
    settings.putAll(properties);
    return DuckQuery.connect(url, settings);
  }

  private Connection connectDuckFile(String url) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.putAll(properties);
    try {
      return DuckQuery.connect(url, settings);
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("different configuration")) {
        throw e;
      }
      // open elsewhere in this process: its settings hold
      return DuckQuery.connect(url, properties);
    }
  }

  private static void rollBack(Connection connection) {
    try {
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // closing it does the same
    }
  }

  private SourceException failed(Throwable failure) {
    if (failure instanceof SourceException known) {
      return known;
    }
    return Message.exception(
        "The " + name() + " failed (" + Message.of(failure, secrets)
            + "): try it in the database's own client.",
        failure,
        secrets);
  }
}
