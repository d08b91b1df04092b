package dev.leeway.judgement;

/**
 * How much one coarse bin moved.
 *
 * @param bin the bin's name
 * @param reference share of the training data in it
 * @param current share of the window in it
 * @param contribution its part of PSI, in nats; NaN for a bin outside the shape, such as missing
 * @param place among the bins in the order of their values, or of the frequency of categories; -1 for what is no bin of the shape
 */
public record BinShift(
    String bin, double reference, double current, double contribution, int place) {

  /** Of something that is no bin of the shape. */
  public BinShift(String bin, double reference, double current, double contribution) {
    this(bin, reference, current, contribution, -1);
  }
}
