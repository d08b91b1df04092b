/** What an experiment is and what it leaves: figures, goals, verdicts. Main type: {@link dev.leeway.benchmarks.report.Report}. */
@NullMarked
package dev.leeway.benchmarks.report;

import org.jspecify.annotations.NullMarked;
