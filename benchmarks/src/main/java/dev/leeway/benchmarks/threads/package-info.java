/**
 * Whether anything is lost, counted twice, torn or mixed, whatever threads do: small races under jcstress, and a long run
 * with everything at once. Main type: {@link dev.leeway.benchmarks.threads.ThreadsExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.threads;

import org.jspecify.annotations.NullMarked;
