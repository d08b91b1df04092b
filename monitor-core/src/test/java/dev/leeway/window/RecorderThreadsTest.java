package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.ManualClock;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that are stopped in the middle, panes that close all the time: every record is in exactly one pane. */
@Timeout(120)
class RecorderThreadsTest {

  private static final Schema<Integer> SCHEMA = Schema.<Integer>builder()
      .numeric("x", Integer::doubleValue)
      .numeric("y", Integer::doubleValue)
      .build();
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, List.of(0, 1, 2, 3, 4, 5, 6, 7)).build();
  private static final NumericBinning BINNING =
      (NumericBinning) BASELINE.signals().get(0).binning();

  private final AtomicLong inWindows = new AtomicLong();
  private final AtomicLong torn = new AtomicLong();
  private final AtomicLong fewest = new AtomicLong(Long.MAX_VALUE);

  private Recorder recorder(WindowPolicy policy, Clock clock, boolean eventTimes) {
    return new Recorder(
        BASELINE,
        List.of(policy),
        clock,
        eventTimes,
        false,
        1,
        List.of(new AtomicLong()),
        (which, window) -> count(window),
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private void count(Window window) {
    if (!window.frame().partial()) {
      fewest.accumulateAndGet(window.frame().records(), Math::min);
    }
    inWindows.addAndGet(window.frame().records());
    boolean sound = window.counts(0).total() == window.frame().records()
        && window.counts(1).total() == window.frame().records();
    torn.addAndGet(sound ? 0 : 1);
  }

  private static void add(Recorder recorder, int value, long time) {
    Slot slot = recorder.borrow();
    slot.bins()[0] = BINNING.bin(value & 7);
    slot.bins()[1] = BINNING.bin(value >> 1 & 7);
    recorder.add(slot, time);
  }

  @RepeatedTest(5)
  void panesThatCloseEveryMillisecondByTheClock() throws Exception {
    Recorder recorder =
        recorder(WindowPolicy.lasting(Duration.ofMillis(1)).tumbling(), Clock.systemUTC(), false);
    run(32, 20_000, i -> add(recorder, i, Recorder.NO_TIME));
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(torn.get()).isZero();
    assertThat(recorder.late()).isZero();
    assertThat(recorder.records()).isEqualTo(640_000);
    assertThat(inWindows.get()).isEqualTo(640_000);
  }

  @RepeatedTest(5)
  void panesOfAFewRecords() throws Exception {
    Recorder recorder = recorder(WindowPolicy.ofRecords(50).tumbling(), Clock.systemUTC(), false);
    run(16, 20_000, i -> add(recorder, i, Recorder.NO_TIME));
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(torn.get()).isZero();
    assertThat(fewest.get()).as("a pane may close late, never early").isGreaterThanOrEqualTo(50);
    // on a machine that is busy the thread that rolls may be stopped while 65,600 others wait
    assertThat(recorder.records() + recorder.late()).isEqualTo(320_000);
    assertThat(inWindows.get()).isEqualTo(recorder.records());
  }

  @RepeatedTest(5)
  void eventTimesThatRunAheadAndBehind() throws Exception {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(1_000)).tumbling(),
        new ManualClock(2_000_000),
        true);
    AtomicLong now = new AtomicLong(1_000_000);
    run(16, 20_000, i -> add(recorder, i, now.incrementAndGet() - i % 7 * 300));
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(torn.get()).isZero();
    assertThat(recorder.late()).isPositive();
    assertThat(recorder.records() + recorder.late() + recorder.ahead()).isEqualTo(320_000);
    assertThat(inWindows.get()).isEqualTo(recorder.records());
  }

  @Test
  void asksForTheWindowMeanwhileNeverSeeATornRecord() throws Exception {
    Recorder recorder =
        recorder(WindowPolicy.lasting(Duration.ofMillis(4)).inPanes(4), Clock.systemUTC(), false);
    AtomicBoolean done = new AtomicBoolean();
    Thread reader = new Thread(() -> {
      while (!done.get()) {
        Window now = recorder.now(0);
        boolean sound = now.counts(0).total() == now.frame().records()
            && now.counts(1).total() == now.frame().records();
        torn.addAndGet(sound ? 0 : 1);
      }
    });
    reader.start();
    run(8, 50_000, i -> add(recorder, i, Recorder.NO_TIME));
    done.set(true);
    reader.join();
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(torn.get()).isZero();
    assertThat(recorder.records()).isEqualTo(400_000);
  }

  private static void run(int threads, int each, IntConsumer body) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread = new Thread(() -> {
        for (int i = 0; i < each; i++) {
          body.accept(i);
        }
      });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }
}
