/** Measures side by side in one run. Main type: {@link dev.leeway.benchmarks.Run}. */
@NullMarked
package dev.leeway.benchmarks;

import org.jspecify.annotations.NullMarked;
