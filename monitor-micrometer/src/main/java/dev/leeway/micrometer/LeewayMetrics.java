package dev.leeway.micrometer;

import dev.leeway.Monitor;
import dev.leeway.Stage;
import dev.leeway.alert.Alert;
import dev.leeway.alert.DeliveryCounts;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.window.WindowFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a monitor as Micrometer meters, listed in {@code docs/reference/meters.md}. Costs the request path
 * nothing: counters read what the monitor counts anyway, gauges the last judged window.
 *
 * <p>Every meter has the tags {@code model} and {@code baseline} (12 digits of its digest); those about a signal also
 * {@code signal}, {@code segment} ({@code all} where none are watched) and {@code window}. When the monitor goes over to
 * another baseline all meters are removed and bound anew, so no meter shows the old one. A value that does not exist yet is
 * NaN, and the state {@code no_data} is 1.
 *
 * <p>Safe for several threads. Holds the monitor; {@link #close} removes the meters and lets go of it.
 */
public final class LeewayMetrics implements MeterBinder, AutoCloseable {

  private static final String NO_SEGMENT = "all";

  private final Monitor<?> monitor;
  private final String model;
  private final Tags extra;
  private final Consumer<Baseline> onSwap = this::rebind;
  private final AlertSink alerts = new AlertSink();
  private final Set<Meter> bound = ConcurrentHashMap.newKeySet();
  private @Nullable MeterRegistry registry;

  /**
   * A binder for a monitor; {@link #bindTo} follows.
   *
   * @param model value of the tag {@code model}
   * @param tags further tags of every meter
   */
  public LeewayMetrics(Monitor<?> monitor, String model, Iterable<Tag> tags) {
    this.monitor = monitor;
    this.model = model;
    this.extra = Tags.of(tags);
  }

  /** Binds a monitor's meters to a registry. Close what comes back when the monitor is closed. */
  public static LeewayMetrics monitor(
      MeterRegistry registry, Monitor<?> monitor, String model, String... tags) {
    LeewayMetrics metrics = new LeewayMetrics(monitor, model, Tags.of(tags));
    metrics.bindTo(registry);
    return metrics;
  }

  /**
   * Number of meters that a monitor has in a registry, without labels and but for those of sinks and of alerts that never
   * came. Prometheus shows each timer as two series.
   *
   * @param windows the number of {@link Monitor#windowNames}
   */
  public static int series(int numericSignals, int categoricalSignals, int windows) {
    int numeric = 3 + Status.values().length;
    int categorical = 2 + Status.values().length;
    int whole = 6 + Stage.values().length;
    return windows * (numericSignals * numeric + categoricalSignals * categorical + 2)
        + numericSignals
        + categoricalSignals
        + whole;
  }

  @Override
  public synchronized void bindTo(MeterRegistry meters) {
    if (registry != null) {
      throw new IllegalStateException("The meters of model '" + model
          + "' are bound already: make another LeewayMetrics" + " for another registry.");
    }
    registry = meters;
    monitor.addSink(alerts);
    monitor.onSwap(onSwap);
    bind(meters, monitor.baseline(), true);
  }

  private synchronized void rebind(Baseline baseline) {
    MeterRegistry meters = registry;
    if (meters != null) {
      removeAll(meters);
      bind(meters, baseline, false);
    }
  }

  /** Removes the meters. A second call does nothing. */
  @Override
  public synchronized void close() {
    MeterRegistry meters = registry;
    if (meters != null) {
      monitor.removeOnSwap(onSwap);
      monitor.removeSink(alerts);
      removeAll(meters);
      registry = null;
    }
  }

  private void removeAll(MeterRegistry meters) {
    bound.forEach(meters::remove);
    bound.clear();
  }

  private void bind(MeterRegistry meters, Baseline baseline, boolean first) {
    Tags tags = extra.and("model", model, "baseline", baseline.identity().shortDigest());
    // counters go on for the monitor's life; those of a new baseline begin at 0
    counter(
        meters,
        "drift.observations",
        "rows",
        "Records that were counted",
        tags,
        first,
        Monitor::records);
    counter(
        meters,
        "drift.late",
        null,
        "Records whose pane had left the window",
        tags,
        first,
        Monitor::late);
    counter(
        meters,
        "drift.ahead",
        null,
        "Records too far ahead to be believed",
        tags,
        first,
        Monitor::ahead);
    counter(
        meters,
        "drift.dropped",
        null,
        "Records that came after the end",
        tags,
        first,
        Monitor::dropped);
    counter(
        meters,
        "drift.unknown.keys",
        null,
        "Keys of rows that name no signal",
        tags,
        first,
        Monitor::unknownKeys);
    counter(
        meters,
        "drift.evaluations.skipped",
        null,
        "Windows that were not evaluated because newer ones waited",
        tags,
        first,
        Monitor::skippedEvaluations);
    for (Stage stage : Stage.values()) {
      counter(
          meters,
          "drift.errors",
          null,
          "Failures without harm to the host",
          tags.and("stage", stage.key()),
          first,
          m -> m.errors(stage));
    }
    alerts.begin(tags);
    for (String window : monitor.windowNames()) {
      bindWindow(meters, window, tags.and("window", window), first);
      for (Signal signal : baseline.schemaSignals()) {
        Tags own = tags.and("window", window, "segment", NO_SEGMENT, "signal", signal.name());
        bindSignal(meters, new Place(window, signal, baseline), own);
      }
    }
    PerformanceMeters.bind(meters, monitor, baseline, tags).forEach(this::keep);
    bindMissing(meters, baseline, tags.and("window", monitor.windowPolicy().label()));
    bindDeliveries(meters, tags, first);
  }

  private void bindWindow(MeterRegistry meters, String window, Tags tags, boolean first) {
    long evaluations = first ? 0 : monitor.evaluations(window);
    long nanos = first ? 0 : monitor.evaluationNanos(window);
    keep(FunctionTimer.builder(
            "drift.evaluation",
            monitor,
            m -> m.evaluations(window) - evaluations,
            m -> m.evaluationNanos(window) - (double) nanos,
            TimeUnit.NANOSECONDS)
        .description("Time that evaluating a window takes")
        .tags(tags)
        .register(meters));
    keep(TimeGauge.builder(
            "drift.window.age", alerts, TimeUnit.NANOSECONDS, sink -> sink.ageNanos(window))
        .description("Time since a window was last judged")
        .tags(tags)
        .strongReference(true)
        .register(meters));
  }

  /** A signal as one window sees it, while one baseline is watched. */
  private record Place(String window, Signal signal, Baseline baseline) {}

  private void bindSignal(MeterRegistry meters, Place place, Tags tags) {
    gauge(
        meters,
        "drift.psi",
        "Population stability index over its noise",
        tags,
        () -> statistic(place, "psi", StatisticResult::excess));
    gauge(
        meters,
        "drift.psi.raw",
        "Population stability index, noise included",
        tags,
        () -> statistic(place, "psi", StatisticResult::value));
    if (place.signal.isNumeric()) {
      gauge(
          meters,
          "drift.ks.statistic",
          "Kolmogorov-Smirnov statistic",
          tags,
          () -> statistic(place, "ks", StatisticResult::value));
    }
    for (Status status : Status.values()) {
      gauge(
          meters,
          "drift.alert.state",
          "1 for the state that the signal is in",
          tags.and("state", lower(status)),
          () -> status(place) == status ? 1 : 0);
    }
  }

  /** Counted once, whatever windows there are: under the tag of the first. */
  private void bindMissing(MeterRegistry meters, Baseline baseline, Tags tags) {
    List<Signal> signals = baseline.schemaSignals();
    for (int i = 0; i < signals.size(); i++) {
      int place = i;
      if (signals.get(i).role() != SignalRole.LABEL) {
        // a label that has not come yet is not missing
        keep(FunctionCounter.builder("drift.missing", monitor, m -> m.missing(place))
            .description("Rows without a value")
            .tags(tags.and("segment", NO_SEGMENT, "signal", signals.get(i).name()))
            .register(meters));
      }
    }
  }

  private void bindDeliveries(MeterRegistry meters, Tags tags, boolean first) {
    Set<String> names = new TreeSet<>();
    monitor.deliveries().forEach(lane -> names.add(lane.sink()));
    for (String name : names) {
      Tags sink = tags.and("sink", name);
      delivery(meters, sink.and("outcome", "sent"), name, first, DeliveryCounts::sent);
      delivery(meters, sink.and("outcome", "failed"), name, first, DeliveryCounts::failed);
      delivery(meters, sink.and("outcome", "dropped"), name, first, DeliveryCounts::dropped);
      gauge(
          meters,
          "drift.deliveries.pending",
          "What waits for a sink",
          sink,
          () -> deliveries(name, DeliveryCounts::pending));
    }
  }

  private void delivery(
      MeterRegistry meters,
      Tags tags,
      String sink,
      boolean first,
      ToDoubleFunction<DeliveryCounts> read) {
    double before = first ? 0 : deliveries(sink, read);
    keep(FunctionCounter.builder("drift.deliveries", monitor, m -> deliveries(sink, read) - before)
        .description("Evaluations and alerts by what became of them")
        .tags(tags)
        .register(meters));
  }

  /** Sinks of one name are one series. */
  private double deliveries(String sink, ToDoubleFunction<DeliveryCounts> read) {
    return monitor.deliveries().stream()
        .filter(lane -> lane.sink().equals(sink))
        .mapToDouble(read)
        .sum();
  }

  private void counter(
      MeterRegistry meters,
      String name,
      @Nullable String unit,
      String description,
      Tags tags,
      boolean first,
      ToDoubleFunction<Monitor<?>> read) {
    double before = first ? 0 : read.applyAsDouble(monitor);
    keep(FunctionCounter.builder(name, monitor, m -> read.applyAsDouble(m) - before)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(meters));
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String description,
      Tags tags,
      java.util.function.Supplier<Number> read) {
    // a strong reference: the registry holds gauges weakly, and this lambda has no other holder
    keep(Gauge.builder(name, read)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(meters));
  }

  private void keep(Meter meter) {
    bound.add(meter);
  }

  private double statistic(Place place, String name, ToDoubleFunction<StatisticResult> read) {
    SignalEvaluation evaluation = latest(place);
    StatisticResult result = evaluation == null ? null : evaluation.statistics().get(name);
    return result == null || !result.hasValue() ? Double.NaN : read.applyAsDouble(result);
  }

  private Status status(Place place) {
    SignalEvaluation evaluation = latest(place);
    return evaluation == null ? Status.NO_DATA : evaluation.status();
  }

  private @Nullable SignalEvaluation latest(Place place) {
    Evaluation latest = monitor.latest(place.window);
    // between a swap and the binding anew these are still the meters of the old baseline
    return latest == null || !monitor.baseline().equals(place.baseline)
        ? null
        : latest.signal(place.signal.name());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Counts alerts, and knows when a window was last judged. */
  private final class AlertSink implements Sink {
    private final Map<String, Long> judgedAt = new ConcurrentHashMap<>();
    private volatile Tags tags = Tags.empty();

    void begin(Tags commonTags) {
      tags = commonTags;
      judgedAt.clear();
    }

    double ageNanos(String window) {
      Long at = judgedAt.get(window);
      return at == null ? Double.NaN : System.nanoTime() - at;
    }

    @Override
    public String name() {
      return "micrometer";
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      String window = windowOf(evaluation.baseline(), evaluation.window());
      if (window != null) {
        judgedAt.put(window, System.nanoTime());
      }
    }

    @Override
    public void alerted(Alert alert) {
      if (alert.state() != Alert.State.RESOLVED) {
        count(alert);
      }
    }
  }

  /** The name of the window; null for what is delivered late and is still about the baseline before. */
  private @Nullable String windowOf(BaselineIdentity reference, WindowFrame frame) {
    Baseline baseline = monitor.baseline();
    if (reference.origin() == Origin.PREVIOUS_WINDOW) {
      return baseline.digest().equals(reference.binsOf()) ? frame.length() + "-previous" : null;
    }
    return baseline.digest().equals(reference.digest()) ? frame.length() : null;
  }

  private synchronized void count(Alert alert) {
    MeterRegistry meters = registry;
    String window = windowOf(alert.baseline(), alert.window());
    if (meters == null || window == null) {
      return;
    }
    Counter counter = Counter.builder("drift.alerts")
        .description("Alarms that opened or grew worse")
        .tags(alerts.tags.and("window", window))
        .tags("severity", lower(alert.severity()), "check", alert.check().key())
        .register(meters);
    keep(counter);
    counter.increment();
  }
}
