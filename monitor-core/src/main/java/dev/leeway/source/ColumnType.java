package dev.leeway.source;

/** What the values of a column are. */
public enum ColumnType {
  /** Whole numbers. */
  INTEGER,
  /** Numbers. */
  DECIMAL,
  /** Yes or no. */
  BOOLEAN,
  /** Points in time: a date, or a date and a time of day. */
  TIME,
  /** Anything else. Of a source that has no types, such as CSV: not known yet. */
  TEXT;

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }
}
