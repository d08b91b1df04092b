package dev.leeway.performance;

/** How often a class was the truth where another, or the same, was predicted. */
public record ConfusionCell(String truth, String predicted, long records) {}
