package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.REFERENCE;
import static dev.leeway.statistic.Examples.WINDOW;
import static dev.leeway.statistic.Examples.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The common example: shares 0.2, 0.3, 0.5 of 100 rows against 0.4, 0.2, 0.4 of 25 rows, so k = 20. */
class PsiTest {

  /** By hand: shares .1 .2 .3 .4 against .4 .3 .2 .1, so 0.6 ln 4 + 0.2 ln 1.5. */
  @Test
  void reversedSharesMatchTheHandCalculation() {
    double psi = Psi.plain().between(categories(10, 20, 30, 40), categories(40, 30, 20, 10));
    assertThat(psi).isCloseTo(0.9128696382935673, within(1e-15));
  }

  /** P = (10.5, 5.5, 10.5)/26.5, Q = (20.5, 30.5, 50.5)/101.5; noise 2/20; p of two degrees is exp(-k psi / 2). */
  @Test
  void halfARowIsAddedToEveryBin() {
    StatisticResult result = Psi.standard().compare(categories(REFERENCE), categories(WINDOW));
    assertThat(result.value()).isCloseTo(0.18836478976144005, within(1e-15));
    assertThat(result.noise()).isCloseTo(0.1, within(1e-16));
    assertThat(result.pValue()).isCloseTo(0.15203448671095066, within(1e-14));
    assertThat(result.excess()).isCloseTo(0.08836478976144005, within(1e-15));
    assertThat(result.bins()).isEqualTo(3);
    assertThat(result.reason()).isNull();
    assertThat(result.zeroRule()).contains("half a row");
  }

  @Test
  void binThatIsEmptyOnBothSidesIsLeftOut() {
    assertThat(Psi.standard().compare(categories(20, 0, 30, 50), categories(10, 0, 5, 10)))
        .isEqualTo(Psi.standard().compare(categories(REFERENCE), categories(WINDOW)));
  }

  @Test
  void orderOfTheBinsIsIrrelevant() {
    assertThat(Psi.standard().between(categories(50, 20, 30), categories(10, 10, 5)))
        .isCloseTo(
            Psi.standard().between(categories(REFERENCE), categories(WINDOW)), within(1e-16));
  }

  /** One side empty: with half a row finite (shares 10.5/11 and 0.5/11: 2 · 10/11 · ln 21), without it nothing. */
  @Test
  void plainPsiHasNoValueWhereABinIsEmptyOnOneSide() {
    double expected = 2 * 10.0 / 11 * Math.log(21);
    assertThat(Psi.standard().between(categories(10, 0), categories(0, 10)))
        .isCloseTo(expected, within(1e-14));
    StatisticResult plain = Psi.plain().compare(categories(10, 0), categories(0, 10));
    assertThat(plain.hasValue()).isFalse();
    assertThat(plain.noise()).isNaN();
    assertThat(plain.pValue()).isNaN();
    assertThat(plain.reason()).contains("rows on one side only");
    assertThat(plain.zeroRule()).isEqualTo("none");
  }
}
