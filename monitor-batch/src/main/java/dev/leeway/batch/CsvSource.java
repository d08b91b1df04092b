package dev.leeway.batch;

import dev.leeway.source.ColumnType;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV files as one data set, in the order given. UTF-8 (or UTF-16 with a byte order mark), the first line names the columns;
 * a file whose name ends in {@code .gz} is decompressed. Fields may stand in quotes; an empty field is missing, in quotes or
 * not. The delimiter is found out, or taken from the baseline. Immutable and safe for any number of threads.
 *
 * <p>A line with too few or too many fields is a record whose values are all unreadable, since nobody knows which column a
 * value belongs to; {@link dev.leeway.source.SourceRows#problems} names the first ones. Empty fields too many at a line's
 * end do no harm. A quote that is never closed, bytes that are no text and a field of more than 16 million characters end
 * the reading with a {@link SourceException} that names the line.
 *
 * <p>Memory does not depend on the number of lines.
 */
public final class CsvSource implements RecordSource {

  private final List<Path> files;
  private final @Nullable Character delimiter;

  private CsvSource(List<Path> files, @Nullable Character delimiter) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No file is given: name at least one.");
    }
    this.files = List.copyOf(files);
    this.delimiter = delimiter;
  }

  public static CsvSource of(Path... files) {
    return new CsvSource(List.of(files), null);
  }

  public static CsvSource of(List<Path> files) {
    return new CsvSource(files, null);
  }

  /** The same files with this delimiter. */
  public CsvSource delimiter(char other) {
    return new CsvSource(files, other);
  }

  @Override
  public RecordSource readAs(DataFormat format) {
    return format.delimiter() == null || delimiter != null ? this : delimiter(format.delimiter());
  }

  @Override
  public String name() {
    return files.get(0) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
  }

  /** The delimiter given, else the one of the first file. */
  public char delimiter() {
    return delimiter != null ? delimiter : CsvDialect.delimiterOf(files.get(0));
  }

  @Override
  public List<SourceColumn> columns() {
    return header(files.get(0), delimiter()).stream()
        .map(column -> new SourceColumn(column, ColumnType.TEXT))
        .toList();
  }

  /**
   * The names in a file's first line; a column without a name is {@code (column 3)}.
   *
   * @throws SourceException if there is none, or two have one name
   */
  static List<String> header(Path file, char delimiter) {
    List<String> found = CsvDialect.firstRecord(file, delimiter);
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      String name = found.get(i).strip();
      if (name.indexOf('\0') >= 0) {
        throw new SourceException(
            file
                + ", line 1 has NUL bytes: it is no CSV text in UTF-8; convert it, or give a Parquet file its name .parquet.");
      }
      names.add(name.isEmpty() ? "(column " + (i + 1) + ")" : name);
      if (!seen.add(names.get(i))) {
        throw new SourceException(file + ", line 1 names two columns '" + names.get(i)
            + "': give each a name of its own.");
      }
    }
    return names;
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    char by = delimiter();
    return Ahead.of(new CsvBlocks(files, header(files.get(0), by), by, wanted));
  }

  @Override
  public String toString() {
    return "CSV " + name();
  }
}
