package dev.leeway.baseline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the training data.
 *
 * @param rows its rows
 * @param start first event time, null where rows have none
 * @param end last event time, null where rows have none
 * @param full whether it counts for natural variability: at least half as many rows as the median piece
 */
public record ChunkFrame(
    long rows, @Nullable Instant start, @Nullable Instant end, boolean full) {}
