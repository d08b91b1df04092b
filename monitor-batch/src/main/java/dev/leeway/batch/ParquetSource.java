package dev.leeway.batch;

import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files as one data set, in the order given. Immutable and safe for several threads; each reading opens the files
 * anew.
 *
 * <p>A directory stands for the files in it, and in directories in it, whose names end in {@code .parquet}, sorted by name;
 * names that begin with a dot or an underscore are left out. What only the name of a directory says, such as {@code
 * year=2026}, is no column.
 *
 * <ul>
 *   <li>All files have the same columns, in any order. A column may be of whole numbers in one file and of decimals in
 *       another, and without any value in a third; otherwise its type is the same in all.
 *   <li>Types: integers and decimals without places are {@link ColumnType#INTEGER}, floating point numbers and
 *       decimals DECIMAL, dates and timestamps TIME, booleans BOOLEAN. All else is TEXT: strings, enums and UUIDs, but also
 *       times of day, and lists, structures, maps and bytes, as the text that DuckDB makes of them.
 *   <li>Values: null is missing, NaN is not-a-number. Whole numbers keep all digits as categories. A date or timestamp without
 *       a time zone is read in the zone of the data format, UTC where it has none; infinity is unreadable.
 *   <li>Order: as in the files.
 *   <li>Memory: what DuckDB needs, at most 512 MB whatever the number of rows, and some blocks of about 2,000 rows. DuckDB
 *       downloads nothing.
 *   <li>Errors: a missing or damaged file, a directory without parts, or files whose columns differ throw {@link SourceException}.
 *       So does a file that turns out to be damaged while it is read.
 * </ul>
 */
public final class ParquetSource implements RecordSource {

  private static final String MEMORY = "512MB";
  private static final String URL = "jdbc:duckdb:";
  private static final String SUFFIX = ".parquet";
  private static final String NO_TYPE = "\"NULL\"";
  private static final int DEPTH = 2;

  private final List<Path> paths;

  private ParquetSource(List<Path> paths) {
    this.paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("A Parquet source has at least one file: give its path.");
    }
  }

  /** Files and directories of files. They are looked at when they are read. */
  public static ParquetSource of(Path... paths) {
    return new ParquetSource(List.of(paths));
  }

  /** Files and directories of files. They are looked at when they are read. */
  public static ParquetSource of(List<Path> paths) {
    return new ParquetSource(paths);
  }

  @Override
  public String name() {
    return paths.size() == 1
        ? paths.get(0).toString()
        : paths.get(0) + " and " + (paths.size() - 1) + " more";
  }

  /** The files in the order in which they are read, those of directories included. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(Files.isDirectory(path) ? filesIn(path) : List.of(path));
    }
    return files;
  }

  @Override
  public List<SourceColumn> columns() {
    try (DuckDBConnection connection = connect()) {
      return prepare(connection, parts(connection)).columns();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    DuckDBConnection connection = connect();
    try {
      List<Part> parts = parts(connection);
      long rows = parts.stream().mapToLong(Part::rows).sum();
      return prepare(connection, parts).open(wanted, places(parts), rows, this::trouble);
    } catch (SQLException e) {
      throw DuckQuery.closing(connection, trouble(e));
    } catch (SourceException e) {
      throw DuckQuery.closing(connection, e);
    }
  }

  private DuckDBConnection connect() {
    Properties settings = DuckQuery.settings();
    settings.setProperty("memory_limit", MEMORY);
    // nothing is sorted that could need room on a disk
    settings.setProperty("temp_directory", "");
    try {
      return DuckQuery.connect(URL, settings);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private SourceException trouble(Throwable failure) {
    return new SourceException(
        name() + " cannot be read (" + Message.of(failure, List.of())
            + "): check that it is whole, or write it anew.",
        failure);
  }

  /** A file as it is read. */
  private record Part(Path file, long rows, Map<String, @Nullable ColumnType> columns) {}

  private List<Part> parts(DuckDBConnection connection) {
    List<Part> parts = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? filesIn(path) : List.of(path)) {
        Part part = part(connection, file);
        if (!parts.isEmpty()) {
          requireSame(parts.get(0), part);
        }
        parts.add(part);
      }
    }
    return parts;
  }

  private static List<Path> filesIn(Path directory) {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      files = all.filter(path -> isPart(directory.relativize(path)) && Files.isRegularFile(path))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new SourceException(
          "The directory " + directory + " cannot be read (" + Message.of(e, List.of())
              + "): check who may read it.",
          e);
    }
    if (files.isEmpty()) {
      throw new SourceException("The directory " + directory + " holds no file *" + SUFFIX
          + ", and no directory in it does: give the one with the parts.");
    }
    return files;
  }

  private static boolean isPart(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return relative.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  private static Part part(DuckDBConnection connection, Path file) {
    if (!Files.exists(file)) {
      throw new SourceException("There is no file " + file + ": check its path.");
    }
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(
            "SELECT num_rows FROM parquet_file_metadata(" + list(file) + ")")) {
      count.next();
      long rows = count.getLong(1);
      Map<String, @Nullable ColumnType> columns = new LinkedHashMap<>();
      for (DuckColumn column : DuckQuery.prepare(connection, select(list(file))).duckColumns()) {
        // a column without a value may stand in any file
        columns.put(
            column.name(),
            column.type().equals(NO_TYPE) ? null : column.column().type());
      }
      return new Part(file, rows, columns);
    } catch (SQLException | UnsupportedOperationException e) {
      throw new SourceException(
          file + " cannot be read as Parquet (" + Message.of(e, List.of())
              + "): give a whole Parquet file.",
          e);
    }
  }

  private static void requireSame(Part first, Part other) {
    for (String name : first.columns.keySet()) {
      if (!other.columns.containsKey(name)) {
        throw new SourceException(other.file + " has no column '" + name + "', which " + first.file
            + " has: give files with the same columns.");
      }
    }
    other.columns.forEach((name, type) -> {
      if (!first.columns.containsKey(name)) {
        throw new SourceException(other.file + " has a column '" + name + "' that " + first.file
            + " lacks: give files with the same columns.");
      }
      ColumnType before = first.columns.get(name);
      boolean numbers = before != null && type != null && before.isNumber() && type.isNumber();
      if (before != null && type != null && before != type && !numbers) {
        throw new SourceException("Column '" + name + "' is " + type + " in " + other.file
            + ", but " + before + " in " + first.file + ": write the files with the same types.");
      }
    });
  }

  private static DuckQuery prepare(DuckDBConnection connection, List<Part> parts)
      throws SQLException {
    Path[] files = parts.stream().map(Part::file).toArray(Path[]::new);
    return DuckQuery.prepare(connection, select(list(files)));
  }

  private static String select(String files) {
    return "SELECT * FROM read_parquet(" + files
        + ", union_by_name = true, hive_partitioning = false)";
  }

  /** As a list of DuckDB, which would take some characters of a name for a pattern. */
  private static String list(Path... files) {
    return Stream.of(files)
        .map(file -> file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]"))
        .map(file -> "'" + file.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static LongFunction<String> places(List<Part> parts) {
    return row -> {
      long left = row;
      for (Part part : parts) {
        if (left < part.rows) {
          return part.file + ", row " + (left + 1);
        }
        left -= part.rows;
      }
      throw new IndexOutOfBoundsException("Row " + row);
    };
  }
}
