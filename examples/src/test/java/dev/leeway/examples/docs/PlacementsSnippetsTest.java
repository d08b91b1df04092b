package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineLearner;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Origin;
import dev.leeway.config.Configuration;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Columns;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.sink.LogSink;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the pages on sources of a baseline, on rows without a class, on windows and on settings, run. */
class PlacementsSnippetsTest {

  private record Visit(double amount, int age, Instant time) {}

  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  private static Schema<Visit> schema() {
    return Schema.<Visit>builder()
        .numeric("amount", Visit::amount)
        .numeric("age", Visit::age)
        .score("p")
        .eventTime(Visit::time)
        .build();
  }

  private static List<Visit> visits(int count, int firstDay, double shift) {
    SplittableRandom random = new SplittableRandom(firstDay + 1);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      visits.add(new Visit(
          random.nextDouble() + shift,
          18 + random.nextInt(60),
          BEGIN.plus(Duration.ofDays(firstDay)).plusSeconds(120L * i)));
    }
    return visits;
  }

  private static Baseline baseline() {
    return Baseline.fit(schema(), visits(14_400, 0, 0))
        .scores(Visit::amount)
        .name("credit-risk")
        .build();
  }

  @Test
  void readsAStreamOnce() {
    Schema<Visit> schema = schema();
    Stream<Visit> rows = visits(5_000, 0, 0).stream();
    // snippet: sources-stream
    Baseline baseline = Baseline.fit(schema, rows) // a Stream or an Iterator is read once
        .scores(Visit::amount)
        .buffer(100_000) // rows that are held at a time
        .build();
    // end
    assertThat(baseline.origin()).isEqualTo(Origin.ONE_PASS);
  }

  @Test
  void learnsFromLiveTraffic(@TempDir Path directory) throws Exception {
    Schema<Visit> schema = schema();
    BaselineStore store = BaselineStore.directory(directory);
    CountDownLatch stored = new CountDownLatch(1);
    // snippet: sources-learn
    BaselineLearner<Visit> learner = Baseline.learn(schema)
        .rows(20_000) // held; of more a random sample is
        .lasting(Duration.ofDays(14)) // whole weeks
        .onComplete(learnt -> store.put("credit-risk", learnt))
        .start();
    // end
    BaselineLearner<Visit> quick = Baseline.learn(schema)
        .rows(1_000)
        .onComplete(learnt -> {
          store.put("credit-risk", learnt);
          stored.countDown();
        })
        .start();
    for (Visit visit : visits(1_000, 0, 0)) {
      double p = visit.amount();
      learner.observe(visit, p);
      quick.observe(visit, p);
    }
    assertThat(learner.isComplete()).isFalse();
    assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(store.current("credit-risk").origin()).isEqualTo(Origin.LIVE);
  }

  @Test
  void makesABaselineOfWindows() {
    Baseline baseline = baseline();
    List<Window> days = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      try (Monitor<Visit> monitor = Monitor.builder(schema(), baseline)
          .window(WindowPolicy.lasting(Duration.ofDays(1)).tumbling())
          .replay()
          .build()) {
        visits(720, 30 + day, 0.2).forEach(visit -> monitor.observe(visit, visit.amount()));
        days.add(monitor.window());
      }
    }
    Window window = days.get(0);
    // snippet: sources-window
    Baseline accepted = window.toBaseline(); // what is there now is the new normal
    Baseline better = Window.toBaseline(days); // several windows: it knows how much days differ
    // end
    assertThat(accepted.rows()).isEqualTo(720);
    assertThat(better.chunks()).hasSize(6);
  }

  @Test
  void readsRowsWithoutAClass() {
    Baseline baseline = baseline();
    double[] features = {0.3, 44};
    // snippet: bindings-array
    Monitor<double[]> monitor =
        Monitor.builder(baseline.arraySchema(), baseline).build();
    monitor.observe(features, 0.3); // the features in the baseline's order, and the model's answer
    // end
    monitor.close();
    assertThat(monitor.records()).isEqualTo(1);
    // snippet: bindings-map
    Monitor<Map<String, ?>> maps =
        Monitor.builder(baseline.mapSchema(), baseline).build();
    maps.observe(Map.of("amount", 0.3, "age", 44, "p", 0.3, "colour", "red"));
    long unknown = maps.unknownKeys(); // 1: nothing reads "colour"
    // end
    maps.close();
    assertThat(unknown).isEqualTo(1);
    // snippet: bindings-columns
    Columns columns = Columns.builder()
        .numbers("amount", new double[] {0.3, 0.8, 0.1})
        .numbers("age", new int[] {44, 19, 71})
        .numbers("p", new double[] {0.3, 0.8, 0.1})
        .build();
    Evaluation evaluation =
        Comparison.against(baseline).of(columns.schema(baseline.schemaSignals()), columns);
    // end
    assertThat(evaluation.status()).isEqualTo(Status.NO_DATA);
    // snippet: bindings-fit
    Schema<Map<String, ?>> schema = Schema.ofMaps(
            Signal.numeric("amount"), Signal.categorical("region"), Signal.score("p"))
        .ignoring("id"); // known, and no signal
    // end
    assertThat(schema.signals()).hasSize(3);
  }

  @Test
  void watchesSeveralWindows() {
    Schema<Visit> schema = schema();
    Baseline baseline = baseline();
    // snippet: windows-several
    Monitor<Visit> monitor = Monitor.builder(schema, baseline)
        .windows(
            WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24),
            WindowPolicy.lasting(Duration.ofHours(1)).inPanes(12),
            WindowPolicy.lasting(Duration.ofDays(30)).inPanes(30))
        .rolling(WindowPolicy.lasting(Duration.ofDays(7)).inPanes(7)) // against the 7 days before
        .sink(new LogSink())
        .build();
    Evaluation day = monitor.latest(); // of the first; null before it was judged
    Evaluation month = monitor.latest("30d");
    Evaluation thisWeek = monitor.latest("7d-previous");
    // end
    assertThat(day).isNull();
    assertThat(month).isNull();
    assertThat(thisWeek).isNull();
    assertThat(monitor.windowNames()).containsExactly("24h", "1h", "30d", "7d-previous");
    monitor.close();
  }

  @Test
  void samplesAHotService() {
    Schema<Visit> schema = schema();
    Baseline baseline = baseline();
    // snippet: windows-sample
    Monitor<Visit> monitor = Monitor.builder(schema, baseline)
        .sample(0.1) // each record with this probability
        .build();
    // end
    assertThat(monitor.evaluate().window().sampling()).isEqualTo(0.1);
    monitor.close();
  }

  @Test
  void readsSettingsFromAFile(@TempDir Path directory) throws Exception {
    Schema<Visit> schema = schema();
    Baseline baseline = baseline();
    Path file = Files.writeString(directory.resolve("leeway.properties"), """
        leeway.windows=24h/24, 30d/30
        leeway.policy.warning=0.2
        leeway.policy.critical=0.5
        """);
    // snippet: settings-read
    Monitor<Visit> monitor = Monitor.builder(schema, baseline)
        .configure(Configuration.read(file)) // .json, or properties
        .sink(new LogSink())
        .build();
    // end
    assertThat(monitor.windowNames()).containsExactly("24h", "30d");
    monitor.close();
  }
}
