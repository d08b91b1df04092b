package dev.leeway.examples.serverless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.examples.serverless.ScoringFunction.Loan;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScoringFunctionTest {

  private static final Baseline BASELINE = Baseline.fit(
          ScoringFunction.SCHEMA, Loans.of(20_000, 1, 40_000))
      .scores(ScoringFunction::probability)
      .name("credit-risk")
      .build();
  private static final Clock MONDAY =
      Clock.fixed(Instant.parse("2025-06-02T10:00:00Z"), ZoneOffset.UTC);
  private static final Clock TUESDAY = Clock.offset(MONDAY, Duration.ofDays(1));

  @Test
  void tenInvocationsAreAsOneMonitorThatLivesAllDay() {
    WindowStore store = WindowStore.inMemory();
    List<Evaluation> evaluations = new ArrayList<>();
    List<Loan> all = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      List<Loan> loans = Loans.of(100, 1 + i, i <= 5 ? 40_000 : 25_000);
      all.addAll(loans);
      evaluations.add(new ScoringFunction(BASELINE, store, MONDAY).handle(loans));
    }
    assertThat(evaluations.get(0).status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluations.get(4).status()).isEqualTo(Status.OK);
    assertThat(evaluations.get(9).signal("income").status()).isEqualTo(Status.CRITICAL);
    assertThat(evaluations.get(9).window().records()).isEqualTo(1_000);
    assertThat(evaluations.get(9).window().start())
        .isEqualTo(Instant.parse("2025-06-02T00:00:00Z"));
    try (Monitor<Loan> monitor = Monitor.builder(ScoringFunction.SCHEMA, BASELINE)
        .window(WindowPolicy.lasting(Duration.ofDays(1)).tumbling())
        .executor(Runnable::run)
        .clock(MONDAY)
        .build()) {
      all.forEach(loan -> monitor.observe(loan, ScoringFunction.probability(loan)));
      String stored = store.get("credit-risk/2025-06-02");
      assertThat(Window.fromJson(stored, BASELINE).counts())
          .isEqualTo(monitor.window().counts());
    }
  }

  @Test
  void anotherDayBeginsAnew() {
    WindowStore store = WindowStore.inMemory();
    new ScoringFunction(BASELINE, store, MONDAY).handle(Loans.of(300, 2, 25_000));
    Evaluation tuesday =
        new ScoringFunction(BASELINE, store, TUESDAY).handle(Loans.of(300, 3, 40_000));
    assertThat(tuesday.window().records()).isEqualTo(300);
    assertThat(tuesday.status()).isEqualTo(Status.OK);
  }

  @Test
  void invocationsAtTheSameTimeLoseNothing() throws Exception {
    WindowStore store = WindowStore.inMemory();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Evaluation>> running = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        List<Loan> loans = Loans.of(25, i, 40_000);
        running.add(pool.submit(() -> new ScoringFunction(BASELINE, store, MONDAY).handle(loans)));
      }
      for (Future<Evaluation> one : running) {
        one.get();
      }
      String stored = store.get("credit-risk/2025-06-02");
      assertThat(Window.fromJson(stored, BASELINE).frame().records()).isEqualTo(1_000);
    } finally {
      pool.shutdownNow();
    }
  }
}
