package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.cells;
import static dev.leeway.statistic.Examples.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class WassersteinTest {

  /** Cell means 1, 3, 8: 0.2 · 2 + 0.1 · 5; noise (2 √0.16 + 5 √0.25) √(2/(20 π)). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = Wasserstein.standard().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.value()).isCloseTo(0.9, within(1e-14));
    assertThat(result.noise()).isCloseTo(0.5887609583304144, within(1e-14));
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).contains("three times its noise");
    assertThat(result.statistic()).isEqualTo("wasserstein");
  }

  /** The standard deviation of the training data is 2. */
  @Test
  void normalisedIsInStandardDeviations() {
    StatisticResult result = Wasserstein.normalised().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.value()).isCloseTo(0.45, within(1e-14));
    assertThat(result.noise()).isCloseTo(0.5887609583304144 / 2, within(1e-14));
    assertThat(result.statistic()).isEqualTo("wasserstein_normalised");
  }

  @Test
  void normalisedHasNoValueWithoutAUnit() {
    for (double deviation : new double[] {0, Double.NaN}) {
      NumericBinning binning = Examples.CELLS.with(new double[] {1, 3, 8}, deviation);
      StatisticResult result =
          Wasserstein.normalised().compare(numeric(binning, REFERENCE), numeric(binning, WINDOW));
      assertThat(result.hasValue()).isFalse();
      assertThat(result.reason()).contains("standard deviation", String.valueOf(deviation));
    }
  }

  /** Half of the rows in the farthest cell below: they moved by the way between both positions. */
  @Test
  void outsideValuesCountAtTheirGeometricMiddle() {
    long[] rows = new long[Examples.CELLS.bins()];
    rows[0] = 5;
    rows[8] = 5;
    double distance = Examples.CELLS.position(8) - Examples.CELLS.position(0);
    double found = Wasserstein.standard().between(cells(10), Counts.of(Examples.CELLS, rows));
    assertThat(found).isCloseTo(distance / 2, within(1e-9 * distance));
  }

  /** Everything moves by one cell of width 1. */
  @Test
  void shiftIsItsOwnDistance() {
    NumericBinning binning = Examples.unitCells(5);
    assertThat(Wasserstein.standard()
            .between(numeric(binning, 1, 2, 3, 4, 0), numeric(binning, 0, 1, 2, 3, 4)))
        .isCloseTo(1, within(1e-15));
  }
}
