package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front on one thread: order, counts, allocation, and listeners that misbehave. */
@Timeout(60)
class LabelJoinTest {

  private static final double NAN = Double.NaN;
  private static final Ids IDS = new Ids(1);

  private final Heard heard = new Heard();
  private final List<Throwable> failures = new ArrayList<>();

  private LabelJoin classes(int capacity) {
    return LabelJoin.ofClasses(capacity, heard, failures::add);
  }

  @Test
  void classesPassTheQueueAsTheyAre() {
    LabelJoin join = classes(100);
    join.predicted(IDS.key("a"), 0.25, 32_767, Integer.MIN_VALUE);
    join.labelled(IDS.key("a"), 1.5, 32_767);
    join.predicted(IDS.key("b"), NAN, LabelJoin.NO_CLASS, Integer.MAX_VALUE);
    join.labelled(IDS.key("b"), NAN, 0);
    assertThat(join.counts().joined()).isEqualTo(2);
    assertThat(heard.all)
        .containsExactly(
            "pane -2147483648: 0.25/32767 was NaN/32767", "pane 2147483647: NaN/-1 was NaN/0");
  }

  @Test
  void numbersPassTheQueueAsTheyAre() {
    LabelJoin join = LabelJoin.ofNumbers(100, heard, failures::add);
    join.labelled(Long.MIN_VALUE, -Double.MAX_VALUE, 5);
    join.predicted(Long.MIN_VALUE, Double.MIN_VALUE, 5, -1);
    join.labelled(Long.MIN_VALUE, 0.1, 5);
    assertThat(join.counts().corrected()).isEqualTo(1);
    assertThat(heard.all)
        .containsExactly(
            "pane -1: 4.9E-324/-1 was -1.7976931348623157E308/-1",
            "pane -1: 4.9E-324/-1 was 0.1/-1, not -1.7976931348623157E308/-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -2, 32_768, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void classOutOfRangeIsNone(int which) {
    LabelJoin join = classes(100);
    join.predicted(1, 0.5, which, 0);
    join.labelled(1, NAN, which);
    join.labelled(1, NAN, 3);
    assertThat(join.counts().unreadable()).isEqualTo(1);
    assertThat(heard.all).containsExactly("pane 0: 0.5/-1 was NaN/3");
  }

  @Test
  void settlingLetsEarlierPanesLeaveAndReads() {
    LabelJoin join = classes(100);
    join.predicted(1, 0.1, 0, 1);
    join.predicted(2, 0.2, 0, 2);
    join.labelled(2, NAN, 0);
    int joins = join.settle(2, heard.all::size);
    assertThat(joins).isEqualTo(1);
    assertThat(join.counts().expired()).isEqualTo(1);
  }

  /** One request applies 64 operations at most, and only where the queue is more than half full. */
  @Test
  void requestAppliesAFewOperationsOnceTheQueueIsHalfFull() {
    LabelJoin join = classes(100);
    for (int i = 0; i < 256; i++) {
      join.predicted(IDS.key(i), 0.5, 0, 0);
      join.labelled(IDS.key(i), NAN, 0);
    }
    assertThat(heard.all).isEmpty();
    join.predicted(IDS.key(256), 0.5, 0, 0);
    assertThat(heard.all).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource({"1, 300000", "1000, 300000", "200000, 300000"})
  void oneThreadAloneNeverDrops(int capacity, int records) {
    long[] joins = new long[1];
    LabelJoin join = LabelJoin.ofClasses(
        capacity,
        new Heard() {
          @Override
          public void joined(double answer, int predicted, double truth, int real, int pane) {
            joins[0]++;
          }
        },
        failures::add);
    int delay = capacity / 2;
    for (int i = 0; i < records + delay; i++) {
      if (i < records) {
        join.predicted(IDS.key(i), 0.5, 1, i / 1_000);
      }
      if (i >= delay) {
        join.labelled(IDS.key(i - delay), NAN, 1);
      }
    }
    LabelCounts counts = join.counts();
    assertThat(counts.dropped()).isZero();
    assertThat(counts.predictions()).isEqualTo(records);
    assertThat(counts.labels()).isEqualTo(records);
    assertThat(counts.joined()).isEqualTo(records);
    assertThat(joins[0]).isEqualTo(records);
  }

  @Test
  void listenerThatThrowsCostsItsOwnRecordOnly() {
    RuntimeException mine = new IllegalStateException("mine");
    LabelJoin join = LabelJoin.ofClasses(
        100,
        new Heard() {
          @Override
          public void joined(double answer, int predicted, double truth, int real, int pane) {
            super.joined(answer, predicted, truth, real, pane);
            throw mine;
          }
        },
        failures::add);
    for (int i = 0; i < 10_000; i++) {
      join.predicted(IDS.key(i), 0.5, 1, 0);
      join.labelled(IDS.key(i), NAN, 1);
    }
    assertThat(join.counts().joined()).isEqualTo(10_000);
    assertThat(failures).hasSize(10_000).containsOnly(mine);
  }

  @Test
  void listenerMayAskForCountsAndAddPredictions() {
    List<LabelJoin> own = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    LabelJoin join = LabelJoin.ofClasses(
        100,
        new Heard() {
          @Override
          public void joined(double answer, int predicted, double truth, int real, int pane) {
            seen.add(own.get(0).counts().joined());
            own.get(0).predicted(2, 0.5, 0, pane);
          }
        },
        failures::add);
    own.add(join);
    join.predicted(1, 0.5, 1, 0);
    join.labelled(1, NAN, 1);
    assertThat(join.settle(Integer.MIN_VALUE, join::counts).joined()).isEqualTo(1);
    assertThat(seen).containsExactly(1L);
    assertThat(join.counts().pending()).isEqualTo(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void readerThatThrowsGivesTheTurnBack() {
    LabelJoin join = classes(100);
    assertThatThrownBy(() -> join.settle(0, () -> {
          throw new IllegalStateException("mine");
        }))
        .hasMessage("mine");
    join.predicted(1, 0.5, 1, 0);
    assertThat(join.counts().pending()).isEqualTo(1);
  }

  @Test
  void requestPathAllocatesNothing() {
    LabelJoin join = LabelJoin.ofNumbers(
        10_000,
        new JoinListener() {
          @Override
          public void joined(double answer, int predicted, double truth, int real, int pane) {}

          @Override
          public void corrected(
              double answer,
              int predicted,
              double old,
              int oldReal,
              double truth,
              int real,
              int pane) {}
        },
        failures::add);
    String[] ids = new String[1_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "customer-\u4e2d-" + i;
    }
    run(join, ids, 20_000);
    ThreadMXBean allocated = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = allocated.getCurrentThreadAllocatedBytes();
    run(join, ids, 200_000);
    // the measurement allocates too, and the JIT may
    assertThat(allocated.getCurrentThreadAllocatedBytes() - before).isLessThan(4_096);
    assertThat(join.counts().corrected()).isPositive();
    assertThat(join.counts().expired()).isPositive();
  }

  private static void run(LabelJoin join, String[] ids, int records) {
    for (int i = 0; i < records; i++) {
      join.predicted(IDS.key(i), i, 0, i);
      join.labelled(IDS.key(i - 10_500), 1, 0);
      join.labelled(IDS.key(i - 5_000), i % 7, 0);
      join.labelled(IDS.key(i - 5_000), i % 5, 0);
      join.predicted(IDS.key(ids[i % ids.length]), i, 0, i);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1000, true", "1000000, false", "1000000, true", "3000000, true"})
  void joinTakesTheMemoryThatItsFormulaSays(int capacity, boolean numbers) {
    Consumer<Throwable> onFailure = failures::add;
    LabelJoin.ofClasses(1, heard, onFailure); // what its classes need once
    ThreadMXBean allocated = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = allocated.getCurrentThreadAllocatedBytes();
    LabelJoin join = numbers
        ? LabelJoin.ofNumbers(capacity, heard, onFailure)
        : LabelJoin.ofClasses(capacity, heard, onFailure);
    long taken = allocated.getCurrentThreadAllocatedBytes() - before;
    assertThat(taken).isBetween(join.memoryBytes(), join.memoryBytes() + 2_000);
    assertThat(LabelJoin.memoryBytes(capacity, numbers)).isEqualTo(join.memoryBytes());
    assertThat(join.memoryBytes()).isLessThanOrEqualTo(Math.max(40L * capacity, 70_000));
  }

  @Test
  void countsThatDoNotAddUpAreRefused() {
    assertThatThrownBy(() -> new LabelCounts(2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("Predictions are 2");
    assertThatThrownBy(() -> new LabelCounts(1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("Labels are 2");
    assertThatThrownBy(() -> new LabelCounts(0, 1, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("-1");
  }
}
