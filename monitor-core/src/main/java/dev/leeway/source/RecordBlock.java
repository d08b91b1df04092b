package dev.leeway.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred or thousand records of a source, by columns. For one thread. Columns are numbered as in {@link
 * RecordSource#columns}; each method fills the first {@link #rows} places of an array.
 */
public interface RecordBlock {

  /** Number of records, at least 1. */
  int rows();

  /**
   * A column as numbers: {@link Cell#MISSING} where a value is missing, {@link Cell#UNREADABLE} where it is no number, NaN where
   * it is not-a-number. Booleans are 1 and 0, times hours since the epoch.
   */
  void numbers(int column, ColumnReading reading, double[] into);

  /**
   * A column as categories: null where a value is missing. Numbers of a number column have one name each, however they are
   * written: 1 and 1.0 are {@code 1}; booleans are {@code true} and {@code false}.
   */
  void texts(int column, ColumnReading reading, @Nullable String[] into);

  /** A column as milliseconds since the epoch, {@link Cell#NO_TIME} or {@link Cell#UNREADABLE_TIME}. */
  void times(int column, ColumnReading reading, long[] into);

  /**
   * The value as it stands in the source, for messages; at most some hundred characters. Null where it is missing.
   *
   * @param row from 0
   */
  @Nullable
  String shown(int column, int row);

  /** Where the record stands, for messages: {@code today.csv, line 17}. */
  String place(int row);

  /** Records of this block that could not be taken apart; all their values are unreadable. */
  default List<Problem> problems() {
    return List.of();
  }

  /**
   * A record that could not be taken apart.
   *
   * @param place such as {@code today.csv, line 17}
   * @param what such as {@code has 11 fields instead of 12}
   */
  record Problem(String place, String what) {}
}
