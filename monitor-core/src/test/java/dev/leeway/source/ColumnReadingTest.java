package dev.leeway.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnReadingTest {

  private static ColumnReading of(ColumnType type) {
    return new ColumnReading(type, '.', null, ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1.5, -1.5",
    "+2, 2",
    "1e3, 1000",
    ".5, 0.5",
    "5., 5",
    "' 7 ', 7",
    "1E-320, 1E-320",
    "007, 7",
    "0.1, 0.1",
    "123456789012345678, 1.2345678901234568E17"
  })
  void numbersAreReadAsDataMeansThem(String text, double value) {
    assertThat(of(ColumnType.DECIMAL).number(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1d", "1f", "0x1p3", "abc", "1,5", "1 000", "--1", "1e", ".", "-", "12:30", "1.2.3", "５"
      })
  void whatIsNoNumberIsUnreadable(String text) {
    assertThat(Cell.isUnreadable(of(ColumnType.DECIMAL).number(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "NA", "N/A", "null", "None", " NULL "})
  void whatSaysThatThereIsNoneIsMissingExceptAmongTexts(String text) {
    assertThat(Cell.isMissing(of(ColumnType.DECIMAL).number(text))).isTrue();
    assertThat(of(ColumnType.INTEGER).category(text)).isNull();
    assertThat(of(ColumnType.TIME).time(text)).isEqualTo(Cell.NO_TIME);
    assertThat(of(ColumnType.TEXT).category(text)).isEqualTo(text.isEmpty() ? null : text);
  }

  @Test
  void notANumberIsNeitherMissingNorUnreadable() {
    double value = of(ColumnType.DECIMAL).number("NaN");
    assertThat(value).isNaN();
    assertThat(Cell.isMissing(value) || Cell.isUnreadable(value)).isFalse();
    assertThat(of(ColumnType.DECIMAL).number("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    double foreign = ColumnReading.plain(Cell.MISSING);
    assertThat(Cell.isMissing(foreign)).as("bits that somebody else has set").isFalse();
  }

  @Test
  void aDecimalCommaIsReadWhereItIsTheMark() {
    ColumnReading comma = new ColumnReading(ColumnType.DECIMAL, ',', null, ZoneOffset.UTC);
    assertThat(comma.number("-1,25")).isEqualTo(-1.25);
    assertThat(comma.number("3")).isEqualTo(3);
    assertThat(Cell.isUnreadable(comma.number("1.25"))).isTrue();
    assertThat(Cell.isUnreadable(comma.number("1.234,5"))).isTrue();
  }

  /** What writes the number must not decide on the category. */
  @Test
  void aNumberHasOneNameHoweverItComes() {
    ColumnReading whole = of(ColumnType.INTEGER);
    for (Object value :
        new Object[] {"1", "1.0", "01", "1e0", 1, 1L, 1.0, new BigDecimal("1.00")}) {
      assertThat(whole.categoryOf(value)).as("%s", value).isEqualTo("1");
    }
    assertThat(whole.category("1234567890123456789")).isEqualTo("1234567890123456789");
    assertThat(whole.categoryOf(1234567890123456789L)).isEqualTo("1234567890123456789");
    assertThat(whole.category("x")).as("no number is a category of its own").isEqualTo("x");
    assertThat(of(ColumnType.TEXT).category("1.0")).isEqualTo("1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "TRUE, true, 1",
    "t, true, 1",
    "yes, true, 1",
    "1, true, 1",
    "False, false, 0",
    "n, false, 0",
    "0, false, 0"
  })
  void flagsHaveTwoNames(String text, String name, double number) {
    assertThat(of(ColumnType.BOOLEAN).category(text)).isEqualTo(name);
    assertThat(of(ColumnType.BOOLEAN).number(text)).isEqualTo(number);
  }

  @Test
  void flagsOfAnotherNameAreUnseen() {
    assertThat(of(ColumnType.BOOLEAN).category("maybe")).isEqualTo("maybe");
    assertThat(Cell.isUnreadable(of(ColumnType.BOOLEAN).number("maybe"))).isTrue();
    assertThat(of(ColumnType.BOOLEAN).categoryOf(true)).isEqualTo("true");
  }

  @Test
  void objectsAreReadByTheirClass() {
    ColumnReading number = of(ColumnType.DECIMAL);
    assertThat(number.numberOf(3)).isEqualTo(3);
    assertThat(number.numberOf("2.5")).isEqualTo(2.5);
    assertThat(number.numberOf(true)).isEqualTo(1);
    assertThat(number.numberOf(Instant.ofEpochMilli(7_200_000))).isEqualTo(2);
    assertThat(Cell.isMissing(number.numberOf((@Nullable Object) null))).isTrue();
    assertThat(Cell.isUnreadable(number.numberOf(new Object()))).isTrue();
  }

  /** The database may have booleans where the file that was trained on had 1 and 0, or the other way round. */
  @Test
  void flagsAreTheSameAsNumbersAndAsBooleans() {
    assertThat(of(ColumnType.INTEGER).categoryOf(true)).isEqualTo("1");
    assertThat(of(ColumnType.INTEGER).categoryOf(false)).isEqualTo("0");
    for (Object one : new Object[] {1, 1L, 1.0, new BigDecimal("1"), "1", true}) {
      assertThat(of(ColumnType.BOOLEAN).categoryOf(one)).as("%s", one).isEqualTo("true");
    }
    assertThat(of(ColumnType.BOOLEAN).categoryOf(2)).isEqualTo("2");
    assertThat(of(ColumnType.TEXT).categoryOf(true)).isEqualTo("true");
  }

  @Test
  void aNumberThatIsATimeIsReadByItsPattern() {
    ColumnReading seconds =
        new ColumnReading(ColumnType.TIME, '.', TimeFormat.EPOCH_SECONDS, ZoneOffset.UTC);
    assertThat(seconds.numberOf(7_200)).isEqualTo(seconds.number("7200")).isEqualTo(2);
    assertThat(Cell.isUnreadable(of(ColumnType.TIME).numberOf(7_200))).isTrue();
    assertThat(seconds.numberOf(Instant.ofEpochSecond(7_200))).isEqualTo(2);
  }

  @Test
  void digitsBeyondALongAreKeptToo() {
    String digits = "123456789012345678901234567890";
    assertThat(of(ColumnType.INTEGER).category(digits)).isEqualTo(digits);
    assertThat(of(ColumnType.INTEGER).categoryOf(new BigInteger(digits))).isEqualTo(digits);
    assertThat(of(ColumnType.INTEGER).category("1e30")).isEqualTo("1.0E30");
  }
}
