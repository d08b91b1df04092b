package dev.leeway.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mean of each statistic under no drift against its noise formula: 3,000 pairs of 500 rows (window) and 10,000 rows
 * (reference) from one even distribution; k = 476.2. With S pairs and a relative standard deviation s of the statistic,
 * the simulated ratio has the standard error s/√S; a bound is the ratio that theory gives, plus and minus 4 of these.
 */
class NoiseSimulationTest {

  private static final long SEED = 20_240_501;
  private static final int PAIRS = 3_000;
  private static final int WINDOW = 500;
  private static final int REFERENCE = 10_000;

  private static Counts draw(SplittableRandom random, NumericBinning binning, int rows) {
    long[] counts = new long[binning.bins()];
    for (int i = 0; i < rows; i++) {
      counts[binning.firstCell() + random.nextInt(binning.cells())]++;
    }
    return Counts.of(binning, counts);
  }

  /** Mean value over mean noise of each statistic. */
  private static double[] ratios(int bins, DriftStatistic... statistics) {
    SplittableRandom random = new SplittableRandom(SEED + bins);
    NumericBinning binning = Examples.unitCells(bins);
    double[] values = new double[statistics.length];
    double[] noises = new double[statistics.length];
    for (int pair = 0; pair < PAIRS; pair++) {
      Counts reference = draw(random, binning, REFERENCE);
      Counts current = draw(random, binning, WINDOW);
      for (int i = 0; i < statistics.length; i++) {
        values[i] += statistics[i].between(reference, current);
        noises[i] += statistics[i].noise(reference, current);
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= noises[i];
    }
    return values;
  }

  @ParameterizedTest(name = "{0} bins")
  @ValueSource(ints = {10, 16, 20})
  void meanUnderNoDriftIsTheNoise(int bins) {
    double[] ratios = ratios(
        bins,
        Psi.standard(),
        new JensenShannon(),
        new Hellinger(),
        new ChiSquare(),
        new GTest(),
        new TotalVariation());
    // A chi-square of B - 1 degrees has the relative deviation √(2/(B - 1)), at most √(2/9) = 0.471
    // for B = 10:
    // standard error 0.0086, four of them 0.034. With half a row added the mean is 0.98 to 1.00 of
    // the formula.
    assertThat(ratios[0]).as("PSI").isBetween(0.94, 1.02);
    assertThat(ratios[1]).as("Jensen-Shannon").isBetween(0.94, 1.034);
    // The root of that chi-square has half its relative deviation: standard error 0.0043, four of
    // them 0.018.
    assertThat(ratios[2]).as("Hellinger").isBetween(0.96, 1.018);
    // Pearson's mean is B - 1 to a part in n + m; the G-test's is larger by about (B + 1)/(6 n),
    // 0.7 %.
    assertThat(ratios[3]).as("chi-square").isBetween(0.966, 1.034);
    assertThat(ratios[4]).as("G-test").isBetween(0.966, 1.045);
    // A sum of B nearly independent |normal|, each of relative deviation √(π/2 - 1) = 0.756, so
    // 0.756/√B: at most
    // 0.24, standard error 0.0044, four of them 0.018; the mean of |binomial| with mean 25 to 50 is
    // within 1 % of that
    // of |normal|.
    assertThat(ratios[5]).as("total variation").isBetween(0.972, 1.028);
  }

  @Test
  void meanOfOrderedStatisticsUnderNoDriftIsTheNoise() {
    double[] ratios =
        ratios(256, new KolmogorovSmirnov(), Wasserstein.standard(), new CramerVonMises());
    // √k D has the mean 0.8687 and the deviation 0.2603 in the limit: relative 0.30, standard error
    // 0.0055, four of them
    // 0.022. For finite k the mean is 0.8687/(√k + 0.12 + 0.11/√k), 0.6 % less, and what D loses
    // between the edges of
    // 256 cells is 0 to 0.002 of 0.0398 (0.001 at n = 1,000, growing as 1/√n): down to 0.95 of it.
    assertThat(ratios[0]).as("Kolmogorov-Smirnov").isBetween(0.92, 1.022);
    // The integral of |Brownian bridge| has the mean √(π/32) = 0.3133 and the variance 7/60 - π/32
    // = 0.0185: relative
    // 0.434, standard error 0.0079, four of them 0.032.
    assertThat(ratios[1]).as("Wasserstein").isBetween(0.965, 1.035);
    // Cramér-von Mises: mean 1/6, variance 1/45: relative 0.894, standard error 0.0163, four of
    // them 0.065.
    assertThat(ratios[2]).as("Cramér-von Mises").isBetween(0.93, 1.07);
  }
}
