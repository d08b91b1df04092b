/**
 * Alerts and evaluations enter, log lines and lists leave: sinks that need nothing but this library. Main type: {@link
 * dev.leeway.sink.LogSink}.
 */
@NullMarked
package dev.leeway.sink;

import org.jspecify.annotations.NullMarked;
