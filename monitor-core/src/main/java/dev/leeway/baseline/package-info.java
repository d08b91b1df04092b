/**
 * Training rows enter, an immutable baseline leaves: binnings, counts, counts per chunk, natural variability, lineage;
 * its file and the store where it lives. Main type: {@link dev.leeway.baseline.Baseline}.
 */
@NullMarked
package dev.leeway.baseline;

import org.jspecify.annotations.NullMarked;
