package dev.leeway.benchmarks.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws with a tenth of their draws; {@code ./benchmarks/run laws} takes all. */
class LawsTest {

  @Test
  void allLawsHold() {
    assertThat(LawsExperiment.all(10))
        .hasSize(57)
        .allSatisfy(law -> assertThat(law.mayHold()).as(law.toString()).isTrue());
  }

  @Test
  void drawsHaveTheSharesThatWereAskedFor() {
    SplittableRandom random = new SplittableRandom(1);
    long[] fair = new long[16];
    for (int i = 0; i < 1_000; i++) {
      long[] one = new long[16];
      Multinomial.equal(16).draw(one, 1_000, random);
      for (int bin = 0; bin < 16; bin++) {
        fair[bin] += one[bin];
      }
    }
    // five standard deviations of a million rows in sixteenths
    for (long rows : fair) {
      assertThat(rows).isBetween(62_500L - 1_210, 62_500L + 1_210);
    }
    long[] skewed = new long[3];
    Multinomial.shares(0.9, 0.09, 0.01).draw(skewed, 1_000_000, random);
    assertThat(skewed[0]).isBetween(898_500L, 901_500L);
    assertThat(skewed[2]).isBetween(9_500L, 10_500L);
    assertThat(skewed[0] + skewed[1] + skewed[2]).isEqualTo(1_000_000);
  }
}
