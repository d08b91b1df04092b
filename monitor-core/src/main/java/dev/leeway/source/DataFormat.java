package dev.leeway.source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the training data was read, and how all data that is compared with it will be: found out once, kept in the baseline.
 * Immutable.
 *
 * @param delimiter between the fields of a CSV file; null where the data was no CSV
 * @param decimalMark of numbers that come as text: a point or a comma
 * @param zone of times that do not name theirs
 * @param columns in the order of the data
 */
public record DataFormat(
    @Nullable Character delimiter, char decimalMark, ZoneId zone, List<DataColumn> columns) {

  public DataFormat {
    if (decimalMark != '.' && decimalMark != ',') {
      throw new IllegalArgumentException(
          "The decimal mark is a point or a comma, but '" + decimalMark + "' was given.");
    }
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (DataColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "Two columns are named '" + column.name() + "': give each a name of its own.");
      }
    }
  }

  /** Of data that brings its types along. */
  public static DataFormat of(List<DataColumn> columns) {
    return new DataFormat(null, '.', ZoneOffset.UTC, columns);
  }

  /** The column of this name, null where there is none. */
  public @Nullable DataColumn column(String name) {
    for (DataColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  /** The first column with this role, null where there is none. */
  public @Nullable DataColumn column(ColumnRole role) {
    for (DataColumn column : columns) {
      if (column.role() == role) {
        return column;
      }
    }
    return null;
  }

  /** How a column of this format is read. */
  public ColumnReading reading(DataColumn column) {
    return new ColumnReading(column.type(), decimalMark, column.pattern(), zone);
  }

  /**
   * A zone by its name.
   *
   * @throws IllegalArgumentException saying what names there are
   */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is no time zone: use a name such as UTC, Europe/Vienna or +01:00.", e);
    }
  }
}
