package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class ChiSquareTest {

  /** 20 (0.04 / (30/125) + 0.01 / (35/125) + 0.01 / (60/125)) = 125/28; p of two degrees is exp(-x/2). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new ChiSquare().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(125.0 / 28, within(1e-14));
    assertThat(result.noise()).isEqualTo(2);
    assertThat(result.pValue()).isCloseTo(0.10729825877147008, within(1e-14));
  }

  @Test
  void binThatIsEmptyOnBothSidesCostsNoDegreeOfFreedom() {
    assertThat(new ChiSquare().compare(categories(20, 0, 30, 50), categories(10, 0, 5, 10)))
        .isEqualTo(new ChiSquare().compare(categories(REFERENCE), categories(WINDOW)));
  }

  /** Ten times the rows are ten times the evidence. */
  @Test
  void valueGrowsWithTheRows() {
    assertThat(new ChiSquare().between(categories(200, 300, 500), categories(100, 50, 100)))
        .isCloseTo(1250.0 / 28, within(1e-12));
  }
}
