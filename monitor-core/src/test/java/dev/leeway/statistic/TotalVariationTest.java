package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class TotalVariationTest {

  /** (0.2 + 0.1 + 0.1)/2; noise ½ (√0.16 + √0.21 + √0.25) √(2/(20 π)). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result =
        new TotalVariation().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(0.2, within(1e-16));
    assertThat(result.noise()).isCloseTo(0.12116500428420598, within(1e-15));
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).contains("psi or chi_square");
    assertThat(result.hasValue()).isTrue();
  }

  @Test
  void disjointSharesAreOneApart() {
    assertThat(new TotalVariation().between(categories(7, 0), categories(0, 3))).isEqualTo(1);
  }
}
