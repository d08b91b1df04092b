package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.leeway.Loans.Loan;
import dev.leeway.alert.Alert;
import dev.leeway.alert.DeliveryCounts;
import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A sink that throws or hangs costs the host nothing and the other sinks nothing. */
@Timeout(60)
class SinkTroubleTest {

  private static final class Counting implements Sink {
    final AtomicInteger evaluations = new AtomicInteger();
    final AtomicInteger alerts = new AtomicInteger();
    final CountDownLatch enough;
    volatile boolean closed;

    Counting(int enough) {
      this.enough = new CountDownLatch(enough);
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      evaluations.incrementAndGet();
      enough.countDown();
    }

    @Override
    public void alerted(Alert alert) {
      alerts.incrementAndGet();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static MonitorBuilder<Loan> builder() {
    return Monitor.builder(Loans.SCHEMA, Loans.baseline())
        .window(WindowPolicy.ofRecords(1_000).tumbling());
  }

  private static void feed(Monitor<Loan> monitor, int windows) {
    for (int i = 0; i < windows; i++) {
      Loans.rows(1_000, i, 1).forEach(loan -> monitor.observe(loan, loan.probability()));
    }
  }

  @Test
  void aSinkThatThrowsIsCountedAndTheNextStillHears() {
    Counting good = new Counting(3);
    Monitor<Loan> monitor = builder()
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public String name() {
            return "bad";
          }

          @Override
          public void evaluated(Evaluation evaluation) {
            throw new IllegalStateException("no");
          }

          @Override
          public void alerted(Alert alert) {
            throw new AssertionError("no");
          }
        })
        .sink(good)
        .build();
    feed(monitor, 3);
    monitor.close();
    assertThat(good.evaluations).hasValue(3);
    assertThat(good.alerts).hasValue(1);
    assertThat(good.closed).isTrue();
    assertThat(monitor.errors(Stage.SINK)).isEqualTo(4);
    assertThat(monitor.deliveries().get(0)).isEqualTo(new DeliveryCounts("bad", 0, 4, 0, 0));
    assertThat(monitor.deliveries().get(1).sent()).isEqualTo(4);
  }

  @Test
  void aSinkThatHangsIsLeftBehindAndTheOthersGoOn() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    Counting good = new Counting(3);
    Monitor<Loan> monitor = builder()
        .name("hanging")
        .closeWithin(Duration.ofSeconds(3))
        .sink(new Sink() {
          @Override
          public String name() {
            return "hangs";
          }

          @Override
          public void evaluated(Evaluation evaluation) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        })
        .sink(good)
        .build();
    for (int i = 0; i < 3; i++) {
      long before = good.enough.getCount();
      feed(monitor, 1);
      while (good.enough.getCount() == before) {
        assertThat(good.enough.await(20, TimeUnit.MILLISECONDS) || monitor.errors(Stage.SINK) == 0)
            .isTrue();
      }
    }
    assertThat(good.evaluations).hasValue(3);
    long begin = System.nanoTime();
    monitor.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    assertThat(good.closed).isTrue();
    DeliveryCounts hanging = monitor.deliveries().get(0);
    assertThat(hanging.sent() + hanging.failed() + hanging.dropped() + hanging.pending())
        .as("raised = sent + failed + dropped + pending")
        .isEqualTo(4);
    hang.countDown();
  }

  @Test
  void aFullQueueDropsTheOldestEvaluationsAndKeepsTheAlerts() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    Monitor<Loan> monitor = builder()
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        })
        .build();
    while (monitor.evaluations() < 40) {
      feed(monitor, 1);
    }
    DeliveryCounts counts = monitor.deliveries().get(0);
    assertThat(counts.pending()).isLessThanOrEqualTo(18);
    assertThat(counts.dropped()).isPositive();
    hang.countDown();
    monitor.close();
    counts = monitor.deliveries().get(0);
    assertThat(counts.pending()).isZero();
    assertThat(counts.sent() + counts.dropped()).isEqualTo(monitor.evaluations() + 1);
  }

  @Test
  void anInterruptedThreadMayCloseAndLosesNothing() throws Exception {
    Counting good = new Counting(1);
    Monitor<Loan> monitor = builder().sink(good).build();
    feed(monitor, 1);
    Loans.rows(300, 1, 0).forEach(loan -> monitor.observe(loan, loan.probability()));
    Thread.currentThread().interrupt();
    monitor.close();
    assertThat(Thread.interrupted()).as("the interrupt is not swallowed").isTrue();
    assertThat(good.evaluations).hasValue(2);
    assertThat(good.closed).isTrue();
  }

  @Test
  void anExecutorThatRejectsOrIsShutDownLosesNoWindowForEver() {
    Counting good = new Counting(1);
    AtomicInteger calls = new AtomicInteger();
    Monitor<Loan> monitor = builder()
        .executor(task -> {
          if (calls.incrementAndGet() % 2 == 1) {
            throw new java.util.concurrent.RejectedExecutionException();
          }
          task.run();
        })
        .sink(good)
        .build();
    feed(monitor, 4);
    assertThat(good.evaluations).hasValue(4);
    Loans.rows(300, 1, 0).forEach(loan -> monitor.observe(loan, loan.probability()));
    monitor.close();
    assertThat(good.evaluations).hasValue(5);
    assertThat(good.closed).isTrue();
  }

  @Test
  void closeKeepsToItsDeadlineThoughASinkHoldsTheCallersThread() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    Monitor<Loan> monitor = builder()
        .executor(Runnable::run)
        .closeWithin(Duration.ofSeconds(1))
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            asleep.countDown();
            try {
              wake.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        })
        .build();
    Thread feeder = new Thread(() -> feed(monitor, 1));
    feeder.start();
    asleep.await();
    long begin = System.nanoTime();
    monitor.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    wake.countDown();
    feeder.join();
  }

  @Test
  void troublesAreLoggedOnceAndSayNothingOfARow() {
    Logger logger = (Logger) LoggerFactory.getLogger(Monitor.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, Loans.baseline())
          .window(WindowPolicy.ofRecords(1_000).tumbling())
          .executor(Runnable::run)
          .build();
      for (int i = 0; i < 3_000; i++) {
        monitor.observe(new Loan(1, 1, null, 1), 0.5);
        monitor.observe(null, 0.5);
      }
      monitor.close();
      List<ILoggingEvent> warnings = new ArrayList<>(appender.list);
      warnings.removeIf(event -> event.getLevel() != Level.WARN);
      assertThat(warnings)
          .extracting(ILoggingEvent::getFormattedMessage)
          .hasSize(3)
          .allMatch(line ->
              line.contains("stage accessor, one of them java.lang.NullPointerException of '"));
    } finally {
      logger.detachAppender(appender);
    }
  }
}
