package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CountsTest {

  private static final NumericBinning NUMERIC = NumericBinning.of(0, 1, 2);
  private static final CategoricalBinning CATEGORICAL = CategoricalBinning.of("a", "b");

  private static Counts ascending(Binning binning) {
    long[] rows = new long[binning.bins()];
    for (int bin = 0; bin < rows.length; bin++) {
      rows[bin] = bin + 1;
    }
    return Counts.of(binning, rows);
  }

  /** 21 bins with 1 … 21 rows: eight below, two cells (9, 10), eight above, missing 19, NaN 20, unreadable 21. */
  @Test
  void numericCountsAreReadByKind() {
    Counts counts = ascending(NUMERIC);
    assertThat(counts.total()).isEqualTo(231);
    assertThat(counts.present()).isEqualTo(171);
    assertThat(counts.below()).isEqualTo(36);
    assertThat(counts.above()).isEqualTo(11 + 12 + 13 + 14 + 15 + 16 + 17 + 18);
    assertThat(counts.missing()).isEqualTo(19 + 20);
    assertThat(counts.unreadable()).isEqualTo(21);
    assertThat(counts.unseen()).isZero();
    assertThat(counts.shape(0)).isEqualTo(36 + 9);
    assertThat(counts.shape(1)).isEqualTo(10 + 116);
    assertThat(counts.count(8)).isEqualTo(9);
  }

  @Test
  void categoricalCountsAreReadByKind() {
    Counts counts = ascending(CATEGORICAL);
    assertThat(counts.total()).isEqualTo(21);
    assertThat(counts.present()).isEqualTo(1 + 2 + 3 + 4);
    assertThat(counts.unseen()).isEqualTo(4);
    assertThat(counts.missing()).isEqualTo(5);
    assertThat(counts.unreadable()).isEqualTo(6);
    assertThat(counts.shape(2)).isEqualTo(3 + 4);
    assertThat(counts.below()).isZero();
    assertThat(counts.above()).isZero();
  }

  @Test
  void coarseCountsHaveNoRowsOutsideTheShape() {
    Counts fine = ascending(NUMERIC);
    Counts coarse = fine.coarse(CoarseBinning.of(fine, Double.POSITIVE_INFINITY));
    assertThat(coarse.total()).isEqualTo(coarse.present()).isEqualTo(171);
    assertThat(coarse.missing()).isZero();
    assertThat(coarse.unreadable()).isZero();
    assertThat(coarse.unseen()).isZero();
    assertThat(coarse.below()).isZero();
    assertThat(coarse.above()).isZero();
  }

  @Test
  void printAsTheirRowsAndTheirBinning() {
    Counts fine = ascending(NUMERIC);
    assertThat(fine).hasToString("231 rows on numeric, 2 cells from 0 to 2");
    assertThat(fine.coarse(CoarseBinning.of(fine, Double.POSITIVE_INFINITY)))
        .hasToString("171 rows on 2 coarse bins of: numeric, 2 cells from 0 to 2");
  }

  @Test
  void noneHasNoRows() {
    assertThat(Counts.none(CATEGORICAL).total()).isZero();
    assertThat(Counts.none(CATEGORICAL)).isEqualTo(Counts.of(CATEGORICAL, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void arraysAreCopies() {
    long[] rows = {1, 2, 3, 4, 5, 6};
    Counts counts = Counts.of(CATEGORICAL, rows);
    rows[0] = 100;
    counts.toArray()[1] = 100;
    assertThat(counts.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void oneCountForEachBinIsNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counts.of(CATEGORICAL, 1, 2))
        .withMessageContaining("2 counts for the 6 bins");
  }

  @Test
  void negativeCountIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counts.of(CATEGORICAL, 1, -2, 0, 0, 0, 0))
        .withMessageContaining("'b' has -2 rows");
  }

  @Test
  void takingAwayMoreThanThereIsThrows() {
    Counts some = Counts.of(CATEGORICAL, 5, 1, 0, 0, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.minus(Counts.of(CATEGORICAL, 1, 2, 0, 0, 0, 0)))
        .withMessageContaining("'b' has 1 rows")
        .withMessageContaining("2 cannot be taken away");
    assertThat(some.minus(some)).isEqualTo(Counts.none(CATEGORICAL));
  }

  @Test
  void sumsBeyondALongThrow() {
    Counts full = Counts.of(CATEGORICAL, Long.MAX_VALUE, 0, 0, 0, 0, 0);
    assertThatExceptionOfType(ArithmeticException.class)
        .as("one bin")
        .isThrownBy(() -> full.plus(Counts.of(CATEGORICAL, 1, 0, 0, 0, 0, 0)));
    assertThatExceptionOfType(ArithmeticException.class)
        .as("all rows")
        .isThrownBy(() -> full.plus(Counts.of(CATEGORICAL, 0, 0, 0, 0, 1, 0)));
    assertThat(full.plus(Counts.none(CATEGORICAL)).total()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void differentBinningsAreNamedWithTheirSizes() {
    Counts numeric = ascending(NUMERIC);
    Counts categorical = ascending(CATEGORICAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numeric.plus(categorical))
        .withMessageContaining("21 bins")
        .withMessageContaining("6 (categorical, 2 categories)");
    assertThatIllegalArgumentException().isThrownBy(() -> numeric.minus(categorical));
    assertThatIllegalArgumentException()
        .as("same number of cells, other edges")
        .isThrownBy(() -> numeric.plus(ascending(NumericBinning.of(0, 1, 3))));
  }

  @Test
  void equalBinningsNeedNotBeTheSameObject() {
    assertThat(ascending(NUMERIC).plus(ascending(NumericBinning.of(0, 1, 2))).total())
        .isEqualTo(462);
    assertThat(ascending(NUMERIC))
        .isEqualTo(ascending(NumericBinning.of(0, 1, 2)))
        .hasSameHashCodeAs(ascending(NumericBinning.of(0, 1, 2)))
        .isNotEqualTo(Counts.none(NUMERIC))
        .isNotEqualTo(ascending(NumericBinning.of(0, 1, 3)));
  }
}
