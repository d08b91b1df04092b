/**
 * Files, tables and queries as record sources: {@link dev.leeway.batch.CsvSource} and its neighbours read, {@link
 * dev.leeway.batch.BatchBaseline} finds out types and fits.
 */
@NullMarked
package dev.leeway.batch;

import org.jspecify.annotations.NullMarked;
