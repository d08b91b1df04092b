package dev.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "0.123456, 0.123",
    "1234.5, 1230",
    "1234567, 1230000",
    "12345678, 1.23e+07",
    "0.00001, 1.00e-05",
    "-0.25, -0.25",
    "NaN, –",
    "Infinity, ∞"
  })
  void numbersHaveThreeDigits(double value, String shown) {
    assertThat(Picture.number(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.5, 50 %", "0.1234, 12.3 %", "0.0001, < 0.1 %", "1, 100 %", "NaN, –"})
  void sharesArePercents(double share, String shown) {
    assertThat(Picture.percent(share)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"1.04, 1", "1.05, 1.1", "-1.26, -1.3", "-0.04, 0", "12.96, 13", "-0.3, -.3"})
  void coordinatesHaveATenth(double value, String shown) {
    assertThat(Picture.coordinate(value)).isEqualTo(shown);
  }

  @Test
  void ticksAreRoundAndFew() {
    assertThat(Picture.ticks(0, 1, 4)).containsExactly(0.0, 0.5, 1.0);
    assertThat(Picture.ticks(0, 0.34, 4)).hasSizeBetween(3, 5).startsWith(0.0);
    assertThat(Picture.ticks(0, 0, 4)).containsExactly(0.0);
    for (double high = 1e-300; high < 1e300; high *= 7.3) {
      assertThat(Picture.ticks(0, high, 4)).hasSizeBetween(2, 6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "age, age",
    "a_long_name_of_a_feature, a_long_na…",
    "東京都千代田区丸の内, 東京都千代…",
    "iiiiiiiiiiiiiiii, iiiiiiiiiiiiiiii"
  })
  void namesAreShortenedByTheirWidth(String name, String shown) {
    assertThat(Picture.fitting(name, 80, 12)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, < 0.0001", "0.00009, < 0.0001", "0.0421, 0.0421", "1, 1", "NaN, –"})
  void noProbabilityIsNothing(double value, String shown) {
    assertThat(Picture.probability(value)).isEqualTo(shown);
  }
}
