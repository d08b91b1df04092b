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
 */
public record WindowFrame(
    long index,
    long records,
    long firstRow,
    long lastRow,
    @Nullable Instant start,
    @Nullable Instant end,
    boolean partial) {}
