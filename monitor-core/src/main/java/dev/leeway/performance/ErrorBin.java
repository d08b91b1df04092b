package dev.leeway.performance;

/** Errors, prediction less truth, of about the same size: from {@code from} to {@code to}. */
public record ErrorBin(double from, double to, long records) {}
