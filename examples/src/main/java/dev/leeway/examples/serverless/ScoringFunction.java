package dev.leeway.examples.serverless;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Scores a batch of loans in each invocation. The day's counts pass from one invocation to the next as text; merging them is
 * exact and in any order the same, so invocations may run at the same time and on any machine.
 */
public final class ScoringFunction {

  /** What the model sees. */
  public record Loan(double amount, double income) {}

  static final Schema<Loan> SCHEMA = Schema.<Loan>builder()
      .numeric("amount", Loan::amount)
      .numeric("income", Loan::income)
      .score("default_probability")
      .build();

  private final Baseline baseline;
  private final WindowStore store;
  private final Clock clock;

  ScoringFunction(Baseline baseline, WindowStore store, Clock clock) {
    this.baseline = baseline;
    this.store = store;
    this.clock = clock;
  }

  // snippet: serverless
  /** One invocation: scores the loans, and says what the day looks like so far. */
  Evaluation handle(List<Loan> loans) {
    Window counted;
    try (Monitor<Loan> monitor = Monitor.builder(SCHEMA, baseline)
        .window(WindowPolicy.lasting(Duration.ofDays(1)).tumbling())
        .executor(Runnable::run) // no thread outlives the invocation
        .clock(clock)
        .build()) {
      for (Loan loan : loans) {
        monitor.observe(loan, probability(loan));
      }
      counted = monitor.window();
    }
    Window day = mergeIntoStored("credit-risk/" + LocalDate.now(clock), counted);
    return Comparison.against(baseline).of(day);
  }

  private Window mergeIntoStored(String key, Window counted) {
    while (true) {
      String stored = store.get(key);
      Window day = stored == null ? counted : Window.fromJson(stored, baseline).merge(counted);
      if (store.replace(key, stored, day.toJson())) {
        return day;
      }
      // another invocation was faster: its records are in what is read next
    }
  }
  // end

  /** Stands for a real model. */
  static double probability(Loan loan) {
    return 1 / (1 + Math.exp(1 - 4 * (loan.amount() / loan.income() - 0.4)));
  }

  /** Ten invocations on one day; from the sixth on applicants earn less. Prints what each says. */
  public static void main(String[] arguments) {
    Baseline baseline = Baseline.fit(SCHEMA, Loans.of(20_000, 1, 40_000))
        .scores(ScoringFunction::probability)
        .name("credit-risk")
        .build();
    WindowStore store = WindowStore.inMemory();
    Clock clock = Clock.system(ZoneOffset.UTC);
    for (int i = 1; i <= 10; i++) {
      // each invocation begins with nothing but the baseline and the store
      Evaluation now = new ScoringFunction(baseline, store, clock)
          .handle(Loans.of(100, 1 + i, i <= 5 ? 40_000 : 25_000));
      System.out.println(i + ": " + now.summary());
    }
  }
}
