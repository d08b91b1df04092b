package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Statistics;
import dev.leeway.testkit.CountPairs.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DriftStatistic} promises, as JUnit tests. Implement it in a test class and give the statistic:
 *
 * <pre>{@code
 * class RangeOverlapTest implements DriftStatisticContract {
 *   public DriftStatistic statistic() {
 *     return new RangeOverlap();
 *   }
 * }
 * }</pre>
 *
 * <p>The statistic is asked as a monitor asks it: on the coarse view if it says {@link DriftStatistic#coarse()}, not for
 * categories if it says {@link DriftStatistic#ordered()}, and not where it names a reason in {@link
 * DriftStatistic#undefined}. What a statistic cannot promise is said by overriding one of the methods below.
 */
public interface DriftStatisticContract {

  /** The statistic to test; asked for once in each test. */
  DriftStatistic statistic();

  /** The value of equal counts. Default 0; NaN where it depends on the counts, which then is not tested. */
  default double valueWithoutDrift() {
    return 0;
  }

  /** Whether the sign says a direction. Default false: then no value is negative. The size has to grow in any case. */
  default boolean signed() {
    return false;
  }

  /**
   * By how much the value is multiplied when both sides have ten times the rows in the same shares. Default 1: it measures
   * a size. 10 for chi-square and its kin, which measure evidence; NaN: not tested.
   */
  default double factorOfTenfoldRows() {
    return 1;
  }

  /** How far, relatively, the value may be from that; a zero rule moves it. Default 0.05. */
  default double tolerance() {
    return 0.05;
  }

  /** The pairs for which the statistic says that it has a value. */
  private static List<Pair> asked(DriftStatistic statistic, List<Pair> pairs) {
    List<Pair> asked = new ArrayList<>();
    for (Pair fine : pairs) {
      Pair pair = fine.seenBy(statistic);
      boolean rows = pair.reference().present() > 0 && pair.current().present() > 0;
      boolean categories = !pair.reference().binning().ordered();
      if (rows
          && !(statistic.ordered() && categories)
          && statistic.undefined(pair.reference(), pair.current()) == null) {
        asked.add(pair);
      }
    }
    return asked;
  }

  private static double value(DriftStatistic statistic, Pair pair) {
    return statistic.between(pair.reference(), pair.current());
  }

  /** The key stands in evaluations, tags and policies. */
  @Test
  default void nameIsAKeyOfItsOwn() {
    DriftStatistic statistic = statistic();
    String name = statistic.name();
    assertThat(name)
        .as("the name: lower case letters, digits and underscores")
        .matches("[a-z0-9_]+")
        .as("the name when asked again")
        .isEqualTo(statistic.name())
        .as("the name, which the rates of evaluations have already")
        .isNotIn(Set.of("missing_rate", "unreadable_rate", "unseen_rate", "out_of_range_rate"));
    for (DriftStatistic standard : Statistics.standard()) {
      if (standard.getClass() != statistic.getClass()) {
        assertThat(name)
            .as("the name, which %s has already", standard.getClass())
            .isNotEqualTo(standard.name());
      }
    }
  }

  /** Some pair must have a value, or there is nothing to test and nothing to see. */
  @Test
  default void hasAValueForUsualCounts() {
    DriftStatistic statistic = statistic();
    assertThat(asked(statistic, CountPairs.different()))
        .as("pairs of filled counts that differ, for which there is a value")
        .isNotEmpty();
  }

  @Test
  default void valueIsFiniteWhereverThereIsOne() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      assertThat(value(statistic, pair))
          .as("the value of %s; where there is none, undefined(...) says why", pair)
          .isFinite();
    }
  }

  @Test
  default void valueIsNotNegativeUnlessItsSignSaysADirection() {
    DriftStatistic statistic = statistic();
    if (!signed()) {
      for (Pair pair : asked(statistic, CountPairs.all())) {
        assertThat(value(statistic, pair)).as("the value of %s", pair).isGreaterThanOrEqualTo(0);
      }
    }
  }

  @Test
  default void equalCountsGiveTheValueWithoutDrift() {
    DriftStatistic statistic = statistic();
    double expected = valueWithoutDrift();
    for (Pair pair : CountPairs.all()) {
      Counts counts = pair.reference();
      Pair equal = new Pair("equal counts: " + pair.name(), counts, copy(counts));
      if (!Double.isNaN(expected) && !asked(statistic, List.of(equal)).isEmpty()) {
        assertThat(value(statistic, equal.seenBy(statistic)))
            .as("the value of %s", equal)
            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static Counts copy(Counts counts) {
    return Counts.of(counts.binning(), counts.toArray());
  }

  @Test
  default void equalCountsGiveTheSameBits() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      assertThat(bits(statistic, new Pair("", copy(pair.reference()), copy(pair.current()))))
          .as("value, noise and p-value of %s, and of a copy of it", pair)
          .isEqualTo(bits(statistic, pair));
    }
  }

  private static List<Long> bits(DriftStatistic statistic, Pair pair) {
    return bits(
        value(statistic, pair),
        statistic.noise(pair.reference(), pair.current()),
        statistic.pValue(pair.reference(), pair.current()));
  }

  private static List<Long> bits(double... numbers) {
    return DoubleStream.of(numbers).mapToObj(Double::doubleToLongBits).toList();
  }

  @Test
  default void tenTimesTheRowsChangeTheValueByItsFactor() {
    DriftStatistic statistic = statistic();
    double factor = factorOfTenfoldRows();
    if (!Double.isNaN(factor)) {
      for (Pair pair : asked(statistic, CountPairs.different())) {
        double value = value(statistic, pair);
        double expected = factor * value;
        assertThat(value(statistic, pair.times(10)))
            .as("the value of ten times %s, which is %s once", pair, value)
            .isCloseTo(expected, within(tolerance() * Math.abs(expected)));
      }
    }
  }

  @Test
  default void noiseIsNotNegative() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      double noise = statistic.noise(pair.reference(), pair.current());
      assertThat(Double.isNaN(noise) || noise >= 0)
          .as("the noise of %s is NaN (not known) or at least 0, but is %s", pair, noise)
          .isTrue();
    }
  }

  @Test
  default void pValueIsAProbability() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      double p = statistic.pValue(pair.reference(), pair.current());
      assertThat(Double.isNaN(p) || p >= 0 && p <= 1)
          .as("the p-value of %s is NaN (not known) or in [0, 1], but is %s", pair, p)
          .isTrue();
    }
  }

  /** An evaluation asks with the value that it has already. */
  @Test
  default void pValueOfAKnownValueIsTheSame() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      double p = statistic.pValue(pair.reference(), pair.current());
      double known = statistic.pValue(pair.reference(), pair.current(), value(statistic, pair));
      assertThat(Double.doubleToLongBits(known))
          .as(
              "the p-value of %s where the value is given, which is %s; without it is %s",
              pair, known, p)
          .isEqualTo(Double.doubleToLongBits(p));
    }
  }

  /** Policies take a larger value for more drift. */
  @Test
  default void valueGrowsWhileOneSideMovesAway() {
    DriftStatistic statistic = statistic();
    for (List<Pair> way : CountPairs.movingAway()) {
      List<Pair> steps = asked(statistic, way);
      double before = 0;
      for (Pair step : steps) {
        double size = Math.abs(value(statistic, step));
        assertThat(size)
            .as("the size of the value of %s", step)
            .isGreaterThanOrEqualTo(before - 1e-9 * before);
        before = size;
      }
      if (!steps.isEmpty()) {
        assertThat(before)
            .as("the size of the value of %s, beside that of equal counts", steps)
            .isGreaterThan(Math.abs(value(statistic, steps.get(0))));
      }
    }
  }

  @Test
  default void everyPairHasAValueOrAReason() {
    DriftStatistic statistic = statistic();
    List<Pair> pairs = new ArrayList<>(CountPairs.all());
    pairs.add(CountPairs.widest());
    for (Pair fine : pairs) {
      Pair pair = fine.seenBy(statistic);
      StatisticResult result = result(statistic, pair);
      boolean complete = result.hasValue() && !Double.isNaN(result.pValue());
      if (complete) {
        assertThat(result.reason())
            .as("the reason beside all numbers of %s", pair)
            .isNull();
      } else {
        assertThat(result.reason())
            .as("the reason why %s has no value or no p-value: %s", pair, result)
            .isNotBlank();
      }
      if (!result.hasValue()) {
        assertThat(result.value()).as("a value that does not exist: %s", pair).isNaN();
      }
    }
  }

  private static StatisticResult result(DriftStatistic statistic, Pair pair) {
    StatisticResult[] result = new StatisticResult[1];
    Throwable thrown =
        catchThrowable(() -> result[0] = statistic.compare(pair.reference(), pair.current()));
    assertThat(thrown).as("what compare(...) throws for %s", pair).isNull();
    return result[0];
  }

  @Test
  default void resultSaysHowItWasMade() {
    DriftStatistic statistic = statistic();
    for (Pair pair : asked(statistic, CountPairs.all())) {
      StatisticResult result = result(statistic, pair);
      assertThat(result.statistic()).as("the name").isEqualTo(statistic.name());
      double noise = statistic.noise(pair.reference(), pair.current());
      assertThat(bits(result.value(), result.noise(), result.pValue()))
          .as("value, noise and p-value of %s: %s", pair, result)
          .isEqualTo(bits(
              value(statistic, pair),
              Double.isFinite(noise) ? noise : Double.NaN,
              statistic.pValue(pair.reference(), pair.current())));
      assertThat(result.referenceRows())
          .as("present rows of the reference")
          .isEqualTo(pair.reference().present());
      assertThat(result.currentRows())
          .as("present rows of the window")
          .isEqualTo(pair.current().present());
      assertThat(result.bins())
          .as("bins of %s", pair)
          .isBetween(1, pair.reference().binning().bins());
    }
    assertThat(statistic.convention()).as("the convention").isNotBlank();
    assertThat(statistic.zeroRule()).as("the zero rule").isNotBlank();
    assertThat(statistic.noPValue()).as("why there may be no p-value").isNotBlank();
  }

  @Test
  default void flagsStayAsTheyAre() {
    DriftStatistic statistic = statistic();
    boolean coarse = statistic.coarse();
    boolean ordered = statistic.ordered();
    asked(statistic, CountPairs.all()).forEach(pair -> value(statistic, pair));
    assertThat(statistic.coarse()).as("coarse()").isEqualTo(coarse);
    assertThat(statistic.ordered()).as("ordered()").isEqualTo(ordered);
  }

  /** The order of categories is an accident; what needs one says so. */
  @Test
  default void orderOfCategoriesChangesNothingUnlessItIsOrdered() {
    DriftStatistic statistic = statistic();
    List<Pair> orders = asked(statistic, CountPairs.reordered());
    if (orders.size() == 2) {
      double value = value(statistic, orders.get(0));
      assertThat(value(statistic, orders.get(1)))
          .as("the value for categories in another order; if it needs neighbours, say ordered()")
          .isCloseTo(value, within(1e-9 * Math.abs(value)));
    }
  }

  @Test
  default void orderedStatisticHasAReasonForCategories() {
    DriftStatistic statistic = statistic();
    if (statistic.ordered()) {
      for (Pair fine : CountPairs.reordered()) {
        StatisticResult result = result(statistic, fine.seenBy(statistic));
        assertThat(result.hasValue()).as("a value for %s", fine).isFalse();
      }
    }
  }

  @Test
  default void countsOnDifferentBinsAreRefused() {
    DriftStatistic statistic = statistic();
    Pair numbers = CountPairs.different().get(0).seenBy(statistic);
    Pair categories = CountPairs.reordered().get(0).seenBy(statistic);
    assertThatIllegalArgumentException()
        .as("compare(...) of counts on different bins")
        .isThrownBy(() -> statistic.compare(numbers.reference(), categories.current()));
  }

  /** A monitor asks from one thread at a time, but not always from the same, and several monitors may share a statistic. */
  @Test
  default void severalThreadsGetTheSameBits() throws Exception {
    DriftStatistic statistic = statistic();
    List<Pair> pairs = asked(statistic, CountPairs.all());
    List<List<Long>> alone = pairs.stream().map(pair -> bits(statistic, pair)).toList();
    int rounds = 50;
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      tasks.add(() -> {
        boolean same = true;
        for (int i = 0; i < rounds * pairs.size(); i++) {
          int place = (first + i) % pairs.size();
          same &= bits(statistic, pairs.get(place)).equals(alone.get(place));
        }
        return same;
      });
    }
    assertThat(AtOnce.run(tasks))
        .as("whether four threads at once got the numbers that one got")
        .containsOnly(true);
  }
}
