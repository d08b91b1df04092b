package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Comparison;
import dev.leeway.ManualClock;
import dev.leeway.Monitor;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BaselineLearnerTest {

  private record Row(double x, String c) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", row -> row.x() < 0 ? null : row.x())
      .categorical("c", row -> {
        if (row.c().isEmpty()) {
          throw new IllegalStateException("no category");
        }
        return row.c();
      })
      .score("p")
      .build();

  private static List<Row> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row(
          i % 50 == 0 ? -1 : random.nextDouble(), i % 40 == 0 ? "" : "c" + random.nextInt(4)));
    }
    return rows;
  }

  @Test
  void theFirstRowsAreTheBaselineAsAFitWouldHaveThem() throws Exception {
    CompletableFuture<Baseline> done = new CompletableFuture<>();
    ManualClock clock = new ManualClock(1_700_000_000_000L);
    BaselineLearner<Row> learner = Baseline.learn(SCHEMA)
        .rows(2_000)
        .name("credit")
        .lineage(Lineage.builder().model("credit", "7").build())
        .clock(clock)
        .onComplete(done::complete)
        .start();
    List<Row> rows = rows(2_500, 1);
    for (Row row : rows) {
      assertThat(learner.isComplete()).isEqualTo(learner.rows() >= 2_000);
      learner.observe(row, Math.abs(row.x()));
      clock.advance(1_000);
    }
    Baseline learnt = done.get(20, TimeUnit.SECONDS);
    Baseline fitted = Baseline.fit(SCHEMA, rows.subList(0, 2_000))
        .scores(row -> Math.abs(row.x()))
        .build();
    for (SignalBaseline expected : fitted.signals()) {
      SignalBaseline signal = learnt.signal(expected.signal().name());
      assertThat(signal.counts()).isEqualTo(expected.counts());
      assertThat(signal.moments()).isEqualTo(expected.moments());
    }
    assertThat(learnt.origin()).isEqualTo(Origin.LIVE);
    assertThat(learnt.name()).isEqualTo("credit");
    assertThat(learnt.identity().modelVersion()).isEqualTo("7");
    assertThat(learnt.rowsPerMilli().orElseThrow()).isCloseTo(0.001, within(1e-6));
    assertThat(learnt.toJson()).contains("\"origin\":\"live\"");
    assertThat(learner.rows()).as("what came after counts nothing").isEqualTo(2_000);
    try (Monitor<Row> monitor = Monitor.builder(SCHEMA, learnt)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      rows(1_000, 9).forEach(row -> monitor.observe(row, Math.abs(row.x())));
      assertThat(monitor.latest().status()).isEqualTo(Status.OK);
      assertThat(monitor.latest().summary()).contains("learnt from live traffic");
    }
  }

  @Test
  void aLongTimeIsLearntFromASampleOfAllOfIt() throws Exception {
    CompletableFuture<Baseline> done = new CompletableFuture<>();
    ManualClock clock = new ManualClock(1_700_000_000_000L);
    BaselineLearner<Row> learner = Baseline.learn(SCHEMA)
        .rows(5_000)
        .lasting(Duration.ofDays(14))
        .clock(clock)
        .onComplete(done::complete)
        .start();
    SplittableRandom random = new SplittableRandom(4);
    int sent = 0;
    while (!learner.isComplete()) {
      // the second week is another world
      double x = random.nextDouble() + (sent >= 50_400 ? 10 : 0);
      learner.observe(new Row(x, "c"), 0.5);
      sent++;
      clock.advance(12_000);
    }
    Baseline learnt = done.get(20, TimeUnit.SECONDS);
    assertThat(sent).isEqualTo(100_801);
    assertThat(learnt.rows()).isEqualTo(5_000);
    // five standard deviations of a share of one half
    assertThat(learnt.signal("x").moments().mean()).isCloseTo(5.5, within(10 * 5 * 0.5 / 70.7));
    assertThat(learnt.rowsPerMilli().orElseThrow()).isCloseTo(1 / 12_000.0, within(2e-6));
    assertThat(learnt.chunks()).hasSize(15);
  }

  @Test
  void manyThreadsMixNoRow() throws Exception {
    Schema<Row> pairs = Schema.<Row>builder()
        .numeric("x", Row::x)
        .categorical("c", Row::c)
        .predictedClass("y")
        .build();
    CompletableFuture<Baseline> done = new CompletableFuture<>();
    BaselineLearner<Row> learner = Baseline.learn(pairs)
        .rows(1_000)
        .lasting(Duration.ofMillis(300))
        .onComplete(done::complete)
        .start();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int number = t;
      Thread thread = new Thread(() -> {
        while (!learner.isComplete()) {
          learner.observeClass(new Row(number, "c" + number), "y" + number);
        }
      });
      threads.add(thread);
      thread.start();
    }
    Baseline learnt = done.get(20, TimeUnit.SECONDS);
    for (Thread thread : threads) {
      thread.join();
    }
    Comparison comparison = Comparison.against(learnt);
    assertThat(comparison).isNotNull();
    for (int t = 0; t < 8; t++) {
      long rows = count(learnt, "c", "c" + t);
      assertThat(count(learnt, "y", "y" + t)).isEqualTo(rows);
      SignalBaseline x = learnt.signal("x");
      int bin = ((dev.leeway.binning.NumericBinning) x.binning()).bin(t);
      assertThat(x.counts().count(bin)).isEqualTo(rows);
    }
  }

  private static long count(Baseline baseline, String signal, String category) {
    SignalBaseline found = baseline.signal(signal);
    int bin = ((dev.leeway.binning.CategoricalBinning) found.binning()).bin(category);
    return found.counts().count(bin);
  }

  @Test
  void whatCannotWorkIsSaid() {
    assertThatThrownBy(() -> Baseline.learn(SCHEMA).rows(999))
        .hasMessageContaining("at least 1000 rows");
    assertThatThrownBy(() -> Baseline.learn(SCHEMA).lasting(Duration.ZERO))
        .hasMessageContaining("for some time");
    BaselineLearner<Row> learner = Baseline.learn(SCHEMA).start();
    learner.observe(null, 0.5);
    assertThatThrownBy(learner::baseline)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Only 1 rows have come");
    BaselineLearner<Row> withoutAnswer = Baseline.learn(SCHEMA).start();
    rows(1_500, 3).forEach(withoutAnswer::observe);
    assertThatThrownBy(withoutAnswer::baseline)
        .hasMessageContaining("The model's answer 'p' has no value in any of 1500 rows");
  }
}
