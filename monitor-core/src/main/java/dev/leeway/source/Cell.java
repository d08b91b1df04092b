package dev.leeway.source;

import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;

/**
 * What stands for a value that is not there, among values in plain arrays. Numbers are marked as R marks its NA: by NaNs of
 * their own, told apart by their bits only.
 */
public final class Cell {

  /** A number that is missing. */
  public static final double MISSING = Accessor.Decoded.MISSING;

  /** What should be a number and is none. */
  public static final double UNREADABLE = Accessor.Decoded.UNREADABLE;

  /** A text in a record that cannot be read at all; to be compared by identity. A missing text is null. */
  public static final String UNREADABLE_TEXT = Accessor.Decoded.UNREADABLE_TEXT;

  /** A time that is missing. */
  public static final long NO_TIME = Schema.NO_TIME;

  /** What should be a time and is none. */
  public static final long UNREADABLE_TIME = Long.MIN_VALUE + 1;

  private Cell() {}

  public static boolean isMissing(double value) {
    return Accessor.Decoded.isMissing(value);
  }

  public static boolean isUnreadable(double value) {
    return Accessor.Decoded.isUnreadable(value);
  }
}
