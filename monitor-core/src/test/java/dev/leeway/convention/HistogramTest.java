package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against NumPy 2.4.6, {@code numpy.histogram_bin_edges} and {@code numpy.histogram}. */
class HistogramTest {

  @Test
  void sturgesHasFourBinsForEightValuesAndFiveForNine() {
    assertThat(Histogram.sturges(0, 7, 8)).containsExactly(0, 1.75, 3.5, 5.25, 7);
    assertThat(Histogram.sturges(0, 7, 9)).hasSize(6);
    for (int exponent = 0; exponent < 31; exponent++) {
      assertThat(Histogram.sturges(0, 1, 1L << exponent)).hasSize(exponent + 2);
    }
  }

  @Test
  void doaneHasMoreBinsForASkewedSample() {
    double[] edges = Histogram.doane(new double[] {1, 2, 2, 3, 9});
    double[] expected = {1, 2.6, 4.2, 5.8, 7.4, 9};
    assertThat(edges).hasSameSizeAs(expected);
    for (int i = 0; i < edges.length; i++) {
      assertThat(edges[i]).isCloseTo(expected[i], within(1e-14));
    }
  }

  @Test
  void twoValuesAndOneValueHaveOneBin() {
    assertThat(Histogram.doane(new double[] {1, 2})).containsExactly(1, 2);
    assertThat(Histogram.doane(new double[] {5, 5, 5})).containsExactly(4.5, 5.5);
    assertThat(Histogram.sturges(5, 5, 70)).containsExactly(4.5, 5.5);
  }

  @Test
  void lastBinHoldsItsUpperEdgeAndNothingOutsideCounts() {
    double[] edges = {0, 1, 2};
    assertThat(Histogram.counts(new double[] {-1, 0, 0.5, 1, 1.5, 2, 2, 3}, edges))
        .containsExactly(2, 4);
  }

  @Test
  void rangeWithTooFewDoublesIsNotCut() {
    assertThat(Histogram.sturges(1, Math.nextUp(1.0), 100)).isEmpty();
    assertThat(Histogram.sturges(-Double.MAX_VALUE, Double.MAX_VALUE, 100)).isEmpty();
    assertThat(Histogram.edges(1e17, 1e17, 1)).isEmpty();
  }
}
