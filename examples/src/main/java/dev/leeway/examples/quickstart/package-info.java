/** The dozen lines of the README, runnable. Main type: {@link dev.leeway.examples.quickstart.Quickstart}. */
@NullMarked
package dev.leeway.examples.quickstart;

import org.jspecify.annotations.NullMarked;
