package dev.leeway.statistic;

import static dev.leeway.statistic.Examples.categories;
import static dev.leeway.statistic.Examples.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every statistic promises. */
class DriftStatisticContractTest {

  private static final NumericBinning FORTY = Examples.unitCells(40);
  private static final long SEED = 20_240_501;

  static Stream<DriftStatistic> all() {
    return Stream.concat(Statistics.standard().stream(), Stream.of(Psi.plain()));
  }

  static Stream<DriftStatistic> symmetric() {
    return all().filter(statistic -> !(statistic instanceof MeanChange));
  }

  static Stream<DriftStatistic> ordered() {
    return all().filter(DriftStatistic::ordered);
  }

  /** Those whose value needs a second bin with rows. */
  static Stream<DriftStatistic> coarse() {
    return all().filter(DriftStatistic::coarse);
  }

  private static long[] random(SplittableRandom random, int bins, int bound) {
    return random.longs(bins, 1, bound).toArray();
  }

  private static long[] times(long[] rows, long factor) {
    return Arrays.stream(rows).map(row -> row * factor).toArray();
  }

  @ParameterizedTest
  @MethodSource("all")
  void identicalCountsGiveZeroAndPOne(DriftStatistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      long[] rows = random(random, 40, 1_000);
      StatisticResult result = statistic.compare(numeric(FORTY, rows), numeric(FORTY, rows));
      assertThat(result.value()).isEqualTo(0.0);
      assertThat(Double.isNaN(result.pValue()) || result.pValue() == 1).isTrue();
    }
  }

  /** 3 x 7 rows against 3 x 1,000,003 rows with the same shares, which no double holds exactly. */
  @ParameterizedTest
  @MethodSource("all")
  void equalSharesOfUnequalSizesGiveZeroAndPOne(DriftStatistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      long[] rows = random(random, 40, 300);
      StatisticResult result =
          statistic.compare(numeric(FORTY, times(rows, 1_000_003)), numeric(FORTY, times(rows, 7)));
      assertThat(result.value()).isEqualTo(0.0);
      assertThat(Double.isNaN(result.pValue()) || result.pValue() == 1).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPValueIsOneOrItsAbsenceIsExplained(DriftStatistic statistic) {
    long[] rows = random(new SplittableRandom(SEED), 40, 1_000);
    StatisticResult result = statistic.compare(numeric(FORTY, rows), numeric(FORTY, rows));
    boolean explained = result.reason() != null && result.reason().equals(statistic.noPValue());
    assertThat(Double.isNaN(result.pValue())).isEqualTo(explained);
  }

  @ParameterizedTest
  @MethodSource("symmetric")
  void sidesMayBeExchanged(DriftStatistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      Counts reference = numeric(FORTY, random(random, 40, 1_000));
      Counts current = numeric(FORTY, random(random, 40, 100));
      double value = statistic.between(reference, current);
      assertThat(value).isPositive();
      assertThat(statistic.between(current, reference))
          .isCloseTo(value, within(1e-12 * Math.max(1, value)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void differentBinningsThrowNamingBothSizes(DriftStatistic statistic) {
    Counts reference = numeric(FORTY, random(new SplittableRandom(1), 40, 9));
    Counts current = numeric(Examples.unitCells(39), random(new SplittableRandom(1), 39, 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistic.between(reference, current))
        .withMessageContaining("59 bins")
        .withMessageContaining("58");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistic.compare(reference, current))
        .withMessageContaining("59 bins");
  }

  @ParameterizedTest
  @MethodSource("all")
  void sideWithoutPresentRowsIsAReasonAndNoValue(DriftStatistic statistic) {
    Counts some = numeric(FORTY, random(new SplittableRandom(1), 40, 9));
    Counts none = Examples.noneOf(FORTY);
    StatisticResult emptyWindow = statistic.compare(some, none);
    assertNoValue(emptyWindow, "The window has no present value.");
    assertThat(emptyWindow.currentRows()).isZero();
    assertThat(emptyWindow.referenceRows()).isEqualTo(some.present());
    assertNoValue(statistic.compare(none, some), "The reference has no present value.");
    assertNoValue(statistic.compare(none, none), "The reference has no present value.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistic.between(some, none))
        .withMessageContaining("rows on both sides")
        .withMessageContaining("the window 0");
  }

  private static void assertNoValue(StatisticResult result, String reason) {
    assertThat(result.hasValue()).isFalse();
    assertThat(result.noise()).isNaN();
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @MethodSource("coarse")
  void oneFilledBinIsAReasonAndNoValue(DriftStatistic statistic) {
    assertNoValue(
        statistic.compare(categories(50, 0), categories(7, 0)),
        "All values of both sides share one bin: there is no shape to compare.");
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void categoriesHaveNoOrder(DriftStatistic statistic) {
    assertNoValue(
        statistic.compare(categories(50, 20), categories(7, 9)), "Categories have no order.");
  }

  @ParameterizedTest
  @MethodSource("all")
  void missingRowsChangeNothing(DriftStatistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    Counts reference = numeric(FORTY, random(random, 40, 1_000));
    Counts current = numeric(FORTY, random(random, 40, 100));
    Counts missing = Examples.noneOf(FORTY);
    assertThat(statistic.compare(reference.plus(missing), current.plus(missing)))
        .isEqualTo(statistic.compare(reference, current));
  }

  @ParameterizedTest
  @MethodSource("all")
  void valuesFarApartAreFinite(DriftStatistic statistic) {
    long[] low = new long[40];
    long[] high = new long[40];
    Arrays.fill(low, 0, 20, 1L << 40);
    Arrays.fill(high, 20, 40, 1L << 40);
    StatisticResult result = statistic.compare(numeric(FORTY, low), numeric(FORTY, high));
    if (result.hasValue()) {
      assertThat(result.value()).isFinite().isPositive();
      assertThat(result.noise()).isFinite();
    } else {
      assertThat(statistic).isSameAs(Psi.plain());
      assertThat(result.reason())
          .isEqualTo(
              "Bin '[0, 1)' has rows on one side only: without a zero rule there is no value.");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void resultSaysHowItWasMade(DriftStatistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    Counts reference = numeric(FORTY, random(random, 40, 1_000));
    Counts current = numeric(FORTY, random(random, 40, 100));
    StatisticResult result = statistic.compare(reference, current);
    assertThat(result.statistic()).isEqualTo(statistic.name()).matches("[a-z0-9_]+");
    assertThat(result.value()).isEqualTo(statistic.between(reference, current));
    assertThat(result.noise()).isEqualTo(statistic.noise(reference, current)).isPositive();
    assertThat(result.referenceRows()).isEqualTo(reference.present());
    assertThat(result.currentRows()).isEqualTo(current.present());
    assertThat(result.bins()).isIn(40, 56);
    assertThat(result.convention()).isEqualTo("leeway");
    assertThat(result.zeroRule()).isEqualTo(statistic.zeroRule());
    assertThat(result.excess()).isEqualTo(Math.max(0, result.value() - result.noise()));
  }

  @Test
  void aValueThatIsNoNumberIsAReason() {
    DriftStatistic endless = new DriftStatistic() {
      @Override
      public String name() {
        return "endless";
      }

      @Override
      public double between(Counts reference, Counts current) {
        return Double.POSITIVE_INFINITY;
      }
    };
    assertNoValue(
        endless.compare(categories(1, 2), categories(3, 4)),
        "The value is Infinity and has no meaning as a number.");
  }

  @Test
  void namesAreDistinct() {
    assertThat(all().map(DriftStatistic::name)).doesNotHaveDuplicates();
  }

  @Test
  void statisticOfOnesOwnNeedsTwoMethods() {
    DriftStatistic own = new DriftStatistic() {
      @Override
      public String name() {
        return "own";
      }

      @Override
      public double between(Counts reference, Counts current) {
        return 0.25;
      }
    };
    StatisticResult result = own.compare(categories(1, 2), categories(3, 4));
    assertThat(result.value()).isEqualTo(0.25);
    assertThat(result.excess()).as("noise is not known").isEqualTo(0.25);
    assertThat(result.pValue()).isNaN();
    assertThat(result.reason()).contains("not known");
    assertThat(result.bins()).isEqualTo(3);
  }
}
