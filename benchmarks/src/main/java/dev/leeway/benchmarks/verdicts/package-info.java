/** Verdicts on real data beside those of Python packages. Main type: {@link dev.leeway.benchmarks.verdicts.VerdictsExperiment}. */
@NullMarked
package dev.leeway.benchmarks.verdicts;

import org.jspecify.annotations.NullMarked;
