package dev.leeway.baseline;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.performance.BinaryOutcomes;
import dev.leeway.performance.ClassOutcomes;
import dev.leeway.performance.Metric;
import dev.leeway.performance.NumberOutcomes;
import dev.leeway.performance.OutcomeReader;
import dev.leeway.performance.Outcomes;
import dev.leeway.performance.PositiveClass;
import dev.leeway.schema.Schema;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Answers and labels of the training data, chunk by chunk, and how good they make the model. */
final class OutcomeChunks {

  private static final long FEWEST_LABELS = 50;

  private final Schema<?> schema;
  private final List<? extends Column<?, ?>> columns;
  private final PositiveClass positive;
  private final int label;
  private final int score;
  private final int prediction;
  private List<@Nullable OutcomeReader> chunks = new ArrayList<>();

  OutcomeChunks(
      Schema<?> schema, List<? extends Column<?, ?>> columns, @Nullable String positiveClass) {
    this.schema = schema;
    this.columns = columns;
    this.positive = PositiveClass.of(positiveClass, schema.classes());
    this.label = schema.indexOf(SignalRole.LABEL);
    this.score = schema.indexOf(SignalRole.SCORE);
    this.prediction = schema.indexOf(SignalRole.PREDICTION);
  }

  private boolean applies() {
    return label >= 0 && (score >= 0 || prediction >= 0);
  }

  /** Takes the row into account that every column has counted last. */
  void learn(int chunk) {
    if (!applies()) {
      return;
    }
    while (chunks.size() <= chunk) {
      chunks.add(null);
    }
    OutcomeReader reader = chunks.get(chunk);
    if (reader == null) {
      Outcomes none =
          none(schema.task(), schema::indexOf, place -> columns.get(place).binning());
      if (none == null) {
        return;
      }
      reader = new OutcomeReader(none, positive);
      chunks.set(chunk, reader);
    }
    Object scored = score < 0 ? null : columns.get(score).last();
    reader.add(
        scored instanceof Double number ? number : null,
        prediction < 0 ? null : columns.get(prediction).last(),
        columns.get(label).last());
  }

  /** Outcomes of a task without a record; null where there is no label, or no answer to be right or wrong. */
  static @Nullable Outcomes none(
      Task task, ToIntFunction<SignalRole> places, IntFunction<Binning> binnings) {
    int label = places.applyAsInt(SignalRole.LABEL);
    int score = places.applyAsInt(SignalRole.SCORE);
    int prediction = places.applyAsInt(SignalRole.PREDICTION);
    if (label < 0 || score < 0 && prediction < 0) {
      return null;
    }
    return switch (task) {
      case BINARY ->
        new BinaryOutcomes(
            score >= 0 && binnings.apply(score) instanceof NumericBinning numeric ? numeric : null);
      case MULTICLASS ->
        prediction >= 0 && binnings.apply(label) instanceof CategoricalBinning known
            ? new ClassOutcomes(known.categories())
            : null;
      case REGRESSION -> new NumberOutcomes();
      case NONE -> null;
    };
  }

  /** The bins of the score have changed: each old one is part of a new one. */
  void rearrange(int signal, int[] bins) {
    if (signal != score || !(columns.get(score).binning() instanceof NumericBinning now)) {
      return;
    }
    for (int i = 0; i < chunks.size(); i++) {
      OutcomeReader reader = chunks.get(i);
      if (reader != null && reader.outcomes() instanceof BinaryOutcomes binary) {
        chunks.set(i, new OutcomeReader(binary.rearranged(now, bins), positive));
      }
    }
  }

  /** Puts each chunk in its new place; chunks with the same place become one. */
  void arrange(int[] places, int count) {
    List<@Nullable OutcomeReader> arranged = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arranged.add(null);
    }
    for (int i = 0; i < chunks.size(); i++) {
      OutcomeReader reader = chunks.get(i);
      if (reader != null) {
        OutcomeReader there = arranged.get(places[i]);
        if (there == null) {
          arranged.set(places[i], reader);
        } else {
          there.outcomes().add(reader.outcomes());
        }
      }
    }
    chunks = arranged;
  }

  /** Null where no record had an answer and a label. */
  @Nullable
  BaselinePerformance performance(List<Boolean> full, List<SignalBaseline> signals) {
    Outcomes all = null;
    List<Map<String, Metric>> ofChunks = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      OutcomeReader reader = chunks.get(i);
      if (reader != null) {
        if (all == null) {
          all = reader.outcomes().empty();
        }
        all.add(reader.outcomes());
        if (full.get(i) && reader.outcomes().labelled() >= FEWEST_LABELS) {
          ofChunks.add(reader.outcomes().metrics());
        }
      }
    }
    if (all == null || all.labelled() == 0) {
      return null;
    }
    Map<String, BaselinePerformance.Expected> metrics = new LinkedHashMap<>();
    all.metrics().forEach((key, metric) -> metrics.put(key, expected(metric, ofChunks)));
    return new BaselinePerformance(
        all.labelled(), positive.name(), metrics, predictedPositive(all, signals));
  }

  private static BaselinePerformance.Expected expected(
      Metric metric, List<Map<String, Metric>> ofChunks) {
    double sum = 0;
    double squares = 0;
    double explained = 0;
    int counted = 0;
    for (Map<String, Metric> chunk : ofChunks) {
      Metric there = chunk.get(metric.key());
      if (there != null && there.hasValue() && !Double.isNaN(there.standardError())) {
        sum += there.value();
        squares += there.value() * there.value();
        explained += there.standardError() * there.standardError();
        counted++;
      }
    }
    double variance = counted < 2 ? 0 : (squares - sum * sum / counted) / (counted - 1);
    double natural = counted < 2 ? 0 : Math.max(0, variance - explained / counted);
    return new BaselinePerformance.Expected(
        metric, Double.isFinite(natural) ? natural : 0, counted);
  }

  private @Nullable Counts predictedPositive(Outcomes all, List<SignalBaseline> signals) {
    if (!(all instanceof BinaryOutcomes binary) || binary.scores() == null) {
      return null;
    }
    // the baseline's own bins: they know the means of their values
    Binning scores = signals.get(score).binning();
    long[] said = new long[scores.bins()];
    for (int bin = 0; bin < said.length; bin++) {
      said[bin] = binary.predictedPositive(bin);
    }
    return Counts.of(scores, said);
  }
}
