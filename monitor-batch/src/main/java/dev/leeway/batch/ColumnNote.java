package dev.leeway.batch;

import dev.leeway.schema.SignalType;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a column of the training data.
 *
 * @param watched as what it is watched, null where it is not
 * @param remark what a person should know, empty where that is nothing
 */
public record ColumnNote(
    String name, ColumnRole role, ColumnType type, @Nullable SignalType watched, String remark) {}
