/**
 * All that tries to break a monitor, in one table: threads, hostile input, and mutants of the code that judges. Main type:
 * {@link dev.leeway.benchmarks.campaign.CampaignExperiment}.
 */
@NullMarked
package dev.leeway.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
