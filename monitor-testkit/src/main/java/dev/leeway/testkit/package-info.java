/**
 * A statistic, sink, store or batch of the user's own enters, a verdict leaves: contract suites and assertions for JUnit
 * tests. Main types: {@link dev.leeway.testkit.DriftStatisticContract}, {@link dev.leeway.testkit.SinkContract}, {@link
 * dev.leeway.testkit.BaselineStoreContract}, {@link dev.leeway.testkit.LeewayAssertions}.
 */
@NullMarked
package dev.leeway.testkit;

import org.jspecify.annotations.NullMarked;
