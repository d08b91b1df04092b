package dev.leeway;

import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import dev.leeway.schema.SignalRole;
import org.jspecify.annotations.Nullable;

/** Rows that carry their own truth: reads it again, with the answer, of rows that have one. Safe for any number of threads. */
final class RowTruths<T> {

  private final Schema<T> schema;
  private final int label;
  private final int score;
  private final int prediction;

  RowTruths(Schema<T> schema) {
    this.schema = schema;
    int place = schema.indexOf(SignalRole.LABEL);
    this.label = place >= 0 && schema.accessor(place) instanceof Accessor.Answer ? -1 : place;
    this.score = schema.indexOf(SignalRole.SCORE);
    this.prediction = schema.indexOf(SignalRole.PREDICTION);
  }

  /** Whether rows carry a truth at all. */
  boolean any() {
    return label >= 0;
  }

  boolean hasScore() {
    return score >= 0;
  }

  /** The score that a row carries, or the given one where it carries none. */
  @Nullable
  Object score(T row, @Nullable Object given) {
    return value(score, row, given);
  }

  /** The prediction that a row carries, or the given one where it carries none. */
  @Nullable
  Object prediction(T row, @Nullable Object given) {
    return value(prediction, row, given);
  }

  @Nullable
  Object label(T row) {
    return value(label, row, null);
  }

  /**
   * Adds what a row answers and what was true.
   *
   * @param number the model's number where it was given beside the row, else NaN
   * @param predicted the predicted class where it was given beside the row
   */
  void add(AnswerBook book, T row, double number, @Nullable String predicted, int pane) {
    Object truth = label(row);
    if (truth == null) {
      return;
    }
    Object said = prediction(row, null);
    book.both(
        answer(score(row, null), said, number),
        said instanceof String name ? name : predicted,
        truth,
        pane);
  }

  /** Adds what a row answers; its truth will come under the key. */
  void later(AnswerBook book, long key, T row, int pane) {
    Object said = prediction(row, null);
    book.predicted(
        key,
        answer(score(row, null), said, Double.NaN),
        said instanceof String name ? name : null,
        pane);
  }

  /** The row's own score, else what was given beside it, else the number that the row predicts. */
  private static double answer(@Nullable Object scored, @Nullable Object said, double given) {
    if (scored instanceof Double own) {
      return own;
    }
    return Double.isNaN(given) && said instanceof Double own ? own : given;
  }

  /** Whatever an accessor throws was told when the row was counted. */
  private @Nullable Object value(int signal, T row, @Nullable Object given) {
    if (signal < 0) {
      return null;
    }
    Accessor<T> accessor = schema.accessor(signal);
    if (accessor instanceof Accessor.Answer) {
      return given;
    }
    try {
      return schema.signals().get(signal).isNumeric()
          ? accessor.number(row)
          : accessor.category(row);
    } catch (Throwable unreadable) {
      return null;
    }
  }
}
