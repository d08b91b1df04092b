package dev.leeway;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.performance.OutcomeReader;
import dev.leeway.performance.Outcomes;
import dev.leeway.performance.PositiveClass;
import dev.leeway.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Collects of rows what the model answered and what was true, where they carry both. For one thread. */
final class Truths<T> {

  private final RowTruths<T> rows;
  private final @Nullable OutcomeReader reader;

  private Truths(RowTruths<T> rows, @Nullable OutcomeReader reader) {
    this.rows = rows;
    this.reader = rows.any() ? reader : null;
  }

  static <T> Truths<T> of(Schema<T> schema, Baseline baseline) {
    Outcomes none = baseline.outcomes();
    return new Truths<>(
        new RowTruths<>(schema),
        none == null ? null : new OutcomeReader(none, positive(schema, baseline)));
  }

  /** Which labels mean yes: as the baseline learnt it, else as the schema's classes say. */
  static PositiveClass positive(Schema<?> schema, Baseline baseline) {
    BaselinePerformance known = baseline.performance();
    return PositiveClass.of(known == null ? null : known.positiveClass(), schema.classes());
  }

  /**
   * One row.
   *
   * @param answer the model's number where it is given beside the row, else NaN
   */
  void add(T row, double answer) {
    if (reader == null) {
      return;
    }
    Double given = Double.isNaN(answer) ? null : answer;
    Object scored = rows.score(row, given);
    reader.add(
        scored instanceof Double number ? number : null,
        rows.prediction(row, rows.hasScore() ? null : given),
        rows.label(row));
  }

  /** Null where rows carry no truth. */
  @Nullable
  Outcomes outcomes() {
    return reader == null ? null : reader.outcomes();
  }
}
