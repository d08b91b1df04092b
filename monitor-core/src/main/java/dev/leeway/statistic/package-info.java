/**
 * Reference and current counts enter, a number leaves that says how it was made. Main type: {@link
 * dev.leeway.statistic.DriftStatistic}.
 */
@NullMarked
package dev.leeway.statistic;

import org.jspecify.annotations.NullMarked;
