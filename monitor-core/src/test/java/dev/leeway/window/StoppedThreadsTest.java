package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.ManualClock;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that the scheduler stops at the worst moment, one at a time: what {@link RecorderThreadsTest} meets by chance. */
@Timeout(60)
class StoppedThreadsTest {

  private static final Schema<Integer> SCHEMA =
      Schema.<Integer>builder().numeric("x", Integer::doubleValue).build();
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, List.of(0, 1, 2, 3, 4, 5, 6, 7)).build();
  private static final NumericBinning BINNING =
      (NumericBinning) BASELINE.signals().get(0).binning();
  private static final long PANE = 1000;
  private static final int[] HELD = {BINNING.missing()};
  private static final int[] OTHER = {BINNING.bin(3)};

  private final List<Window> windows = new ArrayList<>();
  private final List<Window> wideWindows = new ArrayList<>();

  /** A roll of two stripes whose holder can be stopped. */
  private final class Roll {
    final GridLayout layout = new GridLayout(BASELINE);
    final Stripes stripes = new Stripes(2, layout.cells());
    final AtomicLongArray published = new AtomicLongArray(4);
    final PaneRoll panes;

    /** Of one window, or of one with wider ones beside it. */
    Roll(WindowPolicy policy, boolean eventTimes, WindowPolicy... wider) {
      PaneRing ring = new PaneRing(
          BASELINE,
          policy,
          layout,
          PaneRoll.keptPanes(policy.panes()),
          new PaneRing.Outlet(new AtomicLong(), 1, window -> windows.add(window.get())));
      List<WiderWindow> all = new ArrayList<>();
      for (WindowPolicy wide : wider) {
        PaneRing.Outlet outlet =
            new PaneRing.Outlet(new AtomicLong(), 1, window -> wideWindows.add(window.get()));
        int kept = WiderWindow.keptPanes(wide.panes());
        all.add(new WiderWindow(
            wide, policy, new PaneRing(BASELINE, wide, layout, kept, outlet), layout));
      }
      panes =
          new PaneRoll(BASELINE, policy, layout, stripes, ring, all, published, () -> eventTimes);
    }

    /** A thread takes a stripe and counts a record in it; then it is stopped. */
    Stripe stopIn(int stripe) {
      Stripe held = stripes.all()[stripe];
      assertThat(held.tryTake()).isTrue();
      assertThat(held.pane).isEqualTo(panes.open());
      layout.count(HELD, held.grid);
      held.sawOne();
      return held;
    }

    void goOn(Stripe held) {
      held.giveBack();
      panes.complete();
    }

    void add(long time) {
      panes.add(OTHER, time, time);
    }

    long records() {
      long seen = 0;
      for (Stripe stripe : stripes.all()) {
        seen += stripe.seen();
      }
      return panes.recordsWithoutStripe() + seen;
    }
  }

  private static WindowPolicy lasting(int panes) {
    return WindowPolicy.lasting(Duration.ofMillis(PANE * panes)).inPanes(panes);
  }

  private List<Long> sizes() {
    return windows.stream().map(window -> window.frame().records()).toList();
  }

  /** Windows' records without a value: the held ones are. */
  private List<Long> held() {
    return windows.stream().map(window -> window.counts(0).missing()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aPaneWaitsForTheStripeOfAThreadThatIsStopped(int stripe) {
    Roll roll = new Roll(lasting(1), true);
    roll.add(0);
    Stripe held = roll.stopIn(stripe);
    roll.add(PANE);
    roll.add(2 * PANE);
    assertThat(windows).isEmpty();
    roll.goOn(held);
    assertThat(sizes()).containsExactly(2L, 1L);
    assertThat(held()).containsExactly(1L, 0L);
    assertThat(held.pane).isEqualTo(roll.panes.open());
    roll.panes.end();
    assertThat(sizes()).containsExactly(2L, 1L, 1L);
    assertThat(roll.records()).isEqualTo(4);
    assertThat(roll.panes.missing(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void afterTwoMorePanesItGoesWithoutTheStripeWhoseRecordIsLate(int stripe) {
    Roll roll = new Roll(lasting(1), true);
    roll.add(0);
    Stripe held = roll.stopIn(stripe);
    roll.add(PANE);
    roll.add(2 * PANE);
    roll.add(3 * PANE);
    assertThat(sizes()).containsExactly(1L);
    roll.goOn(held);
    assertThat(held.pane).isEqualTo(roll.panes.open());
    roll.panes.end();
    assertThat(sizes()).containsExactly(1L, 1L, 1L, 1L);
    assertThat(roll.panes.late()).isEqualTo(1);
    assertThat(roll.records()).isEqualTo(4);
    assertThat(roll.panes.missing(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void withoutATimeOfItsOwnTheRecordCountsInThePaneThatIsOpen(int stripe) {
    Roll roll = new Roll(lasting(1), false);
    for (int pane = 0; pane < 4; pane++) {
      roll.panes.addNow(OTHER, pane * PANE);
      if (pane == 0) {
        roll.stopIn(stripe);
      }
    }
    assertThat(sizes()).containsExactly(1L);
    roll.goOn(roll.stripes.all()[stripe]);
    assertThat(roll.stripes.all()[stripe].pane).isEqualTo(roll.panes.open());
    roll.panes.end();
    assertThat(sizes()).containsExactly(1L, 1L, 1L, 2L);
    assertThat(held()).containsExactly(0L, 0L, 0L, 1L);
    assertThat(roll.panes.late()).isZero();
    assertThat(roll.records()).isEqualTo(5);
    assertThat(roll.panes.missing(0)).isEqualTo(1);
  }

  /** Of a window of three panes it is in the ones that are still to come, as in a window asked for now. */
  @Test
  void whatComesAfterItsPaneHasClosedIsInTheWindowsThatFollow() {
    Roll roll = new Roll(lasting(3), true);
    roll.add(0);
    Stripe held = roll.stopIn(1);
    for (int pane = 1; pane <= 3; pane++) {
      roll.add(pane * PANE);
    }
    assertThat(sizes()).containsExactly(1L);
    roll.goOn(held);
    for (int pane = 4; pane <= 6; pane++) {
      roll.add(pane * PANE);
    }
    assertThat(sizes()).containsExactly(1L, 3L, 4L, 3L, 3L, 3L);
    assertThat(held()).containsExactly(0L, 1L, 1L, 0L, 0L, 0L);
    assertThat(roll.panes.late()).isZero();
    assertThat(roll.records()).isEqualTo(8);
  }

  /** One pane more, and no window that the record belongs to is left. */
  @ParameterizedTest
  @CsvSource({"4, 0", "5, 1"})
  void aRecordIsLateWhenTheLastWindowOfItsPaneHasGoneWithoutIt(int lastPane, long late) {
    Roll roll = new Roll(lasting(3), true);
    roll.add(0);
    Stripe held = roll.stopIn(1);
    for (int pane = 1; pane <= lastPane; pane++) {
      roll.add(pane * PANE);
    }
    assertThat(windows).hasSize(lastPane - 2);
    roll.goOn(held);
    assertThat(roll.panes.late()).isEqualTo(late);
    assertThat(roll.records()).isEqualTo(lastPane + 2 - late);
    assertThat(held().stream().mapToLong(Long::longValue).sum()).isEqualTo(1 - late);
  }

  /** Wider windows take in a pane when it is complete; what comes later goes there by itself. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWiderWindowHasEachRecordOnceWheneverItComes(boolean tooLateForTheNarrowOne) {
    Roll roll = new Roll(lasting(1).inOrder(), true, lasting(10).tumbling().inOrder());
    roll.add(0);
    Stripe held = roll.stopIn(1);
    roll.add(PANE);
    roll.add(500); // late: of a pane that waits for the stripe
    if (tooLateForTheNarrowOne) {
      roll.add(3 * PANE);
      roll.add(100); // later still
    }
    long records = tooLateForTheNarrowOne ? 6 : 4;
    long counted = tooLateForTheNarrowOne ? 5 : 4;
    assertThat(roll.panes.now(1).frame().records()).as("less what is held").isBetween(2L, 5L);
    roll.goOn(held);
    assertThat(roll.panes.now(1).frame().records()).isEqualTo(records);
    roll.panes.end();
    assertThat(wideWindows).hasSize(1);
    assertThat(wideWindows.get(0).frame().records()).isEqualTo(records);
    assertThat(wideWindows.get(0).counts(0).missing()).isEqualTo(1);
    assertThat(sizes().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(counted);
    assertThat(roll.panes.late()).isZero();
    assertThat(roll.records()).isEqualTo(records);
  }

  /** Its open pane has begun though the narrow ones before are not complete. */
  @Test
  void aWiderWindowThatIsAskedForEndsWithThePaneThatIsOpen() {
    Roll roll = new Roll(lasting(1), true, lasting(2).tumbling());
    roll.add(PANE);
    Stripe held = roll.stopIn(1);
    roll.add(2 * PANE);
    Window now = roll.panes.now(1);
    assertThat(now.frame().start()).isEqualTo(Instant.ofEpochMilli(2 * PANE));
    assertThat(now.frame().records()).isEqualTo(1);
    assertThat(now.frame().firstRow()).isEqualTo(2);
    roll.goOn(held);
    assertThat(wideWindows).hasSize(1);
    assertThat(wideWindows.get(0).frame().records()).isEqualTo(2);
    assertThat(roll.panes.now(1).counts()).isEqualTo(now.counts());
  }

  /** Years without a record are one step, but not over a pane that waits behind an empty one. */
  @Test
  void aPaneThatWaitsBehindAnEmptyOneIsNotSkipped() {
    Roll roll = new Roll(lasting(1).inOrder(), true);
    roll.add(0);
    Stripe held = roll.stopIn(1);
    roll.add(2 * PANE);
    roll.add(3 * PANE);
    assertThat(sizes()).containsExactly(1L);
    roll.goOn(held);
    assertThat(sizes()).containsExactly(1L, 0L, 1L);
    roll.add(1_000 * PANE);
    roll.panes.end();
    assertThat(sizes()).startsWith(1L, 0L, 1L, 1L, 0L).endsWith(0L, 1L).hasSizeLessThan(8);
  }

  @Test
  void aFullPaneThatWaitsForAStripeGoesOnGrowing() {
    Roll roll = new Roll(WindowPolicy.ofRecords(10).tumbling(), false);
    roll.panes.addNow(OTHER, Recorder.NO_TIME);
    Stripe held = roll.stopIn(1);
    for (int i = 1; i < 35; i++) {
      roll.panes.addNow(OTHER, Recorder.NO_TIME);
    }
    assertThat(windows).as("two full panes wait, the third grows").isEmpty();
    held.giveBack();
    roll.panes.addNow(OTHER, Recorder.NO_TIME);
    assertThat(sizes()).containsExactly(11L, 10L, 16L);
    assertThat(held()).containsExactly(1L, 0L, 0L);
    roll.panes.addNow(OTHER, Recorder.NO_TIME);
    assertThat(windows).hasSize(3);
  }

  /** Stripes that are harvested keep their pane, and nothing is counted twice. */
  @Test
  void aHarvestTakesWhatFreeStripesHoldAndNothingElse() {
    Roll roll = new Roll(lasting(1), true);
    roll.add(0);
    roll.stopIn(0).giveBack();
    Stripe held = roll.stopIn(1);
    roll.panes.harvest();
    assertThat(roll.panes.missing(0)).isEqualTo(1);
    held.giveBack();
    roll.panes.harvest();
    roll.panes.harvest();
    assertThat(roll.panes.missing(0)).isEqualTo(2);
    assertThat(windows).isEmpty();
    roll.add(PANE);
    assertThat(sizes()).containsExactly(3L);
  }

  private Recorder recorder(
      WindowPolicy policy, ManualClock clock, boolean eventTimes, Recorder.Listener listener) {
    return new Recorder(
        BASELINE,
        List.of(policy),
        clock,
        eventTimes,
        false,
        1,
        List.of(new AtomicLong()),
        listener,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private static void add(Recorder recorder, long time) {
    Slot slot = recorder.borrow();
    slot.bins()[0] = OTHER[0];
    recorder.add(slot, time);
  }

  /** Stops the thread that rolls inside the listener of its first window. */
  private final class StoppedRoller {
    final CountDownLatch stopped = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final ManualClock clock = new ManualClock(1_000_000);
    final boolean eventTimes;
    final Recorder recorder;
    final Thread thread;

    StoppedRoller(boolean eventTimes) throws InterruptedException {
      this.eventTimes = eventTimes;
      this.recorder = recorder(lasting(1), clock, eventTimes, (which, window) -> {
        windows.add(window);
        stopped.countDown();
        await(goOn);
      });
      this.thread = new Thread(() -> {
        add();
        clock.advance(PANE);
        add();
      });
      thread.start();
      stopped.await();
    }

    void add() {
      StoppedThreadsTest.add(recorder, eventTimes ? clock.millis() : Recorder.NO_TIME);
    }

    void goOn() throws InterruptedException {
      goOn.countDown();
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

  private static long soon() {
    return System.nanoTime() + 5_000_000_000L;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRollThatDoesNotGoOnTakesNoMemoryWithoutEnd(boolean eventTimes) throws Exception {
    StoppedRoller roller = new StoppedRoller(eventTimes);
    roller.clock.advance(PANE);
    int others = 100_000;
    for (int i = 0; i < others; i++) {
      roller.add();
    }
    roller.goOn();
    roller.recorder.retire(soon());
    // the thread that is stopped holds a slot itself
    assertThat(roller.recorder.late())
        .isEqualTo(eventTimes ? others - (Slots.COUNT - 1) - Slots.MOST_WAITING : 0);
    assertThat(roller.recorder.records() + roller.recorder.late()).isEqualTo(others + 2);
    assertThat(sizes().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(roller.recorder.records());
    assertThat(roller.recorder.isQuiet()).isTrue();
  }

  @Test
  void whoAsksForAWindowWaitsForTheRollThatIsUnderWay() throws Exception {
    StoppedRoller roller = new StoppedRoller(true);
    roller.add();
    AtomicLong records = new AtomicLong();
    Thread asks = new Thread(() -> records.set(roller.recorder.now(0).frame().records()));
    asks.start();
    while (asks.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    roller.goOn();
    asks.join();
    assertThat(records).hasValue(2);
  }

  @Test
  void theEndComesAtItsDeadlineThoughARollIsUnderWay() throws Exception {
    StoppedRoller roller = new StoppedRoller(true);
    long begin = System.nanoTime();
    roller.recorder.retire(begin + 50_000_000L);
    assertThat(System.nanoTime() - begin).isBetween(50_000_000L, 5_000_000_000L);
    assertThat(roller.recorder.borrow()).isNull();
    assertThat(roller.recorder.isQuiet()).isFalse();
    roller.goOn();
    assertThat(windows).as("what is in the open pane stays there").hasSize(1);
    assertThat(roller.recorder.records()).isEqualTo(2);
    assertThat(roller.recorder.isQuiet()).isTrue();
  }

  /** Somebody ticks, so no slot is taken but by an accessor that sleeps: this is not waited for any longer. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEndWaitsForARollThatIsUnderWay(boolean besideAnAccessorThatSleeps) throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ManualClock clock = new ManualClock(1_000_000);
    Recorder recorder = recorder(lasting(1), clock, false, (which, window) -> {
      windows.add(window);
      stopped.countDown();
      await(goOn);
    });
    add(recorder, Recorder.NO_TIME);
    clock.advance(PANE);
    Thread ticks = new Thread(recorder::tick);
    ticks.start();
    stopped.await();
    add(recorder, Recorder.NO_TIME);
    Slot asleep = besideAnAccessorThatSleeps ? recorder.borrow() : null;
    long begin = System.nanoTime();
    Thread ends = new Thread(() -> recorder.retire(begin + 1_000_000L, begin + 50_000_000_000L));
    ends.start();
    while (ends.getState() != Thread.State.TIMED_WAITING
        || System.nanoTime() - begin < 20_000_000L) {
      Thread.onSpinWait();
    }
    assertThat(recorder.isQuiet()).isFalse();
    goOn.countDown();
    ticks.join();
    ends.join();
    assertThat(sizes()).containsExactly(1L, 1L);
    assertThat(recorder.isQuiet()).isEqualTo(asleep == null);
  }

  /** An accessor that sleeps beyond the deadline. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aRecordThatComesAfterTheEndIsLate(boolean timed, boolean withTime) {
    Recorder recorder = recorder(
        timed ? lasting(1) : WindowPolicy.ofRecords(10).tumbling(),
        new ManualClock(1_000_000),
        withTime,
        (which, window) -> windows.add(window));
    add(recorder, withTime ? 1_000_000 : Recorder.NO_TIME);
    Slot asleep = recorder.borrow();
    asleep.bins()[0] = OTHER[0];
    long begin = System.nanoTime();
    recorder.retire(begin + 50_000_000L);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000L);
    assertThat(sizes()).containsExactly(1L);
    assertThat(recorder.isQuiet()).isFalse();
    recorder.add(asleep, withTime ? 1_000_000 : Recorder.NO_TIME);
    assertThat(recorder.late()).isEqualTo(1);
    assertThat(recorder.records()).isEqualTo(1);
    assertThat(windows).hasSize(1);
    assertThat(recorder.isQuiet()).isTrue();
  }

  /** As before, but the accessor is done in time: nothing is waited for any longer. */
  @Test
  void theEndWaitsForRecordsThatAreUnderWay() throws Exception {
    Recorder recorder = recorder(
        lasting(1), new ManualClock(1_000_000), true, (which, window) -> windows.add(window));
    Slot asleep = recorder.borrow();
    asleep.bins()[0] = OTHER[0];
    Thread ends = new Thread(() -> recorder.retire(System.nanoTime() + 50_000_000_000L));
    ends.start();
    while (ends.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    recorder.add(asleep, 1_000_000);
    ends.join(10_000);
    assertThat(ends.isAlive()).isFalse();
    assertThat(sizes()).containsExactly(1L);
    assertThat(recorder.late()).isZero();
  }

  @Test
  void stripesDoubleWhenNoneIsFreeUpToALimit() {
    Stripes stripes = new Stripes(4, 10);
    Stripe[] first = stripes.all();
    stripes.moreThan(first);
    stripes.moreThan(first);
    assertThat(stripes.all()).hasSize(8).startsWith(first);
    for (int i = 0; i < 10; i++) {
      stripes.moreThan(stripes.all());
    }
    assertThat(stripes.all()).hasSize(Stripes.MOST).startsWith(first);
  }
}
