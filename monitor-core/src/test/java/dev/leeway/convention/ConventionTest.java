package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConventionTest {

  private static final double[] REFERENCE = Peers.quantiles("logistic", 300, 1, 0, 1);
  private static final double[] CURRENT = Peers.quantiles("logistic", 250, 1, 0.5, 1.2);
  private static final List<@Nullable String> COLOURS =
      List.of("red", "red", "blue", "red", "blue");
  private static final List<@Nullable String> LATER = List.of("red", "blue", "blue", "green");

  static Stream<Arguments> all() {
    return Stream.of(Convention.values())
        .flatMap(c -> c.statistics().stream().map(statistic -> Arguments.arguments(c, statistic)));
  }

  @Test
  void eachKnowsWhatThePackageHas() {
    assertThat(Convention.EVIDENTLY.statistics())
        .containsExactly("psi", "jensen_shannon", "hellinger", "ks", "wasserstein", "chi_square");
    assertThat(Convention.NANNYML.statistics())
        .containsExactly("jensen_shannon", "hellinger", "ks", "wasserstein", "chi_square");
    assertThat(Convention.LEEWAY.statistics())
        .containsAll(Convention.EVIDENTLY.statistics())
        .contains("wasserstein_normalised", "g_test");
  }

  @Test
  void unknownNamesAreRefusedWithThoseThatAreKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.NANNYML.compare("psi", REFERENCE, CURRENT))
        .withMessage("The convention 'nannyml' has no statistic 'psi': it knows jensen_shannon,"
            + " hellinger, ks, wasserstein, chi_square.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.LEEWAY.compare("PSI", COLOURS, LATER))
        .withMessageContaining("it knows psi, ks, ");
  }

  @Test
  void onlyLeewaysOwnCanBeHadOnWindows() {
    assertThat(Convention.LEEWAY.onCounts()).isTrue();
    assertThatNoException().isThrownBy(() -> Convention.LEEWAY.requireOnCounts("psi"));
    assertThat(Convention.EVIDENTLY.onCounts()).isFalse();
    assertThat(Convention.NANNYML.onCounts()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.EVIDENTLY.requireOnCounts("wasserstein"))
        .withMessage("A window keeps counts on the baseline's bins, and 'wasserstein' in the"
            + " convention 'evidently' needs the raw samples: call"
            + " Convention.EVIDENTLY.compare(\"wasserstein\", reference, current) on samples at"
            + " hand, or take Leeway's own 'wasserstein_normalised' on windows.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.NANNYML.requireOnCounts("ks"))
        .withMessageContaining("Leeway's own 'ks' on windows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.NANNYML.requireOnCounts("psi"))
        .withMessageContaining("has no statistic 'psi'");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyResultSaysHowItWasMade(Convention convention, String statistic) {
    StatisticResult numbers = convention.compare(statistic, REFERENCE, CURRENT);
    assertThat(numbers.statistic()).isEqualTo(statistic);
    assertThat(numbers.convention()).isEqualTo(convention.key());
    assertThat(numbers.referenceRows()).isEqualTo(300);
    assertThat(numbers.currentRows()).isEqualTo(250);
    assertThat(numbers.zeroRule()).isNotBlank();
    if (!numbers.hasValue() || Double.isNaN(numbers.pValue())) {
      assertThat(numbers.reason()).endsWith(".");
    } else {
      assertThat(numbers.reason()).isNull();
    }
    if (numbers.hasValue()) {
      assertThat(numbers.bins()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSideWithoutAValueGivesAReason(Convention convention, String statistic) {
    double[] nothing = {Double.NaN, Double.NaN};
    List<@Nullable String> missing = new ArrayList<>();
    missing.add(null);
    for (StatisticResult result : List.of(
        convention.compare(statistic, REFERENCE, nothing),
        convention.compare(statistic, nothing, CURRENT),
        convention.compare(statistic, new double[0], new double[0]),
        convention.compare(statistic, COLOURS, missing),
        convention.compare(statistic, missing, LATER))) {
      assertThat(result.hasValue()).isFalse();
      assertThat(result.pValue()).isNaN();
      assertThat(result.reason()).contains("has no ").endsWith(".");
    }
  }

  @Test
  void sidesAreNamedInTheReason() {
    assertThat(Convention.EVIDENTLY.compare("psi", new double[0], CURRENT).reason())
        .isEqualTo("The reference has no value that is present.");
    assertThat(Convention.NANNYML.compare("ks", REFERENCE, new double[0]).reason())
        .isEqualTo("The current sample has no value that is present.");
  }

  @ParameterizedTest
  @EnumSource(Convention.class)
  void missingValuesChangeNothing(Convention convention) {
    double[] withGaps = Arrays.copyOf(CURRENT, 253);
    Arrays.fill(withGaps, 250, 253, Double.NaN);
    List<@Nullable String> colours = new ArrayList<>(LATER);
    colours.add(1, null);
    for (String statistic : convention.statistics()) {
      assertThat(convention.compare(statistic, REFERENCE, withGaps))
          .isEqualTo(convention.compare(statistic, REFERENCE, CURRENT));
      assertThat(convention.compare(statistic, COLOURS, colours))
          .isEqualTo(convention.compare(statistic, COLOURS, LATER));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "LEEWAY", mode = EnumSource.Mode.EXCLUDE)
  void infinitiesAreLeftOut(Convention convention) {
    double[] withInfinities = Arrays.copyOf(CURRENT, 252);
    withInfinities[250] = Double.POSITIVE_INFINITY;
    withInfinities[251] = Double.NEGATIVE_INFINITY;
    for (String statistic : convention.statistics()) {
      assertThat(convention.compare(statistic, REFERENCE, withInfinities))
          .isEqualTo(convention.compare(statistic, REFERENCE, CURRENT));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void identicalSamplesAreAtNoDistance(Convention convention, String statistic) {
    for (StatisticResult result : List.of(
        convention.compare(statistic, REFERENCE, REFERENCE.clone()),
        convention.compare(statistic, COLOURS, COLOURS))) {
      if (result.hasValue()) {
        assertThat(result.value()).isZero();
        assertThat(Double.isNaN(result.pValue()) || result.pValue() == 1).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void samplesGivenStayAsTheyAre(Convention convention, String statistic) {
    double[] reference = {3, Double.NaN, 1, 2};
    double[] current = {9, 8, -0.0};
    convention.compare(statistic, reference, current);
    assertThat(reference).containsExactly(3, Double.NaN, 1, 2);
    assertThat(current).containsExactly(9, 8, -0.0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theOrderOfRowsChangesNothing(Convention convention, String statistic) {
    double[] turned = new double[CURRENT.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = CURRENT[turned.length - 1 - i];
    }
    List<@Nullable String> colours = new ArrayList<>(LATER);
    Collections.reverse(colours);
    assertThat(convention.compare(statistic, REFERENCE, turned))
        .isEqualTo(convention.compare(statistic, REFERENCE, CURRENT));
    assertThat(convention.compare(statistic, COLOURS, colours))
        .isEqualTo(convention.compare(statistic, COLOURS, LATER));
  }

  @Test
  void categoriesHaveNoOrder() {
    for (Convention convention : Convention.values()) {
      for (String statistic : List.of("ks", "wasserstein")) {
        StatisticResult result = convention.compare(statistic, COLOURS, LATER);
        assertThat(result.hasValue()).isFalse();
        assertThat(result.reason()).isEqualTo("Categories have no order.");
      }
    }
  }

  @Test
  void nannyMlHasNoChiSquareOfNumbers() {
    assertThat(Convention.NANNYML.compare("chi_square", REFERENCE, CURRENT).reason())
        .isEqualTo("The package has chi-square for categories only.");
  }

  @Test
  void evidentlysChiSquareIsInfiniteForACategoryThatIsNew() {
    StatisticResult result = Convention.EVIDENTLY.compare("chi_square", COLOURS, LATER);
    assertThat(result.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(result.pValue()).isZero();
    assertThat(result.reason()).isNull();
  }

  @Test
  void evidentlysChiSquareOfOneCategoryHasNoP() {
    StatisticResult result =
        Convention.EVIDENTLY.compare("chi_square", List.of("a", "a"), List.of("a"));
    assertThat(result.value()).isZero();
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).isEqualTo("With one category the package prints NaN.");
    assertThat(Convention.NANNYML
            .compare("chi_square", List.of("a", "a"), List.of("a"))
            .pValue())
        .isEqualTo(1);
  }

  @Test
  void constantsHaveADistanceInUnitsOfAThousandth() {
    double[] fives = {5, 5, 5};
    double[] sevens = {7, 7};
    assertThat(Convention.EVIDENTLY.compare("wasserstein", fives, sevens).value())
        .isEqualTo(2000);
    assertThat(Convention.EVIDENTLY.compare("ks", fives, sevens).pValue())
        .isCloseTo(0.2, within(1e-15));
    assertThat(Convention.NANNYML.compare("hellinger", fives, sevens).value()).isEqualTo(1);
    assertThat(Convention.NANNYML.compare("jensen_shannon", fives, fives).value())
        .isZero();
  }

  @Test
  void zeroAndMinusZeroAreOneValue() {
    double[] zeros = {0.0, 0.0};
    double[] minus = {-0.0, 0.0, -0.0};
    for (Convention convention : Convention.values()) {
      assertThat(convention.compare("ks", zeros, minus).value()).isIn(0.0, Double.NaN);
    }
    assertThat(Convention.EVIDENTLY.compare("psi", zeros, minus).bins()).isEqualTo(1);
  }

  @Test
  void whatNumPyRefusesToCutHasNoValue() {
    double[] close = new double[40];
    double[] far = new double[40];
    for (int i = 0; i < close.length; i++) {
      close[i] = i % 2 == 0 ? 1 : Math.nextUp(1.0);
      far[i] = Double.MAX_VALUE * (i % 2 == 0 ? 1 : -1) * (1 - i / 100.0);
    }
    for (Convention convention : List.of(Convention.EVIDENTLY, Convention.NANNYML)) {
      assertThat(convention.compare("hellinger", close, close).reason())
          .contains("NumPy cannot cut their range");
      for (String statistic : List.of("jensen_shannon", "hellinger")) {
        assertThat(convention.compare(statistic, far, far).reason())
            .contains("NumPy cannot cut their range");
      }
      assertThat(convention.compare("wasserstein", far, close).reason()).endsWith(".");
    }
  }

  /**
   * 12,000 values of a logistic law against 300 of a wider one, so that rows lie below and above the reference. Expected:
   * the methods of NannyML 0.13.1, and Evidently's of 0.7.23, run in NumPy 2.4.6 and SciPy 1.17.1 on the same samples.
   */
  @Test
  void largeReferencesAreEstimatedWithWhatLiesOutside() {
    double[] reference = Peers.quantiles("logistic", 12_000, 1, 0, 1);
    double[] current = Peers.quantiles("logistic", 300, 1, 0.2, 3);
    assertThat(Convention.NANNYML.compare("ks", reference, current).value())
        .isCloseTo(0.24291666666662148, within(1e-12));
    StatisticResult wasserstein = Convention.NANNYML.compare("wasserstein", reference, current);
    assertThat(wasserstein.value()).isCloseTo(2.770099442999244, within(1e-11));
    assertThat(wasserstein.bins()).isEqualTo(10_000);
    assertThat(Convention.NANNYML.compare("jensen_shannon", reference, current).value())
        .isCloseTo(0.47324542530183117, within(1e-11));
    StatisticResult ks = Convention.EVIDENTLY.compare("ks", reference, current);
    assertThat(ks.value()).isCloseTo(0.243, within(1e-15));
    assertThat(ks.pValue()).isCloseTo(1.0227012599241623e-15, within(1e-25));
  }

  @Test
  void oneRowMoreDecidesBetweenExactAndAsymptotic() {
    double[] many = Peers.quantiles("logistic", 10_000, 1, 0, 1);
    double[] more = Peers.quantiles("logistic", 10_001, 1, 0, 1);
    StatisticResult exact = Convention.EVIDENTLY.compare("ks", many, CURRENT);
    StatisticResult asymptotic = Convention.EVIDENTLY.compare("ks", more, CURRENT);
    assertThat(exact.pValue())
        .isEqualTo(KsExact.pValue(10_000, 250, Math.round(exact.value() * 10_000)));
    assertThat(asymptotic.pValue()).isEqualTo(KsAsymptotic.pValue(10_001, 250, asymptotic.value()));
  }
}
