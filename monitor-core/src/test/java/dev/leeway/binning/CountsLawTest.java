package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts add like numbers do; the seed is the name of the failing case. */
class CountsLawTest {

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 200);
  }

  private static Binning binning(SplittableRandom random) {
    if (random.nextBoolean()) {
      return NumericBinning.of(
          IntStream.rangeClosed(0, 1 + random.nextInt(60)).asDoubleStream().toArray());
    }
    String[] names =
        IntStream.range(0, random.nextInt(40)).mapToObj(i -> "c" + i).toArray(String[]::new);
    return CategoricalBinning.of(names);
  }

  private static Counts counts(SplittableRandom random, Binning binning) {
    long bound = 1L << (1 + random.nextInt(50));
    return Counts.of(
        binning,
        random
            .longs(binning.bins(), 0, bound)
            .map(rows -> random.nextInt(3) == 0 ? 0 : rows)
            .toArray());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void plusCommutesAndAssociates(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Binning binning = binning(random);
    Counts a = counts(random, binning);
    Counts b = counts(random, binning);
    Counts c = counts(random, binning);
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(Counts.none(binning))).isEqualTo(a);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void minusUndoesPlus(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Binning binning = binning(random);
    Counts a = counts(random, binning);
    Counts b = counts(random, binning);
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
    assertThat(a.plus(b).minus(a)).isEqualTo(b);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sumsAreSumsOfEveryReading(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Binning binning = binning(random);
    Counts a = counts(random, binning);
    Counts b = counts(random, binning);
    Counts sum = a.plus(b);
    assertThat(sum.total()).isEqualTo(a.total() + b.total());
    assertThat(sum.present()).isEqualTo(a.present() + b.present());
    assertThat(sum.missing()).isEqualTo(a.missing() + b.missing());
    assertThat(sum.unreadable()).isEqualTo(a.unreadable() + b.unreadable());
    assertThat(sum.unseen()).isEqualTo(a.unseen() + b.unseen());
    assertThat(sum.below()).isEqualTo(a.below() + b.below());
    assertThat(sum.above()).isEqualTo(a.above() + b.above());
    assertThat(sum.total()).isEqualTo(sum.present() + sum.missing() + sum.unreadable());
    assertThat(IntStream.range(0, binning.shapeBins()).mapToLong(sum::shape).sum())
        .isEqualTo(sum.present());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void coarseCommutesWithPlus(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Binning binning = binning(random);
    Counts a = counts(random, binning);
    Counts b = counts(random, binning);
    CoarseBinning view = CoarseBinning.of(a, 1 + random.nextInt(1000), 2 + random.nextInt(15));
    assertThat(a.plus(b).coarse(view)).isEqualTo(a.coarse(view).plus(b.coarse(view)));
    assertThat(a.coarse(view).total()).isEqualTo(a.present());
  }
}
