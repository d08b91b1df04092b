package dev.leeway.label;

/**
 * Hears of predictions whose labels are there. Called by one thread at a time, each sees what the one before has done; often
 * that is a request thread: it must be quick, must not wait, and should not throw.
 *
 * <p>Of a join of classes the truths are NaN, of a join of numbers the classes are {@link LabelJoin#NO_CLASS}. A pane may have left
 * the window meanwhile.
 */
public interface JoinListener {

  /**
   * A prediction and its label.
   *
   * @param answer the model's number, as it was given: a probability, a value, or NaN
   * @param predictedClass the class that the model chose, or {@link LabelJoin#NO_CLASS}
   * @param pane the pane that the prediction was made in
   */
  void joined(double answer, int predictedClass, double truth, int trueClass, int pane);

  /**
   * A prediction that was joined before has another label now: what was counted for the old one is to be taken back.
   *
   * @param pane the pane that the prediction was made in
   */
  void corrected(
      double answer,
      int predictedClass,
      double oldTruth,
      int oldClass,
      double truth,
      int trueClass,
      int pane);
}
