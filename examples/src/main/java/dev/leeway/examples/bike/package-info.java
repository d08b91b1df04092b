/**
 * Bike rentals of 2011 as the baseline, 2012 replayed hour by hour through the monitor that a service embeds. Main type:
 * {@link dev.leeway.examples.bike.BikeDemo}.
 */
@NullMarked
package dev.leeway.examples.bike;

import org.jspecify.annotations.NullMarked;
