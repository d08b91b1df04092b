package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class HellingerTest {

  /** From the shares with half a row added; noise √(2/160) Γ(3/2)/Γ(1); p of two degrees is exp(-4 k H²). */
  @Test
  void exampleMatchesTheHandCalculation() {
    StatisticResult result = new Hellinger().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(0.15289605887335272, within(1e-15));
    assertThat(result.noise()).isCloseTo(0.09908318244015028, within(1e-14));
    assertThat(result.pValue()).isCloseTo(0.154096479030247, within(1e-13));
  }

  @Test
  void disjointSharesApproachOneAndDoNotPassIt() {
    double h = new Hellinger().between(categories(1L << 50, 0), categories(0, 1L << 50));
    assertThat(h).isCloseTo(1, within(1e-6)).isLessThanOrEqualTo(1);
  }
}
