package dev.leeway.performance;

import org.jspecify.annotations.Nullable;

/** Adds what a model answered and what was true to outcomes of their kind, whatever of it is there. */
public final class OutcomeReader {

  private static final double THRESHOLD = 0.5;

  private final Outcomes outcomes;
  private final PositiveClass positive;

  /** Into these outcomes; the positive class matters to binary ones alone. */
  public OutcomeReader(Outcomes outcomes, PositiveClass positive) {
    this.outcomes = outcomes;
    this.positive = positive;
  }

  /**
   * One record. It counts where it has an answer and a truth, and both mean something.
   *
   * @param score probability of yes, or null
   * @param prediction predicted class or number, or null; a binary model's is else score &gt;= 0.5
   * @param truth true class or number, or null
   */
  public void add(@Nullable Double score, @Nullable Object prediction, @Nullable Object truth) {
    if (truth != null && (score != null || prediction != null)) {
      change(score, prediction, truth);
    }
  }

  private void change(@Nullable Double score, @Nullable Object prediction, Object truth) {
    if (outcomes instanceof BinaryOutcomes binary) {
      Boolean actual = positive.test(truth);
      Boolean said = prediction != null
          ? positive.test(prediction)
          : score != null && !score.isNaN() ? Boolean.valueOf(score >= THRESHOLD) : null;
      if (actual != null && said != null) {
        binary.add(score == null ? Double.NaN : score, said, actual);
      }
    } else if (outcomes instanceof ClassOutcomes classes) {
      if (prediction != null) {
        classes.add(prediction.toString(), truth.toString());
      }
    } else if (outcomes instanceof NumberOutcomes numbers) {
      Object answer = prediction == null ? score : prediction;
      if (answer instanceof Double predicted && truth instanceof Double actual) {
        numbers.add(predicted, actual);
      }
    }
  }

  public Outcomes outcomes() {
    return outcomes;
  }
}
