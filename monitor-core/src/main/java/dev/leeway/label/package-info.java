/**
 * Predictions and, later, their labels enter; the two together leave, to a {@link dev.leeway.label.JoinListener}. Bounded, without
 * allocation, and nobody waits. What mutates stays in this room; {@link dev.leeway.label.LabelCounts} are a copy. Main type: {@link
 * dev.leeway.label.LabelJoin}.
 */
@NullMarked
package dev.leeway.label;

import org.jspecify.annotations.NullMarked;
