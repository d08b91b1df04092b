/**
 * Evaluations as one page of HTML: opens offline, on a phone, in print, light and dark. {@link
 * dev.leeway.report.HtmlReport} is the way in.
 */
@NullMarked
package dev.leeway.report;

import org.jspecify.annotations.NullMarked;
