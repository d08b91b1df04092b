package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Loans.Loan;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Lineage;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is lost or counted twice, whatever threads do. */
@Timeout(120)
class MonitorThreadsTest {

  private static final Baseline BASELINE = Loans.baseline();

  /** Windows of one pane: their records add up to what was sent, and within each all signals agree. */
  @Test
  void everyRecordIsInExactlyOneTumblingWindow() throws Exception {
    warmUp();
    AtomicLong inWindows = new AtomicLong();
    AtomicLong torn = new AtomicLong();
    Sink sink = new Sink() {
      @Override
      public void evaluated(Evaluation evaluation) {
        inWindows.addAndGet(evaluation.window().records());
        evaluation
            .signals()
            .forEach(s -> torn.addAndGet(s.records() == evaluation.window().records() ? 0 : 1));
      }
    };
    int threads = 16;
    int each = 50_000;
    Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.lasting(Duration.ofMillis(20)).tumbling())
        .executor(Runnable::run)
        .sink(sink)
        .build();
    hammer(threads, each, monitor);
    monitor.close();
    assertThat(monitor.records()).isEqualTo((long) threads * each);
    assertThat(monitor.skippedEvaluations())
        .as("of windows, else they cannot be summed")
        .isZero();
    assertThat(inWindows.get()).isEqualTo((long) threads * each);
    assertThat(monitor.late()).isZero();
    assertThat(torn.get()).isZero();
    assertThat(monitor.errors(Stage.WINDOW)).isZero();
    assertThat(monitor.errors(Stage.EVALUATION)).isZero();
  }

  @Test
  void windowsOfRecordsHoldEveryRecordOnce() throws Exception {
    warmUp();
    AtomicLong inWindows = new AtomicLong();
    Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(10_000).tumbling())
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            inWindows.addAndGet(evaluation.window().records());
          }
        })
        .build();
    hammer(8, 50_000, monitor);
    monitor.close();
    assertThat(monitor.skippedEvaluations()).isZero();
    assertThat(inWindows.get()).isEqualTo(400_000);
  }

  @Test
  void swapsUnderLoadLoseNothingAndMixNothing() throws Exception {
    warmUp();
    Baseline other = Baseline.fit(Loans.SCHEMA, Loans.rows(10_000, 9, 0))
        .scores(Loan::probability)
        .name("loans")
        .lineage(Lineage.builder().model("m", "2").build())
        .build();
    AtomicLong inWindows = new AtomicLong();
    Set<String> digests = ConcurrentHashMap.newKeySet();
    Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(20_000).tumbling())
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            inWindows.addAndGet(evaluation.window().records());
            digests.add(evaluation.baseline().digest());
          }
        })
        .build();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong swaps = new AtomicLong();
    Thread swapper = new Thread(() -> {
      while (!done.get()) {
        monitor.swap(swaps.get() % 2 == 0 ? other : BASELINE);
        swaps.incrementAndGet();
      }
    });
    swapper.start();
    long sent = 0;
    while (digests.size() < 2 || swaps.get() < 4) {
      hammer(8, 40_000, monitor);
      sent += 320_000;
    }
    done.set(true);
    swapper.join();
    monitor.close();
    assertThat(monitor.records()).isEqualTo(sent);
    assertThat(monitor.errors(Stage.EVALUATION)).isZero();
    assertThat(monitor.skippedEvaluations())
        .as("of windows, else they cannot be summed")
        .isZero();
    assertThat(inWindows.get()).isEqualTo(sent);
    assertThat(digests).containsExactlyInAnyOrder(BASELINE.digest(), other.digest());
  }

  @Test
  void anAccessorThatSleepsStopsNobody() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    Schema<Loan> slow = Schema.<Loan>builder()
        .numeric("amount", loan -> {
          if (loan.amount() < 0) {
            asleep.countDown();
            await(wake);
          }
          return loan.amount();
        })
        .numeric("income", Loan::income)
        .categorical("region", Loan::region)
        .score("p")
        .build();
    List<Long> windows = new ArrayList<>();
    Monitor<Loan> monitor = Monitor.builder(slow, BASELINE)
        .window(WindowPolicy.ofRecords(250).tumbling())
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            windows.add(evaluation.window().records());
          }
        })
        .build();
    Thread sleeper = new Thread(() -> monitor.observe(new Loan(-1, 0, "north", 0.5), 0.5));
    sleeper.start();
    asleep.await();
    Loans.rows(1_000, 3, 0).forEach(loan -> monitor.observe(loan, loan.probability()));
    assertThat(windows).containsExactly(250L, 250L, 250L, 250L);
    wake.countDown();
    sleeper.join();
    assertThat(monitor.records()).isEqualTo(1_001);
    monitor.close();
  }

  /** More records under way at once than there are slots. */
  @Test
  void hundredsOfSleepingAccessorsAreAllCountedInTheEnd() throws Exception {
    int threads = 200;
    CountDownLatch asleep = new CountDownLatch(threads);
    CountDownLatch wake = new CountDownLatch(1);
    Schema<Loan> slow = Schema.<Loan>builder()
        .numeric("amount", loan -> {
          asleep.countDown();
          await(wake);
          return loan.amount();
        })
        .numeric("income", Loan::income)
        .categorical("region", Loan::region)
        .score("p")
        .build();
    Monitor<Loan> monitor = Monitor.builder(slow, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build();
    List<Thread> sleepers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread sleeper = new Thread(() -> monitor.observe(new Loan(1, 0, "north", 0.5), 0.5));
      sleeper.start();
      sleepers.add(sleeper);
    }
    assertThat(asleep.await(60, TimeUnit.SECONDS)).isTrue();
    wake.countDown();
    for (Thread sleeper : sleepers) {
      sleeper.join();
    }
    assertThat(monitor.window().frame().records()).isEqualTo(threads);
    monitor.close();
  }

  @Test
  void manyThreadsGiveTheSameCountsAsOne() throws Exception {
    List<Loan> rows = Loans.rows(40_000, 5, 0.3);
    Monitor<Loan> one = longWindow();
    rows.forEach(loan -> one.observe(loan, loan.probability()));
    Monitor<Loan> many = longWindow();
    List<Thread> threads = new ArrayList<>();
    for (int part = 0; part < 8; part++) {
      List<Loan> share = rows.subList(part * 5_000, (part + 1) * 5_000);
      Thread thread =
          new Thread(() -> share.forEach(loan -> many.observe(loan, loan.probability())));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Window expected = one.window();
    Window actual = many.window();
    for (int i = 0; i < 4; i++) {
      Counts counts = actual.counts(i);
      assertThat(counts).isEqualTo(expected.counts(i));
    }
    assertThat(many.evaluate().signals()).isEqualTo(one.evaluate().signals());
    one.close();
    many.close();
  }

  /** Cold evaluations are slower than panes close here, and windows would be skipped. */
  private static void warmUp() {
    try (Monitor<Loan> monitor = longWindow()) {
      Loans.rows(1_000, 4, 0).forEach(loan -> monitor.observe(loan, loan.probability()));
      for (int i = 0; i < 300; i++) {
        monitor.evaluate();
      }
    }
  }

  private static Monitor<Loan> longWindow() {
    return Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(1_000_000).tumbling())
        .executor(Runnable::run)
        .build();
  }

  private static void hammer(int threads, int each, Monitor<Loan> monitor)
      throws InterruptedException {
    List<Loan> rows = Loans.rows(1_000, 2, 0);
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread = new Thread(() -> {
        for (int i = 0; i < each; i++) {
          Loan loan = rows.get(i % rows.size());
          monitor.observe(loan, loan.probability());
        }
      });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
