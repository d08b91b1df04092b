package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KsExactTest {

  /** Both sizes from 1 to 7, every statistic: the share of all orders that reach it, counted one by one. */
  @Test
  void everySmallCaseIsTheShareOfTheOrders() {
    for (int n = 1; n <= 7; n++) {
      for (int m = 1; m <= 7; m++) {
        long[] reached = new long[n * m + 1];
        count(n, m, 0, 0, 0, reached);
        long orders = 0;
        for (long rows : reached) {
          orders += rows;
        }
        long atLeast = 0;
        for (int gap = n * m; gap > 0; gap--) {
          atLeast += reached[gap];
          if (reached[gap] > 0) {
            assertThat(KsExact.pValueOfGap(n, m, gap))
                .as("%d and %d values, largest gap %d", n, m, gap)
                .isCloseTo((double) atLeast / orders, within(1e-15));
          }
        }
      }
    }
  }

  /** Walks every order of the values left, with i and j taken, and counts it under its largest gap. */
  private static void count(int n, int m, int i, int j, int largest, long[] reached) {
    int gap = Math.max(largest, Math.abs(i * m - j * n));
    if (i == n && j == m) {
      reached[gap]++;
      return;
    }
    if (i < n) {
      count(n, m, i + 1, j, gap, reached);
    }
    if (j < m) {
      count(n, m, i, j + 1, gap, reached);
    }
  }

  /** {@code ks_2samp(..., method="exact")} of SciPy 1.17.1 for samples with the statistic h / lcm(n, m). */
  @ParameterizedTest
  @CsvSource({
    "5, 8, 36, 0.0015540015540015538",
    "12, 300, 15, 0.9999999999999883",
    "12, 300, 90, 0.20772192214903712",
    "12, 300, 300, 1.3948637727625771e-21",
    "250, 300, 75, 0.8667727971490043",
    "250, 300, 450, 2.524147146213315e-11",
    "250, 300, 1500, 1.54727738786109e-163",
    "1000, 1000, 20, 0.9883339509983219",
    "1000, 1000, 100, 8.974277567313009e-05",
    "1000, 1000, 700, 3.5288451775889846e-235",
    "999, 1000, 49950, 0.15592065000426333",
    "999, 1000, 699300, 1.0586535532766925e-235",
    "4000, 6000, 240, 0.28960599578570395",
    "4000, 6000, 3600, 4.814994221593475e-191",
    "10000, 10000, 200, 0.03662861114079258",
    "10000, 10000, 2000, 2.600432412128435e-175",
    "9973, 9967, 1988018, 0.03634501356428285",
    "9973, 9967, 9940089, 7.751075814213814e-44",
    "10000, 3, 9000, 0.8863331015311207",
    "10000, 3, 30000, 1.1992802998920408e-11"
  })
  void itIsScipysExactP(int n, int m, long h, double expected) {
    assertThat(KsExact.pValue(n, m, h)).isCloseTo(expected, within(1e-11 * expected));
    assertThat(KsExact.pValue(m, n, h)).isEqualTo(KsExact.pValue(n, m, h));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "50, 1", "50, 3", "999, 20", "999, 99", "999, 700", "2000, 2000"})
  void bothWaysAgreeWhereTheSizesAreEqual(int n, int h) {
    double closed = KsExact.ofEqualSizes(n, h);
    assertThat(KsExact.ofPaths(n, n, h)).isCloseTo(closed, within(1e-12 * closed));
  }

  @Test
  void aLargerStatisticNeverHasALargerP() {
    int[][] sizes = {{40, 40}, {40, 41}, {40, 60}, {7, 90}};
    for (int[] size : sizes) {
      double last = 1;
      for (long gap = 0; gap <= (long) size[0] * size[1]; gap++) {
        double p = KsExact.pValueOfGap(size[0], size[1], gap);
        assertThat(p).isBetween(0.0, last);
        last = p;
      }
      assertThat(last).isPositive();
    }
  }

  @Test
  void theSmallestStatisticThatThereIsHasPOne() {
    assertThat(KsExact.pValue(100, 100, 1)).isCloseTo(1, within(1e-14));
    assertThat(KsExact.pValue(100, 101, 1)).isEqualTo(1);
    assertThat(KsExact.pValue(100, 101, 0)).isEqualTo(1);
  }
}
