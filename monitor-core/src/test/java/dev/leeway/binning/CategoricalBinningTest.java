package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoricalBinningTest {

  private static final CategoricalBinning ALL = CategoricalBinning.of("red", "", "blue");
  private static final CategoricalBinning CAPPED =
      CategoricalBinning.of(List.of("red", "blue"), true);

  @Test
  void categoriesHaveTheirBinsInOrder() {
    assertThat(ALL.bin("red")).isZero();
    assertThat(ALL.bin("blue")).isEqualTo(2);
    assertThat(ALL.categories()).containsExactly("red", "", "blue");
  }

  @Test
  void nullIsMissingAndTheEmptyStringIsACategory() {
    assertThat(ALL.bin(null)).isEqualTo(ALL.missing());
    assertThat(ALL.bin("")).isEqualTo(1);
    assertThat(CAPPED.bin(null)).isEqualTo(CAPPED.missing());
    assertThat(CategoricalBinning.of("red").bin(""))
        .as("where training had none")
        .isEqualTo(2);
  }

  @Test
  void newCategoryIsUnseenOrWhereCappedOther() {
    assertThat(ALL.bin("green")).isEqualTo(ALL.unseen());
    assertThat(ALL.bin("Red")).isEqualTo(ALL.unseen());
    assertThat(CAPPED.bin("green")).isEqualTo(CAPPED.other());
  }

  @Test
  void veryLongStringIsUnseen() {
    String endless = "red".repeat(1_000_000);
    assertThat(ALL.bin(endless)).isEqualTo(ALL.unseen());
    assertThat(CAPPED.bin(endless)).isEqualTo(CAPPED.other());
    assertThat(CategoricalBinning.of(endless, "x").bin(endless)).isZero();
  }

  @Test
  void noCategoriesAtAllIsABinning() {
    CategoricalBinning none = CategoricalBinning.of();
    assertThat(none.bin("x")).isEqualTo(none.unseen());
    assertThat(none.bin("")).isEqualTo(none.unseen());
    assertThat(none.bin(null)).isEqualTo(none.missing());
    assertThat(none.shapeBins()).isEqualTo(1);
    assertThat(none.bins()).isEqualTo(4);
  }

  @Test
  void shapePutsOtherAndUnseenTogetherAndLeavesMissingOut() {
    assertThat(ALL.shapeBins()).isEqualTo(4);
    assertThat(ALL.shapeBin(1)).isEqualTo(1);
    assertThat(ALL.shapeBin(ALL.other())).isEqualTo(3);
    assertThat(ALL.shapeBin(ALL.unseen())).isEqualTo(3);
    assertThat(ALL.shapeBin(ALL.missing())).isEqualTo(-1);
    assertThat(ALL.shapeBin(ALL.unreadable())).isEqualTo(-1);
  }

  @Test
  void namesAreTheCategoriesAndFourOfTheirOwn() {
    String[] names = new String[ALL.bins()];
    Arrays.setAll(names, ALL::name);
    assertThat(names)
        .containsExactly("red", "", "blue", "(other)", "(unseen)", "(missing)", "(unreadable)");
    assertThat(ALL.shapeName(0)).isEqualTo("red");
    assertThat(ALL.shapeName(3)).isEqualTo("(other or unseen)");
  }

  @Test
  void repeatedCategoryIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CategoricalBinning.of("a", "b", "a"))
        .withMessageContaining("'a' stands twice");
  }

  @Test
  void equalityIsOfCategoriesOrderAndCap() {
    assertThat(CAPPED)
        .isEqualTo(CategoricalBinning.of(List.of("red", "blue"), true))
        .hasSameHashCodeAs(CategoricalBinning.of(List.of("red", "blue"), true))
        .isNotEqualTo(CategoricalBinning.of("red", "blue"))
        .isNotEqualTo(CategoricalBinning.of(List.of("blue", "red"), true));
    assertThat(CAPPED.isCapped()).isTrue();
    assertThat(ALL.isCapped()).isFalse();
    assertThat(ALL.ordered()).isFalse();
  }
}
