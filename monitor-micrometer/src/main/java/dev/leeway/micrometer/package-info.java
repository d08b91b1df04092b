/**
 * A monitor enters, meters leave, in the way of Micrometer's own binders. Main type: {@link
 * dev.leeway.micrometer.LeewayMetrics}.
 */
@NullMarked
package dev.leeway.micrometer;

import org.jspecify.annotations.NullMarked;
