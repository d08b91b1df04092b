/**
 * Whole processes that compare files, side by side: the command, the floor of reading alone, and Python packages. Main type:
 * {@link dev.leeway.benchmarks.batch.BatchExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
