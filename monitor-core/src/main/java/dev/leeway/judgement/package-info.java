/**
 * A baseline and a window enter, an evaluation leaves: every number, and the findings that exceed a policy's limits.
 * Main types: {@link dev.leeway.judgement.Evaluation} and {@link dev.leeway.judgement.AlertPolicy}.
 */
@NullMarked
package dev.leeway.judgement;

import org.jspecify.annotations.NullMarked;
