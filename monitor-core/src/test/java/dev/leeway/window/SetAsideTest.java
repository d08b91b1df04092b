package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import dev.leeway.window.SetAside.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetAsideTest {

  private static final GridLayout LAYOUT = new GridLayout(Baseline.fit(
          Schema.<Integer>builder().numeric("x", Integer::doubleValue).build(), List.of(0, 1, 2, 3))
      .build());
  private static final int[] ONE = {9};
  private static final int[] OTHER = {10};
  private static final int NEAR = 3;

  private final SetAside aside = new SetAside(LAYOUT, NEAR);

  private Outcome offer(long pane, long rows) {
    return aside.offer(ONE, pane * 1000, pane, rows);
  }

  private long held() {
    return aside.grid()[GridLayout.RECORDS];
  }

  @Test
  void twoHundredInTheirPaneAreBelieved() {
    for (int i = 0; i < 199; i++) {
      assertThat(offer(50, 1_000 + i)).isEqualTo(Outcome.KEPT);
    }
    assertThat(offer(50, 1_199)).isEqualTo(Outcome.BORNE_OUT);
    assertThat(aside.records()).isEqualTo(200);
    assertThat(aside.count()).isEqualTo(200);
    assertThat(held()).isEqualTo(200);
    assertThat(aside.grid()[LAYOUT.cell(0, ONE[0])]).isEqualTo(200);
    assertThat(aside.hasOther()).isFalse();
  }

  /** The 200th makes 200 of 400 rows, or of 401. */
  @ParameterizedTest
  @CsvSource({"399, BORNE_OUT, 0", "400, KEPT, 200"})
  void onlyIfTheyAreHalfOfAllSinceTheFirst(long rowsBeforeTheLast, Outcome outcome, long givenUp) {
    for (int i = 0; i < 199; i++) {
      offer(50, 1_000);
    }
    assertThat(offer(50, 1_000 + rowsBeforeTheLast)).isEqualTo(outcome);
    assertThat(aside.givenUp()).isEqualTo(givenUp);
    assertThat(aside.isEmpty()).isEqualTo(givenUp > 0);
  }

  @ParameterizedTest
  @CsvSource({"53, BEARS_OUT", "47, BEARS_OUT", "50, BORNE_OUT", "54, KEPT", "46, KEPT"})
  void threeWithinAWindowOfEachOtherAreBelieved(long third, Outcome outcome) {
    assertThat(offer(50, 0)).isEqualTo(Outcome.KEPT);
    assertThat(aside.offer(OTHER, 51_000, 51, 1)).isEqualTo(Outcome.KEPT);
    assertThat(aside.count()).isEqualTo(2);
    assertThat(aside.hasOther()).isTrue();
    assertThat(aside.otherBins()).isEqualTo(OTHER);
    assertThat(aside.otherTime()).isEqualTo(51_000);
    assertThat(offer(third, 2)).isEqualTo(outcome);
    assertThat(aside.givenUp()).isEqualTo(outcome == Outcome.KEPT ? 2 : 0);
    assertThat(held()).isEqualTo(outcome == Outcome.BORNE_OUT ? 2 : 1);
    assertThat(aside.pane()).isEqualTo(outcome == Outcome.KEPT ? third : 50);
  }

  /** Three of six rows, or of seven. */
  @ParameterizedTest
  @CsvSource({"50, 5, BORNE_OUT", "50, 6, KEPT", "52, 5, BEARS_OUT", "52, 6, KEPT"})
  void threeAreBelievedOnlyIfTheyAreHalfOfAllSinceTheFirst(long third, long rows, Outcome outcome) {
    offer(50, 100);
    offer(51, 101);
    assertThat(offer(third, 100 + rows)).isEqualTo(outcome);
  }

  @Test
  void whatIsGivenUpLeavesNothingBehind() {
    aside.offer(OTHER, 10_000, 10, 0);
    aside.offer(OTHER, 11_000, 11, 1);
    offer(50, 2);
    assertThat(aside.givenUp()).isEqualTo(2);
    assertThat(aside.hasOther()).isFalse();
    assertThat(aside.records()).isEqualTo(1);
    assertThat(held()).isEqualTo(1);
    assertThat(Arrays.stream(aside.grid()).sum()).isEqualTo(2);
    aside.clear();
    assertThat(aside.isEmpty()).isTrue();
    assertThat(aside.grid()).containsOnly(0);
    assertThat(aside.givenUp()).as("counted elsewhere").isEqualTo(2);
  }
}
