package dev.leeway.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {

  private static void assertFalls(DoubleUnaryOperator tail, double to, double step) {
    double before = tail.applyAsDouble(0);
    assertThat(before).isEqualTo(1);
    for (double x = step; x <= to; x += step) {
      double now = tail.applyAsDouble(x);
      assertThat(now).as("at %s", x).isBetween(0.0, before);
      before = now;
    }
  }

  /** Two degrees: exp(-x/2); four degrees: (1 + x/2) exp(-x/2). */
  @ParameterizedTest
  @ValueSource(doubles = {1e-10, 0.1, 1, 10, 100, 460.5170185988091, 1_000, 1_400})
  void chiSquareOfEvenDegreesIsElementary(double x) {
    double exponential = Math.exp(-x / 2);
    assertThat(Tails.chiSquare(x, 2)).isCloseTo(exponential, within(1e-12 * exponential));
    double four = (1 + x / 2) * exponential;
    assertThat(Tails.chiSquare(x, 4)).isCloseTo(four, within(1e-12 * four));
  }

  /** Published upper points of the distribution. */
  @ParameterizedTest
  @CsvSource({
    "3.841458820694124, 1, 0.05",
    "6.634896601021214, 1, 0.01",
    "24.99579013972863, 15, 0.05",
    "30.57791417, 15, 0.01",
    "37.69729822, 15, 0.001",
    "124.3421134, 100, 0.05"
  })
  void chiSquareAgreesWithTables(double x, int degrees, double p) {
    assertThat(Tails.chiSquare(x, degrees)).isCloseTo(p, within(1e-8 * p));
  }

  @Test
  void chiSquareWithoutDegreesIsCertain() {
    assertThat(Tails.chiSquare(0, 0)).isEqualTo(1);
    assertThat(Tails.chiSquare(1, 0)).isZero();
    assertThat(Tails.chiSquare(-1, 3)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.9639452436648751",
    "1.2238478702170825, 0.1",
    "1.3580986393225505, 0.05",
    "1.6276236115189503, 0.01",
    "1.9494746031192, 0.001"
  })
  void kolmogorovAgreesWithTables(double x, double p) {
    assertThat(Tails.kolmogorov(x)).isCloseTo(p, within(1e-8 * p));
  }

  @Test
  void kolmogorovIsOneBelowAFifthWithoutAJump() {
    assertThat(Tails.kolmogorov(0)).isEqualTo(1);
    assertThat(Tails.kolmogorov(0.1999)).isEqualTo(1);
    assertThat(Tails.kolmogorov(0.2)).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 0.31731050786291415",
    "1.959963984540054, 0.05",
    "3.2905267314919255, 0.001",
    "10, 1.523970604832094e-23"
  })
  void normalAgreesWithTables(double z, double p) {
    assertThat(Tails.normalTwoSided(z)).isCloseTo(p, within(1e-10 * p));
    assertThat(Tails.normalTwoSided(-z)).isEqualTo(Tails.normalTwoSided(z));
  }

  /** T. W. Anderson and D. A. Darling (1952), table 1: upper points of the limit distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.11888, 0.5",
    "0.20939, 0.25",
    "0.34730, 0.1",
    "0.46136, 0.05",
    "0.74346, 0.01",
    "1.16786, 0.001"
  })
  void cramerVonMisesAgreesWithTheTable(double x, double p) {
    assertThat(Tails.cramerVonMises(x)).isCloseTo(p, within(4e-5 * Math.max(p, 0.1)));
  }

  @Test
  void farTailsAreSmallNumbersAndNotZero() {
    assertThat(Tails.chiSquare(460.5170185988091, 2)).isCloseTo(1e-100, within(1e-111));
    assertThat(Tails.chiSquare(1_000, 15)).isBetween(1e-205, 1e-195);
    assertThat(Tails.kolmogorov(10.7465))
        .isCloseTo(2 * Math.exp(-2 * 10.7465 * 10.7465), within(1e-110))
        .isBetween(1e-101, 1e-99);
    assertThat(Tails.normalTwoSided(21.3)).isBetween(1e-101, 1e-99);
  }

  @Test
  void tailsFall() {
    assertFalls(Tails::kolmogorov, 20, 1e-3);
    assertFalls(Tails::normalTwoSided, 38, 1e-2);
    assertFalls(Tails::cramerVonMises, 4, 1e-2);
    for (int degrees : new int[] {1, 2, 15, 255}) {
      assertFalls(x -> Tails.chiSquare(x, degrees), 1_000, 1);
    }
  }

  @Test
  void tailsAreProbabilitiesWhateverTheSize() {
    DoubleStream.of(1e-300, 1e-10, 0.3, 7, 1e4, 1e15, 1e300, Double.MAX_VALUE).forEach(x -> {
      assertThat(Tails.kolmogorov(x)).isBetween(0.0, 1.0);
      assertThat(Tails.normalTwoSided(x)).isBetween(0.0, 1.0);
      assertThat(Tails.chiSquare(x, 1)).isBetween(0.0, 1.0);
      assertThat(Tails.chiSquare(x, 15)).isBetween(0.0, 1.0);
      assertThat(Tails.chiSquare(x, 4_095)).isBetween(0.0, 1.0);
    });
  }

  /** Where the series gives way to the integral, both agree; far out the leading term √2 erfc(π √(x/2)) does. */
  @Test
  void cramerVonMisesKeepsItsTailHoweverFar() {
    assertThat(Tails.cramerVonMises(2 - 1e-9))
        .isCloseTo(Tails.cramerVonMises(2), withinPercentage(1e-5));
    double last = 1;
    for (double x = 0.05; x < 60; x *= 1.1) {
      double p = Tails.cramerVonMises(x);
      assertThat(p).as("at %s", x).isPositive().isLessThan(last);
      last = p;
    }
    for (double x : new double[] {20, 60, 100}) {
      double leading =
          Math.sqrt(2) * org.apache.commons.math3.special.Erf.erfc(Math.PI * Math.sqrt(x / 2));
      assertThat(Tails.cramerVonMises(x)).as("at %s", x).isCloseTo(leading, withinPercentage(1));
    }
    assertThat(Tails.cramerVonMises(1e10)).isZero();
    assertThat(Tails.cramerVonMises(Double.POSITIVE_INFINITY)).isZero();
    assertThat(Tails.chiSquare(Double.POSITIVE_INFINITY, 3)).isZero();
  }
}
