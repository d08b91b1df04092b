package dev.leeway.performance;

import org.jspecify.annotations.Nullable;

/** Adds what a model answered and what was true to outcomes of their kind, whatever of it is there. */
public final class OutcomeReader {

  private static final double THRESHOLD = 0.5;

  private final Outcomes outcomes;
  private final PositiveClass positive;
  private long unlabelled;
  private long unreadable;

  /** Into these outcomes; the positive class matters to binary ones alone. */
  public OutcomeReader(Outcomes outcomes, PositiveClass positive) {
    this.outcomes = outcomes;
    this.positive = positive;
  }

  /**
   * One record. It counts where it has an answer and a truth; where it has no truth it is unlabelled, and a truth that means nothing
   * is unreadable.
   *
   * @param score probability of yes, or null
   * @param prediction predicted class or number, or null; a binary model's is else score &gt;= 0.5
   * @param truth true class or number, or null
   */
  public void add(@Nullable Double score, @Nullable Object prediction, @Nullable Object truth) {
    if (score == null && prediction == null) {
      return;
    }
    if (truth == null) {
      unlabelled++;
    } else if (!change(score, prediction, truth)) {
      unreadable++;
    }
  }

  private boolean change(@Nullable Double score, @Nullable Object prediction, Object truth) {
    if (outcomes instanceof BinaryOutcomes binary) {
      Boolean actual = positive.test(truth);
      Boolean said = prediction != null
          ? positive.test(prediction)
          : score != null && !score.isNaN() ? Boolean.valueOf(score >= THRESHOLD) : null;
      if (actual == null || said == null) {
        return false;
      }
      binary.add(score == null ? Double.NaN : score, said, actual);
      return true;
    }
    if (outcomes instanceof ClassOutcomes classes) {
      if (prediction == null) {
        return false;
      }
      classes.add(prediction.toString(), truth.toString());
      return true;
    }
    NumberOutcomes numbers = (NumberOutcomes) outcomes;
    Object answer = prediction == null ? score : prediction;
    if (!(answer instanceof Double predicted) || !(truth instanceof Double actual)) {
      return false;
    }
    long before = numbers.labelled();
    numbers.add(predicted, actual);
    return numbers.labelled() > before;
  }

  public Outcomes outcomes() {
    return outcomes;
  }

  /** Records with an answer whose truth is not known. */
  public long unlabelled() {
    return unlabelled;
  }

  /** Records whose truth or answer could not be understood. */
  public long unreadable() {
    return unreadable;
  }
}
