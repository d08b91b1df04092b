package dev.leeway.label;

/**
 * What became of all predictions and labels of a join since it was made, in numbers. Each prediction is in exactly one of
 * joined, pending, expired, duplicates and droppedPredictions; each label in exactly one of joined, waiting, repeated, corrected,
 * unknown, unreadable and droppedLabels.
 *
 * @param predictions all that came with an id
 * @param labels all that came with an id
 * @param joined predictions that met their label
 * @param pending predictions that wait for their label now
 * @param waiting labels that wait for their prediction now
 * @param duplicates predictions under an id that another one had; the first stays
 * @param repeated labels that said again what was known
 * @param corrected labels that said otherwise than one before; the last counts
 * @param expired predictions that left without a label
 * @param unknown labels that left without a prediction, or found no room to wait for it
 * @param unreadable labels without a value: missing, not a number, infinite
 * @param droppedPredictions predictions that came while the queue was full and another thread was emptying it
 * @param droppedLabels labels of which that is true
 */
public record LabelCounts(
    long predictions,
    long labels,
    long joined,
    long pending,
    long waiting,
    long duplicates,
    long repeated,
    long corrected,
    long expired,
    long unknown,
    long unreadable,
    long droppedPredictions,
    long droppedLabels) {

  /**
   * Checks that nothing is lost.
   *
   * @throws IllegalArgumentException if predictions or labels are not the sum of what became of them
   */
  public LabelCounts {
    require("Predictions", predictions, joined, pending, expired, duplicates, droppedPredictions);
    require(
        "Labels", labels, joined, waiting, repeated, corrected, unknown, unreadable, droppedLabels);
  }

  private static void require(String what, long all, long... parts) {
    long sum = 0;
    for (long part : parts) {
      if (part < 0) {
        throw new IllegalArgumentException(
            what + " cannot be split into a count below zero: " + part + ".");
      }
      sum = Math.addExact(sum, part);
    }
    if (sum != all) {
      throw new IllegalArgumentException(
          what + " are " + all + ", but what became of them adds up to " + sum + ".");
    }
  }

  /** Predictions and labels that were dropped. */
  public long dropped() {
    return droppedPredictions + droppedLabels;
  }
}
