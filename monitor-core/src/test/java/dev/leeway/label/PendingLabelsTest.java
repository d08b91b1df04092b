package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of predictions and labels, one by one. */
class PendingLabelsTest {

  private static final int NONE = LabelJoin.NO_CLASS;
  private static final double NAN = Double.NaN;

  private final Heard heard = new Heard();

  private PendingLabels classes(int capacity) {
    return new PendingLabels(capacity, false, heard);
  }

  private PendingLabels numbers(int capacity) {
    return new PendingLabels(capacity, true, heard);
  }

  private static LabelCounts counts(PendingLabels pending) {
    return pending.counts(0, 0);
  }

  @Test
  void labelMeetsItsPrediction() {
    PendingLabels pending = classes(10);
    pending.predicted(1, 0.8, 1, 7);
    assertThat(counts(pending).pending()).isEqualTo(1);
    pending.labelled(1, NAN, 0);
    assertThat(heard.all).containsExactly("pane 7: 0.8/1 was NaN/0");
    assertThat(counts(pending).pending()).isZero();
    assertThat(counts(pending).joined()).isEqualTo(1);
  }

  @Test
  void labelBeforeItsPredictionWaits() {
    PendingLabels pending = numbers(10);
    pending.labelled(1, 12.5, NONE);
    assertThat(counts(pending).waiting()).isEqualTo(1);
    pending.predicted(1, 11, NONE, 3);
    assertThat(heard.all).containsExactly("pane 3: 11.0/-1 was 12.5/-1");
    assertThat(counts(pending).waiting()).isZero();
  }

  @Test
  void secondPredictionUnderAnIdChangesNothing() {
    PendingLabels pending = classes(10);
    pending.predicted(1, 0.8, 1, 7);
    pending.predicted(1, 0.2, 0, 8);
    pending.labelled(1, NAN, 1);
    pending.predicted(1, 0.3, 0, 9);
    assertThat(heard.all).containsExactly("pane 7: 0.8/1 was NaN/1");
    assertThat(counts(pending).duplicates()).isEqualTo(2);
  }

  @Test
  void sameLabelAgainChangesNothing() {
    PendingLabels pending = numbers(10);
    pending.predicted(1, 2, NONE, 0);
    pending.labelled(1, 0.0, NONE);
    pending.labelled(1, -0.0, NONE);
    assertThat(heard.all).hasSize(1);
    assertThat(counts(pending).repeated()).isEqualTo(1);
  }

  @Test
  void otherLabelCorrectsWhatWasJoined() {
    PendingLabels pending = numbers(10);
    pending.predicted(1, 2, NONE, 5);
    pending.labelled(1, 3, NONE);
    pending.labelled(1, 4, NONE);
    pending.labelled(1, 5, NONE);
    assertThat(heard.all)
        .containsExactly(
            "pane 5: 2.0/-1 was 3.0/-1",
            "pane 5: 2.0/-1 was 4.0/-1, not 3.0/-1",
            "pane 5: 2.0/-1 was 5.0/-1, not 4.0/-1");
    assertThat(counts(pending).corrected()).isEqualTo(2);
    assertThat(counts(pending).joined()).isEqualTo(1);
  }

