package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.Stage;
import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.Lineage;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.micrometer.LeewayMetrics;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Task;
import dev.leeway.sink.LogSink;
import dev.leeway.sink.MemorySink;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/embedding.md, run. */
class EmbeddingSnippetsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  // snippet: embedding-row
  record Loan(double amount, Double income, String region, Instant requested) {}
  // end

  /** Stands for a real model. */
  private static final class Model {
    double probability(Loan loan) {
      double income = loan.income() == null ? 40_000 : loan.income();
      return 1 / (1 + Math.exp(1 - 4 * (loan.amount() / income - 0.4)));
    }
  }

  private final Model model = new Model();

  private static Schema<Loan> schema() {
    // snippet: embedding-schema
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .numericOrMissing("income", Loan::income)
        .categorical("region", Loan::region)
        .score("default_probability")
        .eventTime(Loan::requested)
        .build();
    // end
    return schema;
  }

  private static List<Loan> loans(int count, long seed, double income, Instant begin) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] regions = {"north", "south", "east", "west"};
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loans.add(new Loan(
          1_000 + 20_000 * random.nextDouble(),
          random.nextInt(50) == 0 ? null : income * (0.5 + random.nextDouble()),
          regions[random.nextInt(4)],
          begin.plusSeconds(60L * i)));
    }
    return loans;
  }

  private Baseline baseline() {
    Schema<Loan> schema = schema();
    List<Loan> trainingLoans = loans(28_800, 1, 40_000, BEGIN);
    // snippet: embedding-fit
    Baseline baseline = Baseline.fit(schema, trainingLoans)
        .name("credit-risk")
        .scores(model::probability)
        .chunks(Chunks.byTime(Loan::requested, Duration.ofDays(1)))
        .lineage(Lineage.builder()
            .model("credit-risk", "7")
            .code("4f1c2ab")
            .data("loans-2026Q1")
            .featureLogic("features.sql at 4f1c2ab")
            .metric("auc", 0.81)
            .build())
        .build();
    // end
    return baseline;
  }

  @Test
  void storesABaselineAndPicksAVersion(@TempDir Path directory) {
    Baseline baseline = baseline();
    // snippet: embedding-store
    BaselineStore store = BaselineStore.directory(directory);
    store.put("credit-risk", baseline); // version 1, and current
    store.put("credit-risk", "candidate", baseline); // kept beside it, not current
    store.use("credit-risk", "candidate"); // now it is
    Baseline current = store.current("credit-risk");
    // end
    assertThat(current).isEqualTo(baseline);
    assertThat(store.versions("credit-risk")).containsExactlyInAnyOrder("1", "candidate");
    assertThat(baseline.chunks()).hasSize(20);
    assertThat(baseline.lineage().modelVersion()).isEqualTo("7");
  }

  @Test
  void observesInEventTime() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    List<Loan> requests = loans(2_880, 2, 30_000, BEGIN.plus(Duration.ofDays(30)));
    // snippet: embedding-monitor
    Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24))
        .policy(AlertPolicy.fixed())
        .sink(new LogSink())
        .build();
    // end
    for (Loan loan : requests) {
      // snippet: embedding-observe
      double p = model.probability(loan);
      monitor.observe(loan, p);
      // end
    }
    // snippet: embedding-answer
    Evaluation now = monitor.evaluate(); // what is there now, the open pane included
    Evaluation last = monitor.latest(); // the last closed pane's; null before the first
    // end
    assertThat(now.signal("income").status()).isEqualTo(Status.CRITICAL);
    assertThat(now.signal("amount").status()).isEqualTo(Status.OK);
    assertThat(now.window().records()).isEqualTo(1_440);
    monitor.close();
    assertThat(monitor.latest()).isNotNull();
    // the monitor's own thread may have judged a pane by then, or not
    assertThat(last == null || last.window().index() >= 0).isTrue();
    // snippet: embedding-health
    long lost = monitor.late() + monitor.ahead() + monitor.dropped();
    long unread = monitor.errors(Stage.ACCESSOR);
    // end
    assertThat(lost).isZero();
    assertThat(unread).isZero();
    assertThat(monitor.records()).isEqualTo(2_880);
  }

  record Request(double size, String language) {}

  @Test
  void takesClassesAndProbabilities() {
    List<Request> training = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      training.add(new Request(i % 97, i % 3 == 0 ? "de" : "en"));
    }
    Schema<Request> schema = Schema.<Request>builder()
        .numeric("size", Request::size)
        .categorical("language", Request::language)
        .predictedClass("answer")
        .score("confidence")
        .task(Task.MULTICLASS)
        .classes("refuse", "answer", "ask")
        .build();
    Baseline baseline = Baseline.fit(schema, training)
        .predictedClasses(row -> row.size() > 50 ? "answer" : "ask")
        .scores(row -> 0.5 + row.size() / 200)
        .build();
    Monitor<Request> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(1_000))
        .executor(Runnable::run)
        .build();
    Request request = training.get(0);
    // snippet: embedding-classes
    monitor.observeClass(request, "answer", 0.9);
    monitor.observeProbabilities(
        request, new double[] {0.05, 0.9, 0.05}); // in the order of classes(...)
    // end
    monitor.observe(request);
    Evaluation now = monitor.evaluate();
    assertThat(now.signal("answer").records()).isEqualTo(3);
    assertThat(now.signal("answer").missingRate()).isEqualTo(1.0 / 3);
    monitor.close();
  }

  @Test
  void pausesSwapsAndCloses() {
    Baseline baseline = baseline();
    Baseline next = baseline.named("credit-risk-8");
    Schema<Loan> schema = schema();
    List<Loan> requests = loans(10, 3, 40_000, BEGIN);
    Monitor<Loan> monitor = Monitor.builder(schema, baseline).build();
    // snippet: embedding-switch
    monitor.pause(); // observe returns at once; what was observed stays
    monitor.resume();
    monitor.swap(next); // a new model goes live: the old window is judged, the new one starts empty
    monitor.close(); // closes the open pane, delivers what waits, closes the sinks
    // end
    monitor.observe(requests.get(0), 0.5);
    assertThat(monitor.dropped()).isEqualTo(1);
    assertThat(monitor.baseline().name()).isEqualTo("credit-risk-8");
  }

  @Test
  void runsOnAnExecutorAndAClockOfTheCallersOwn() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    Clock clock = Clock.fixed(BEGIN, ZoneOffset.UTC);
    // snippet: embedding-executor
    Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .executor(work::add) // windows are evaluated and sinks called where this runs
        .clock(clock) // for records without an event time
        .name("credit-risk-eu") // in threads, log lines and toString
        .closeWithin(Duration.ofSeconds(2))
        .build();
    // end
    for (Loan loan : loans(240, 4, 40_000, BEGIN)) {
      monitor.observe(loan, model.probability(loan));
    }
    assertThat(work).isNotEmpty();
    work.forEach(Runnable::run);
    assertThat(monitor.latest()).isNotNull();
    assertThat(monitor.name()).isEqualTo("credit-risk-eu");
    monitor.close();
  }

  @Test
  void replaysAFile() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    List<Loan> history = loans(4_320, 5, 30_000, BEGIN.plus(Duration.ofDays(60)));
    // snippet: embedding-replay
    MemorySink memory = new MemorySink();
    try (Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24))
        .replay()
        .sink(memory)
        .build()) {
      for (Loan loan : history) {
        monitor.observe(loan, model.probability(loan));
      }
    }
    List<Alert> alerts = memory.alerts();
    // end
    assertThat(memory.evaluations()).hasSize(72);
    assertThat(alerts).anyMatch(alert -> "income".equals(alert.signal()));
  }

  @Test
  void mergesTheWindowsOfReplicas() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    Monitor<Loan> first = Monitor.builder(schema, baseline).build();
    Monitor<Loan> second = Monitor.builder(schema, baseline).build();
    for (Loan loan : loans(600, 6, 40_000, BEGIN)) {
      first.observe(loan, model.probability(loan));
      second.observe(loan, model.probability(loan));
    }
    // snippet: embedding-merge
    Window both = first.window().merge(second.window());
    Evaluation together = Comparison.against(baseline).of(both);
    // end
    assertThat(together.window().records()).isEqualTo(1_200);
    first.close();
    second.close();
  }

  @Test
  void bindsItsMeters() {
    Baseline baseline = baseline();
    Monitor<Loan> monitor = Monitor.builder(schema(), baseline).build();
    MeterRegistry registry = new SimpleMeterRegistry();
    // snippet: embedding-meters
    LeewayMetrics metrics = LeewayMetrics.monitor(registry, monitor, "credit-risk", "zone", "eu-1");
    // end
    assertThat(registry
            .get("drift.psi")
            .tag("signal", "income")
            .tag("zone", "eu-1")
            .gauge()
            .value())
        .isNaN();
    metrics.close();
    monitor.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void judgesByAPolicyOfItsOwnLimits() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    // snippet: embedding-policy
    Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .policy(AlertPolicy.fixed(Psi.standard(), 0.2, 0.5) // over noise
            .missing(0.05, 0.2) // change of the missing and of the unreadable share
            .strange(0.02, 0.2) // change of the unseen and of the outside share
            .minimumRows(500))
        .build();
    // end
    for (Loan loan : loans(400, 7, 30_000, BEGIN)) {
      monitor.observe(loan, model.probability(loan));
    }
    assertThat(monitor.evaluate().status()).isEqualTo(Status.NO_DATA);
    monitor.close();
  }

  // snippet: embedding-sink
  /** Keeps the last line for an on-call page. */
  static final class PageSink implements Sink {

    private volatile String line = "no alarm yet";

    @Override
    public String name() {
      return "page";
    }

    @Override
    public void alerted(Alert alert) {
      line = alert.state() + " " + alert.severity() + ": " + alert.message();
    }

    String line() {
      return line;
    }
  }
  // end

  @Test
  void callsASinkOfTheUsersOwn() {
    Baseline baseline = baseline();
    PageSink page = new PageSink();
    try (Monitor<Loan> monitor = Monitor.builder(schema(), baseline)
        .window(WindowPolicy.ofRecords(500).tumbling())
        .executor(Runnable::run)
        .sink(page)
        .build()) {
      for (Loan loan : loans(500, 8, 20_000, BEGIN)) {
        monitor.observe(loan, model.probability(loan));
      }
      assertThat(monitor.deliveries().get(0).sink()).isEqualTo("page");
    }
    assertThat(page.line()).startsWith("OPENED CRITICAL: Signal");
  }

  // snippet: embedding-statistic
  /** The largest change of one bin's share. */
  static final class LargestChange implements DriftStatistic {

    @Override
    public String name() {
      return "largest_change";
    }

    @Override
    public double between(Counts reference, Counts current) {
      double largest = 0;
      for (int bin = 0; bin < reference.binning().shapeBins(); bin++) {
        double before = (double) reference.shape(bin) / reference.present();
        double now = (double) current.shape(bin) / current.present();
        largest = Math.max(largest, Math.abs(now - before));
      }
      return largest;
    }

    @Override
    public boolean coarse() {
      return true; // without this it gets the fine bins
    }
  }
  // end

  @Test
  void showsAStatisticOfTheUsersOwn() {
    Baseline baseline = baseline();
    Schema<Loan> schema = schema();
    // snippet: embedding-statistic-use
    LargestChange largest = new LargestChange();
    Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .statistic(largest) // shown in every evaluation
        .policy(AlertPolicy.fixed(largest, 0.1, 0.3)) // and judged, in place of PSI
        .build();
    // end
    for (Loan loan : loans(1_000, 9, 20_000, BEGIN)) {
      monitor.observe(loan, model.probability(loan));
    }
    Evaluation now = monitor.evaluate();
    assertThat(now.signal("income").statistic("largest_change").value()).isGreaterThan(0.1);
    assertThat(now.signal("income").status().isAtLeast(Status.WARNING)).isTrue();
    assertThat(now.signal("amount").status()).isEqualTo(Status.OK);
    monitor.close();
  }
}
