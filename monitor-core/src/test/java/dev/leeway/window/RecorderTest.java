package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.ManualClock;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a recorder beside records: clocks, listeners, the end; and what it says of the records. */
class RecorderTest {

  private static final Schema<Integer> SCHEMA =
      Schema.<Integer>builder().numeric("x", Integer::doubleValue).build();
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, List.of(0, 1, 2, 3, 4, 5, 6, 7)).build();
  private static final NumericBinning BINNING =
      (NumericBinning) BASELINE.signals().get(0).binning();
  private static final long PANE = 1000;
  private static final long NOW = Recorder.NO_TIME;

  private final List<Window> windows = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final ManualClock clock = new ManualClock(100_000);

  private Recorder recorder(
      WindowPolicy policy,
      Clock time,
      boolean eventTimes,
      boolean ticked,
      Recorder.Listener listener) {
    return new Recorder(
        BASELINE,
        List.of(policy),
        time,
        eventTimes,
        ticked,
        1,
        List.of(new AtomicLong()),
        listener,
        failures::add);
  }

  private Recorder inEventTime(int panes) {
    return recorder(lasting(panes), clock, true, false, (which, window) -> windows.add(window));
  }

  private Recorder byTheClock(int panes) {
    return recorder(lasting(panes), clock, false, false, (which, window) -> windows.add(window));
  }

  private static WindowPolicy lasting(int panes) {
    return WindowPolicy.lasting(Duration.ofMillis(PANE * panes)).inPanes(panes);
  }

  private static void add(Recorder recorder, long time) {
    add(recorder, BINNING.bin(3), time);
  }

  private static void add(Recorder recorder, int bin, long time) {
    Slot slot = recorder.borrow();
    slot.bins()[0] = bin;
    recorder.add(slot, time);
  }

  private static void end(Recorder recorder) {
    recorder.retire(System.nanoTime() + 5_000_000_000L);
  }

  private List<Long> sizes() {
    return windows.stream().map(window -> window.frame().records()).toList();
  }

  @Test
  void takesNoMoreMemoryForOneThreadHoweverManyRecordsCome() {
    Recorder recorder = byTheClock(1);
    long before = recorder.memoryBytes();
    for (int i = 0; i < 10_000; i++) {
      add(recorder, NOW);
      clock.advance(7);
    }
    assertThat(recorder.memoryBytes()).isEqualTo(before);
  }

  @Test
  void afterTheEndNothingComesInAndASecondEndDoesNothing() {
    Recorder recorder = byTheClock(2);
    add(recorder, NOW);
    assertThat(recorder.isQuiet()).as("more may come").isFalse();
    end(recorder);
    assertThat(recorder.borrow()).isNull();
    assertThat(recorder.isQuiet()).isTrue();
    assertThat(sizes()).containsExactly(1L);
    end(recorder);
    recorder.tick();
    assertThat(sizes()).containsExactly(1L);
    assertThat(recorder.records()).isEqualTo(1);
  }

  @Test
  void withoutARecordThereIsAnEmptyWindowAndTheEndHandsOutNone() {
    Recorder recorder = byTheClock(2);
    recorder.tick();
    Window now = recorder.now(0);
    assertThat(now.frame()).isEqualTo(new WindowFrame(0, 0, 0, -1, null, null, true, "2s", 1));
    assertThat(now.counts(0).total()).isZero();
    end(recorder);
    assertThat(windows).isEmpty();
  }

  /** A window that closes has its number for itself, and the one that is asked for has the next one. */
  @Test
  void windowsAreNumberedAndTheirRowsFollowEachOther() {
    Recorder recorder = inEventTime(1);
    add(recorder, 10_000);
    add(recorder, 10_100);
    add(recorder, 5_000); // late
    add(recorder, 90_000_000); // ahead, and set aside
    add(recorder, 11_000);
    add(recorder, 180_000_000); // gives up the one before
    add(recorder, 12_000);
    add(recorder, 12_001);
    WindowFrame now = recorder.now(0).frame();
    end(recorder);
    assertThat(windows.stream().map(window -> window.frame().index())).containsExactly(0L, 1L, 2L);
    assertThat(now.index()).isEqualTo(2);
    assertThat(now.firstRow()).isEqualTo(6);
    assertThat(windows.get(0).frame().firstRow()).isZero();
    assertThat(windows.get(0).frame().lastRow()).isEqualTo(1);
    assertThat(windows.get(1).frame().firstRow()).isEqualTo(4);
    assertThat(windows.get(2).frame().firstRow()).isEqualTo(6);
    assertThat(windows.get(2).frame().lastRow()).isEqualTo(7);
    assertThat(recorder.late()).isEqualTo(1);
    assertThat(recorder.ahead()).isEqualTo(2);
  }

  @Test
  void rowsWithoutAValueAreCountedOnceWhateverWayTheyCome() {
    Recorder recorder = inEventTime(3);
    int[] missing = {BINNING.missing(), BINNING.notANumber()};
    add(recorder, missing[0], 10_000); // opens the first pane
    add(recorder, missing[1], 10_001); // usual
    add(recorder, BINNING.unreadable(), 10_002);
    add(recorder, missing[0], 12_000); // opens another one
    add(recorder, missing[1], 10_003); // late, within the window
    add(recorder, missing[0], 1_000); // late, in no window
    add(recorder, missing[0], 21_500); // set aside, and counted when its pane comes
    recorder.now(0);
    assertThat(recorder.missing(0)).isEqualTo(4);
    for (long time = 13_000; time < 25_000; time += PANE) {
      add(recorder, time);
    }
    add(recorder, missing[0], 90_000_000); // set aside, and given up in the end
    end(recorder);
    assertThat(recorder.missing(0)).isEqualTo(5);
    assertThat(windows.get(windows.size() - 1).counts(0).missing()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3, 0, true", "4, 1, false"})
  void aRecordIsBelievedUpToAWindowAheadOfTheOpenPane(int panes, long ahead, boolean closes) {
    Recorder recorder = inEventTime(3);
    add(recorder, 100_000);
    add(recorder, 100_000 + panes * PANE);
    assertThat(windows.isEmpty()).isNotEqualTo(closes);
    end(recorder);
    assertThat(recorder.ahead()).isEqualTo(ahead);
    assertThat(recorder.records()).isEqualTo(2 - ahead);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "4, 1"})
  void aFirstRecordIsBelievedUpToAWindowAheadOfTheClock(int panes, long ahead) {
    Recorder recorder = inEventTime(3);
    add(recorder, clock.millis() + panes * PANE);
    end(recorder);
    assertThat(recorder.ahead()).isEqualTo(ahead);
    assertThat(windows).hasSize((int) (1 - ahead));
  }

  @Test
  void theFirstRecordsOfAllAreBelievedThoughTheClockIsFarBehind() {
    Recorder recorder = inEventTime(3);
    for (long pane : new long[] {1000, 1001, 1000}) {
      add(recorder, pane * PANE);
    }
    end(recorder);
    assertThat(recorder.ahead()).isZero();
    assertThat(sizes()).containsExactly(2L, 3L);
    assertThat(windows.get(0).frame().start()).isEqualTo(Instant.ofEpochSecond(1000));
  }

  /** It was set aside when the clock stood far before it; others then begin behind it. */
  @ParameterizedTest
  @CsvSource({"107000, 0", "108000, 1"})
  void aRecordThatWasSetAsideCountsOnlyWhileItsPaneIsInTheWindow(long next, long ahead) {
    clock.set(100_000);
    Recorder recorder = inEventTime(3);
    add(recorder, 105_000);
    clock.set(106_000);
    add(recorder, 106_000);
    add(recorder, next);
    assertThat(recorder.ahead()).as("given up, or not").isEqualTo(ahead);
    end(recorder);
    assertThat(recorder.ahead()).isEqualTo(ahead);
    assertThat(recorder.records()).isEqualTo(3 - ahead);
    WindowFrame last = windows.get(windows.size() - 1).frame();
    assertThat(last.records()).isEqualTo(3 - ahead);
    assertThat(last.start())
        .as("when the first of them came")
        .isEqualTo(Instant.ofEpochMilli(ahead == 0 ? 105_000 : 106_000));
  }

  @Test
  void theFirstRecordWithATimeTakesTheClocksPlace() {
    Recorder recorder = byTheClock(1);
    add(recorder, 50_000);
    clock.advance(10 * PANE);
    recorder.tick();
    add(recorder, NOW);
    assertThat(windows).as("without a time: in the open pane").isEmpty();
    add(recorder, 51_000);
    end(recorder);
    assertThat(sizes()).containsExactly(2L, 1L);
    assertThat(windows.get(0).frame().start()).isEqualTo(Instant.ofEpochMilli(50_000));
    assertThat(recorder.late()).isZero();
  }

  @Test
  void amongRecordsWithTimesOneWithoutIsLateAsLongAsNoPaneIsOpen() {
    Recorder recorder = inEventTime(1);
    add(recorder, NOW);
    assertThat(recorder.late()).isEqualTo(1);
    add(recorder, 50_000);
    add(recorder, NOW);
    end(recorder);
    assertThat(sizes()).containsExactly(2L);
    assertThat(recorder.late()).isEqualTo(1);
  }

  @Test
  void windowsOfRecordsCountRecordsWithAndWithoutATime() {
    Recorder recorder = recorder(
        WindowPolicy.ofRecords(4).inPanes(2), clock, true, false, (which, w) -> windows.add(w));
    for (int i = 0; i < 3; i++) {
      add(recorder, NOW);
      add(recorder, 1_000_000_000L * i);
    }
    assertThat(sizes()).containsExactly(2L, 4L, 4L);
    assertThat(windows.get(2).frame().firstRow()).isEqualTo(2);
  }

  @Test
  void aWindowThatIsAskedForIsPartialUntilItsPanesHaveBegun() {
    Recorder recorder = inEventTime(3);
    List<Boolean> partial = new ArrayList<>();
    for (long pane = 50; pane < 54; pane++) {
      add(recorder, pane * PANE);
      partial.add(recorder.now(0).frame().partial());
    }
    assertThat(partial).containsExactly(true, true, false, false);
  }

  @Test
  void whereSomebodyTicksRecordsDoNotLookAtTheClock() {
    Recorder recorder =
        recorder(lasting(1), clock, false, true, (which, window) -> windows.add(window));
    recorder.tick();
    add(recorder, NOW);
    recorder.tick();
    clock.advance(PANE);
    add(recorder, NOW);
    assertThat(windows).isEmpty();
    recorder.tick();
    assertThat(sizes()).containsExactly(2L);
    assertThat(windows.get(0).frame().start()).isEqualTo(Instant.ofEpochMilli(100_000));
    clock.advance(2 * PANE);
    recorder.tick();
    assertThat(sizes()).as("nothing in the window: years are one step").startsWith(2L, 0L);
    end(recorder);
    assertThat(recorder.records()).isEqualTo(2);
  }

  /** A little back, as clocks are adjusted: what comes counts in the open pane until the clock has caught up. */
  @Test
  void aClockThatGoesBackByLessThanAPaneClosesNothing() {
    Recorder recorder = byTheClock(1);
    add(recorder, NOW);
    clock.set(99_001);
    add(recorder, NOW);
    clock.set(100_999);
    add(recorder, NOW);
    assertThat(windows).isEmpty();
    clock.set(101_000);
    add(recorder, NOW);
    assertThat(sizes()).containsExactly(3L);
    assertThat(windows.get(0).frame().start()).isEqualTo(Instant.ofEpochMilli(100_000));
    end(recorder);
    assertThat(recorder.late()).isZero();
  }

  /** Further back the panes move with it: the next one begins as the clock says. */
  @Test
  void aClockThatIsSetBackByMoreTakesThePanesWithIt() {
    Recorder recorder = byTheClock(1);
    add(recorder, NOW);
    clock.set(98_500);
    add(recorder, NOW);
    clock.set(98_999);
    add(recorder, NOW);
    assertThat(windows).isEmpty();
    clock.set(99_000);
    add(recorder, NOW);
    assertThat(sizes()).containsExactly(3L);
    assertThat(windows.get(0).frame().end()).isEqualTo(Instant.ofEpochMilli(99_000));
    end(recorder);
    assertThat(windows.get(1).frame().start()).isEqualTo(Instant.ofEpochMilli(99_000));
    assertThat(recorder.late()).isZero();
  }

  private static final class BrokenClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      throw new IllegalStateException("no time");
    }
  }

  @Test
  void aClockThatThrowsIsReportedAndTheRecordsCount() {
    long before = System.currentTimeMillis();
    Recorder recorder = recorder(
        lasting(1), new BrokenClock(), false, false, (which, window) -> windows.add(window));
    add(recorder, NOW);
    add(recorder, NOW);
    end(recorder);
    assertThat(failures).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
    assertThat(recorder.records()).isEqualTo(2);
    assertThat(windows.get(0).frame().end())
        .as("the system's clock")
        .isAfter(Instant.ofEpochMilli(before));
  }

  @Test
  void whatAListenerThrowsIsReportedAndThePanesGoOn() {
    Recorder recorder = recorder(lasting(2), clock, true, false, (which, window) -> {
      windows.add(window);
      throw new StackOverflowError();
    });
    for (long time = 100_000; time < 105_000; time += 500) {
      add(recorder, time);
    }
    end(recorder);
    assertThat(failures).hasSize(5).allMatch(StackOverflowError.class::isInstance);
    assertThat(sizes()).containsExactly(2L, 4L, 4L, 4L, 4L);
    assertThat(recorder.isQuiet()).isTrue();
  }

  /** Of an executor that runs on the caller's thread. */
  @Test
  void aListenerMayObserveAndAskForTheWindow() {
    List<Long> asked = new ArrayList<>();
    Recorder[] self = new Recorder[1];
    self[0] = recorder(lasting(1), clock, true, false, (which, window) -> {
      windows.add(window);
      asked.add(self[0].now(0).frame().records());
      add(self[0], 101_500);
    });
    add(self[0], 100_000);
    add(self[0], 101_000);
    asked.add(self[0].now(0).frame().records());
    assertThat(asked)
        .as("before the record that closed the pane, and after all")
        .endsWith(2L);
    assertThat(sizes()).containsExactly(1L);
    assertThat(self[0].records()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aListenerMayEndIt(boolean eventTimes) {
    Recorder[] self = new Recorder[1];
    self[0] = recorder(lasting(1), clock, eventTimes, false, (which, window) -> {
      windows.add(window);
      end(self[0]);
    });
    add(self[0], eventTimes ? clock.millis() : NOW);
    clock.advance(PANE);
    add(self[0], eventTimes ? clock.millis() : NOW);
    assertThat(self[0].borrow()).isNull();
    assertThat(sizes()).containsExactly(1L);
    assertThat(self[0].records()).isEqualTo(1);
    assertThat(self[0].late()).as("the record that closed the pane").isEqualTo(1);
    assertThat(self[0].isQuiet()).isTrue();
  }

  @Test
  void aListenerMayEndWindowsOfRecords() {
    Recorder[] self = new Recorder[1];
    self[0] =
        recorder(WindowPolicy.ofRecords(3).tumbling(), clock, false, false, (which, window) -> {
          windows.add(window);
          end(self[0]);
        });
    for (int i = 0; i < 3; i++) {
      add(self[0], NOW);
    }
    assertThat(self[0].borrow()).isNull();
    assertThat(sizes()).containsExactly(3L);
    assertThat(self[0].isQuiet()).isTrue();
  }
}
