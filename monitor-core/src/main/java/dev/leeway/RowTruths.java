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

  /**
   * Adds what a row answers and what was true.
   *
   * @param number the model's number where it was given beside the row, else NaN
   * @param predicted the predicted class where it was given beside the row
   */
  void add(AnswerBook book, T row, double number, @Nullable String predicted, int pane) {
    Object truth = value(label, row);
    if (truth == null) {
      return;
    }
    Object scored = score < 0 ? null : value(score, row);
    Object said = prediction < 0 ? null : value(prediction, row);
    double answer = scored instanceof Double own
        ? own
        : Double.isNaN(number) && said instanceof Double own ? own : number;
    book.both(answer, said instanceof String name ? name : predicted, truth, pane);
  }

  /** Adds what a row answers; its truth will come under the key. */
  void later(AnswerBook book, long key, T row, int pane) {
    Object scored = score < 0 ? null : value(score, row);
    Object said = prediction < 0 ? null : value(prediction, row);
    double answer =
        scored instanceof Double own ? own : said instanceof Double number ? number : Double.NaN;
    book.predicted(key, answer, said instanceof String name ? name : null, pane);
  }

  /** Whatever an accessor throws was told when the row was counted. */
  private @Nullable Object value(int signal, T row) {
    Accessor<T> accessor = schema.accessor(signal);
    if (accessor instanceof Accessor.Answer) {
      return null;
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
