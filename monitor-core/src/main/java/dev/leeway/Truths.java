package dev.leeway;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.performance.BinaryOutcomes;
import dev.leeway.performance.ClassOutcomes;
import dev.leeway.performance.NumberOutcomes;
import dev.leeway.performance.OutcomeReader;
import dev.leeway.performance.Outcomes;
import dev.leeway.performance.PositiveClass;
import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import dev.leeway.schema.SignalRole;
import org.jspecify.annotations.Nullable;

/** Reads of rows what the model answered and what was true, where they carry both. For one thread. */
final class Truths<T> {

  private final Schema<T> schema;
  private final int label;
  private final int score;
  private final int prediction;
  private final @Nullable OutcomeReader reader;

  private Truths(Schema<T> schema, @Nullable OutcomeReader reader) {
    this.schema = schema;
    this.label = schema.indexOf(SignalRole.LABEL);
    this.score = schema.indexOf(SignalRole.SCORE);
    this.prediction = schema.indexOf(SignalRole.PREDICTION);
    this.reader = label < 0 || schema.accessor(label) instanceof Accessor.Answer ? null : reader;
  }

  static <T> Truths<T> of(Schema<T> schema, Baseline baseline) {
    Outcomes none = none(baseline);
    BaselinePerformance known = baseline.performance();
    PositiveClass positive =
        PositiveClass.of(known == null ? null : known.positiveClass(), schema.classes());
    return new Truths<>(schema, none == null ? null : new OutcomeReader(none, positive));
  }

  /** Outcomes of a baseline's task, without a record; null where there is no answer to be right or wrong. */
  static @Nullable Outcomes none(Baseline baseline) {
    int label = place(baseline, SignalRole.LABEL);
    int score = place(baseline, SignalRole.SCORE);
    int prediction = place(baseline, SignalRole.PREDICTION);
    if (label < 0 || score < 0 && prediction < 0) {
      return null;
    }
    return switch (baseline.task()) {
      case BINARY ->
        new BinaryOutcomes(
            score >= 0 && baseline.signals().get(score).binning() instanceof NumericBinning numeric
                ? numeric
                : null);
      case MULTICLASS ->
        prediction >= 0
                && baseline.signals().get(label).binning() instanceof CategoricalBinning known
            ? new ClassOutcomes(known.categories())
            : null;
      case REGRESSION -> new NumberOutcomes();
      case NONE -> null;
    };
  }

  private static int place(Baseline baseline, SignalRole role) {
    for (int i = 0; i < baseline.signals().size(); i++) {
      if (baseline.signals().get(i).signal().role() == role) {
        return i;
      }
    }
    return -1;
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
    Object scored = score < 0 ? null : value(score, row, given);
    Object predicted = prediction < 0 ? null : value(prediction, row, score < 0 ? given : null);
    reader.add(scored instanceof Double number ? number : null, predicted, value(label, row, null));
  }

  private @Nullable Object value(int signal, T row, @Nullable Object given) {
    Accessor<T> accessor = schema.accessor(signal);
    if (accessor instanceof Accessor.Answer) {
      return given;
    }
    try {
      return schema.signals().get(signal).isNumeric()
          ? accessor.number(row)
          : accessor.category(row);
    } catch (RuntimeException unreadable) {
      // counted as unreadable where the signal's bin is found
      return null;
    }
  }

  /** Null where rows carry no truth. */
  @Nullable
  Outcomes outcomes() {
    return reader == null ? null : reader.outcomes();
  }
}
