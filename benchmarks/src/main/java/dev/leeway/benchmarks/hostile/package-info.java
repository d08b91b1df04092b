/**
 * Whether a monitor ever hurts its host: hostile rows, files, sinks and amounts, drawn from printed seeds. Main type: {@link
 * dev.leeway.benchmarks.hostile.FuzzExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.hostile;

import org.jspecify.annotations.NullMarked;
