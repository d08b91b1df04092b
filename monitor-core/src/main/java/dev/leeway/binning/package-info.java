/**
 * Values enter, bins and counts on bins leave. Missing, unseen and outside values are bins like all others. Main types:
 * {@link dev.leeway.binning.Binning} and {@link dev.leeway.binning.Counts}.
 */
@NullMarked
package dev.leeway.binning;

import org.jspecify.annotations.NullMarked;
