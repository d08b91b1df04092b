/** The command {@code leeway}: options in, the batch room's and core's work, words and JSON out. */
@NullMarked
package dev.leeway.batch.cli;

import org.jspecify.annotations.NullMarked;
