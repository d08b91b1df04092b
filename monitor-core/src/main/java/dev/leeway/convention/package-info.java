/**
 * Two raw samples enter, the number that a named package prints for them leaves, or Leeway's own beside it. Main type:
 * {@link dev.leeway.convention.Convention}.
 */
@NullMarked
package dev.leeway.convention;

import org.jspecify.annotations.NullMarked;
