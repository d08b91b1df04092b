package dev.leeway.judgement;

/**
 * How much one coarse bin moved.
 *
 * @param bin the bin's name
 * @param reference share of the training data in it
 * @param current share of the window in it
 * @param contribution its part of PSI, in nats; NaN for a bin outside the shape, such as missing
 */
public record BinShift(String bin, double reference, double current, double contribution) {}
