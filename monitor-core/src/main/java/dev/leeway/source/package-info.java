/**
 * Data sets of many records: files, tables, queries. What a source is ({@link dev.leeway.source.RecordSource}), how its
 * columns are read ({@link dev.leeway.source.DataFormat}), and its records as rows of a schema
 * ({@link dev.leeway.source.SourceRows}). The readers of files and databases stand in monitor-batch.
 */
@NullMarked
package dev.leeway.source;

import org.jspecify.annotations.NullMarked;
