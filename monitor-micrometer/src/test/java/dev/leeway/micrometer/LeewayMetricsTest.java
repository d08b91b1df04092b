package dev.leeway.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Monitor;
import dev.leeway.MonitorBuilder;
import dev.leeway.Stage;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeewayMetricsTest {

  private record Row(double x, String c) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", row -> row.x() < 0 ? null : row.x())
      .categorical("c", Row::c)
      .score("p")
      .build();

  private static List<Row> rows(int count, double from) {
    SplittableRandom random = new SplittableRandom(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row(from + (1 - from) * random.nextDouble(), "c" + random.nextInt(3)));
    }
    return rows;
  }

  private static Baseline baseline(String version) {
    return Baseline.fit(SCHEMA, rows(5_000, 0))
        .scores(Row::x)
        .name("demo")
        .lineage(Lineage.builder().model("demo", version).build())
        .build();
  }

  private static Monitor<Row> monitor(Sink... sinks) {
    MonitorBuilder<Row> builder = Monitor.builder(SCHEMA, baseline("1"))
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run);
    for (Sink sink : sinks) {
      builder.sink(sink);
    }
    return builder.build();
  }

  private static void feed(Monitor<Row> monitor, List<Row> rows) {
    rows.forEach(row -> monitor.observe(row, row.x()));
  }

  private static double gauge(MeterRegistry registry, String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void beforeTheFirstWindowValuesAreNaNAndTheStateIsNoData() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = monitor();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      assertThat(gauge(registry, "drift.psi", "signal", "x")).isNaN();
      assertThat(registry.get("drift.window.age").timeGauge().value()).isNaN();
      assertThat(gauge(registry, "drift.alert.state", "signal", "x", "state", "no_data"))
          .isEqualTo(1);
      assertThat(gauge(registry, "drift.alert.state", "signal", "x", "state", "ok"))
          .isZero();
    }
  }

  @Test
  void metersShowWhatTheLastWindowSaid() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = monitor();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo", "region", "eu")) {
      assertThat(metrics).isNotNull();
      feed(monitor, rows(1_000, 0.5));
      feed(monitor, List.of(new Row(-1, "c1")));
      Evaluation latest = monitor.latest();
      assertThat(gauge(registry, "drift.psi", "signal", "x", "region", "eu"))
          .isEqualTo(latest.signal("x").statistic("psi").excess());
      assertThat(gauge(registry, "drift.psi.raw", "signal", "x"))
          .isEqualTo(latest.signal("x").statistic("psi").value());
      assertThat(gauge(registry, "drift.ks.statistic", "signal", "x")).isCloseTo(0.5, within(0.05));
      assertThat(registry.find("drift.ks.statistic").tag("signal", "c").gauge()).isNull();
      assertThat(gauge(registry, "drift.alert.state", "signal", "x", "state", "critical"))
          .isEqualTo(1);
      assertThat(gauge(registry, "drift.alert.state", "signal", "c", "state", "ok"))
          .isEqualTo(1);
      assertThat(registry
              .get("drift.alerts")
              .tags("severity", "critical", "check", "drift")
              .counter()
              .count())
          .isEqualTo(1);
      assertThat(registry.get("drift.observations").functionCounter().count()).isEqualTo(1_001);
      assertThat(registry.get("drift.evaluation").functionTimer().count()).isEqualTo(1);
      assertThat(registry.get("drift.window.age").timeGauge().value()).isBetween(0.0, 60.0);
      monitor.evaluate();
      assertThat(
              registry.get("drift.missing").tag("signal", "x").functionCounter().count())
          .isEqualTo(1);
    }
  }

  @Test
  void aModelWithLabelsHasMetersOfHowGoodItIs() {
    record Answer(double x, double score, boolean truth) {}
    Schema<Answer> schema = Schema.<Answer>builder()
        .numeric("x", Answer::x)
        .score("p")
        .label("truth")
        .build();
    List<Answer> answers = IntStream.range(0, 1_000)
        .mapToObj(i -> new Answer(i % 37, i % 100 / 100.0, i % 7 < i % 100 / 14))
        .toList();
    Baseline known = Baseline.fit(schema, answers)
        .scores(Answer::score)
        .labels(Answer::truth)
        .build();
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Answer> monitor = Monitor.builder(schema, known)
            .window(WindowPolicy.ofRecords(1_000).inPanes(2))
            .executor(Runnable::run)
            .build();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      assertThat(gauge(registry, "drift.performance", "metric", "roc_auc", "kind", "realised"))
          .isNaN();
      for (int i = 0; i < 1_000; i++) {
        monitor.observeKeyed(i, answers.get(i), answers.get(i).score());
        if (i % 2 == 0) {
          monitor.label(i, answers.get(i).truth());
        }
      }
      var performance = monitor.latest().performance();
      assertThat(gauge(registry, "drift.performance", "metric", "roc_auc", "kind", "realised"))
          .isEqualTo(performance.realised().get("roc_auc").value());
      assertThat(gauge(registry, "drift.performance", "metric", "accuracy", "kind", "estimated"))
          .isEqualTo(performance.estimated().get("accuracy").value());
      assertThat(gauge(registry, "drift.performance.maturity", "window", "1000"))
          .isBetween(0.49, 0.5);
      assertThat(registry
              .get("drift.labels")
              .tag("outcome", "joined")
              .functionCounter()
              .count())
          .isEqualTo(500);
      assertThat(registry.get("drift.labels.pending").gauge().value()).isEqualTo(500);
      long more = registry.getMeters().stream()
          .filter(meter -> meter.getId().getName().startsWith("drift.performance")
              || meter.getId().getName().startsWith("drift.labels"))
          .count();
      assertThat(more).as("what docs/reference/meters.md says").isEqualTo(12);
    }
  }

  @Test
  void eachWindowHasMetersOfItsOwn() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = Monitor.builder(SCHEMA, baseline("1"))
            .windows(
                WindowPolicy.ofRecords(500).tumbling(),
                WindowPolicy.ofRecords(2_000).inPanes(4))
            .rolling(WindowPolicy.ofRecords(1_000).tumbling())
            .executor(Runnable::run)
            .build();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      feed(monitor, rows(2_000, 0));
      feed(monitor, rows(1_000, 0.5));
      for (String window : monitor.windowNames()) {
        assertThat(gauge(registry, "drift.psi", "signal", "x", "window", window))
            .as(window)
            .isEqualTo(monitor.latest(window).signal("x").statistic("psi").excess());
        assertThat(registry
                .get("drift.window.age")
                .tag("window", window)
                .timeGauge()
                .value())
            .isBetween(0.0, 60.0);
      }
      assertThat(timed(registry, "500")).isEqualTo(6);
      assertThat(timed(registry, "2000")).isEqualTo(6);
      assertThat(timed(registry, "1000-previous")).isEqualTo(2);
      for (String window : List.of("500", "2000", "1000-previous")) {
        assertThat(registry
                .get("drift.alerts")
                .tags("window", window, "check", "drift")
                .counter()
                .count())
            .as(window)
            .isGreaterThanOrEqualTo(1);
      }
      long ours = registry.getMeters().stream()
          .filter(meter -> !meter.getId().getName().equals("drift.alerts"))
          .filter(meter -> !meter.getId().getName().startsWith("drift.deliveries"))
          .count();
      assertThat(ours).isEqualTo(LeewayMetrics.series(2, 1, 3));
      monitor.swap(baseline("2"));
      assertThat(gauge(registry, "drift.psi", "signal", "x", "window", "1000-previous"))
          .isNaN();
      assertThat(timed(registry, "500")).isZero();
    }
  }

  private static double timed(MeterRegistry registry, String window) {
    return registry
        .get("drift.evaluation")
        .tag("window", window)
        .functionTimer()
        .count();
  }

  @Test
  void closingRemovesEveryMeter() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = monitor()) {
      LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo");
      feed(monitor, rows(1_000, 0.5));
      assertThat(registry.getMeters()).isNotEmpty();
      assertThatThrownBy(() -> metrics.bindTo(registry)).isInstanceOf(IllegalStateException.class);
      metrics.close();
      metrics.close();
      assertThat(registry.getMeters()).isEmpty();
      feed(monitor, rows(1_000, 0.9));
      assertThat(registry.getMeters()).as("no meter comes back").isEmpty();
      metrics.bindTo(registry);
      assertThat(registry.getMeters()).isNotEmpty();
      metrics.close();
    }
  }

  @Test
  void aSwapLeavesNoStaleMeterAndCountsAnew() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = monitor();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      feed(monitor, rows(1_000, 0.5));
      Set<Meter.Id> before = new HashSet<>();
      registry.getMeters().forEach(meter -> before.add(meter.getId()));
      Baseline second = baseline("2");
      monitor.swap(second);
      String digest = second.identity().shortDigest();
      assertThat(registry.getMeters())
          .allMatch(meter -> digest.equals(meter.getId().getTag("baseline")));
      assertThat(registry.getMeters()).noneMatch(meter -> before.contains(meter.getId()));
      assertThat(gauge(registry, "drift.psi", "signal", "x")).isNaN();
      assertThat(registry.get("drift.observations").functionCounter().count()).isZero();
      feed(monitor, rows(1_000, 0));
      assertThat(registry.get("drift.observations").functionCounter().count()).isEqualTo(1_000);
      assertThat(gauge(registry, "drift.alert.state", "signal", "x", "state", "ok"))
          .isEqualTo(1);
    }
  }

  @Test
  void theScrapeHasThePublishedNamesAndTagKeys() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Sink sink = new Sink() {
      @Override
      public String name() {
        return "mine";
      }
    };
    try (Monitor<Row> monitor = monitor(sink);
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      feed(monitor, rows(1_000, 0.5));
      String scrape = registry.scrape();
      String digest = monitor.baseline().identity().shortDigest();
      assertThat(scrape)
          .contains(
              "drift_observations_rows_total{baseline=\"" + digest + "\",model=\"demo\"} 1000.0")
          .contains("drift_psi{baseline=\"" + digest
              + "\",model=\"demo\",segment=\"all\",signal=\"x\",window=\"1000\"} ")
          .contains("drift_alerts_total{baseline=\"" + digest
              + "\",check=\"drift\",model=\"demo\",severity=\"critical\",window=\"1000\"} 1.0")
          .contains("drift_deliveries_total{baseline=\"" + digest
              + "\",model=\"demo\",outcome=\"sent\",sink=\"mine\"} ")
          .contains("drift_errors_total{baseline=\"" + digest
              + "\",model=\"demo\",stage=\"accessor\"} 0.0");
      Set<String> names = new TreeSet<>();
      Map<String, Set<String>> keysByName = new HashMap<>();
      scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
        String name = line.substring(0, line.indexOf('{'));
        names.add(name);
        String keys =
            line.substring(line.indexOf('{'), line.indexOf('}')).replaceAll("=\"[^\"]*\"", "=");
        keysByName.computeIfAbsent(name, n -> new HashSet<>()).add(keys);
      });
      assertThat(names)
          .contains(
              "drift_ahead_total",
              "drift_alert_state",
              "drift_alerts_total",
              "drift_deliveries_pending",
              "drift_deliveries_total",
              "drift_dropped_total",
              "drift_errors_total",
              "drift_evaluation_seconds_count",
              "drift_evaluation_seconds_sum",
              "drift_ks_statistic",
              "drift_late_total",
              "drift_missing_total",
              "drift_observations_rows_total",
              "drift_psi",
              "drift_psi_raw",
              "drift_window_age_seconds");
      assertThat(keysByName.values())
          .as("tag keys are constant per name")
          .allMatch(keys -> keys.size() == 1);
    }
  }

  @Test
  void theNumberOfSeriesIsWhatTheFormulaSays() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Monitor<Row> monitor = monitor();
        LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "demo")) {
      assertThat(metrics).isNotNull();
      long ours = registry.getMeters().stream()
          .filter(meter -> !meter.getId().getName().startsWith("drift.deliveries"))
          .count();
      assertThat(ours).isEqualTo(LeewayMetrics.series(2, 1, 1));
      assertThat(Stage.values()).hasSize(7);
    }
  }

  @Test
  void gaugesSurviveAGarbageCollection() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Monitor<Row> monitor = monitor();
    LeewayMetrics.monitor(registry, monitor, "demo");
    feed(monitor, rows(1_000, 0.5));
    System.gc();
    assertThat(gauge(registry, "drift.psi", "signal", "x")).isPositive();
    monitor.close();
  }
}
