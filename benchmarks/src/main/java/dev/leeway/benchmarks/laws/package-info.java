/**
 * The statistical laboratory: what the statistics promise of noise and tails, checked by simulation. Main type: {@link
 * dev.leeway.benchmarks.laws.LawsExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.laws;

import org.jspecify.annotations.NullMarked;
