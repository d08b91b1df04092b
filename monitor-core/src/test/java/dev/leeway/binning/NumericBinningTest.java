package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumericBinningTest {

  /** Training range [0, 100], cells [0, 10), [10, 50), [50, 100]. */
  private static final NumericBinning BINNING = NumericBinning.of(0, 10, 50, Math.nextUp(100.0));

  @ParameterizedTest(name = "{0} is in bin {1}")
  @CsvSource({
    "0, 8",
    "-0.0, 8",
    "9.999999999999998, 8",
    "10, 9",
    "49.9, 9",
    "50, 10",
    "100, 10",
    "100.00000000000001, 11",
    "4.9E-324, 8",
    "-4.9E-324, 7"
  })
  void cellsHoldTheirLowerEdgeAndNotTheirUpper(double value, int bin) {
    assertThat(BINNING.bin(value)).isEqualTo(bin);
  }

  /** Distances from the range in ranges (here 100): 1e-3, 1e-2, 0.1, 1, 10, 1e3, 1e6; eight cells on each side. */
  @ParameterizedTest(name = "{0} ranges outside: cell {1}")
  @CsvSource({
    "0.0005, 0",
    "0.005, 1",
    "0.05, 2",
    "0.5, 3",
    "5, 4",
    "500, 5",
    "500000, 6",
    "5000000, 7",
    "1e300, 7"
  })
  void outsideCellsEndAtFixedDistances(double ranges, int cell) {
    assertThat(BINNING.bin(-100 * ranges)).isEqualTo(7 - cell);
    assertThat(BINNING.bin(100 + 100 * ranges)).isEqualTo(11 + cell);
  }

  @Test
  void distancesFromAConstantAreMeasuredInItsSize() {
    NumericBinning binning = NumericBinning.of(50, Math.nextUp(50.0));
    assertThat(binning.bin(50)).isEqualTo(8);
    assertThat(binning.bin(50 + 0.04)).isEqualTo(9);
    assertThat(binning.bin(50 + 25)).isEqualTo(12);
    NumericBinning zero = NumericBinning.of(0, Double.MIN_VALUE);
    assertThat(zero.bin(0)).isEqualTo(8);
    assertThat(zero.bin(-0.5)).isEqualTo(4);
  }

  @Test
  void infinitiesCountInTheFarthestCellsAndNaNInItsOwn() {
    assertThat(BINNING.bin(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(BINNING.bin(Double.POSITIVE_INFINITY)).isEqualTo(BINNING.orderedBins() - 1);
    assertThat(BINNING.bin(Double.NaN)).isEqualTo(BINNING.notANumber());
  }

  @Test
  void shapeTakesOutsideValuesIntoTheEndCellsAndLeavesReservedBinsOut() {
    assertThat(BINNING.shapeBins()).isEqualTo(3);
    assertThat(BINNING.bins()).isEqualTo(3 + 16 + 3);
    for (int bin = 0; bin <= 8; bin++) {
      assertThat(BINNING.shapeBin(bin)).isZero();
    }
    assertThat(BINNING.shapeBin(9)).isEqualTo(1);
    for (int bin = 10; bin < 19; bin++) {
      assertThat(BINNING.shapeBin(bin)).isEqualTo(2);
    }
    assertThat(BINNING.shapeBin(BINNING.missing())).isEqualTo(-1);
    assertThat(BINNING.shapeBin(BINNING.notANumber())).isEqualTo(-1);
    assertThat(BINNING.shapeBin(BINNING.unreadable())).isEqualTo(-1);
  }

  @Test
  void namesTellTheInterval() {
    assertThat(BINNING.name(0)).isEqualTo("below: under -100000000");
    assertThat(BINNING.name(7)).isEqualTo("below: [-0.1, 0)");
    assertThat(BINNING.name(8)).isEqualTo("[0, 10)");
    assertThat(BINNING.name(11))
        .as("the bound is just above 100.1")
        .isEqualTo("above: (100, 100.1]");
    assertThat(BINNING.name(18)).isEqualTo("above: from 100000000");
    assertThat(BINNING.name(BINNING.missing())).isEqualTo("missing");
    assertThat(BINNING.name(BINNING.notANumber())).isEqualTo("not a number");
    assertThat(BINNING.name(BINNING.unreadable())).isEqualTo("unreadable");
    assertThat(BINNING.shapeName(1)).isEqualTo("[10, 50)");
  }

  @Test
  void atomIsNamedByItsValueAndTheCellAfterItLeavesItOut() {
    NumericBinning binning = NumericBinning.of(0, Double.MIN_VALUE, 0.5, Math.nextUp(0.5));
    assertThat(binning.shapeName(0)).isEqualTo("0");
    assertThat(binning.shapeName(1)).isEqualTo("(0, 0.5)");
    assertThat(BINNING.shapeName(2))
        .as("one that ends with an atom holds it")
        .isEqualTo("[50, 100]");
    assertThat(binning.shapeName(2)).isEqualTo("0.5");
  }

  @Test
  void namesTakeAsManyDigitsAsTellNeighboursApart() {
    assertThat(NumericBinning.of(1_000_000, 1_000_001, 1_000_002).shapeName(0))
        .isEqualTo("[1000000, 1000001)");
    assertThat(NumericBinning.of(1.0 / 3, 2.0 / 3, 1).shapeName(0))
        .isEqualTo("[0.333333, 0.666667)");
  }

  @Test
  void namesOfTheLargestAndSmallestNumbersHaveAnExponent() {
    NumericBinning large = NumericBinning.of(1e9, 9_999_990_000.0, 1e10, 1e300);
    assertThat(large.shapeName(0)).isEqualTo("[1000000000, 9999990000)");
    assertThat(large.shapeName(1)).isEqualTo("[9999990000, 1E+10)");
    assertThat(large.shapeName(2)).isEqualTo("[1E+10, 1E+300)");
    NumericBinning small = NumericBinning.of(1e-300, 1e-7, 1e-6, 1e-5);
    assertThat(small.shapeName(0)).isEqualTo("[1E-300, 1E-7)");
    assertThat(small.shapeName(1)).isEqualTo("[1E-7, 0.000001)");
    assertThat(small.shapeName(2)).isEqualTo("[0.000001, 0.00001)");
    assertThat(small).hasToString("numeric, 3 cells from 1E-300 to 0.00001");
  }

  /** Outside cells that lie beyond the largest double hold nothing but infinity, the last one. */
  @Test
  void namesOfCellsBeyondDoublesSayThatTheyAreEmpty() {
    NumericBinning binning = NumericBinning.of(-1.7e308, 0, 1.7e308);
    assertThat(binning.name(0)).isEqualTo("below: under -Infinity");
    assertThat(binning.name(1)).isEqualTo("empty 1");
    assertThat(binning.name(7)).isEqualTo("below: [-1.7018E+308, -1.7E+308)");
    assertThat(binning.name(12)).isEqualTo("above: (1.71798E+308, Infinity)");
    assertThat(binning.name(16)).isEqualTo("empty 16");
    assertThat(binning.name(17)).isEqualTo("above: from Infinity");
  }

  /** Up to 17 digits, where six, nine and twelve show neighbouring edges as the same. */
  @Test
  void namesTakeMoreDigitsWhereEdgesLieCloser() {
    assertThat(NumericBinning.of(1, 1.00000001, 2).shapeName(0)).isEqualTo("[1, 1.00000001)");
    assertThat(NumericBinning.of(1, 1.00000000001, 2).shapeName(0)).isEqualTo("[1, 1.00000000001)");
    assertThat(NumericBinning.of(1, 1.00000000000001, 2).shapeName(0))
        .isEqualTo("[1, 1.00000000000001)");
    assertThat(NumericBinning.of(0, 1.0 / 3, Math.nextUp(1.0 / 3), 2.0 / 3).shapeName(2))
        .as("an atom's two edges need not be told apart")
        .isEqualTo("(0.333333, 0.666667)");
  }

  @Test
  void meansMoveThePositionsAndStayInTheirCells() {
    NumericBinning binning = BINNING.with(new double[] {4, Double.NaN, 200}, 17);
    assertThat(binning.position(8)).isEqualTo(4);
    assertThat(binning.position(9)).as("no mean: the middle").isEqualTo(30);
    assertThat(binning.position(10)).as("held in the cell").isEqualTo(Math.nextUp(100.0));
    assertThat(binning.deviation()).isEqualTo(17);
    assertThat(BINNING.deviation()).isNaN();
    assertThat(binning.bin(20)).isEqualTo(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BINNING.with(new double[2], 1))
        .withMessageContaining("3 cells but 2 means");
  }

  /** Geometric middles of the bounds: 1e-3/√10, √(1e-3 1e-2), … √(1e3 1e6), 1e6 √1000 ranges. */
  @Test
  void outsidePositionsAreGeometricMiddles() {
    double[] ranges = {
      1e-3 / Math.sqrt(10),
      Math.sqrt(1e-5),
      Math.sqrt(1e-3),
      Math.sqrt(0.1),
      Math.sqrt(10),
      100,
      Math.sqrt(1e9),
      1e6 * Math.sqrt(1000)
    };
    for (int i = 0; i < 8; i++) {
      assertThat(BINNING.position(7 - i)).isCloseTo(-100 * ranges[i], within(1e-9 * ranges[i]));
      assertThat(BINNING.position(11 + i))
          .isCloseTo(100 + 100 * ranges[i], within(1e-9 * (1 + ranges[i])));
    }
  }

  @Test
  void positionsOfARangeBeyondDoublesAreFinite() {
    NumericBinning binning = NumericBinning.of(-1.7e308, 0, 1.7e308);
    for (int bin = 0; bin < binning.orderedBins(); bin++) {
      assertThat(binning.position(bin)).isFinite();
    }
  }

  static Stream<Arguments> badEdges() {
    return Stream.of(
        arguments("none", new double[] {}, "2 to 16385 edges, but got 0"),
        arguments("one", new double[] {1}, "but got 1"),
        arguments("too many", new double[16_386], "but got 16386"),
        arguments("equal", new double[] {1, 2, 2}, "edge 2 is 2.0 after 2.0"),
        arguments("descending", new double[] {2, 1}, "edge 1 is 1.0 after 2.0"),
        arguments("zeros of both signs", new double[] {-0.0, 0.0}, "edge 1 is 0.0 after -0.0"),
        arguments("NaN", new double[] {Double.NaN, 1}, "edge 0 is NaN"),
        arguments("infinite", new double[] {1, Double.POSITIVE_INFINITY}, "edge 1 is Infinity"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badEdges")
  void badEdgesAreRefused(String row, double[] edges, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumericBinning.of(edges))
        .withMessageContaining(words);
  }

  @Test
  void mostCellsWork() {
    double[] edges = new double[16_385];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = i;
    }
    NumericBinning binning = NumericBinning.of(edges);
    for (int i = 0; i < 16_384; i++) {
      assertThat(binning.bin(i + 0.5)).isEqualTo(8 + i);
    }
  }

  @Test
  void equalityIsOfEdgesMeansAndDeviation() {
    double[] means = {5, 30, 75};
    assertThat(BINNING)
        .isEqualTo(NumericBinning.of(0, 10, 50, Math.nextUp(100.0)))
        .hasSameHashCodeAs(NumericBinning.of(0, 10, 50, Math.nextUp(100.0)))
        .isNotEqualTo(NumericBinning.of(0, 10, 50, 100))
        .isNotEqualTo(BINNING.with(new double[] {4, 30, 75}, Double.NaN))
        .isNotEqualTo(BINNING.with(means, 2));
    assertThat(BINNING.ordered()).isTrue();
  }

  @Test
  void arraysAreCopies() {
    double[] edges = {0, 1, 2};
    NumericBinning binning = NumericBinning.of(edges);
    edges[1] = 5;
    binning.edges()[0] = 9;
    binning.cellMeans()[0] = 9;
    assertThat(binning.edges()).containsExactly(0, 1, 2);
    assertThat(binning.cellMeans()).containsExactly(0.5, 1.5);
  }
}
