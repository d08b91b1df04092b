package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class MeanChangeTest {

  /** Means 5.1 and 4.2; standard error √(8.89/100 + 10.16/25), noise √(2/π) times it, p from -0.9 errors. */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new MeanChange().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.value()).isCloseTo(-0.9, within(1e-14));
    assertThat(result.noise()).isCloseTo(0.5615316315699972, within(1e-14));
    assertThat(result.pValue()).isCloseTo(0.20096156355634331, within(1e-12));
  }

  @Test
  void exchangedSidesChangeTheSign() {
    assertThat(new MeanChange().between(cells(WINDOW), cells(REFERENCE)))
        .isEqualTo(-new MeanChange().between(cells(REFERENCE), cells(WINDOW)));
  }

  @Test
  void constantsHaveNoErrorAndACertainAnswer() {
    StatisticResult same = new MeanChange().compare(cells(10, 0, 0), cells(3, 0, 0));
    assertThat(same.value()).isZero();
    assertThat(same.pValue()).isEqualTo(1);
    StatisticResult moved = new MeanChange().compare(cells(10, 0, 0), cells(0, 3, 0));
    assertThat(moved.value()).isEqualTo(2);
    assertThat(moved.pValue()).isZero();
  }

  @Test
  void outsideValuesOfTheWindowMoveItsMean() {
    long[] rows = cells(REFERENCE).toArray();
    rows[rows.length - 4] = rows[10];
    rows[10] = 0;
    Counts window = Counts.of(Examples.CELLS, rows);
    double far = Examples.CELLS.position(Examples.CELLS.orderedBins() - 1);
    assertThat(new MeanChange().between(cells(REFERENCE), window))
        .isCloseTo((far - 8) / 2, within(1e-9 * far));
    assertThat(new MeanChange().between(cells(WINDOW), cells(REFERENCE))).isPositive();
  }
}
