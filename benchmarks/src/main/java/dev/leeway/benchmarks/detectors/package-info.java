/** Streams of values enter, what a change detector's update costs leaves, beside the same kinds of MOA. */
@NullMarked
package dev.leeway.benchmarks.detectors;

import org.jspecify.annotations.NullMarked;
