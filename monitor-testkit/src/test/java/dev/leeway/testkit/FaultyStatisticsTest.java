package dev.leeway.testkit;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.binning.Counts;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.StatisticResult;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is wrong with a statistic. */
class FaultyStatisticsTest {

  /** The suite on whatever statistic is held out to it; run by the tests only. */
  static final class Held implements DriftStatisticContract {

    static DriftStatistic held = new Sound();

    @Override
    public DriftStatistic statistic() {
      return held;
    }
  }

  /** Half the sum of the changes of shares: right in every way. */
  static class Sound implements DriftStatistic {

    @Override
    public String name() {
      return "share_change";
    }

    @Override
    public double between(Counts reference, Counts current) {
      double sum = 0;
      for (int bin = 0; bin < reference.binning().shapeBins(); bin++) {
        sum += Math.abs(share(current, bin) - share(reference, bin));
      }
      return sum / 2;
    }

    static double share(Counts counts, int bin) {
      return (double) counts.shape(bin) / counts.present();
    }
  }

  /** Sound but for its value. */
  private static DriftStatistic valued(ToDoubleBiFunction<Counts, Counts> value) {
    return new Sound() {
      @Override
      public double between(Counts reference, Counts current) {
        return value.applyAsDouble(reference, current);
      }
    };
  }

  private static DriftStatistic named(String name) {
    return new Sound() {
      @Override
      public String name() {
        return name;
      }
    };
  }

  private static double sound(Counts reference, Counts current) {
    return new Sound().between(reference, current);
  }

  private static double kullbackLeibler(Counts reference, Counts current) {
    double sum = 0;
    for (int bin = 0; bin < reference.binning().shapeBins(); bin++) {
      double p = Sound.share(current, bin);
      sum += p == 0 ? 0 : p * Math.log(p / Sound.share(reference, bin));
    }
    return sum;
  }

  private static double largestGap(Counts reference, Counts current) {
    double gap = 0;
    double largest = 0;
    for (int bin = 0; bin < reference.binning().shapeBins(); bin++) {
      gap += Sound.share(current, bin) - Sound.share(reference, bin);
      largest = Math.max(largest, Math.abs(gap));
    }
    return largest;
  }

  private static StatisticResult result(
      DriftStatistic statistic, double value, @Nullable String reason) {
    return new StatisticResult(
        statistic.name(), value, Double.NaN, Double.NaN, reason, 1, 1, 1, "leeway", "none");
  }

