/**
 * How good the model is: counts and exact sums of answers with their truths, and the metrics that follow from them. Main type: {@link
 * dev.leeway.performance.Outcomes}.
 */
@NullMarked
package dev.leeway.performance;

import org.jspecify.annotations.NullMarked;
