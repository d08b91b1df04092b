package dev.leeway.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.25, 0.25",
    "0.123456, 0.123",
    "12345.6, 12300",
    "0.0000123, 0.0000123",
    "0.0000000123, 1.23E-8",
    "-0.0000000123, -1.23E-8",
    "9994999, 9990000",
    "10000000, 1E+7",
    "-123400000, -1.23E+8",
    "-2, -2",
    "NaN, NaN"
  })
  void numbersHaveThreeDigits(double value, String text) {
    assertThat(Text.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "1, 100 %",
    "0.5, 50 %",
    "0.031, 3.1 %",
    "0.00042, 0.042 %",
    "0.256, 26 %",
    "NaN, no part"
  })
  void sharesAreShownInPercent(double share, String text) {
    assertThat(Text.percent(share)).isEqualTo(text);
  }
}
