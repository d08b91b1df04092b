package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class GTestTest {

  /** 2 Σ w ln(p/h) + 2 Σ r ln(q/h) with h = 0.24, 0.28, 0.48; p of two degrees is exp(-g/2). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new GTest().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(4.134268442713014, within(1e-13));
    assertThat(result.noise()).isEqualTo(2);
    assertThat(result.pValue()).isCloseTo(0.12654792088087494, within(1e-13));
  }

  /** Disjoint: 2 · 10 ln 2 from each side. */
  @Test
  void emptyBinOfOneSideAddsNothingForThatSide() {
    assertThat(new GTest().between(categories(10, 0), categories(0, 10)))
        .isCloseTo(40 * Math.log(2), within(1e-13));
  }
}
