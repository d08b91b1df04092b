package dev.leeway.batch.cli;

import dev.leeway.batch.CsvSource;
import dev.leeway.batch.JdbcSource;
import dev.leeway.batch.ParquetSource;
import dev.leeway.source.RecordSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data comes from. */
final class DataOptions implements AutoCloseable {

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files that are read in this order as one data set: .csv, .csv.gz, .parquet, a directory of .parquet parts,"
              + " a pattern such as 'parts/*.csv', or - for CSV on standard input.")
  private List<String> data = List.of();

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description =
          "A database in place of files, by its driver on the class path; DuckDB's is there.")
  private @Nullable String jdbc;

  @Option(names = "--query", paramLabel = "SQL", description = "What to read from the database.")
  private @Nullable String query;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description =
          "Between the fields of CSV files: a character, or tab. Else found out, or the baseline's.")
  private @Nullable String delimiter;

  private List<Path> files = List.of();
  private @Nullable Path spooled;

  /**
   * The source.
   *
   * @param in standard input, which cannot be read twice: it is copied to a file for the time of the call
   */
  RecordSource open(InputStream in) {
    if (jdbc != null || query != null) {
      if (!data.isEmpty()) {
        throw new Refusal(
            "--data and --jdbc were both given: the data comes from files or from a query.");
      }
      if (jdbc == null || query == null) {
        throw new Refusal("--jdbc URL and --query SQL go together: "
            + (jdbc == null ? "--jdbc" : "--query") + " is missing.");
      }
      return JdbcSource.of(jdbc, query);
    }
    if (data.isEmpty()) {
      throw new Refusal(
          "no data was given: name files with --data, or a database with --jdbc and --query.");
    }
    List<Path> found = new ArrayList<>();
    for (String name : data) {
      if (name.startsWith("-") && name.length() > 1) {
        throw new Refusal("unknown option '" + name + "' (--help tells what there is).");
      }
      found.addAll(name.equals("-") ? List.of(spool(in)) : expanded(name));
    }
    files = List.copyOf(found);
    long parquet = files.stream().filter(DataOptions::isParquet).count();
    if (parquet > 0 && parquet < files.size()) {
      throw new Refusal(
          "CSV and Parquet files cannot be read as one data set: give one kind in a call.");
    }
    if (parquet > 0) {
      ParquetSource source = ParquetSource.of(files);
      files = source.files();
      return source;
    }
    CsvSource csv = CsvSource.of(files);
    return delimiter == null ? csv : csv.delimiter(character(delimiter));
  }

  /** The files that were read; none where it was a query. */
  List<Path> files() {
    return spooled == null ? files : List.of();
  }

  private static char character(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw new Refusal("--delimiter is one character, or tab, but '" + text + "' was given.");
    }
    return text.charAt(0);
  }

  private static boolean isParquet(Path file) {
    return Files.isDirectory(file) || lower(file).endsWith(".parquet");
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  private Path spool(InputStream in) {
    if (spooled != null) {
      throw new Refusal("--data - stands twice: there is one standard input.");
    }
    try {
      Path file = Files.createTempFile("leeway-stdin-", ".csv");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      spooled = file;
      return file;
    } catch (IOException e) {
      throw new Refusal(
          "standard input cannot be copied to a temporary file (" + e.getMessage()
              + "): make room in the directory for temporary files, or give a file.",
          e);
    }
  }

  /** A pattern stands for its files in the order of their names. */
  private static List<Path> expanded(String name) {
    Path path;
    try {
      path = Path.of(name);
      if (Files.exists(path) || !name.contains("*") && !name.contains("?")) {
        requireKnown(path);
        return List.of(path);
      }
    } catch (InvalidPathException e) {
      throw new Refusal("'" + name + "' is no path of a file: " + e.getReason() + ".", e);
    }
    Path folder = path.getParent() == null ? Path.of("") : path.getParent();
    if (folder.toString().contains("*")) {
      throw new Refusal("'" + name + "': only the last part of a path may be a pattern.");
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> matching =
          all.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
      if (matching.isEmpty()) {
        throw new Refusal("no file matches '" + name + "': check the pattern.");
      }
      matching.forEach(DataOptions::requireKnown);
      return matching;
    } catch (IOException e) {
      throw new Refusal(
          "'" + name + "': " + folder + " cannot be listed: check that the directory exists.", e);
    }
  }

  private static void requireKnown(Path file) {
    if (!Files.exists(file)) {
      throw new Refusal(file + " does not exist: check the path.");
    }
    String name = lower(file);
    if (!Files.isDirectory(file)
        && Stream.of(".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".parquet")
            .noneMatch(name::endsWith)) {
      throw new Refusal(
          file + " is neither .csv, .csv.gz nor .parquet: rename the file after what it holds.");
    }
  }

  @Override
  public void close() throws IOException {
    if (spooled != null) {
      Files.deleteIfExists(spooled);
    }
  }
}
