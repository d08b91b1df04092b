package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreCalibrationTest {

  private static final NumericBinning TENTHS =
      NumericBinning.of(0, .1, .2, .3, .4, .5, .6, .7, .8, .9, Math.nextUp(1.0));
  private static final int FIRST = TENTHS.firstCell();

  private static long[] counts(long... cells) {
    long[] all = new long[TENTHS.bins()];
    System.arraycopy(cells, 0, all, FIRST, cells.length);
    return all;
  }

  private static double[] sums(double... cells) {
    double[] all = new double[TENTHS.bins()];
    System.arraycopy(cells, 0, all, FIRST, cells.length);
    return all;
  }

  /** By hand: 0.4 and 0.2 violate, and become 0.3; the pool is larger than 0.1 before it. */
  @Test
  void ratesAreMadeToAscendByPooling() {
    ScoreCalibration calibration = ScoreCalibration.of(
        TENTHS,
        counts(10, 10, 10, 0, 0, 0, 0, 0, 0, 30),
        sums(1, 4, 2, 0, 0, 0, 0, 0, 0, 27),
        null);
    assertThat(calibration.positive(FIRST)).isEqualTo(0.1, within(1e-12));
    assertThat(calibration.positive(FIRST + 1)).isEqualTo(0.3, within(1e-12));
    assertThat(calibration.positive(FIRST + 2)).isEqualTo(0.3, within(1e-12));
    assertThat(calibration.positive(FIRST + 9)).isEqualTo(0.9, within(1e-12));
  }

  /** Between 0.25 and 0.95 lie six empty cells: each a seventh of the way further. */
  @Test
  void emptyBinsAreInterpolatedAndEndsAreConstant() {
    ScoreCalibration calibration = ScoreCalibration.of(
        TENTHS, counts(0, 0, 10, 0, 0, 0, 0, 0, 0, 10), sums(0, 0, 2, 0, 0, 0, 0, 0, 0, 9), null);
    assertThat(calibration.positive(FIRST)).isEqualTo(0.2, within(1e-12));
    assertThat(calibration.positive(FIRST + 3)).isEqualTo(0.2 + 0.7 / 7, within(1e-9));
    assertThat(calibration.positive(FIRST + 8)).isEqualTo(0.2 + 6 * 0.7 / 7, within(1e-9));
    assertThat(calibration.outside(Counts.of(TENTHS, counts(1, 1, 1, 1, 0, 0, 0, 0, 0, 0))))
        .as("below the lowest labelled cell")
        .isEqualTo(0.5);
  }

  /** By hand: ten records at 0.1 and ten at 0.9, yes said from 0.5 on. */
  @Test
  void anEstimateIsTheExpectedConfusionMatrix() {
    ScoreCalibration calibration = ScoreCalibration.of(
        TENTHS, counts(10, 0, 0, 0, 0, 0, 0, 0, 0, 10), sums(1, 0, 0, 0, 0, 0, 0, 0, 0, 9), null);
    Map<String, Estimate> estimates =
        calibration.estimate(Counts.of(TENTHS, counts(10, 0, 0, 0, 0, 0, 0, 0, 0, 10)));
    // TP 9, FP 1, FN 1, TN 9
    assertThat(estimates.get("accuracy").value()).isEqualTo(0.9, within(1e-12));
    assertThat(estimates.get("precision").value()).isEqualTo(0.9, within(1e-12));
    assertThat(estimates.get("recall").value()).isEqualTo(0.9, within(1e-12));
    assertThat(estimates.get("f1").value()).isEqualTo(0.9, within(1e-12));
    // positives 1 and 9, negatives 9 and 1: (1 * 9/2 + 9 * (9 + 1/2)) / 100
    assertThat(estimates.get("roc_auc").value()).isEqualTo(0.9, within(1e-12));
    double error = Math.sqrt(20 * 0.9 * 0.1) / 20;
    assertThat(estimates.get("accuracy").low()).isEqualTo(0.9 - 3 * error, within(1e-12));
    assertThat(estimates.get("accuracy").high()).as("no more than all").isEqualTo(1);
  }

  @Test
  void whereAnswersDoNotFollowAThresholdTheirShareCounts() {
    Counts half = Counts.of(TENTHS, counts(5, 0, 0, 0, 0, 0, 0, 0, 0, 5));
    ScoreCalibration calibration = ScoreCalibration.of(
        TENTHS, counts(10, 0, 0, 0, 0, 0, 0, 0, 0, 10), sums(1, 0, 0, 0, 0, 0, 0, 0, 0, 9), half);
    assertThat(calibration
            .estimate(Counts.of(TENTHS, counts(10, 0, 0, 0, 0, 0, 0, 0, 0, 10)))
            .get("accuracy")
            .value())
        .as("a coin decides")
        .isEqualTo(0.5, within(1e-12));
  }

  @Test
  void withoutALabelThereIsNoCalibration() {
    assertThatThrownBy(() ->
            ScoreCalibration.of(TENTHS, new long[TENTHS.bins()], new double[TENTHS.bins()], null))
        .hasMessageContaining("there is none");
  }

  @Test
  void withoutScoresThereIsNoNumber() {
    ScoreCalibration calibration = ScoreCalibration.of(
        TENTHS, counts(10, 0, 0, 0, 0, 0, 0, 0, 0, 10), sums(1, 0, 0, 0, 0, 0, 0, 0, 0, 9), null);
    assertThat(calibration.estimate(Counts.none(TENTHS)).values())
        .allMatch(estimate -> !estimate.hasValue());
    assertThat(calibration.outside(Counts.none(TENTHS))).isNaN();
  }

  /** What noise alone gives must be found as seldom as the p-value says. */
  @Test
  void aShiftIsSeldomFoundWhereThereIsNone() {
    long[] labelled = counts(500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
    double[] positives = sums(25, 75, 125, 175, 225, 275, 325, 375, 425, 475);
    ScoreCalibration calibration = ScoreCalibration.of(TENTHS, labelled, positives, null);
    Random random = new Random(5);
    int found = 0;
    int seen = 0;
    for (int round = 0; round < 2_000; round++) {
      BinaryOutcomes sound = new BinaryOutcomes(TENTHS);
      BinaryOutcomes turned = new BinaryOutcomes(TENTHS);
      for (int i = 0; i < 500; i++) {
        double score = 0.05 + random.nextInt(10) / 10.0;
        sound.add(score, score > 0.5, random.nextDouble() < score);
        turned.add(score, score > 0.5, random.nextDouble() < 0.3 + 0.4 * score);
      }
      found += calibration.shift(sound).pValue() < 0.05 ? 1 : 0;
      seen += calibration.shift(turned).pValue() < 0.0027 ? 1 : 0;
    }
    assertThat(found / 2_000.0).isBetween(0.03, 0.07);
    assertThat(seen).isEqualTo(2_000);
  }
}
