package dev.leeway.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of the training data, and how it is read from then on.
 *
 * @param name unique in its format
 * @param role what it is to the model
 * @param type what its values are
 * @param pattern of a {@link ColumnType#TIME} that comes as text or number: {@code iso}, {@code epoch_seconds}, {@code
 *     epoch_millis}, or a pattern of {@link java.time.format.DateTimeFormatter}; null elsewhere
 */
public record DataColumn(
    String name, ColumnRole role, ColumnType type, @Nullable String pattern) {
  public DataColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(type, "type");
  }
}
