/** What the report costs its writer and its reader. Main type: {@link dev.leeway.benchmarks.page.PageExperiment}. */
@NullMarked
package dev.leeway.benchmarks.page;

import org.jspecify.annotations.NullMarked;
