package dev.leeway.performance;

import dev.leeway.binning.NumericBinning;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Of a model that says yes or no, a probability of yes, or both.
 *
 * <p>Metrics agree with scikit-learn 1.9 on the same records: accuracy, precision, recall, specificity, F1, Matthews' correlation,
 * Brier and logarithmic loss exactly, ROC AUC and average precision as far as a cell of the score holds one score. The expected
 * calibration error has ten bins of equal width, with the cells' mean scores.
 */
public final class BinaryOutcomes extends Outcomes {

  private static final int RELIABILITY_BINS = 10;
  // as scikit-learn: a logarithm of a sure and wrong answer would be infinite
  private static final double CLIP = Math.ulp(1.0);

  private final @Nullable NumericBinning scores;
  // by truth, predicted class and bin of the score; the last bin is for answers without a score
  private final long[][][] records;
  private final ExactSum brier = new ExactSum();
  private final ExactSum brierSquares = new ExactSum();
  private final ExactSum loss = new ExactSum();
  private final ExactSum lossSquares = new ExactSum();
  private long scored;

  /**
   * No outcome yet.
   *
   * @param scores bins of the probability of yes; null where the model gives none
   */
  public BinaryOutcomes(@Nullable NumericBinning scores) {
    this.scores = scores;
    this.records = new long[2][2][(scores == null ? 0 : scores.bins()) + 1];
  }

  /**
   * An answer and its truth.
   *
   * @param score probability of yes; NaN where it is missing. Outside [0, 1] it has a part in what ranks, not in the losses
   */
  public void add(double score, boolean predicted, boolean truth) {
    change(score, predicted, truth, 1);
  }

  /** Takes back what was added. */
  public void remove(double score, boolean predicted, boolean truth) {
    change(score, predicted, truth, -1);
  }

  private void change(double score, boolean predicted, boolean truth, int by) {
    int none = records[0][0].length - 1;
    int bin = scores == null || Double.isNaN(score) ? none : scores.bin(score);
    records[truth ? 1 : 0][predicted ? 1 : 0][bin] += by;
    if (bin != none && score >= 0 && score <= 1) {
      scored += by;
      double miss = score - (truth ? 1 : 0);
      double square = miss * miss;
      double probability = Math.min(1 - CLIP, Math.max(CLIP, truth ? score : 1 - score));
      // StrictMath: the same on every machine
      double surprise = -StrictMath.log(probability);
      if (by > 0) {
        brier.add(square);
        brierSquares.add(square * square);
        loss.add(surprise);
        lossSquares.add(surprise * surprise);
      } else {
        brier.subtract(square);
        brierSquares.subtract(square * square);
        loss.subtract(surprise);
        lossSquares.subtract(surprise * surprise);
      }
    }
  }

  @Override
  public long labelled() {
    long sum = 0;
    for (long[][] ofTruth : records) {
      for (long[] ofPrediction : ofTruth) {
        sum += Arrays.stream(ofPrediction).sum();
      }
    }
    return sum;
  }

  /** Records by truth and predicted class, both false before true. */
  public long records(boolean truth, boolean predicted) {
    return Arrays.stream(records[truth ? 1 : 0][predicted ? 1 : 0]).sum();
  }

  /** Records whose score lies in a bin. */
  public long records(int bin) {
    return positives(bin) + negatives(bin);
  }

  /** Of these, the ones whose truth is yes. */
  public long positives(int bin) {
    return records[1][0][bin] + records[1][1][bin];
  }

  private long negatives(int bin) {
    return records[0][0][bin] + records[0][1][bin];
  }

  /** Of the records of a bin, the ones whose answer was yes. */
  public long predictedPositive(int bin) {
    return records[0][1][bin] + records[1][1][bin];
  }

  /** Bins of the score; null where the model gives none. */
  public @Nullable NumericBinning scores() {
    return scores;
  }

  private Confusion confusion() {
    return new Confusion(
        records(true, true), records(false, true), records(true, false), records(false, false));
  }

