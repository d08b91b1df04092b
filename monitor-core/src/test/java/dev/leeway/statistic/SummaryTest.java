package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.categories;
import static dev.leeway.statistic.Examples.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  /** 0.2 · 1 + 0.3 · 3 + 0.5 · 8 = 5.1; 0.2 · 4.1² + 0.3 · 2.1² + 0.5 · 2.9² = 8.89. */
  @Test
  void meanAndDeviationComeFromCellMeans() {
    Summary summary = Summary.of(cells(REFERENCE));
    assertThat(summary.rows()).isEqualTo(100);
    assertThat(summary.mean()).isCloseTo(5.1, within(1e-14));
    assertThat(summary.standardDeviation()).isCloseTo(Math.sqrt(8.89), within(1e-14));
  }

  /** Cells [0, 2), [2, 4), [4, 10) with 20, 30 and 50 rows. */
  @ParameterizedTest(name = "{0} of the rows lie below {1}")
  @CsvSource({"0, 0", "0.1, 1", "0.2, 2", "0.35, 3", "0.5, 4", "0.75, 7", "1, 10"})
  void quantilesAreLinearInsideACell(double share, double value) {
    assertThat(Summary.quantile(cells(REFERENCE), share)).isCloseTo(value, within(1e-12));
  }

  @Test
  void emptyCellsAreSkipped() {
    assertThat(Summary.quantile(cells(0, 10, 0), 0)).isEqualTo(2);
    assertThat(Summary.quantile(cells(0, 10, 0), 1)).isEqualTo(Math.nextDown(4.0));
  }

  @Test
  void noRowHasNoSummary() {
    Counts none = Examples.noneOf(Examples.CELLS);
    assertThat(Summary.of(none)).isEqualTo(new Summary(0, Double.NaN, Double.NaN));
    assertThat(Summary.quantile(none, 0.5)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void shareOutsideTheUnitIntervalIsRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.quantile(cells(1), share))
        .withMessageContaining("[0, 1]")
        .withMessageContaining(String.valueOf(share));
  }

  @Test
  void categoriesHaveNoSummary() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of(categories(1, 2)))
        .withMessageContaining("numeric signal");
  }
}
