package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.cells;
import static dev.leeway.statistic.Examples.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class KolmogorovSmirnovTest {

  /** Cumulated 0.2, 0.5 against 0.4, 0.6; p at 0.2 (√20 + 0.12 + 0.11/√20) by the series. */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new KolmogorovSmirnov().compare(cells(REFERENCE), cells(WINDOW));
    assertThat(result.value()).isCloseTo(0.2, within(1e-15));
    assertThat(result.noise()).isCloseTo(0.19424722520540671, within(1e-15));
    assertThat(result.pValue()).isCloseTo(0.36131292028978945, within(1e-13));
    assertThat(result.bins()).isEqualTo(3);
  }

  @Test
  void constantSignalHasNoShape() {
    NumericBinning constant = NumericBinning.of(5, Math.nextUp(5.0));
    StatisticResult result =
        new KolmogorovSmirnov().compare(numeric(constant, 90), numeric(constant, 12));
    assertThat(result.hasValue()).isFalse();
    assertThat(result.reason()).contains("constant in training");
  }

  @Test
  void outsideValuesCountInTheEndCells() {
    Counts window = cells(WINDOW);
    long[] moved = window.toArray();
    moved[0] = moved[8];
    moved[8] = 0;
    assertThat(new KolmogorovSmirnov().between(cells(REFERENCE), Counts.of(Examples.CELLS, moved)))
        .isEqualTo(new KolmogorovSmirnov().between(cells(REFERENCE), window));
  }

  /** 200 rows a side, so k = 100: 2 exp(-2 (10 + 0.12 + 0.011)²) = 1.4e-89. */
  @Test
  void disjointSidesAreOneApart() {
    long[] low = new long[40];
    long[] high = new long[40];
    Arrays.fill(low, 0, 20, 10);
    Arrays.fill(high, 20, 40, 10);
    NumericBinning binning = Examples.unitCells(40);
    StatisticResult result =
        new KolmogorovSmirnov().compare(numeric(binning, low), numeric(binning, high));
    assertThat(result.value()).isEqualTo(1);
    assertThat(result.pValue()).isBetween(1e-90, 1e-88);
  }
}
