/**
 * Measures side by side in one run, and proves by long runs what the build's tests show in a short form. Main type: {@link
 * dev.leeway.benchmarks.Run}.
 */
@NullMarked
package dev.leeway.benchmarks;

import org.jspecify.annotations.NullMarked;
