package dev.leeway.baseline;

import org.jspecify.annotations.Nullable;

/**
 * How much the training data's own chunks differ beyond sampling noise.
 *
 * @param psi natural intensity of PSI: max(0, mean of k PSI over the chunks − (B − 1)) / mean k, each chunk against all
 *     others
 * @param ks the same of D²: max(0, mean of k D² − 0.8225) / mean k; 0 for categories
 * @param missing variation of the share of missing and unreadable rows
 * @param unseen variation of the share of categories that the other chunks do not have; null for numbers
 */
public record Natural(
    double psi, double ks, ShareVariation missing, @Nullable ShareVariation unseen) {

  /**
   * How a share moves from chunk to chunk, in squared log-odds.
   *
   * @param own mean over chunks of (l − l of the rest)² less its sampling variance, at least 0
   * @param pool the same, shared over all signals of the baseline
   * @param rows rows of the training data that the share counts
   */
  public record ShareVariation(double own, double pool, long rows) {}
}
