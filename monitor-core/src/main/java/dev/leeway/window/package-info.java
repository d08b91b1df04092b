/**
 * Bins and times enter, windows leave: panes inside, closed ones added to the total and expired ones taken away. What
 * mutates stays in this room; a {@link dev.leeway.window.Window} is a copy. Main types: {@link
 * dev.leeway.window.Recorder} and {@link dev.leeway.window.Window}.
 */
@NullMarked
package dev.leeway.window;

import org.jspecify.annotations.NullMarked;
