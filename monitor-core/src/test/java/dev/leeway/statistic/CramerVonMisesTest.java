package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.cells;
import static dev.leeway.statistic.Examples.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class CramerVonMisesTest {

  /** 20 (0.2² · 0.24 + 0.1² · 0.28) = 31/125. */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new CramerVonMises().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.value()).isCloseTo(31.0 / 125, within(1e-15));
    assertThat(result.noise()).isCloseTo((1 + 1.0 / 125) / 6, within(1e-16));
  }

  @Test
  void heavyCellTakesThePValueAwayAndSaysWhy() {
    StatisticResult result = new CramerVonMises().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).contains("5 %");
    assertThat(result.hasValue()).isTrue();
  }

  /** 40 cells of 2.5 % each: the last 20 of them five rows heavier. k = 4000 · 4100/8100. */
  @Test
  void pValueComesFromTheLimitDistribution() {
    NumericBinning binning = Examples.unitCells(40);
    long[] even = new long[40];
    long[] heavier = new long[40];
    Arrays.fill(even, 100);
    Arrays.fill(heavier, 0, 20, 100);
    Arrays.fill(heavier, 20, 40, 105);
    StatisticResult result =
        new CramerVonMises().compare(numeric(binning, even), numeric(binning, heavier));
    double sum = 0;
    for (int cell = 1; cell <= 40; cell++) {
      double gap = (100 * cell + 5 * Math.max(0, cell - 20)) / 4100.0 - cell / 40.0;
      sum += gap * gap * (cell <= 20 ? 200 : 205) / 8100.0;
    }
    double expected = 4000.0 * 4100 / 8100 * sum;
    assertThat(result.value()).isCloseTo(expected, within(1e-13));
    assertThat(result.pValue()).isEqualTo(Tails.cramerVonMises(result.value()));
    assertThat(result.reason()).isNull();
  }

  @Test
  void constantSignalHasNoShape() {
    NumericBinning constant = NumericBinning.of(5, Math.nextUp(5.0));
    StatisticResult result =
        new CramerVonMises().compare(numeric(constant, 90), numeric(constant, 12));
    assertThat(result.hasValue()).isFalse();
    assertThat(result.reason()).contains("constant in training");
  }
}