  @Test
  void labelThatWaitsCanBeCorrectedToo() {
    PendingLabels pending = classes(10);
    pending.labelled(1, NAN, 3);
    pending.labelled(1, NAN, 4);
    assertThat(heard.all).isEmpty();
    assertThat(counts(pending).corrected()).isEqualTo(1);
    pending.predicted(1, NAN, 2, 0);
    assertThat(heard.all).containsExactly("pane 0: NaN/2 was NaN/4");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void truthThatIsNoNumberIsUnreadable(double truth) {
    PendingLabels pending = numbers(10);
    pending.predicted(1, 2, NONE, 5);
    pending.labelled(1, truth, NONE);
    assertThat(heard.all).isEmpty();
    assertThat(counts(pending).unreadable()).isEqualTo(1);
    assertThat(counts(pending).pending()).isEqualTo(1);
  }

  @Test
  void truthWithoutAClassIsUnreadable() {
    PendingLabels pending = classes(10);
    pending.predicted(1, 0.5, 1, 5);
    pending.labelled(1, 1.0, NONE);
    pending.labelled(2, 1.0, NONE);
    assertThat(heard.all).isEmpty();
    assertThat(counts(pending).unreadable()).isEqualTo(2);
    assertThat(counts(pending).waiting()).isZero();
  }

  @Test
  void oldestEntryLeavesAFullRing() {
    PendingLabels pending = classes(4);
    pending.predicted(1, 0.1, 0, 0);
    pending.labelled(2, NAN, 1);
    pending.predicted(3, 0.3, 0, 0);
    pending.labelled(3, NAN, 1);
    pending.predicted(4, 0.4, 0, 0);
    assertThat(counts(pending).expired()).isZero();
    pending.predicted(5, 0.5, 0, 0);
    assertThat(counts(pending).expired()).isEqualTo(1);
    pending.predicted(6, 0.6, 0, 0);
    assertThat(counts(pending).unknown()).isEqualTo(1);
    pending.predicted(7, 0.7, 0, 0);
    assertThat(counts(pending).joined()).isEqualTo(1);
    assertThat(counts(pending).pending()).isEqualTo(4);
  }

  @Test
  void idIsFreeAgainOnceItsEntryHasLeft() {
    PendingLabels pending = classes(1);
    pending.predicted(1, 0.1, 0, 0);
    pending.predicted(2, 0.2, 0, 0);
    pending.predicted(1, 0.3, 1, 0);
    pending.labelled(1, NAN, 1);
    assertThat(heard.all).containsExactly("pane 0: 0.3/1 was NaN/1");
    assertThat(counts(pending).duplicates()).isZero();
    assertThat(counts(pending).expired()).isEqualTo(2);
  }

  /** Labels of other replicas, say, which never meet a prediction here. */
  @Test
  void strangeLabelsLeaveHalfOfTheRingToPredictions() {
    PendingLabels pending = classes(100);
    for (int i = 0; i < 50; i++) {
      pending.predicted(i, 0.5, 0, 0);
    }
    for (int i = 1_000; i < 2_000; i++) {
      pending.labelled(i, NAN, 0);
    }
    assertThat(counts(pending).expired()).isZero();
    assertThat(counts(pending).waiting()).isEqualTo(50);
    assertThat(counts(pending).unknown()).isEqualTo(950);
    for (int i = 0; i < 50; i++) {
      pending.labelled(i, NAN, 0);
    }
    assertThat(counts(pending).joined()).isEqualTo(50);
  }

  @Test
  void entriesOfEarlierPanesLeave() {
    PendingLabels pending = classes(10);
    pending.predicted(1, 0.1, 0, 1);
    pending.predicted(2, 0.2, 0, 1);
    pending.labelled(2, NAN, 0);
    pending.labelled(3, NAN, 0);
    pending.predicted(4, 0.4, 0, 2);
    pending.expire(1);
    assertThat(counts(pending).expired()).isZero();
    pending.expire(2);
    assertThat(counts(pending).expired()).isEqualTo(1);
    assertThat(counts(pending).unknown()).isEqualTo(1);
    assertThat(counts(pending).pending()).isEqualTo(1);
    pending.labelled(4, NAN, 0);
    assertThat(heard.all).last().isEqualTo("pane 2: 0.4/0 was NaN/0");
  }

  @Test
  void expiringNothingIsNoTrouble() {
    PendingLabels pending = classes(1);
    pending.expire(Integer.MAX_VALUE);
    pending.predicted(1, 0.1, 0, Integer.MIN_VALUE);
    pending.expire(Integer.MIN_VALUE);
    assertThat(counts(pending).pending()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "1000, false", "1000, true", "1000000, false", "1000000, true"
  })
  void ringTakesTheMemoryThatItsFormulaSays(int capacity, boolean numbers) {
    ThreadMXBean allocated = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = allocated.getCurrentThreadAllocatedBytes();
    PendingLabels pending = new PendingLabels(capacity, numbers, heard);
    long taken = allocated.getCurrentThreadAllocatedBytes() - before;
    assertThat(pending.capacity()).isEqualTo(capacity);
    // the ring itself, and headers and padding of its arrays
    assertThat(taken)
        .isBetween(
            PendingLabels.memoryBytes(capacity, numbers),
            PendingLabels.memoryBytes(capacity, numbers) + 1_000);
    assertThat(PendingLabels.memoryBytes(capacity, numbers)).isLessThanOrEqualTo(40L * capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, PendingLabels.MOST + 1, Integer.MAX_VALUE})
  void capacityOutOfRangeIsRefused(int capacity) {
    assertThatThrownBy(() -> classes(capacity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(capacity));
    assertThatThrownBy(() -> PendingLabels.memoryBytes(capacity, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
