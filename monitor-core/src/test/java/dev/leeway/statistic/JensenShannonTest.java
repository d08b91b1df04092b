package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class JensenShannonTest {

  /** From the shares with half a row added, in nats; noise 2/(8 · 20); p of two degrees is exp(-4 k JS). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new JensenShannon().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(0.023212289961200307, within(1e-15));
    assertThat(result.noise()).isCloseTo(0.0125, within(1e-16));
    assertThat(result.pValue()).isCloseTo(0.15614297315156048, within(1e-13));
  }

  @Test
  void disjointSharesApproachLnTwoAndDoNotPassIt() {
    double js = new JensenShannon().between(categories(1L << 50, 0), categories(0, 1L << 50));
    assertThat(js).isCloseTo(Math.log(2), within(1e-12)).isLessThanOrEqualTo(Math.log(2));
  }

  @Test
  void nearlyEqualSharesAreNotNegative() {
    double js = new JensenShannon()
        .between(categories(1L << 50, 1L << 50), categories(1L << 50, (1L << 50) + 1));
    assertThat(js).isBetween(0.0, 1e-15);
  }
}
