package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellEdgesTest {

  private static double[] quantiles(int cells, double... sorted) {
    return CellEdges.quantiles(sorted, sorted[0], sorted[sorted.length - 1], cells);
  }

  private static double[] score(int cells, double... sorted) {
    return CellEdges.score(sorted, sorted[0], sorted[sorted.length - 1], cells);
  }

  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
  }

  private static long[] counts(double[] edges, double[] values) {
    NumericBinning binning = NumericBinning.of(edges);
    long[] counts = new long[binning.cells()];
    for (double value : values) {
      counts[binning.bin(value) - binning.firstCell()]++;
    }
    return counts;
  }

  /** 1 … 100 and K = 4: the inverted distribution function at 1/4, 1/2, 3/4 is the 25th, 50th and 75th value. */
  @Test
  void edgesAreInvertedQuantiles() {
    assertThat(quantiles(4, upTo(100))).containsExactly(1, 25, 50, 75, Math.nextUp(100.0));
    assertThat(quantiles(4, upTo(10)))
        .as("ranks are rounded up: 2.5, 5, 7.5")
        .containsExactly(1, 3, 5, 8, Math.nextUp(10.0));
  }

  @Test
  void edgesOfASampleReachToTheExtremesOfTheWhole() {
    assertThat(CellEdges.quantiles(upTo(100), -7, 300, 4))
        .containsExactly(-7, 25, 50, 75, Math.nextUp(300.0));
  }

  @Test
  void cellsHoldEqualSharesOfDistinctValues() {
    double[] values = new SplittableRandom(1).doubles(100_000).sorted().toArray();
    double[] edges = quantiles(256, values);
    assertThat(edges).hasSize(257);
    for (long count : counts(edges, values)) {
      assertThat(count).isBetween(389L, 392L);
    }
  }

  /** Of 1,000 values 600 are 0.5: far more than 1/8. */
  @Test
  void heavyValueHasACellOfItsOwn() {
    double[] values = DoubleStream.concat(
            DoubleStream.generate(() -> 0.5).limit(600), new SplittableRandom(2).doubles(400))
        .sorted()
        .toArray();
    double[] edges = quantiles(8, values);
    assertThat(edges).contains(0.5, Math.nextUp(0.5));
    NumericBinning binning = NumericBinning.of(edges);
    int atom = binning.bin(0.5);
    assertThat(counts(edges, values)[atom - binning.firstCell()]).isEqualTo(600);
    assertThat(binning.bin(Math.nextUp(0.5))).isEqualTo(atom + 1);
    assertThat(binning.bin(Math.nextDown(0.5))).isEqualTo(atom - 1);
  }

  /** An atom at the maximum, and one at the minimum, lose nothing to the end of the range. */
  @Test
  void atomsAtTheEndsHaveCellsOfTheirOwn() {
    double[] values = DoubleStream.concat(
            DoubleStream.concat(
                DoubleStream.generate(() -> 0).limit(300),
                DoubleStream.generate(() -> 9).limit(300)),
            new SplittableRandom(3).doubles(400, 1, 8))
        .sorted()
        .toArray();
    double[] edges = quantiles(8, values);
    assertThat(edges).startsWith(0, Double.MIN_VALUE).endsWith(9, Math.nextUp(9.0));
    long[] counts = counts(edges, values);
    assertThat(counts[0]).isEqualTo(300);
    assertThat(counts[counts.length - 1]).isEqualTo(300);
  }

  @Test
  void fewDistinctValuesHaveACellEachAndSoHaveTheGaps() {
    double[] edges = quantiles(4, 1, 1, 2, 5, 5, 5);
    assertThat(edges)
        .containsExactly(1, Math.nextUp(1.0), 2, Math.nextUp(2.0), 5, Math.nextUp(5.0));
    assertThat(counts(edges, new double[] {1, 1, 2, 5, 5, 5, 1.5, 3}))
        .containsExactly(2, 1, 1, 1, 3);
  }

  @Test
  void neighbouringDoublesShareAnEdge() {
    assertThat(quantiles(4, 0.3, 0.1 + 0.2))
        .containsExactly(0.3, 0.1 + 0.2, Math.nextUp(0.1 + 0.2));
  }

  @Test
  void constantHasOneCell() {
    assertThat(quantiles(256, 7, 7, 7)).containsExactly(7, Math.nextUp(7.0));
    assertThat(quantiles(256, 7)).containsExactly(7, Math.nextUp(7.0));
  }

  /** Of 16 values four are 0.5, exactly a quarter. */
  @Test
  void aValueWithExactlyTheShareOfACellIsAnAtom() {
    double[] values = DoubleStream.concat(
            DoubleStream.of(0.5, 0.5, 0.5, 0.5), new SplittableRandom(9).doubles(12))
        .sorted()
        .toArray();
    assertThat(quantiles(4, values)).contains(0.5, Math.nextUp(0.5));
    assertThat(quantiles(3, values)).doesNotContain(Math.nextUp(0.5));
  }

  @Test
  void asManyDistinctValuesAsCellsHaveACellEachHoweverRare() {
    double[] values = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4};
    assertThat(quantiles(4, values)).contains(2, Math.nextUp(2.0), 3, Math.nextUp(3.0));
    assertThat(quantiles(3, values)).doesNotContain(Math.nextUp(2.0));
  }

  @Test
  void noEdgeIsMinusZero() {
    double tiny = Double.MIN_VALUE;
    assertThat(quantiles(2, -1, -0.0, 1, 2))
        .as("a quantile")
        .containsExactly(-1, 0.0, Math.nextUp(2.0));
    assertThat(quantiles(4, -1, -0.0))
        .as("a value")
        .containsExactly(-1, Math.nextUp(-1.0), 0.0, tiny);
    assertThat(quantiles(4, -tiny, 1))
        .as("above a value")
        .containsExactly(-tiny, 0.0, 1, Math.nextUp(1.0));
    assertThat(quantiles(2, -tiny, -tiny, -tiny, 1, 2)).as("above an atom").startsWith(-tiny, 0.0);
    assertThat(quantiles(4, -1, -tiny)).as("above the maximum").endsWith(-tiny, 0.0);
  }

  @Test
  void zerosOfBothSignsAreOneValue() {
    assertThat(quantiles(4, -0.0, 0.0)).containsExactly(0.0, Double.MIN_VALUE);
    assertThat(quantiles(2, -1, -0.0, 0.0, 0.0, 1, 2)).doesNotContain(-0.0);
  }

  /** Some values of a share of 1/K or more, the others distinct: each atom adds one edge at most. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 256, 4096})
  void atMostTwiceTheCellsAndOneComeOut(int cells) {
    SplittableRandom random = new SplittableRandom(cells);
    for (int round = 0; round < 20; round++) {
      int atoms = random.nextInt(cells + 1);
      double[] values = IntStream.range(0, 10 * cells)
          .mapToDouble(i -> i / 10 < atoms ? i / 10 : random.nextDouble(atoms + 1))
          .sorted()
          .toArray();
      assertThat(quantiles(cells, values)).hasSizeLessThanOrEqualTo(2 * cells + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void scoresOfTwoDecimalsAreEachInACellOfTheirOwn(int cells) {
    double[] hundredths =
        IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
    assertOneCellEach(score(cells, hundredths), hundredths);
  }

  /** Training scores with all digits, half of them crowded near 0: equal widths still part the hundredths. */
  @Test
  void hundredthsArePartedEverywhereByScoresOfAllDigits() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = random.doubles(20_000).map(u -> u * u * u).sorted().toArray();
    double[] edges = score(256, values);
    double[] hundredths =
        IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
    assertOneCellEach(edges, hundredths);
    assertThat(edges.length - 1).isLessThanOrEqualTo(256);
  }

  private static void assertOneCellEach(double[] edges, double[] values) {
    NumericBinning binning = NumericBinning.of(edges);
    Set<Integer> bins = new HashSet<>();
    for (double value : values) {
      bins.add(binning.bin(value));
    }
    assertThat(bins).hasSize(values.length);
    assertThat(bins).allMatch(bin -> binning.shapeBin(bin) >= 0);
  }

  @Test
  void scoreCellsCoverTheUnitIntervalWhateverTheTraining() {
    double[] few = score(256, 0.4, 0.5);
    assertThat(few).startsWith(0.0, 0.4).endsWith(Math.nextUp(0.5), Math.nextUp(1.0));
    double[] many =
        score(16, new SplittableRandom(6).doubles(1_000, 0.4, 0.6).sorted().toArray());
    assertThat(many).startsWith(0.0, 0.125, 0.25, 0.375).endsWith(0.875, Math.nextUp(1.0));
  }

  /** 0 and 1 do not leave the unit interval. */
  @Test
  void scoresThatReachTheEndsOfTheUnitIntervalHaveCellsOfEqualWidth() {
    double[] values = DoubleStream.concat(
            DoubleStream.of(0, 1), new SplittableRandom(10).doubles(1_000, 0.4, 0.6))
        .sorted()
        .toArray();
    assertThat(score(16, values))
        .startsWith(0.0, 0.125, 0.25, 0.375)
        .endsWith(0.875, Math.nextUp(1.0));
  }

  @Test
  void scoresThatLeaveTheUnitIntervalGetQuantiles() {
    double[] values = new SplittableRandom(7).doubles(1_000, -0.1, 0.9).sorted().toArray();
    assertThat(score(16, values)).containsExactly(quantiles(16, values));
    double[] above = new SplittableRandom(8).doubles(1_000, 0.2, 1.3).sorted().toArray();
    assertThat(score(16, above)).containsExactly(quantiles(16, above));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 4097})
  void numberOfCellsOutsideTwoTo4096IsRefused(int cells) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantiles(cells, 1, 2))
        .withMessageContaining("2 to 4096")
        .withMessageContaining(String.valueOf(cells));
  }

  @Test
  void noValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CellEdges.quantiles(new double[0], 0, 1, 16))
        .withMessageContaining("at least one finite value");
  }
}
