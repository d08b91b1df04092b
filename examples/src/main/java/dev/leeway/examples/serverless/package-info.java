/**
 * A function that keeps nothing between its invocations: each counts its own records and merges them into a window that lies
 * elsewhere. Main type: {@link dev.leeway.examples.serverless.ScoringFunction}.
 */
@NullMarked
package dev.leeway.examples.serverless;

import org.jspecify.annotations.NullMarked;
