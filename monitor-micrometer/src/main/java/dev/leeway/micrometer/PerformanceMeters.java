package dev.leeway.micrometer;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Performance;
import dev.leeway.label.LabelCounts;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How good the model is, and what became of labels: of monitors whose baseline knows how good it was. */
final class PerformanceMeters {

  private static final List<String> SHOWN = List.of("roc_auc", "accuracy", "mae");

  private static final Map<String, ToDoubleFunction<LabelCounts>> OUTCOMES = Map.of(
      "joined", LabelCounts::joined,
      "corrected", LabelCounts::corrected,
      "expired", LabelCounts::expired,
      "unknown", LabelCounts::unknown,
      "unreadable", LabelCounts::unreadable,
      "dropped", LabelCounts::dropped);

  private final MeterRegistry meters;
  private final Monitor<?> monitor;
  private final Baseline baseline;
  private final List<Meter> bound = new ArrayList<>();

  private PerformanceMeters(MeterRegistry meters, Monitor<?> monitor, Baseline baseline) {
    this.meters = meters;
    this.monitor = monitor;
    this.baseline = baseline;
  }

  /** The meters that were bound: none where the baseline had no labels. */
  static List<Meter> bind(MeterRegistry meters, Monitor<?> monitor, Baseline baseline, Tags tags) {
    PerformanceMeters made = new PerformanceMeters(meters, monitor, baseline);
    BaselinePerformance known = baseline.performance();
    if (known != null) {
      for (String window : monitor.windowNames()) {
        made.bindWindow(window, known, tags.and("window", window));
      }
      made.bindLabels(tags);
    }
    return made.bound;
  }

  private void bindWindow(String window, BaselinePerformance known, Tags tags) {
    for (String key : SHOWN) {
      if (known.metrics().containsKey(key)) {
        Tags metric = tags.and("metric", key);
        gauge(
            "drift.performance",
            "How good the model is",
            metric.and("kind", "realised"),
            () -> realised(window, key));
        gauge(
            "drift.performance",
            "How good the model is",
            metric.and("kind", "estimated"),
            () -> estimated(window, key));
      }
    }
    gauge(
        "drift.performance.maturity",
        "Share of answers whose label has come",
        tags,
        () -> maturity(window));
  }

  private void bindLabels(Tags tags) {
    OUTCOMES.forEach((outcome, count) ->
        bound.add(FunctionCounter.builder("drift.labels", monitor, m -> counts(m, count))
            .description("Labels with ids by what became of them")
            .tags(tags.and("outcome", outcome))
            .register(meters)));
    gauge(
        "drift.labels.pending",
        "Predictions that wait for their label",
        tags,
        () -> counts(monitor, LabelCounts::pending));
  }

  private void gauge(String name, String description, Tags tags, Supplier<Number> read) {
    bound.add(Gauge.builder(name, read)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(meters));
  }

  private static double counts(Monitor<?> monitor, ToDoubleFunction<LabelCounts> read) {
    LabelCounts counts = monitor.labels();
    return counts == null ? 0 : read.applyAsDouble(counts);
  }

  private @Nullable Performance latest(String window) {
    Evaluation latest = monitor.latest(window);
    // between a swap and the binding anew these are still the meters of the old baseline
    return latest == null || !monitor.baseline().equals(baseline) ? null : latest.performance();
  }

  private double realised(String window, String key) {
    Performance latest = latest(window);
    Metric metric = latest == null ? null : latest.realised().get(key);
    return metric == null ? Double.NaN : metric.value();
  }

  private double estimated(String window, String key) {
    Performance latest = latest(window);
    Estimate estimate = latest == null ? null : latest.estimated().get(key);
    return estimate == null ? Double.NaN : estimate.value();
  }

  private double maturity(String window) {
    Performance latest = latest(window);
    return latest == null ? Double.NaN : latest.maturity();
  }
}
