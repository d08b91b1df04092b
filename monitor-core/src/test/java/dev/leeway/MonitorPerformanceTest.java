package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Performance;
import dev.leeway.judgement.Severity;
import dev.leeway.label.LabelCounts;
import dev.leeway.schema.Schema;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Labels that come with a row, at once, late, early, twice or never. */
class MonitorPerformanceTest {

  /** A loan, what the model says of it, and what became of it. */
  record Loan(double amount, double score, boolean repaid) {}

  private static final Schema<Loan> SCHEMA = Schema.<Loan>builder()
      .numeric("amount", Loan::amount)
      .score("p")
      .label("repaid")
      .build();
  private static final Schema<Loan> OWN = Schema.<Loan>builder()
      .numeric("amount", Loan::amount)
      .score("p", Loan::score)
      .label("repaid", Loan::repaid)
      .build();

  private static List<Loan> loans(int count, long seed, double flipped) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> {
          double score = random.nextInt(101) / 100.0;
          boolean truth = random.nextDouble() < 0.1 + 0.8 * score;
          return new Loan(random.nextDouble() * 100, score, random.nextDouble() < flipped != truth);
        })
        .toList();
  }

  private static final List<Loan> TRAINING = loans(5_000, 1, 0);
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, TRAINING).scores(Loan::score).labels(Loan::repaid).build();

  private static Monitor<Loan> monitor(Schema<Loan> schema, int records) {
    return Monitor.builder(schema, BASELINE)
        .window(WindowPolicy.ofRecords(records).tumbling())
        .build();
  }

  private static Performance performance(Evaluation evaluation) {
    return Objects.requireNonNull(evaluation.performance());
  }

  private static Performance expected(List<Loan> loans) {
    return performance(Comparison.against(BASELINE).of(OWN, loans));
  }

  @Test
  void labelsAtOnceLateAndInTheRowGiveTheSameNumbersToTheBit() {
    List<Loan> loans = loans(3_000, 2, 0);
    Performance expected = expected(loans);
    assertThat(expected.labelled()).isEqualTo(3_000);
    try (Monitor<Loan> atOnce = monitor(SCHEMA, 10_000);
        Monitor<Loan> inRow = monitor(OWN, 10_000);
        Monitor<Loan> late = monitor(SCHEMA, 10_000);
        Monitor<Loan> early = monitor(SCHEMA, 10_000)) {
      loans.forEach(loan -> atOnce.observeLabelled(loan, loan.score, loan.repaid));
      loans.forEach(inRow::observe);
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, loans.size()).boxed().toList());
      for (int i : order) {
        late.observeKeyed("loan " + i, loans.get(i), loans.get(i).score);
      }
      Collections.shuffle(order, new Random(3));
      for (int i : order) {
        late.label("loan " + i, loans.get(i).repaid);
        early.label((long) i, loans.get(i).repaid);
      }
      for (int i = 0; i < loans.size(); i++) {
        early.observeKeyed(i, loans.get(i), loans.get(i).score);
      }
      for (Monitor<Loan> monitor : List.of(atOnce, inRow, late, early)) {
        Performance found = performance(monitor.evaluate());
        assertThat(found.realised()).isEqualTo(expected.realised());
        assertThat(found.labelled()).isEqualTo(3_000);
        assertThat(found.unlabelled()).isZero();
        assertThat(found.calibration()).isEqualTo(expected.calibration());
      }
    }
  }

  @Test
  void eachWindowHasItsOwnRecordsToTheLast() {
    List<Loan> loans = loans(3_000, 4, 0);
    MemorySink sink = new MemorySink();
    try (Monitor<Loan> monitor = Monitor.builder(OWN, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).inPanes(2))
        .sink(sink)
        .replay()
        .build()) {
      loans.forEach(monitor::observe);
    }
    assertThat(sink.evaluations()).hasSize(6);
    for (int i = 1; i < 6; i++) {
      Performance found = performance(sink.evaluations().get(i));
      assertThat(found.realised())
          .as("window %s", i)
          .isEqualTo(expected(loans.subList((i - 1) * 500, (i + 1) * 500)).realised());
    }
  }

  @Test
  void whatHasNotComeIsToldAndAFewLabelsAreNotJudged() {
    List<Loan> loans = loans(1_000, 5, 1);
    try (Monitor<Loan> monitor = monitor(SCHEMA, 10_000)) {
      for (int i = 0; i < loans.size(); i++) {
        monitor.observeKeyed(i, loans.get(i), loans.get(i).score);
      }
      for (int i = 0; i < 100; i++) {
        monitor.label(i, loans.get(i).repaid);
      }
      Evaluation evaluation = monitor.evaluate();
      Performance performance = performance(evaluation);
      assertThat(performance.labelled()).isEqualTo(100);
      assertThat(performance.unlabelled()).isEqualTo(900);
      assertThat(performance.maturity()).isEqualTo(0.1, within(1e-12));
      assertThat(evaluation.findings())
          .anyMatch(finding -> finding.message().contains("rests on 100 labels, 200 are needed"))
          .noneMatch(finding -> finding.check() == Check.PERFORMANCE
              && finding.message().startsWith("The model is worse"));
      for (int i = 100; i < 1_000; i++) {
        monitor.label(i, loans.get(i).repaid);
      }
      assertThat(monitor.evaluate().findings())
          .anyMatch(finding -> finding.check() == Check.PERFORMANCE
              && finding.signal() == null
              && finding.message().startsWith("The model is worse: roc_auc is"));
    }
  }

  /** What inputs and scores do not show: the same scores, and the truth turned round. */
  @Test
  void anEstimateDoesNotSeeThatScoresMeanSomethingElse() {
    Performance turned = expected(loans(3_000, 6, 1));
    Performance sound = expected(loans(3_000, 6, 0));
    assertThat(turned.checks())
        .anyMatch(check -> check.check() == Check.CONCEPT_CHANGE
            && check.value() > 0.3
            && check.severity() == Severity.CRITICAL);
    assertThat(sound.checks())
        .anyMatch(check -> check.check() == Check.CONCEPT_CHANGE && check.severity() == null);
    assertThat(turned.estimated()).isEqualTo(sound.estimated());
    assertThat(turned.realised().get("roc_auc").value()).isLessThan(0.4);
    assertThat(sound.realised().get("roc_auc").value())
        .isEqualTo(sound.estimated().get("roc_auc").value(), within(0.03));
  }

  @Test
  void anAlarmOfTheModelOpensEscalatesAndIsResolved() {
    MemorySink sink = new MemorySink();
    try (Monitor<Loan> monitor = Monitor.builder(OWN, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .sink(sink)
        .replay()
        .build()) {
      loans(2_000, 7, 0).forEach(monitor::observe);
      loans(2_000, 8, 0.5).forEach(monitor::observe);
      loans(3_000, 9, 0).forEach(monitor::observe);
    }
    assertThat(sink.alerts().stream()
            .filter(alert -> alert.check() == Check.PERFORMANCE)
            .map(alert -> alert.state() + " " + alert.severity() + " " + alert.signal()))
        .containsExactly("OPENED CRITICAL null", "RESOLVED CRITICAL null");
    assertThat(sink.alerts().get(0).toJson())
        .contains("\"signal\":null", "\"check\":\"performance\"");
  }

  @Test
  void correctionsAndOddLabelsAreCountedAndHarmNothing() {
    List<Loan> loans = loans(500, 10, 0);
    try (Monitor<Loan> monitor = monitor(SCHEMA, 10_000)) {
      assertThat(monitor.labels()).isNull();
      for (int i = 0; i < loans.size(); i++) {
        monitor.observeKeyed("id" + i, loans.get(i), loans.get(i).score);
        monitor.label("id" + i, !loans.get(i).repaid);
      }
      monitor.label("nobody", true);
      monitor.label(null, true);
      monitor.label("id7", null);
      monitor.label("id8", "perhaps");
      monitor.observeKeyed((String) null, loans.get(0), 0.5);
      monitor.observeKeyed("id9", loans.get(9), 0.5);
      for (int i = 0; i < loans.size(); i++) {
        monitor.label("id" + i, loans.get(i).repaid);
      }
      Performance performance = performance(monitor.evaluate());
      assertThat(performance.realised()).isEqualTo(expected(loans).realised());
      assertThat(performance.unlabelled()).isEqualTo(2);
      LabelCounts counts = monitor.labels();
      assertThat(counts.corrected()).isEqualTo(500);
      assertThat(counts.duplicates()).isEqualTo(1);
      assertThat(counts.waiting()).isEqualTo(1);
      assertThat(counts.unreadable()).isEqualTo(2);
    }
  }

  @Test
  void labelsOfAWindowThatHasGoneChangeNothing() {
    List<Loan> loans = loans(2_000, 11, 0);
    MemorySink sink = new MemorySink();
    try (Monitor<Loan> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(500).tumbling())
        .sink(sink)
        .replay()
        .build()) {
      for (int i = 0; i < loans.size(); i++) {
        monitor.observeKeyed(i, loans.get(i), loans.get(i).score);
      }
      for (int i = 0; i < loans.size(); i++) {
        monitor.label(i, loans.get(i).repaid);
      }
      assertThat(performance(monitor.evaluate()).labelled()).isZero();
    }
  }

  private static @Nullable Performance numbers(double shift) {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", i -> i % 50)
        .prediction("y", i -> i % 50 + i % 3)
        .numericLabel("truth", i -> i % 50.0)
        .build();
    List<Integer> rows = IntStream.range(0, 2_000).boxed().toList();
    Baseline baseline = Baseline.fit(schema, rows).build();
    Schema<Integer> given = Schema.<Integer>builder()
        .numeric("x", i -> i % 50)
        .prediction("y")
        .numericLabel("truth")
        .build();
    try (Monitor<Integer> monitor = Monitor.builder(given, baseline)
        .window(WindowPolicy.ofRecords(5_000).tumbling())
        .build()) {
      rows.forEach(i -> monitor.observeLabelled(i, i % 50 + i % 3 + shift, i % 50.0));
      return monitor.evaluate().performance();
    }
  }

  @Test
  void aModelThatAnswersWithNumbersHasErrors() {
    Performance same = Objects.requireNonNull(numbers(0));
    assertThat(same.realised().get("mae").value()).isEqualTo(1, within(0.01));
    assertThat(same.checks()).allMatch(check -> check.severity() == null);
    Performance worse = Objects.requireNonNull(numbers(3));
    assertThat(worse.realised().get("mae").value()).isEqualTo(4, within(0.01));
    assertThat(worse.realised().get("bias").value()).isEqualTo(4, within(0.01));
    assertThat(worse.checks()).anyMatch(check -> check.severity() != null);
    assertThat(worse.errorBins().stream().mapToLong(bin -> bin.records()).sum()).isEqualTo(2_000);
  }

  @Test
  void aModelOfSeveralClassesHasAConfusionMatrix() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", i -> i % 7)
        .predictedClass("said", i -> "c" + (i % 10 == 0 ? 0 : i % 3))
        .label("truth", i -> "c" + i % 3)
        .build();
    List<Integer> rows = IntStream.range(0, 3_000).boxed().toList();
    Baseline baseline = Baseline.fit(schema, rows).build();
    try (Monitor<Integer> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(5_000).tumbling())
        .build()) {
      rows.forEach(monitor::observe);
      Performance found = Objects.requireNonNull(monitor.evaluate().performance());
      assertThat(found.labelled()).isEqualTo(3_000);
      assertThat(found.realised().get("accuracy").value())
          .isEqualTo(2_800 / 3_000.0, within(1e-12));
      assertThat(found.confusion().get(0).records()).isEqualTo(1_000);
      assertThat(found.realised()).containsKeys("macro_f1", "recall_c1", "precision_c2");
    }
  }

  @Test
  void manyThreadsLoseNoLabel() throws Exception {
    int each = 20_000;
    try (Monitor<Loan> monitor = monitor(SCHEMA, 1_000_000)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        List<Loan> loans = loans(each, 20 + t, 0);
        long begin = (long) t * each;
        Thread thread = new Thread(() -> {
          try {
            start.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
          for (int i = 0; i < loans.size(); i++) {
            monitor.observeKeyed(begin + i, loans.get(i), loans.get(i).score);
            monitor.label(begin + i, loans.get(i).repaid);
          }
        });
        threads.add(thread);
        thread.start();
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      LabelCounts counts = monitor.labels();
      Performance performance = performance(monitor.evaluate());
      assertThat(performance.labelled()).isEqualTo(counts.joined());
      assertThat(counts.joined() + counts.pending() + counts.droppedPredictions())
          .isEqualTo(4L * each);
    }
  }

  @Test
  void metricsThatThereAreNotNameThoseThatThereAre() {
    Performance performance = expected(loans(500, 12, 0));
    assertThat(performance.realised("f1")).isEqualTo(performance.realised().get("f1"));
    assertThat(performance.estimated("f1")).isEqualTo(performance.estimated().get("f1"));
    assertThatThrownBy(() -> performance.realised("mae"))
        .hasMessageContaining("'mae'")
        .hasMessageContaining("roc_auc");
    assertThatThrownBy(() -> performance.estimated("brier")).hasMessageContaining("accuracy");
    assertThat(BASELINE.performance().metric("roc_auc").value()).isBetween(0.7, 0.9);
    assertThatThrownBy(() -> BASELINE.performance().metric("r2")).hasMessageContaining("brier");
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> Monitor.builder(SCHEMA, BASELINE).pendingPredictions(0))
        .hasMessageContaining("1 to 536,870,912")
        .hasMessageContaining("0 were");
  }
}
