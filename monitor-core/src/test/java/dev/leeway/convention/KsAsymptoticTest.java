package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KsAsymptoticTest {

  /** {@code kstwo.sf(x, n)} of SciPy 1.17.1, on every way to it. */
  @ParameterizedTest
  @CsvSource({
    // at most one step, and a far tail
    "1, 0.5477225575051661, 0.9045548849896679",
    "7, 0.14285714285714285, 0.9938801009783339",
    "141, 0.9929078014184397, 1.8244632139623947e-303",
    "7, 0.9285714285714286, 1.8972901232843883e-08",
    // the matrix
    "7, 0.20701966780270625, 0.8707616911391307",
    "7, 0.46291004988627571, 0.06829502010674227",
    "140, 0.01889822365046136, 0.999999997572741",
    "140, 0.08451542547285165, 0.25530484459737574",
    "140, 0.16690459207925604, 0.0007063168988356589",
    "141, 0.03766217885773547, 0.9839041803501732",
    "2400, 0.006123724356957945, 0.9999876066414024",
    "100000, 0.0005, 0.9999999999999977",
    // the one-sided tail
    "7, 0.51, 0.032571692106631925",
    "140, 0.17113069358158484, 0.0004699518645411491",
    "140, 0.3635145899999849, 4.381412025373137e-17",
    "141, 0.12519488354261218, 0.02194628834970714",
    "2400, 0.28867513459481287, 1.3977534403727908e-177",
    "100000, 0.022360679774997897, 7.250641646494841e-44",
    "1000000, 0.00197484176581315, 0.00081838767051662",
    "2400, 0.39317087040284826, 0",
    // the series
    "141, 0.07341710238075197, 0.41305516006685783",
    "2400, 0.02886751345948129, 0.03591938385552995",
    "2400, 0.03020761493398643, 0.02453926808819118",
    "1000000, 0.0003, 0.9999905569330594",
    "1000000, 0.001, 0.26982107442589376"
  })
  void itIsScipysTail(int n, double x, double expected) {
    assertThat(KsAsymptotic.tail(n, x)).isCloseTo(expected, within(1e-11 * expected));
  }

  @Test
  void theTailNeverRises() {
    for (int n : new int[] {1, 2, 20, 140, 141, 3000}) {
      double last = 1;
      for (int i = 0; i <= 400; i++) {
        double p = KsAsymptotic.tail(n, i / 400.0);
        // the ways meet to the digits that each of them has
        assertThat(p).isBetween(0.0, last + 1e-6 * last);
        last = p;
      }
      assertThat(last).isZero();
    }
  }

  @Test
  void sizesAreRoundedAsNumPyRounds() {
    // 10,001 · 1 / 10,002 is rounded to 1, 30,000 · 10,000 / 40,000 is 7,500
    assertThat(KsAsymptotic.pValue(10_001, 1, 0.9)).isCloseTo(0.2, within(1e-15));
    assertThat(KsAsymptotic.pValue(30_000, 10_000, 0.02)).isEqualTo(KsAsymptotic.tail(7_500, 0.02));
    assertThat(KsAsymptotic.pValue(10_000, 30_000, 0.02)).isEqualTo(KsAsymptotic.tail(7_500, 0.02));
  }
}
