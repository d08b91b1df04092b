/**
 * A row and the model's answer enter, one bin for each signal leaves. All user code of the request path runs here. Main
 * type: {@link dev.leeway.observation.RowEncoder}.
 */
@NullMarked
package dev.leeway.observation;

import org.jspecify.annotations.NullMarked;