  static Stream<Arguments> faults() {
    AtomicLong calls = new AtomicLong();
    long alone = Thread.currentThread().getId();
    return Stream.of(
        arguments("a name with blanks", "nameIsAKeyOfItsOwn", named("Share change")),
        arguments("a name that is taken", "nameIsAKeyOfItsOwn", named("psi")),
        arguments("the name of a rate", "nameIsAKeyOfItsOwn", named("missing_rate")),
        arguments("another name each time", "nameIsAKeyOfItsOwn", new Sound() {
          @Override
          public String name() {
            return "n" + calls.incrementAndGet();
          }
        }),
        arguments("never a value", "hasAValueForUsualCounts", new Sound() {
          @Override
          public String undefined(Counts reference, Counts current) {
            return "Not today.";
          }
        }),
        arguments(
            "infinite where a bin is empty",
            "valueIsFiniteWhereverThereIsOne",
            valued(FaultyStatisticsTest::kullbackLeibler)),
        arguments(
            "NaN for a window of one row",
            "valueIsFiniteWhereverThereIsOne",
            valued((r, c) -> sound(r, c) / (c.present() - 1) * (c.present() - 1))),
        arguments(
            "negative",
            "valueIsNotNegativeUnlessItsSignSaysADirection",
            valued((r, c) -> -sound(r, c))),
        arguments(
            "a likeness", "equalCountsGiveTheValueWithoutDrift", valued((r, c) -> 1 - sound(r, c))),
        arguments(
            "a likeness, once more",
            "valueGrowsWhileOneSideMovesAway",
            valued((r, c) -> 1 - sound(r, c))),
        arguments("always the same", "valueGrowsWhileOneSideMovesAway", valued((r, c) -> 0)),
        arguments(
            "falls at the end",
            "valueGrowsWhileOneSideMovesAway",
            valued((r, c) -> Math.sin(3 * sound(r, c)))),
        arguments(
            "a little random",
            "equalCountsGiveTheSameBits",
            valued((r, c) -> sound(r, c) + 1e-15 * calls.incrementAndGet())),
        arguments(
            "grows with the rows",
            "tenTimesTheRowsChangeTheValueByItsFactor",
            valued((r, c) -> sound(r, c) * Math.sqrt(c.present()))),
        arguments("noise below zero", "noiseIsNotNegative", new Sound() {
          @Override
          public double noise(Counts reference, Counts current) {
            return -1e-9;
          }
        }),
        arguments("a p-value above one", "pValueIsAProbability", new Sound() {
          @Override
          public double pValue(Counts reference, Counts current) {
            return 1 + 1e-9;
          }
        }),
        arguments(
            "another p-value where the value is known",
            "pValueOfAKnownValueIsTheSame",
            new Sound() {
              @Override
              public double pValue(Counts reference, Counts current, double value) {
                return Math.exp(-value);
              }
            }),
        arguments("noise that it does not know", "resultSaysHowItWasMade", new Sound() {
          @Override
          public StatisticResult compare(Counts reference, Counts current) {
            StatisticResult result = super.compare(reference, current);
            return new StatisticResult(
                result.statistic(),
                result.value(),
                0.01,
                result.pValue(),
                result.reason(),
                result.referenceRows(),
                result.currentRows(),
                result.bins(),
                result.convention(),
                result.zeroRule());
          }
        }),
        arguments("an exception for categories", "everyPairHasAValueOrAReason", new Sound() {
          @Override
          public double noise(Counts reference, Counts current) {
            if (!reference.binning().ordered()) {
              throw new IllegalStateException("no categories");
            }
            return 0;
          }
        }),
        arguments("no reason", "everyPairHasAValueOrAReason", new Sound() {
          @Override
          public StatisticResult compare(Counts reference, Counts current) {
            return result(this, Double.NaN, null);
          }
        }),
        arguments("an empty reason", "everyPairHasAValueOrAReason", new Sound() {
          @Override
          public String undefined(Counts reference, Counts current) {
            return current.present() == 1 ? " " : null;
          }
        }),
        arguments("no bins", "resultSaysHowItWasMade", new Sound() {
          @Override
          public int bins(Counts reference, Counts current) {
            return 0;
          }
        }),
        arguments("no zero rule", "resultSaysHowItWasMade", new Sound() {
          @Override
          public String zeroRule() {
            return "";
          }
        }),
        arguments("another value in its result", "resultSaysHowItWasMade", new Sound() {
          @Override
          public StatisticResult compare(Counts reference, Counts current) {
            return result(this, 0.5, "No p-value.");
          }
        }),
        arguments("coarse at times", "flagsStayAsTheyAre", new Sound() {
          private boolean asked;

          @Override
          public boolean coarse() {
            return asked;
          }

          @Override
          public double between(Counts reference, Counts current) {
            asked = true;
            return super.between(reference, current);
          }
        }),
        arguments(
            "ordered without saying so",
            "orderOfCategoriesChangesNothingUnlessItIsOrdered",
            valued(FaultyStatisticsTest::largestGap)),
        arguments(
            "ordered, with a value for categories",
            "orderedStatisticHasAReasonForCategories",
            new Sound() {
              @Override
              public boolean ordered() {
                return true;
              }

              @Override
              public StatisticResult compare(Counts reference, Counts current) {
                return result(this, between(reference, current), "No p-value.");
              }
            }),
        arguments("takes any bins", "countsOnDifferentBinsAreRefused", new Sound() {
          @Override
          public StatisticResult compare(Counts reference, Counts current) {
            return result(this, 0.5, "No p-value.");
          }
        }),
        arguments(
            "not the same on another thread",
            "severalThreadsGetTheSameBits",
            valued((r, c) -> sound(r, c) + (Thread.currentThread().getId() == alone ? 0 : 1e-15))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void suiteFindsTheFault(String fault, String test, DriftStatistic statistic) {
    Held.held = statistic;
    Suite.assertFails(Held.class, test);
  }

  @Test
  void soundStatisticPasses() {
    Held.held = new Sound();
    Suite.assertPasses(Held.class, 18, 0);
  }

  /** What Leeway's own must say of themselves is asked for: evidence grows with the rows, a change has a sign. */
  static final class Evidence implements DriftStatisticContract {
    @Override
    public DriftStatistic statistic() {
      return new dev.leeway.statistic.ChiSquare();
    }
  }

  static final class Signed implements DriftStatisticContract {
    @Override
    public DriftStatistic statistic() {
      return new dev.leeway.statistic.MeanChange();
    }
  }

  @Test
  void whatAStatisticIsHasToBeSaid() {
    Suite.assertFails(Evidence.class, "tenTimesTheRowsChangeTheValueByItsFactor");
    Suite.assertFails(Signed.class, "valueIsNotNegativeUnlessItsSignSaysADirection");
  }
}
