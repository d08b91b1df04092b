package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The convention "leeway" gives from raw samples what a baseline and a comparison give for the same rows. */
class LeewayConventionTest {

  /** Not the same order of additions: the unit of a distance may differ in its last digit. */
  private static final double LAST_DIGITS = 1e-12;

  private record Row(@Nullable Double number, @Nullable String category) {}

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("shifted", rows(5_000, 1, 0, 6), rows(1_000, 2, 0.3, 7)),
        Arguments.of("few rows in the window", rows(2_000, 3, 0, 6), rows(90, 4, 0.3, 6)),
        Arguments.of("just enough rows", rows(2_000, 3, 0, 30), rows(170, 4, 0.3, 30)),
        Arguments.of("one row", rows(300, 5, 0, 3), rows(1, 6, 2, 3)),
        Arguments.of("few rows of training", rows(20, 7, 0, 4), rows(700, 8, 0, 5)),
        Arguments.of("many categories", rows(9_000, 9, 0, 3_000), rows(4_000, 10, 0, 3_000)),
        Arguments.of("constant", rows(400, 11, Double.NaN, 1), rows(400, 12, Double.NaN, 2)));
  }

  /** Numbers rounded to two decimals, some missing, some infinite; categories of falling frequency, some missing. */
  private static List<Row> rows(int count, long seed, double shift, int categories) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = Double.isNaN(shift)
          ? 7
          : Math.rint(100 * (shift + random.nextGaussian() + random.nextInt(3))) / 100;
      Double number = random.nextInt(40) == 0 ? null : (Double) value;
      if (random.nextInt(200) == 0) {
        number = random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
      }
      double u = random.nextDouble();
      String category = random.nextInt(30) == 0 ? null : "c" + (int) (categories * u * u);
      rows.add(new Row(number, category));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void theNumbersAreThoseOfAComparison(String name, List<Row> training, List<Row> rows) {
    Schema<Row> schema = Schema.<Row>builder()
        .numericOrMissing("number", Row::number)
        .categorical("category", Row::category)
        .build();
    Baseline baseline = Baseline.fit(schema, training).build();
    Evaluation evaluation = Comparison.against(baseline).of(schema, rows);
    for (String statistic : Convention.LEEWAY.statistics()) {
      assertSame(
          Convention.LEEWAY.compare(statistic, numbers(training), numbers(rows)),
          results(evaluation, 0).get(statistic));
      assertSame(
          Convention.LEEWAY.compare(statistic, categories(training), categories(rows)),
          results(evaluation, 1).get(statistic));
    }
  }

  private static Map<String, StatisticResult> results(Evaluation evaluation, int signal) {
    return evaluation.signals().get(signal).statistics();
  }

  private static void assertSame(StatisticResult found, @Nullable StatisticResult expected) {
    assertThat(expected).isNotNull();
    double[] numbers = {found.value(), found.noise(), found.pValue()};
    double[] wanted = {expected.value(), expected.noise(), expected.pValue()};
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isNaN(wanted[i])) {
        assertThat(numbers[i]).as(expected.statistic()).isNaN();
      } else {
        assertThat(numbers[i])
            .as(expected.statistic())
            .isCloseTo(wanted[i], within(LAST_DIGITS * Math.max(1, Math.abs(wanted[i]))));
      }
    }
    assertThat(Arrays.asList(
            found.statistic(),
            found.reason(),
            found.referenceRows(),
            found.currentRows(),
            found.bins(),
            found.convention(),
            found.zeroRule()))
        .isEqualTo(Arrays.asList(
            expected.statistic(),
            expected.reason(),
            expected.referenceRows(),
            expected.currentRows(),
            expected.bins(),
            expected.convention(),
            expected.zeroRule()));
  }

  private static double[] numbers(List<Row> rows) {
    return rows.stream()
        .map(Row::number)
        .mapToDouble(number -> number == null ? Double.NaN : number)
        .toArray();
  }

  private static List<@Nullable String> categories(List<Row> rows) {
    List<@Nullable String> categories = new ArrayList<>();
    rows.forEach(row -> categories.add(row.category()));
    return categories;
  }
}
