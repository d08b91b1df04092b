package dev.leeway.baseline;

import java.util.Arrays;

/**
 * What the labels said about each bin of a score or prediction. Immutable; all arrays have one entry a bin.
 */
public final class Calibration {

  private final long[] labelled;
  private final double[] truth;
  private final double[] error;

  Calibration(long[] labelled, double[] truth, double[] error) {
    this.labelled = labelled;
    this.truth = truth;
    this.error = error;
  }

  /** Rows of the bin with a label. */
  public long labelled(int bin) {
    return labelled[bin];
  }

  /**
   * Mean of the truth in the bin, NaN without labels: the share of positive labels (binary), of labels that equal the
   * predicted class (multiclass), or the mean true value (regression).
   */
  public double labelRate(int bin) {
    return truth[bin] / labelled[bin];
  }

  /** Mean of truth less answer in the bin, NaN without labels; for classes the share of wrong ones. */
  public double meanError(int bin) {
    return error[bin] / labelled[bin];
  }

  int bins() {
    return labelled.length;
  }

  double truthSum(int bin) {
    return truth[bin];
  }

  double errorSum(int bin) {
    return error[bin];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibration that
        && Arrays.equals(labelled, that.labelled)
        && Arrays.equals(truth, that.truth)
        && Arrays.equals(error, that.error);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(labelled);
  }
}
