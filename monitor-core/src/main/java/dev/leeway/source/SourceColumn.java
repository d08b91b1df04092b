package dev.leeway.source;

/**
 * A column as a source has it.
 *
 * @param name as the file, table or query names it
 * @param type {@link ColumnType#TEXT} where the source has no types, too
 */
public record SourceColumn(String name, ColumnType type) {}
