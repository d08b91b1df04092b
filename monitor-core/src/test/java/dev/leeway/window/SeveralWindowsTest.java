package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.ManualClock;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each window of a recorder of several must be what a recorder of it alone has. */
class SeveralWindowsTest {

  private static final Schema<Integer> SCHEMA =
      Schema.<Integer>builder().numeric("x", Integer::doubleValue).build();
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, List.of(0, 1, 2, 3, 4, 5, 6, 7)).build();
  private static final NumericBinning BINNING =
      (NumericBinning) BASELINE.signals().get(0).binning();
  private static final long SECOND = 1000;

  private static Recorder recorder(
      List<WindowPolicy> policies,
      ManualClock clock,
      boolean eventTimes,
      BiConsumer<Integer, Window> onWindow) {
    return new Recorder(
        BASELINE,
        policies,
        clock,
        eventTimes,
        false,
        1,
        policies.stream().map(policy -> new AtomicLong()).toList(),
        onWindow::accept,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private static WindowPolicy seconds(int length, int panes) {
    return WindowPolicy.lasting(Duration.ofSeconds(length)).inPanes(panes);
  }

  private static void add(Recorder recorder, int value, long time) {
    Slot slot = recorder.borrow();
    slot.bins()[0] = BINNING.bin(value);
    recorder.add(slot, time);
  }

  /** Beside one recorder of several windows, one for each of them alone. */
  private static final class Twins {
    final List<WindowPolicy> policies;
    final Recorder together;
    final List<Recorder> alone = new ArrayList<>();
    final List<List<Window>> inOne = new ArrayList<>();
    final List<List<Window>> apart = new ArrayList<>();
    long lateForAll;

    Twins(List<WindowPolicy> policies, ManualClock clock, boolean eventTimes) {
      this.policies = policies;
      for (WindowPolicy policy : policies) {
        List<Window> windows = new ArrayList<>();
        inOne.add(new ArrayList<>());
        apart.add(windows);
        alone.add(recorder(List.of(policy), clock, eventTimes, (which, w) -> windows.add(w)));
      }
      together =
          recorder(policies, clock, eventTimes, (which, w) -> inOne.get(which).add(w));
    }

    void add(int value, long time) {
      SeveralWindowsTest.add(together, value, time);
      boolean late = true;
      for (Recorder recorder : alone) {
        long before = recorder.late();
        SeveralWindowsTest.add(recorder, value, time);
        late &= recorder.late() > before;
      }
      lateForAll += late ? 1 : 0;
    }

    void compareNow(String where) {
      for (int i = 0; i < policies.size(); i++) {
        Window one = together.now(i);
        Window two = alone.get(i).now(0);
        assertThat(one.counts()).as("%s, %s now", where, policies.get(i)).isEqualTo(two.counts());
        assertThat(one.frame().start()).isEqualTo(two.frame().start());
        assertThat(one.frame().end()).isEqualTo(two.frame().end());
        assertThat(one.frame().records()).isEqualTo(two.frame().records());
        assertThat(one.frame().partial()).isEqualTo(two.frame().partial());
      }
    }

    void end(String where) {
      together.retire(System.nanoTime() + 5_000_000_000L);
      alone.forEach(recorder -> recorder.retire(System.nanoTime() + 5_000_000_000L));
      for (int i = 0; i < policies.size(); i++) {
        assertThat(inOne.get(i)).as("%s, %s", where, policies.get(i)).hasSameSizeAs(apart.get(i));
        for (int j = 0; j < apart.get(i).size(); j++) {
          Window one = inOne.get(i).get(j);
          Window two = apart.get(i).get(j);
          String place = where + ", window " + j + " of " + policies.get(i);
          assertThat(one.counts()).as(place).isEqualTo(two.counts());
          assertThat(one.frame().records()).as(place).isEqualTo(two.frame().records());
          assertThat(one.frame().start()).as(place).isEqualTo(two.frame().start());
          assertThat(one.frame().end()).as(place).isEqualTo(two.frame().end());
          assertThat(one.frame().partial()).as(place).isEqualTo(two.frame().partial());
          assertThat(one.frame().index()).as(place).isEqualTo(j);
          assertThat(one.frame().length()).isEqualTo(policies.get(i).label());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void inEventTimeEachEqualsOneAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int panes = 2 + random.nextInt(4);
    List<WindowPolicy> policies = new ArrayList<>(List.of(
        seconds(4 * panes, panes), seconds(panes, panes), seconds(60, 1 + random.nextInt(3))));
    if (random.nextBoolean()) {
      policies.add(seconds(40, 40));
    }
    if (60 / policies.get(2).panes() % 4 != 0) {
      policies.set(2, seconds(64, 4));
    }
    Twins twins = new Twins(policies, new ManualClock(2_000_000), true);
    long now = 50_000 + random.nextLong(10_000);
    for (int i = 0; i < 4_000; i++) {
      now += random.nextLong(120);
      if (random.nextInt(200) == 0) {
        now += random.nextLong(SECOND * panes);
      }
      long late = i > 0 && random.nextInt(5) == 0 ? random.nextLong(SECOND * 80) : 0;
      twins.add(random.nextInt(8), now - late);
      if (random.nextInt(50) == 0) {
        twins.compareNow("seed " + seed + ", record " + i);
      }
    }
    twins.end("seed " + seed);
    assertThat(twins.together.late())
        .as("late is what no window takes")
        .isEqualTo(twins.lateForAll)
        .isPositive();
    assertThat(twins.together.records()).isEqualTo(4_000 - twins.together.late());
  }

  @Test
  void windowsOfRecordsEqualOnesAlone() {
    Twins twins = new Twins(
        List.of(
            WindowPolicy.ofRecords(100).inPanes(4),
            WindowPolicy.ofRecords(1_000).inPanes(10),
            WindowPolicy.ofRecords(500).tumbling()),
        new ManualClock(0),
        false);
    for (int i = 0; i < 5_130; i++) {
      twins.add(i % 8, Recorder.NO_TIME);
      if (i % 7 == 0) {
        twins.compareNow("record " + i);
      }
    }
    twins.end("records");
    Window wide = twins.inOne.get(1).get(20);
    assertThat(wide.frame().firstRow()).isEqualTo(1_100);
    assertThat(wide.frame().lastRow()).isEqualTo(2_099);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aClockThatJumpsLosesNothingInAnyWindow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ManualClock clock = new ManualClock(1_000_000_000);
    List<List<Window>> windows = List.of(new ArrayList<>(), new ArrayList<>());
    Recorder recorder = recorder(
        List.of(seconds(1, 1), seconds(5, 1)),
        clock,
        false,
        (which, window) -> windows.get(which).add(window));
    for (int i = 0; i < 20_000; i++) {
      clock.advance(random.nextLong(60));
      if (random.nextInt(500) == 0) {
        clock.advance(random.nextLong(-7_200_000, 7_200_000));
      }
      add(recorder, i % 8, Recorder.NO_TIME);
    }
    recorder.retire(System.nanoTime() + 1_000_000_000L);
    for (List<Window> one : windows) {
      assertThat(one.stream().mapToLong(w -> w.frame().records()).sum()).isEqualTo(20_000);
      one.forEach(w -> assertThat(w.frame().end()).isAfter(w.frame().start()));
    }
    assertThat(recorder.late()).isZero();
  }

  /** A first record from the future, whose pane has left the narrow window when others begin. */
  @Test
  void aRecordThatWasSetAsideCountsInTheWiderWindowThatReachesBackToIt() {
    List<List<Window>> windows = List.of(new ArrayList<>(), new ArrayList<>());
    ManualClock clock = new ManualClock(100_000);
    Recorder recorder = recorder(
        List.of(seconds(1, 1), seconds(20, 4)),
        clock,
        true,
        (which, window) -> windows.get(which).add(window));
    assertThat(recorder.now(1).frame().records()).isZero();
    assertThat(recorder.now(1).frame().length()).isEqualTo("20s");
    add(recorder, 7, 103_000);
    clock.set(110_000);
    add(recorder, 1, 110_000);
    add(recorder, 2, 111_000);
    assertThat(recorder.now(1).frame().records()).isEqualTo(3);
    assertThat(recorder.now(1).frame().start()).isEqualTo(java.time.Instant.ofEpochSecond(100));
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(windows.get(0)).extracting(w -> w.frame().records()).containsExactly(1L, 1L);
    assertThat(windows.get(1)).hasSize(1);
    assertThat(windows.get(1).get(0).counts(0).count(BINNING.bin(7))).isEqualTo(1);
    assertThat(recorder.records()).isEqualTo(3);
    assertThat(recorder.ahead() + recorder.late()).isZero();
  }

  @Test
  void yearsWithoutARecordAreOneStepInEachWindow() {
    List<Window> wide = new ArrayList<>();
    Recorder recorder = recorder(
        List.of(seconds(3, 3).inOrder(), seconds(60, 6).inOrder()),
        new ManualClock(2_000_000),
        true,
        (which, window) -> {
          if (which == 1) {
            wide.add(window);
          }
        });
    add(recorder, 1, 10_000);
    add(recorder, 1, 10_000 + Duration.ofDays(3650).toMillis());
    recorder.retire(System.nanoTime() + 5_000_000_000L);
    assertThat(wide).hasSizeLessThan(12);
    assertThat(wide.get(0).frame().records()).isEqualTo(1);
    assertThat(wide.get(wide.size() - 1).frame().records()).isEqualTo(1);
  }

  @Test
  void daysOfAZoneAreMadeOfItsHoursWhenTheClocksChange() {
    ZoneId zone = ZoneId.of("America/New_York");
    long start =
        java.time.ZonedDateTime.of(2024, 3, 8, 0, 0, 0, 0, zone).toInstant().toEpochMilli();
    Twins twins = new Twins(
        List.of(
            WindowPolicy.lasting(Duration.ofHours(1)).tumbling().inZone(zone).inOrder(),
            WindowPolicy.lasting(Duration.ofDays(1)).tumbling().inZone(zone).inOrder()),
        new ManualClock(start),
        true);
    for (int i = 0; i < 6 * 24 * 4; i++) {
      twins.add(i % 8, start + i * 900_000L);
    }
    twins.end("the clocks change");
    assertThat(twins.inOne.get(1).get(2).frame().records())
        .as("a day of 23 hours")
        .isEqualTo(92);
  }

  @Test
  void windowsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> WindowPolicy.requireTogether(List.of(seconds(10, 10), seconds(5, 2))))
        .hasMessageContaining("1s")
        .hasMessageContaining("2500ms")
        .hasMessageContaining("do not divide");
    assertThatThrownBy(() -> WindowPolicy.requireTogether(List.of(seconds(10, 10), seconds(10, 5))))
        .hasMessageContaining("Two windows are 10s long");
    assertThatThrownBy(() ->
            WindowPolicy.requireTogether(List.of(seconds(10, 10), WindowPolicy.ofRecords(100))))
        .hasMessageContaining("differ in kind");
    assertThatThrownBy(() -> WindowPolicy.requireTogether(List.of()))
        .hasMessageContaining("at least one window");
  }

  @Test
  void memoryIsWhatTheFormulaSays() {
    Baseline two = Baseline.fit(
            Schema.<Integer>builder()
                .numeric("x", Integer::doubleValue)
                .categorical("c", String::valueOf)
                .build(),
            List.of(0, 1, 2, 3, 4, 5, 6, 7))
        .build();
    List<WindowPolicy> policies = List.of(seconds(24, 24), seconds(720, 30));
    int cores = Runtime.getRuntime().availableProcessors();
    long stripes = Math.min(8, Integer.highestOneBit(Math.max(1, 4 * cores - 1)));
    for (Baseline baseline : List.of(BASELINE, two)) {
      long signals = baseline.signals().size();
      long cells = 1
          + baseline.signals().stream()
              .mapToLong(signal -> signal.binning().bins())
              .sum();
      long formula = 4 * cells * (stripes + 24 + 4)
          + 8 * cells
          + 64 * (4 * signals + 48)
          + 4 * cells * (30 + 1)
          + 8 * cells;
      assertThat(Recorder.memoryBytes(baseline, policies)).isEqualTo(formula);
    }
    assertThat(
            recorder(policies, new ManualClock(0), true, (which, window) -> {}).memoryBytes())
        .isEqualTo(Recorder.memoryBytes(BASELINE, policies));
  }
}
