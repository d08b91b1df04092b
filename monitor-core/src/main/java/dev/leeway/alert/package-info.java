/**
 * Evaluations enter, alerts leave to sinks: their life (opened, escalated, resolved) and their delivery. Main types:
 * {@link dev.leeway.alert.Alert} and {@link dev.leeway.alert.Sink}.
 */
@NullMarked
package dev.leeway.alert;

import org.jspecify.annotations.NullMarked;
