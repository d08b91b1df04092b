package dev.leeway;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Judge;
import dev.leeway.observation.RowEncoder;
import dev.leeway.performance.Outcomes;
import dev.leeway.schema.Schema;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceRows;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Statistics;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import dev.leeway.window.WindowPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows at hand with a baseline, in one call: what a batch job needs. Immutable and safe for several threads.
 */
public final class Comparison {

  private final Baseline baseline;
  private final AlertPolicy policy;
  private static final int TOLD_EVERY = 1 << 12;

  private final List<DriftStatistic> statistics;
  private final LongConsumer progress;

  private Comparison(
      Baseline baseline,
      AlertPolicy policy,
      List<DriftStatistic> statistics,
      LongConsumer progress) {
    this.baseline = baseline;
    this.policy = policy;
    this.statistics = statistics;
    this.progress = progress;
  }

  /** With the default policy and all statistics. */
  public static Comparison against(Baseline baseline) {
    return new Comparison(baseline, AlertPolicy.fixed(), Statistics.standard(), rows -> {});
  }

  public Comparison policy(AlertPolicy other) {
    return new Comparison(baseline, other, statistics, progress);
  }

  /** Shows a further statistic, such as one of your own. */
  public Comparison statistic(DriftStatistic further) {
    List<DriftStatistic> all = new ArrayList<>(statistics);
    all.add(further);
    return new Comparison(baseline, policy, List.copyOf(all), progress);
  }

  /** Tells a listener every now and then how many rows have been counted. */
  public Comparison onProgress(LongConsumer listener) {
    return new Comparison(baseline, policy, statistics, listener);
  }

  /**
   * Evaluates rows that carry the model's answer themselves, if the schema has one.
   *
   * @throws IllegalArgumentException if the schema does not fit the baseline
   */
  public <T> Evaluation of(Schema<T> schema, Iterable<? extends T> rows) {
    return evaluate(schema, rows, null);
  }

  /** Evaluates rows with the model's answer for each: the score, or the number that it predicts. */
  public <T> Evaluation of(
      Schema<T> schema, Iterable<? extends T> rows, ToDoubleFunction<? super T> answers) {
    return evaluate(schema, rows, answers);
  }

  /**
   * Evaluates the records of a source: files, a table, a query. They are read once, as the training data was, in memory that
   * does not depend on their number. A column that they lack is missing in every record.
   *
   * @throws dev.leeway.source.SourceException if the source cannot be read, or has none of the baseline's features
   */
  public Evaluation of(RecordSource source) {
    return of(rows(baseline, source));
  }

  /** As {@link #of(RecordSource)}, with rows of {@link #rows}, which say afterwards what could not be read. */
  public Evaluation of(SourceRows rows) {
    try (rows) {
      return evaluate(rows.schema(baseline.task()), rows, null);
    }
  }

  /** The records of a source as rows of a baseline: each signal is read from the column of its name, as in training. */
  public static SourceRows rows(Baseline baseline, RecordSource source) {
    DataFormat format = baseline.dataFormat();
    return SourceRows.of(
        source, baseline.schemaSignals(), format == null ? DataFormat.of(List.of()) : format);
  }

  /** Evaluates a window that was counted elsewhere. */
  public Evaluation of(Window window) {
    return judge(window.frame().records()).evaluateAsItIs(window);
  }

  private Evaluation of(Window window, @Nullable Outcomes outcomes) {
    return outcomes == null
        ? of(window)
        : judge(window.frame().records()).evaluateAsItIs(window, outcomes);
  }

  private Judge judge(long records) {
    // the policy sees a window of just these records, but not so few that it would refuse them
    long rows = Math.max(records, policy.minimumRows());
    return new Judge(baseline, WindowPolicy.ofRecords(rows).tumbling(), policy, statistics);
  }

  private <T> Evaluation evaluate(
      Schema<T> schema, Iterable<? extends T> rows, @Nullable ToDoubleFunction<? super T> answers) {
    Troubles troubles = new Troubles("comparison with " + baseline.name());
    RowEncoder<T> encoder = new RowEncoder<>(
        schema, baseline, (signal, failure) -> troubles.add(Stage.ACCESSOR, failure, signal), true);
    long[][] counts = new long[encoder.width()][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new long[baseline.signals().get(i).binning().bins()];
    }
    ToLongFunction<? super T> time = schema.eventTime();
    Truths<T> truths = Truths.of(schema, baseline);
    int[] bins = new int[encoder.width()];
    long records = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (T row : rows) {
      encoder.encode(row, bins);
      double answer = answers == null ? Double.NaN : answers.applyAsDouble(row);
      if (answers != null) {
        encoder.answer(answer, bins);
      }
      truths.add(row, answer);
      for (int i = 0; i < bins.length; i++) {
        counts[i][bins[i]]++;
      }
      if (time != null) {
        try {
          long millis = time.applyAsLong(row);
          if (millis != Schema.NO_TIME) {
            first = Math.min(first, millis);
            last = Math.max(last, millis);
          }
        } catch (RuntimeException failure) {
          troubles.add(Stage.TIME, failure);
        }
      }
      records++;
      if (records % TOLD_EVERY == 0) {
        progress.accept(records);
      }
    }
    troubles.log();
    List<Counts> all = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      all.add(Counts.of(baseline.signals().get(i).binning(), counts[i]));
    }
    boolean timed = first <= last;
    WindowFrame frame = new WindowFrame(
        0,
        records,
        0,
        records - 1,
        timed ? Instant.ofEpochMilli(first) : null,
        timed ? Instant.ofEpochMilli(last + 1) : null,
        false);
    return of(
        Window.of(baseline, frame, all).withNewCategories(encoder.newCategories(0)),
        truths.outcomes());
  }
}
