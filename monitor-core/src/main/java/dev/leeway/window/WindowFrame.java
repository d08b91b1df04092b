package dev.leeway.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records a window holds.
 *
 * @param index 0 for the first window of a monitor, then counted up, across baselines
 * @param records records in it
 * @param firstRow 0-based place of its first record in the order observed with its baseline; exact on one thread and without late records
 * @param lastRow place of its last record, inclusive; firstRow - 1 where there is none
 * @param start inclusive, null for windows of records
 * @param end exclusive, null for windows of records
 * @param partial whether it has fewer panes than a full window
 * @param length the window's length as {@link WindowPolicy#label} has it; null for rows at hand
 * @param sampling the share of all records that were counted, drawn at random; 1 where all are
 */
public record WindowFrame(
    long index,
    long records,
    long firstRow,
    long lastRow,
    @Nullable Instant start,
    @Nullable Instant end,
    boolean partial,
    @Nullable String length,
    double sampling) {

  public WindowFrame {
    if (!(sampling > 0 && sampling <= 1)) {
      throw new IllegalArgumentException(
          "A sampling share lies above 0 and is at most 1, but is " + sampling + ".");
    }
  }

  /** A frame of rows at hand, all of them counted. */
  public WindowFrame(
      long index,
      long records,
      long firstRow,
      long lastRow,
      @Nullable Instant start,
      @Nullable Instant end,
      boolean partial) {
    this(index, records, firstRow, lastRow, start, end, partial, null, 1);
  }
}
