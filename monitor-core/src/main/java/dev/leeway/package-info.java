/**
 * The front door: {@link dev.leeway.Monitor} watches live traffic from inside a service, {@link dev.leeway.Comparison}
 * compares rows at hand. Nothing in the library imports this package.
 */
@NullMarked
package dev.leeway;

import org.jspecify.annotations.NullMarked;
