/** A table compared with a baseline, in a few lines. Main type: {@link dev.leeway.examples.batch.TableComparison}. */
@NullMarked
package dev.leeway.examples.batch;

import org.jspecify.annotations.NullMarked;
