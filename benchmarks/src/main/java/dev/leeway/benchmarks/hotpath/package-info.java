/**
 * What observing a record costs, beside a bare counting loop and what a user would pick instead; what evaluating costs. Main
 * type: {@link dev.leeway.benchmarks.hotpath.HotPathExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.hotpath;

import org.jspecify.annotations.NullMarked;
