package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.ManualClock;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window simulated record by record against a naive recount that keeps every record. */
class RecorderSimulationTest {

  private static final Schema<Integer> SCHEMA =
      Schema.<Integer>builder().numeric("x", Integer::doubleValue).build();
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, List.of(0, 1, 2, 3, 4, 5, 6, 7)).build();
  private static final long PANE = 1000;

  private final List<Window> windows = new ArrayList<>();

  private Recorder recorder(WindowPolicy policy, ManualClock clock, boolean eventTimes) {
    return new Recorder(
        BASELINE,
        List.of(policy),
        clock,
        eventTimes,
        false,
        1,
        List.of(new AtomicLong()),
        (which, window) -> windows.add(window),
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private static void add(Recorder recorder, int value, long time) {
    Slot slot = recorder.borrow();
    slot.bins()[0] = numeric().bin(value);
    recorder.add(slot, time);
  }

  private static dev.leeway.binning.NumericBinning numeric() {
    return (dev.leeway.binning.NumericBinning) BASELINE.signals().get(0).binning();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void eventTimeWindowsEqualANaiveRecount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int panes = 1 + random.nextInt(6);
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE * panes)).inPanes(panes),
        new ManualClock(2_000_000),
        true);
    Naive naive = new Naive(panes);
    long now = 50_000 + random.nextLong(10_000);
    for (int i = 0; i < 5_000; i++) {
      now += random.nextLong(40);
      if (random.nextInt(300) == 0) {
        // a gap of up to a window, believed at once
        now += random.nextLong(PANE * panes);
      }
      long late = i > 0 && random.nextInt(5) == 0 ? random.nextLong(PANE * (panes + 3)) : 0;
      int value = random.nextInt(8);
      add(recorder, value, now - late);
      naive.add(value, now - late);
      assertThat(windows).as("seed %d, record %d", seed, i).hasSameSizeAs(naive.windows);
      if (random.nextInt(50) == 0) {
        assertThat(counts(recorder.now(0)))
            .as("seed %d, now at record %d", seed, i)
            .isEqualTo(naive.now());
      }
    }
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    naive.end();
    for (int i = 0; i < naive.windows.size(); i++) {
      assertThat(counts(windows.get(i)))
          .as("seed %d, window %d", seed, i)
          .isEqualTo(naive.windows.get(i));
    }
    assertThat(windows).hasSameSizeAs(naive.windows);
    assertThat(recorder.late()).isEqualTo(naive.late);
    assertThat(recorder.ahead()).isZero();
    assertThat(recorder.records()).isEqualTo(5_000 - naive.late);
  }

  @Test
  void windowsOfRecordsAreExactOnOneThread() {
    Recorder recorder =
        recorder(WindowPolicy.ofRecords(100).inPanes(4), new ManualClock(2_000_000), false);
    for (int i = 0; i < 1_000; i++) {
      add(recorder, i % 8, Recorder.NO_TIME);
    }
    assertThat(windows).hasSize(40);
    for (int i = 0; i < 40; i++) {
      WindowFrame frame = windows.get(i).frame();
      assertThat(frame.index()).isEqualTo(i);
      assertThat(frame.records()).isEqualTo(Math.min(100, 25 * (i + 1)));
      assertThat(frame.partial()).isEqualTo(i < 3);
      assertThat(frame.lastRow()).isEqualTo(25 * (i + 1) - 1);
      assertThat(frame.firstRow()).isEqualTo(Math.max(0, 25 * (i - 3)));
    }
  }

  @Test
  void aRecordPaneThatIsNotFullAtTheEndIsPartial() {
    Recorder recorder =
        recorder(WindowPolicy.ofRecords(100).tumbling(), new ManualClock(2_000_000), false);
    for (int i = 0; i < 130; i++) {
      add(recorder, 1, Recorder.NO_TIME);
    }
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(windows).hasSize(2);
    assertThat(windows.get(0).frame().partial()).isFalse();
    assertThat(windows.get(1).frame().partial()).isTrue();
    assertThat(windows.get(1).frame().records()).isEqualTo(30);
  }

  @Test
  void oneRecordFromTheYear9999ClosesNothing() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(2_000_000), true);
    long far = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 100; i++) {
      add(recorder, 1, 10_000 + i);
    }
    add(recorder, 1, far);
    for (int i = 0; i < 100; i++) {
      add(recorder, 1, 10_100 + i);
    }
    assertThat(windows).isEmpty();
    add(recorder, 1, 11_000);
    assertThat(windows).hasSize(1);
    assertThat(windows.get(0).frame().records()).isEqualTo(200);
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(recorder.ahead()).isEqualTo(1);
    assertThat(recorder.records()).isEqualTo(201);
  }

  @Test
  void recordsAheadThatAgreeBecomeTheNewPaneAndNoneIsLost() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(2_000_000), true);
    add(recorder, 1, 10_000);
    for (int i = 0; i < 250; i++) {
      add(recorder, 2, 1_000_000 + i);
    }
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(recorder.ahead()).isZero();
    assertThat(windows.get(0).frame().records()).isEqualTo(1);
    assertThat(windows.get(windows.size() - 1).frame().records()).isEqualTo(250);
  }

  @Test
  void fewRecordsAheadAreBelievedWhenTheyGoOnIntoTheNextPane() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(2_000_000), true);
    add(recorder, 1, 10_000);
    add(recorder, 2, 1_000_100);
    add(recorder, 2, 1_000_900);
    add(recorder, 2, 1_001_200);
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(recorder.ahead()).isZero();
    assertThat(recorder.records()).isEqualTo(4);
    assertThat(windows.stream().mapToLong(w -> w.frame().records()).sum()).isEqualTo(4);
  }

  @Test
  void yearsWithoutARecordAreOneStep() {
    WindowPolicy policy =
        WindowPolicy.lasting(Duration.ofMillis(3 * PANE)).inPanes(3).inOrder();
    Recorder recorder = recorder(policy, new ManualClock(2_000_000), true);
    add(recorder, 1, 10_000);
    add(recorder, 1, 10_000 + Duration.ofDays(3650).toMillis());
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(windows).hasSizeLessThan(8);
    assertThat(windows.get(0).frame().records()).isEqualTo(1);
    assertThat(windows.get(windows.size() - 1).frame().records()).isEqualTo(1);
  }

  @Test
  void aClockSetBackMakesNoPaneLastUntilItHasCaughtUp() {
    ManualClock clock = new ManualClock(100_000);
    Recorder recorder =
        recorder(WindowPolicy.lasting(Duration.ofMillis(4 * PANE)).inPanes(4), clock, false);
    add(recorder, 1, Recorder.NO_TIME);
    clock.set(3_700_000);
    add(recorder, 1, Recorder.NO_TIME);
    clock.set(101_000);
    int before = windows.size();
    for (int i = 0; i < 10; i++) {
      add(recorder, 1, Recorder.NO_TIME);
      clock.advance(PANE);
    }
    assertThat(windows.size() - before).isBetween(8, 10);
    assertThat(recorder.late()).isZero();
    assertThat(recorder.records()).isEqualTo(12);
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(windows.get(windows.size() - 1).frame().records()).isEqualTo(4);
  }

  @Test
  void extremeEventTimesAreCountedAndNothingBreaks() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(2_000_000), true);
    add(recorder, 1, 10_000);
    add(recorder, 1, Long.MAX_VALUE);
    add(recorder, 1, Long.MIN_VALUE + 1);
    add(recorder, 1, 0);
    add(recorder, 1, 10_001);
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(recorder.records() + recorder.late() + recorder.ahead()).isEqualTo(5);
    assertThat(windows.get(windows.size() - 1).frame().records()).isEqualTo(2);
  }

  /** Whatever the clock does, every record is in a window of its own time, and no pane lasts longer than two. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void clocksThatJumpLoseNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ManualClock clock = new ManualClock(1_000_000_000);
    Recorder recorder =
        recorder(WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), clock, false);
    long honest = 0;
    long sinceWindow = 0;
    for (int i = 0; i < 20_000; i++) {
      int before = windows.size();
      long step = random.nextLong(60);
      clock.advance(step);
      sinceWindow += step;
      if (random.nextInt(500) == 0) {
        clock.advance(random.nextLong(-7_200_000, 7_200_000));
      }
      add(recorder, i % 8, Recorder.NO_TIME);
      honest++;
      if (windows.size() > before) {
        sinceWindow = 0;
      }
      assertThat(sinceWindow)
          .as("seed %d, record %d: an eternal pane", seed, i)
          .isLessThan(4 * PANE);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    assertThat(windows.stream().mapToLong(w -> w.frame().records()).sum()).isEqualTo(honest);
    assertThat(recorder.records()).isEqualTo(honest);
    assertThat(recorder.late() + recorder.ahead()).isZero();
    windows.forEach(
        window -> assertThat(window.frame().end()).isAfter(window.frame().start()));
  }

  @Test
  void aFirstRecordFromTheFutureDoesNotMakeAllOthersLate() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(10_000), true);
    add(recorder, 1, Instant.parse("9999-12-31T00:00:00Z").toEpochMilli());
    for (int i = 0; i < 3_000; i++) {
      add(recorder, 1, 10_000 + i);
    }
    assertThat(windows).hasSize(2);
    assertThat(recorder.late()).isZero();
    assertThat(recorder.records()).isEqualTo(3_000);
  }

  @Test
  void aTrickleOfSentinelDatesIsNeverBelieved() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(PANE)).tumbling(), new ManualClock(10_000), true);
    long far = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 100_000; i++) {
      add(recorder, 1, i % 100 == 50 ? far : 10_000 + i);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    assertThat(recorder.ahead()).isEqualTo(1_000);
    assertThat(recorder.late()).isZero();
    assertThat(recorder.records()).isEqualTo(99_000);
    assertThat(windows).hasSize(100);
  }

  @Test
  void partitionsReadInTurnAreBelievedAfterAGap() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(10 * PANE)).inPanes(10),
        new ManualClock(10_000),
        true);
    add(recorder, 1, 10_000);
    for (int i = 0; i < 1_000; i++) {
      add(recorder, 1, 200_000 + i + (i % 2) * 2 * PANE);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    assertThat(recorder.ahead()).isZero();
    assertThat(recorder.late()).isZero();
    assertThat(recorder.records()).isEqualTo(1_001);
  }

  @Test
  void aLateRecordMakesAFillingWindowNoFullOne() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(4 * PANE)).inPanes(4),
        new ManualClock(100_000),
        true);
    add(recorder, 1, 100_000);
    add(recorder, 1, 100_000 - 3 * PANE);
    add(recorder, 1, 100_000 + PANE);
    assertThat(windows).hasSize(1);
    assertThat(windows.get(0).frame().partial()).isTrue();
    assertThat(windows.get(0).frame().records()).isEqualTo(2);
  }

  @Test
  void aRecordIsCountedInItsOwnPaneThoughOnesSetAsideOpenALaterOne() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(3 * PANE)).inPanes(3), new ManualClock(0), true);
    for (long pane : new long[] {0, 10, 12, 3, 6, 9, 10, 13}) {
      add(recorder, 1, pane * PANE);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    assertThat(recorder.records()).isEqualTo(8);
    // panes 11, 12 and 13 hold the record that was set aside and the last one
    assertThat(windows.get(windows.size() - 1).frame().records()).isEqualTo(2);
  }

  @Test
  void threeRecordsAheadInTurnBearEachOtherOut() {
    Recorder recorder = recorder(
        WindowPolicy.lasting(Duration.ofMillis(3 * PANE)).inPanes(3), new ManualClock(0), true);
    for (long pane : new long[] {0, 100, 101, 100}) {
      add(recorder, 1, pane * PANE);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    assertThat(recorder.ahead()).isZero();
    assertThat(recorder.records()).isEqualTo(4);
  }

  private static List<Long> counts(Window window) {
    List<Long> counts = new ArrayList<>();
    long total = 0;
    for (int value = 0; value < 8; value++) {
      long rows = window.counts(0).count(numeric().bin(value));
      counts.add(rows);
      total += rows;
    }
    assertThat(window.counts(0).total())
        .isEqualTo(total)
        .isEqualTo(window.frame().records());
    return counts;
  }

  /** Keeps every record and counts anew each time. */
  private static final class Naive {
    private final int panes;
    private final TreeMap<Long, List<Integer>> records = new TreeMap<>();
    private final List<List<Long>> windows = new ArrayList<>();
    private long open = Long.MIN_VALUE;
    private long late;

    Naive(int panes) {
      this.panes = panes;
    }

    void add(int value, long time) {
      long pane = Math.floorDiv(time, PANE);
      if (open == Long.MIN_VALUE) {
        open = pane;
      }
      while (pane > open) {
        windows.add(now());
        open++;
      }
      if (pane <= open - panes) {
        late++;
      } else {
        records.computeIfAbsent(pane, p -> new ArrayList<>()).add(value);
      }
    }

    void end() {
      if (records.containsKey(open)) {
        windows.add(now());
      }
    }

    List<Long> now() {
      List<Long> counts = new ArrayList<>();
      for (int value = 0; value < 8; value++) {
        long rows = 0;
        for (List<Integer> pane : records.subMap(open - panes + 1, open + 1).values()) {
          int wanted = value;
          rows += pane.stream().filter(v -> v == wanted).count();
        }
        counts.add(rows);
      }
      return counts;
    }
  }
}
