package dev.leeway.baseline;

import dev.leeway.binning.Counts;

/**
 * One signal's part of a chunk of the training data.
 *
 * @param coarse present rows on the baseline's coarse view
 * @param missing rows without a value: missing and not-a-number
 * @param unreadable rows whose value could not be read
 */
public record Chunk(Counts coarse, long missing, long unreadable) {

  public long rows() {
    return coarse.total() + missing + unreadable;
  }
}
