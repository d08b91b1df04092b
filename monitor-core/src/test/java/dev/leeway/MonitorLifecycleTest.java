package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Loans.Loan;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Swaps, ends and callers' own parts that fail, in the worst moments: nothing hangs, and every record is accounted for. */
@Timeout(60)
class MonitorLifecycleTest {

  private static final Baseline BASELINE = Loans.baseline();
  private static final Baseline OTHER = Baseline.fit(Loans.SCHEMA, Loans.rows(10_000, 5, 0))
      .scores(Loan::probability)
      .name("other")
      .build();

  private static MonitorBuilder<Loan> builder() {
    return Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling());
  }

  private static void feed(Monitor<Loan> monitor, int count) {
    Loans.rows(count, 3, 0).forEach(loan -> monitor.observe(loan, loan.probability()));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Nanoseconds reach 292 years. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0})
  void aDeadlineOfAnyLengthEndsTheMonitor(long seconds) {
    MemorySink sink = new MemorySink();
    Monitor<Loan> monitor = builder()
        .closeWithin(Duration.ofSeconds(seconds))
        .executor(Runnable::run)
        .sink(sink)
        .build();
    feed(monitor, 1_000);
    monitor.close();
    assertThat(monitor.records()).isEqualTo(1_000);
    assertThat(sink.evaluations()).hasSize(1);
  }

  @Test
  void aClockThatThrowsWhatItMustNotDeclareIsHarmless() {
    Clock clock = new ManualClock(1_000_000) {
      @Override
      public long millis() {
        MonitorLifecycleTest.<RuntimeException>sneak(new java.io.IOException("clock"));
        return 0;
      }
    };
    try (Monitor<Loan> monitor = builder()
        .window(WindowPolicy.lasting(Duration.ofHours(1)).tumbling())
        .clock(clock)
        .executor(Runnable::run)
        .build()) {
      feed(monitor, 300);
      assertThat(monitor.records()).isEqualTo(300);
      assertThat(monitor.errors(Stage.WINDOW)).isPositive();
      assertThat(monitor.evaluate().window().records()).isEqualTo(300);
    }
  }

  @Test
  void anExecutorThatThrowsWhatItMustNotDeclareIsHarmless() {
    try (Monitor<Loan> monitor = builder()
        .executor(task -> MonitorLifecycleTest.<RuntimeException>sneak(new Exception("pool")))
        .build()) {
      feed(monitor, 3_000);
      assertThat(monitor.records()).isEqualTo(3_000);
      assertThat(monitor.errors(Stage.EVALUATION)).isEqualTo(3);
    }
  }

  @Test
  void aSinkThatEvaluatesDuringASwapHoldsUpNobody() throws Exception {
    CountDownLatch inSink = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    List<Monitor<Loan>> self = new ArrayList<>();
    Monitor<Loan> monitor = builder()
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            if (evaluation.window().partial()) {
              inSink.countDown();
              await(closed);
              self.get(0).evaluate();
            }
          }
        })
        .build();
    self.add(monitor);
    feed(monitor, 500);
    Thread swapper = new Thread(() -> monitor.swap(OTHER));
    swapper.start();
    await(inSink);
    feed(monitor, 1_500);
    closed.countDown();
    swapper.join(20_000);
    assertThat(swapper.isAlive()).isFalse();
    assertThat(monitor.records()).isEqualTo(2_000);
    monitor.close();
  }

  @Test
  void closeComesToItsEndThoughASwapDoesNot() throws Exception {
    CountDownLatch inSink = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Monitor<Loan> monitor = builder()
          .executor(pool)
          .closeWithin(Duration.ofSeconds(1))
          .sink(new Sink() {
            @Override
            public void evaluated(Evaluation evaluation) {
              inSink.countDown();
              await(wake);
            }
          })
          .build();
      feed(monitor, 1_000);
      await(inSink);
      Thread swapper = new Thread(() -> {
        try {
          monitor.swap(OTHER);
        } catch (IllegalStateException closedBefore) {
          assertThat(closedBefore).hasMessageContaining("closed");
        }
      });
      swapper.start();
      long begin = System.nanoTime();
      monitor.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
      swapper.join(10_000);
      assertThat(swapper.isAlive()).isFalse();
    } finally {
      wake.countDown();
      pool.shutdownNow();
    }
  }

  @Test
  void aRecordWhoseAccessorOutlivesASwapIsCountedAsLate() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
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
    try (Monitor<Loan> monitor = Monitor.builder(slow, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      Thread sleeper = new Thread(() -> monitor.observe(new Loan(1, 1, "east", 0.5), 0.5));
      sleeper.start();
      await(asleep);
      monitor.swap(OTHER);
      wake.countDown();
      sleeper.join();
      assertThat(monitor.records() + monitor.late()).isEqualTo(1);
    }
  }

  @Test
  void aSinkThatSwapsInAReplayLosesNoRecord() {
    MemorySink memory = new MemorySink();
    List<Monitor<Loan>> self = new ArrayList<>();
    Monitor<Loan> monitor = builder()
        .window(WindowPolicy.lasting(Duration.ofMillis(10)).tumbling())
        .replay()
        .sink(memory)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            if (evaluation.window().index() == 0) {
              self.get(0).swap(OTHER);
            }
          }
        })
        .build();
    self.add(monitor);
    List<Loan> rows = Loans.rows(40, 3, 0);
    for (int i = 0; i < rows.size(); i++) {
      monitor.observeAt(rows.get(i), 0.5, 1_000_000 + i);
    }
    monitor.close();
    long inWindows =
        memory.evaluations().stream().mapToLong(e -> e.window().records()).sum();
    assertThat(monitor.records()).isEqualTo(inWindows);
    assertThat(inWindows + monitor.late()).isEqualTo(40);
  }

  @Test
  void anExecutorThatLosesATaskIsAskedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Monitor<Loan> monitor = builder()
        .executor(task -> {
          if (calls.incrementAndGet() > 1) {
            task.run();
          }
        })
        .build()) {
      feed(monitor, 1_000);
      long begin = System.nanoTime();
      while (monitor.evaluations() == 0 && System.nanoTime() - begin < 20_000_000_000L) {
        feed(monitor, 1_000);
      }
      assertThat(monitor.evaluations()).isPositive();
    }
  }

  @Test
  void anInterruptedThreadMaySwapAndLosesNothing() {
    MemorySink memory = new MemorySink();
    try (Monitor<Loan> monitor = builder().executor(Runnable::run).sink(memory).build()) {
      feed(monitor, 500);
      Thread.currentThread().interrupt();
      monitor.swap(OTHER);
      assertThat(Thread.interrupted()).as("the interrupt is not swallowed").isTrue();
      assertThat(memory.evaluations()).hasSize(1);
      assertThat(monitor.latest()).as("of the new baseline").isNull();
    }
  }

  @Test
  void aSwapThatASinkHoldsUpStillEndsTheOldAlarms() throws Exception {
    CountDownLatch inSink = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    MemorySink memory = new MemorySink();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Monitor<Loan> monitor = builder()
          .executor(pool)
          .sink(memory)
          .sink(new Sink() {
            @Override
            public void evaluated(Evaluation evaluation) {
              inSink.countDown();
              await(wake);
            }
          })
          .build();
      Loans.rows(1_000, 3, 1).forEach(loan -> monitor.observe(loan, loan.probability()));
      await(inSink);
      monitor.swap(OTHER);
      wake.countDown();
      monitor.close();
      assertThat(memory.alerts())
          .extracting(alert -> alert.state().name())
          .containsExactly("OPENED", "RESOLVED");
    } finally {
      wake.countDown();
      pool.shutdownNow();
    }
  }

  @Test
  void aSinkThatClosesTheMonitorIsClosedWithIt() {
    AtomicInteger closes = new AtomicInteger();
    List<Monitor<Loan>> self = new ArrayList<>();
    Monitor<Loan> monitor = builder()
        .executor(Runnable::run)
        .closeWithin(Duration.ofSeconds(1))
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            self.get(0).close();
          }

          @Override
          public void close() {
            closes.incrementAndGet();
          }
        })
        .build();
    self.add(monitor);
    feed(monitor, 1_500);
    assertThat(closes).hasValue(1);
    assertThat(monitor.records() + monitor.late() + monitor.dropped()).isEqualTo(1_500);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