  @Override
  public Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    Confusion table = confusion();
    double[] cells = table.cells();
    put(metrics, "accuracy", table.accuracy(), Shares.error(table.accuracy(), table.records()));
    put(
        metrics,
        "balanced_accuracy",
        table.balancedAccuracy(),
        Shares.error(cells, c -> Confusion.of(c).balancedAccuracy()));
    put(
        metrics,
        "precision",
        table.precision(),
        Shares.error(table.precision(), table.tp() + table.fp()));
    put(metrics, "recall", table.recall(), Shares.error(table.recall(), table.tp() + table.fn()));
    put(
        metrics,
        "specificity",
        table.specificity(),
        Shares.error(table.specificity(), table.tn() + table.fp()));
    put(metrics, "f1", table.f1(), Shares.error(cells, c -> Confusion.of(c).f1()));
    put(metrics, "mcc", table.mcc(), Shares.error(cells, c -> Confusion.of(c).mcc()));
    if (scores != null) {
      scoreMetrics(metrics, scores);
    }
    double rate = (table.tp() + table.fn()) / table.records();
    put(metrics, "base_rate", rate, Shares.error(rate, table.records()));
    return metrics;
  }

  private void scoreMetrics(Map<String, Metric> metrics, NumericBinning binning) {
    Ranking ranking = ranking(binning);
    put(metrics, "roc_auc", ranking.auc(), ranking.aucError());
    put(metrics, "average_precision", ranking.averagePrecision(), ranking.averagePrecisionError());
    mean(metrics, "log_loss", loss, lossSquares);
    mean(metrics, "brier", brier, brierSquares);
    List<Reliability> reliability = reliability();
    double error = 0;
    double variance = 0;
    double all = reliability.stream().mapToLong(Reliability::records).sum();
    for (Reliability bin : reliability) {
      double part = bin.records() / all;
      error += part * Math.abs(bin.meanScore() - bin.labelRate());
      variance += part * part * bin.labelRate() * (1 - bin.labelRate()) / bin.records();
    }
    put(metrics, "ece", all > 0 ? error : Double.NaN, Math.sqrt(variance));
  }

  private void mean(Map<String, Metric> metrics, String key, ExactSum sum, ExactSum squares) {
    double value = scored > 0 ? sum.value() / scored : Double.NaN;
    put(metrics, key, value, Shares.errorOfMean(value, squares.value() / scored, (double) scored));
  }

  private static void put(Map<String, Metric> metrics, String key, double value, double error) {
    metrics.put(key, new Metric(key, value, Double.isNaN(value) ? Double.NaN : error));
  }

  private Ranking ranking(NumericBinning binning) {
    int bins = binning.orderedBins();
    double[] positives = IntStream.range(0, bins).mapToDouble(this::positives).toArray();
    double[] negatives = IntStream.range(0, bins).mapToDouble(this::negatives).toArray();
    return new Ranking(positives, negatives);
  }

  /** The most that binning can have moved the AUC; NaN without both classes, and without scores. */
  public double aucBinningError() {
    return scores == null ? Double.NaN : ranking(scores).aucBinningError();
  }

  /** How often yes was true among answers of about the same score: ten bins of equal width, those that hold any. */
  public List<Reliability> reliability() {
    NumericBinning binning = scores;
    if (binning == null) {
      return List.of();
    }
    long[] all = new long[RELIABILITY_BINS];
    long[] positive = new long[RELIABILITY_BINS];
    double[] score = new double[RELIABILITY_BINS];
    for (int bin = 0; bin < binning.orderedBins(); bin++) {
      long rows = records(bin);
      if (rows > 0) {
        double position = Math.min(1, Math.max(0, binning.position(bin)));
        int place = Math.min(RELIABILITY_BINS - 1, (int) (position * RELIABILITY_BINS));
        all[place] += rows;
        positive[place] += positives(bin);
        score[place] += rows * position;
      }
    }
    return IntStream.range(0, RELIABILITY_BINS)
        .filter(place -> all[place] > 0)
        .mapToObj(place -> new Reliability(
            "[" + place / 10.0 + ", " + (place + 1) / 10.0
                + (place + 1 == RELIABILITY_BINS ? "]" : ")"),
            all[place],
            score[place] / all[place],
            (double) positive[place] / all[place]))
        .toList();
  }

  @Override
  public void add(Outcomes other) {
    if (!(other instanceof BinaryOutcomes that) || !Objects.equals(scores, that.scores)) {
      throw different(this, other);
    }
    for (int truth = 0; truth < 2; truth++) {
      for (int predicted = 0; predicted < 2; predicted++) {
        for (int bin = 0; bin < records[0][0].length; bin++) {
          records[truth][predicted][bin] += that.records[truth][predicted][bin];
        }
      }
    }
    brier.add(that.brier);
    brierSquares.add(that.brierSquares);
    loss.add(that.loss);
    lossSquares.add(that.lossSquares);
    scored += that.scored;
  }

  @Override
  public Outcomes empty() {
    return new BinaryOutcomes(scores);
  }

  /** The same outcomes on other bins, each of the old ones part of a new one. */
  public BinaryOutcomes rearranged(NumericBinning to, int[] places) {
    BinaryOutcomes moved = new BinaryOutcomes(to);
    for (int truth = 0; truth < 2; truth++) {
      for (int predicted = 0; predicted < 2; predicted++) {
        long[] from = records[truth][predicted];
        for (int bin = 0; bin + 1 < from.length; bin++) {
          moved.records[truth][predicted][places[bin]] += from[bin];
        }
        moved.records[truth][predicted][to.bins()] += from[from.length - 1];
      }
    }
    moved.brier.add(brier);
    moved.brierSquares.add(brierSquares);
    moved.loss.add(loss);
    moved.lossSquares.add(lossSquares);
    moved.scored = scored;
    return moved;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BinaryOutcomes that
        && Arrays.deepEquals(records, that.records)
        && brier.equals(that.brier)
        && loss.equals(that.loss);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(records);
  }

  @Override
  public String toString() {
    return labelled() + " binary outcomes" + (scores == null ? "" : " with scores on " + scores);
  }
}
