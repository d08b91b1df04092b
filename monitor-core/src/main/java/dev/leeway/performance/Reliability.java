package dev.leeway.performance;

/**
 * Answers of about the same score.
 *
 * @param bin which scores
 * @param records answers with a truth, at least one
 * @param meanScore mean score of these, from the bins
 * @param labelRate share of these whose truth is yes
 */
public record Reliability(String bin, long records, double meanScore, double labelRate) {}
