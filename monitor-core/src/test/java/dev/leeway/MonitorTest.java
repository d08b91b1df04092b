package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Loans.Loan;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorTest {

  private static final Baseline BASELINE = Loans.baseline();

  private final MemorySink sink = new MemorySink();

  private MonitorBuilder<Loan> builder() {
    return Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .sink(sink);
  }

  private static void feed(Monitor<Loan> monitor, List<Loan> rows) {
    rows.forEach(loan -> monitor.observe(loan, loan.probability()));
  }

  @Test
  void trafficLikeTheTrainingDataIsOk() {
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(3_000, 7, 0));
      assertThat(sink.evaluations()).hasSize(3).allMatch(e -> e.status() == Status.OK);
      assertThat(sink.alerts()).isEmpty();
      assertThat(monitor.latest()).isSameAs(sink.evaluations().get(2));
      assertThat(monitor.evaluations()).isEqualTo(3);
      assertThat(monitor.evaluationNanos()).isPositive();
    }
  }

  @Test
  void aShiftOpensAnAlertThatEndsAfterAWindowWithinTheLimit() {
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(2_000, 7, 1));
      feed(monitor, Loans.rows(2_000, 8, 0));
    }
    assertThat(sink.alerts()).hasSize(2);
    Alert opened = sink.alerts().get(0);
    assertThat(opened.state()).isEqualTo(Alert.State.OPENED);
    assertThat(opened.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(opened.signal()).isEqualTo("income");
    assertThat(opened.check()).isEqualTo(Check.DRIFT);
    assertThat(opened.statistic()).isEqualTo("psi");
    assertThat(opened.value()).isGreaterThan(0.25);
    assertThat(opened.threshold()).isEqualTo(0.25);
    assertThat(opened.window().index()).isZero();
    assertThat(opened.evidence()).isNotEmpty();
    assertThat(opened.baseline().digest()).isEqualTo(BASELINE.digest());
    Alert resolved = sink.alerts().get(1);
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(resolved.id()).isEqualTo(opened.id());
    assertThat(resolved.window().index()).isEqualTo(2);
  }

  @Test
  void psiIsNearTheSquareOfAShift() {
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(1_000, 7, 0.5));
      // 0.243 for half a standard deviation on 16 bins
      assertThat(monitor.evaluate().signal("income").statistic("psi").excess())
          .isCloseTo(0.243, within(0.06));
    }
  }

  @Test
  void theScoreIsASignalLikeTheOthers() {
    try (Monitor<Loan> monitor = builder().build()) {
      Loans.rows(1_000, 7, 0).forEach(loan -> monitor.observe(loan, loan.probability() * 0.5));
      assertThat(sink.alerts()).hasSize(1);
      assertThat(sink.alerts().get(0).check()).isEqualTo(Check.PREDICTION_DRIFT);
      assertThat(sink.alerts().get(0).signal()).isEqualTo("p");
      assertThat(monitor.evaluate().signal("p").statistic("mean_change").value())
          .isCloseTo(-0.25, within(0.03));
    }
  }

  @Test
  void anAnswerThatIsNotGivenIsMissing() {
    try (Monitor<Loan> monitor = builder().build()) {
      Loans.rows(1_000, 7, 0).forEach(monitor::observe);
      Evaluation evaluation = sink.evaluations().get(0);
      assertThat(evaluation.signal("p").missingRate()).isEqualTo(1);
      assertThat(evaluation.signal("p").status()).isEqualTo(Status.CRITICAL);
      assertThat(evaluation.findings())
          .anyMatch(f -> f.check() == Check.MISSING
              && "p".equals(f.signal())
              && f.severity() == Severity.CRITICAL);
    }
  }

  @Test
  void missingUnseenUnreadableAndOutsideValuesAreFindingsOfTheirOwn() {
    Schema<Loan> strict = Schema.<Loan>builder()
        .numeric("amount", loan -> {
          if (loan.amount() < 200) {
            throw new IllegalStateException("no amount");
          }
          return loan.amount();
        })
        .numeric("income", loan -> loan.income() > 1 ? loan.income() + 100 : loan.income())
        .categorical("region", loan -> loan.region().equals("west") ? "mars" : loan.region())
        .score("p")
        .build();
    try (Monitor<Loan> monitor = Monitor.builder(strict, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .sink(sink)
        .build()) {
      Loans.rows(1_000, 7, 0).forEach(loan -> monitor.observe(loan, Double.NaN));
      Evaluation evaluation = sink.evaluations().get(0);
      assertThat(evaluation.findings())
          .filteredOn(f -> f.severity() == Severity.CRITICAL)
          .extracting(f -> f.signal() + " " + f.check())
          .contains("amount UNREADABLE", "income OUT_OF_RANGE", "region UNSEEN", "p MISSING");
      assertThat(evaluation.signal("region").unseenRate()).isCloseTo(0.25, within(0.05));
      assertThat(evaluation.signal("income").outOfRangeRate()).isCloseTo(0.16, within(0.04));
      assertThat(monitor.errors(Stage.ACCESSOR)).isBetween(150L, 250L);
    }
  }

  @Test
  void fewerThanTwoHundredRecordsAreNotJudged() {
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(199, 7, 3));
      Evaluation few = monitor.evaluate();
      assertThat(few.status()).isEqualTo(Status.NO_DATA);
      assertThat(few.status().isAtLeast(Status.OK)).isFalse();
      assertThat(few.findings()).isNotEmpty().allMatch(f -> f.severity() == Severity.NO_DATA);
      feed(monitor, Loans.rows(1, 8, 3));
      assertThat(monitor.evaluate().status()).isEqualTo(Status.CRITICAL);
    }
  }

  @Test
  void fillingWindowsAreShownAndNotJudged() {
    try (Monitor<Loan> monitor =
        builder().window(WindowPolicy.ofRecords(4_000).inPanes(4)).build()) {
      feed(monitor, Loans.rows(5_000, 7, 1));
      assertThat(sink.evaluations()).hasSize(5);
      assertThat(sink.evaluations().subList(0, 3))
          .allMatch(e -> e.window().partial() && e.status() == Status.NO_DATA)
          .allMatch(e -> e.signal("income").statistic("psi").hasValue());
      assertThat(sink.evaluations().get(3).status()).isEqualTo(Status.CRITICAL);
      assertThat(sink.alerts()).hasSize(1);
    }
  }

  @Test
  void eventTimesComeFromTheSchemaOrFromTheCall() {
    Schema<Loan> timed = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .numeric("income", Loan::income)
        .categorical("region", Loan::region)
        .score("p", Loan::probability)
        .eventTimeMillis(loan -> (long) (loan.amount() * 0) + 5_000)
        .build();
    Baseline baseline = Baseline.fit(timed, Loans.rows(1_000, 1, 0)).build();
    WindowPolicy second = WindowPolicy.lasting(Duration.ofSeconds(1)).tumbling();
    try (Monitor<Loan> monitor =
        Monitor.builder(timed, baseline).window(second).replay().sink(sink).build()) {
      Loan loan = Loans.rows(1, 2, 0).get(0);
      monitor.observe(loan);
      monitor.observeAt(loan, 6_000);
      assertThat(sink.evaluations()).hasSize(1);
      assertThat(sink.evaluations().get(0).window().start()).isEqualTo(Instant.ofEpochMilli(5_000));
      assertThat(sink.evaluations().get(0).window().end()).isEqualTo(Instant.ofEpochMilli(6_000));
    }
    assertThat(sink.evaluations()).as("the end closes the open time pane").hasSize(2);
  }

  @Test
  void aTimeThatCannotBeReadCountsInTheOpenPane() {
    Schema<Loan> timed = Schema.<Loan>builder()
        .numeric("income", Loan::income)
        .eventTime(loan -> {
          if (loan.income() > 0) {
            throw new IllegalStateException();
          }
          return Instant.ofEpochSecond(5);
        })
        .build();
    Baseline baseline = Baseline.fit(
            Schema.<Loan>builder().numeric("income", Loan::income).build(), Loans.rows(1_000, 1, 0))
        .build();
    try (Monitor<Loan> monitor = Monitor.builder(timed, baseline)
        .window(WindowPolicy.lasting(Duration.ofSeconds(1)).tumbling())
        .replay()
        .build()) {
      Loans.rows(1_000, 2, 0).forEach(monitor::observe);
      assertThat(monitor.errors(Stage.TIME)).isBetween(400L, 600L);
      assertThat(monitor.records() + monitor.late()).isEqualTo(1_000);
      assertThat(monitor.window().frame().start()).isEqualTo(Instant.ofEpochSecond(5));
    }
  }

  @Test
  void aSilentServiceClosesItsPanesByTheClock() throws Exception {
    ManualClock clock = new ManualClock(1_000_000);
    CountDownLatch judged = new CountDownLatch(1);
    Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.lasting(Duration.ofSeconds(10)).tumbling())
        .clock(clock)
        .sink(new dev.leeway.alert.Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            judged.countDown();
          }
        })
        .build();
    feed(monitor, Loans.rows(500, 7, 0));
    clock.advance(10_000);
    assertThat(judged.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(monitor.latest().window().records()).isEqualTo(500);
    monitor.close();
  }

  @Test
  void pauseCountsNothingAndResumeGoesOn() {
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(10, 7, 0));
      monitor.pause();
      assertThat(monitor.isPaused()).isTrue();
      feed(monitor, Loans.rows(10, 7, 0));
      monitor.resume();
      feed(monitor, Loans.rows(10, 7, 0));
      assertThat(monitor.records()).isEqualTo(20);
    }
  }

  @Test
  void swapEndsTheOldWindowAndItsAlertsUnderTheOldBaseline() {
    Baseline shifted = Baseline.fit(Loans.SCHEMA, Loans.rows(10_000, 5, 1))
        .scores(Loan::probability)
        .name("loans")
        .lineage(Lineage.builder().model("loans", "2").build())
        .build();
    Monitor<Loan> monitor = builder().build();
    feed(monitor, Loans.rows(1_500, 7, 1));
    monitor.swap(shifted);
    assertThat(monitor.baseline()).isEqualTo(shifted);
    assertThat(sink.evaluations()).hasSize(2);
    assertThat(sink.evaluations().get(1).window().records()).isEqualTo(500);
    assertThat(sink.evaluations().get(1).window().partial()).isTrue();
    assertThat(sink.evaluations().get(1).baseline().digest()).isEqualTo(BASELINE.digest());
    assertThat(sink.alerts())
        .extracting(Alert::state)
        .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED);
    feed(monitor, Loans.rows(1_000, 8, 1));
    assertThat(monitor.latest().status()).isEqualTo(Status.OK);
    assertThat(monitor.latest().baseline().modelVersion()).isEqualTo("2");
    assertThat(monitor.records()).isEqualTo(2_500);
    monitor.close();
    assertThatThrownBy(() -> monitor.swap(BASELINE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void windowsAndAlertsKeepNumbersOfTheirOwnThroughSwaps() {
    Baseline other = Baseline.fit(Loans.SCHEMA, Loans.rows(10_000, 5, 0))
        .scores(Loan::probability)
        .name("other")
        .build();
    try (Monitor<Loan> monitor = builder().build()) {
      feed(monitor, Loans.rows(1_000, 7, 1));
      monitor.swap(other);
      monitor.swap(BASELINE);
      feed(monitor, Loans.rows(1_000, 8, 1));
      assertThat(sink.alerts()).extracting(Alert::id).hasSize(3);
      assertThat(sink.alerts().get(0).id()).isNotEqualTo(sink.alerts().get(2).id());
      assertThat(sink.evaluations()).extracting(e -> e.window().index()).containsExactly(0L, 1L);
    }
  }

  @Test
  void aSinkMaySwapTheBaselineAndEveryAlertEnds() {
    Baseline shifted = Baseline.fit(Loans.SCHEMA, Loans.rows(10_000, 5, 1))
        .scores(Loan::probability)
        .name("shifted")
        .build();
    List<Monitor<Loan>> self = new java.util.ArrayList<>();
    try (Monitor<Loan> monitor = builder()
        .sink(new dev.leeway.alert.Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            if (evaluation.status() == Status.CRITICAL
                && evaluation.baseline().name().equals("loans")) {
              self.get(0).swap(shifted);
            }
          }
        })
        .build()) {
      self.add(monitor);
      feed(monitor, Loans.rows(2_000, 7, 1));
      assertThat(monitor.baseline().name()).isEqualTo("shifted");
      assertThat(sink.alerts())
          .extracting(Alert::state)
          .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED);
      assertThat(monitor.latest().status()).isEqualTo(Status.OK);
      assertThat(monitor.records()).isEqualTo(2_000);
    }
  }

  @Test
  void alertsAboutSharesShowTheShareThatMoved() {
    try (Monitor<Loan> monitor = builder().build()) {
      Loans.rows(1_000, 7, 0).forEach(monitor::observe);
      Alert missing = sink.alerts().stream()
          .filter(a -> a.check() == Check.MISSING)
          .findFirst()
          .orElseThrow();
      assertThat(missing.evidence()).hasSize(1);
      assertThat(missing.evidence().get(0).bin()).isEqualTo("missing");
      assertThat(missing.evidence().get(0).current()).isEqualTo(1);
      assertThat(missing.toJson())
          .startsWith("{\"type\":\"alert\",\"state\":\"opened\"")
          .contains(
              "\"evidence\":[{\"bin\":\"missing\",\"reference\":0.0,\"current\":1.0,\"contribution\":null}]");
    }
  }

  @Test
  void aSwapThatDoesNotFitChangesNothing() {
    Baseline other = Baseline.fit(
            Schema.<Loan>builder().numeric("amount", Loan::amount).build(), Loans.rows(100, 1, 0))
        .build();
    try (Monitor<Loan> monitor = builder().build()) {
      assertThatThrownBy(() -> monitor.swap(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("income");
      assertThat(monitor.baseline()).isEqualTo(BASELINE);
      feed(monitor, Loans.rows(10, 1, 0));
      assertThat(monitor.records()).isEqualTo(10);
    }
  }

  @Test
  void recordsAfterTheEndAreDroppedAndCounted() {
    Monitor<Loan> monitor = builder().build();
    feed(monitor, Loans.rows(300, 7, 0));
    monitor.close();
    monitor.close();
    feed(monitor, Loans.rows(5, 7, 0));
    assertThat(monitor.dropped()).isEqualTo(5);
    assertThat(sink.evaluations()).hasSize(1);
    assertThat(sink.evaluations().get(0).window().partial()).isTrue();
  }

  @Test
  void wrongConfigurationIsRefusedWhenTheMonitorIsBuilt() {
    Schema<Loan> other = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .categorical("income", Loan::income)
        .score("p")
        .build();
    assertThatThrownBy(() -> Monitor.builder(other, BASELINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "signal 'income' is CATEGORICAL FEATURE here and NUMERIC FEATURE in the baseline")
        .hasMessageContaining("signal 'region' of the baseline is missing here");
    assertThatThrownBy(() -> builder().window(WindowPolicy.ofRecords(100)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThatThrownBy(() -> AlertPolicy.fixed().minimumRows(10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.ofRecords(1_000).inPanes(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("divides");
  }

  @Test
  void anAnswerWithoutASignalIsCountedAndHarmless() {
    try (Monitor<Loan> monitor = builder().build()) {
      Loan loan = Loans.rows(1, 1, 0).get(0);
      monitor.observeClass(loan, "yes");
      monitor.observeProbabilities(loan, new double[] {0.1, 0.9});
      assertThat(monitor.errors(Stage.ANSWER)).isEqualTo(2);
      assertThat(monitor.records()).isEqualTo(2);
    }
  }

  @Test
  void theMemoryIsWhatTheFormulaSays() {
    Schema.Builder<double[]> columns = Schema.builder();
    for (int i = 0; i < 25; i++) {
      int column = i;
      columns.numeric("x" + i, row -> row[column]);
    }
    Schema<double[]> schema = columns.build();
    List<double[]> rows = new java.util.ArrayList<>();
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      rows.add(random.doubles(25).toArray());
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    try (Monitor<double[]> monitor = Monitor.builder(schema, baseline).build()) {
      assertThat(monitor.memoryBytes()).isLessThan(1_500_000);
      assertThat(monitor.toString()).contains("24h in 24 panes", "KiB");
    }
  }

  @Test
  void theMonitorsThreadsEndWithIt() throws Exception {
    Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .name("census")
        .sink(new MemorySink())
        .window(WindowPolicy.ofRecords(200).tumbling())
        .build();
    feed(monitor, Loans.rows(1_000, 1, 0));
    assertThat(threads()).hasSizeLessThanOrEqualTo(2).allMatch(Thread::isDaemon);
    monitor.close();
    assertThat(threads()).isEmpty();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("census"))
        .toList();
  }
}
