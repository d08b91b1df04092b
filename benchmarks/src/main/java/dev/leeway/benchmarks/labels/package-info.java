/** What predictions cost that wait for their labels. Main type: {@link dev.leeway.benchmarks.labels.LabelsExperiment}. */
@NullMarked
package dev.leeway.benchmarks.labels;

import org.jspecify.annotations.NullMarked;
