package dev.leeway.performance;

import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * What scores meant when the labels were there, and what performance follows for scores without labels: confidence-based performance
 * estimation (NannyML 0.13) on the bins of the score. The share of positives is made monotone over the bins by pooling adjacent
 * violators (Barlow et al. 1972); bins without labels are interpolated between their neighbours.
 *
 * <p>It is right as long as a score goes on meaning what it meant. It cannot see that it does not, and an AUC that it gives is never
 * below what the calibration allows. Immutable and safe for any number of threads.
 */
public final class ScoreCalibration {

  private static final double BAND = 3;
  private static final int SHIFT_BINS = 10;
  private static final double SURE = 0.001;

  private final NumericBinning binning;
  private final double[] positive;
  private final double[] predicted;
  private final int firstKnown;
  private final int lastKnown;

  private ScoreCalibration(
      NumericBinning binning,
      double[] positive,
      double[] predicted,
      int firstKnown,
      int lastKnown) {
    this.binning = binning;
    this.positive = positive;
    this.predicted = predicted;
    this.firstKnown = firstKnown;
    this.lastKnown = lastKnown;
  }

  /**
   * From records with labels, all arrays by bin of the score.
   *
   * @param labelled records with a score and a label
   * @param positives of these, the ones whose truth is yes
   * @param predicted of these, the ones whose answer was yes; null where the model answers with a score alone and yes begins at 0.5
   * @throws IllegalArgumentException if none has both a score and a label
   */
  public static ScoreCalibration of(
      NumericBinning binning, long[] labelled, double[] positives, @Nullable Counts predicted) {
    int bins = binning.orderedBins();
    double[] rows = new double[bins];
    double[] rates = new double[bins];
    double[] said = new double[bins];
    int first = bins;
    int last = -1;
    for (int bin = 0; bin < bins; bin++) {
      rows[bin] = labelled[bin];
      said[bin] = binning.position(bin) >= 0.5 ? 1 : 0;
      if (rows[bin] > 0) {
        rates[bin] = positives[bin] / rows[bin];
        said[bin] = predicted == null ? said[bin] : predicted.count(bin) / rows[bin];
        first = Math.min(first, bin);
        last = bin;
      }
    }
    if (last < 0) {
      throw new IllegalArgumentException(
          "A calibration needs records with a score and a label, but there is none.");
    }
    pool(rates, rows);
    interpolate(rates, rows, binning);
    return new ScoreCalibration(binning, rates, said, first, last);
  }

  /** Makes the rates of bins with rows ascend: neighbours that do not are one, by weight. */
  private static void pool(double[] rates, double[] rows) {
    int[] begins = new int[rates.length];
    double[] means = new double[rates.length];
    double[] weights = new double[rates.length];
    int blocks = 0;
    for (int bin = 0; bin < rates.length; bin++) {
      if (rows[bin] > 0) {
        begins[blocks] = bin;
        means[blocks] = rates[bin];
        weights[blocks] = rows[bin];
        blocks++;
        while (blocks > 1 && means[blocks - 2] >= means[blocks - 1]) {
          double both = weights[blocks - 2] + weights[blocks - 1];
          means[blocks - 2] =
              (means[blocks - 2] * weights[blocks - 2] + means[blocks - 1] * weights[blocks - 1])
                  / both;
          weights[blocks - 2] = both;
          blocks--;
        }
      }
    }
    for (int block = 0; block < blocks; block++) {
      int end = block + 1 < blocks ? begins[block + 1] : rates.length;
      for (int bin = begins[block]; bin < end; bin++) {
        rates[bin] = means[block];
      }
    }
  }

  private static void interpolate(double[] rates, double[] rows, NumericBinning binning) {
    int before = -1;
    for (int bin = 0; bin < rates.length; bin++) {
      if (rows[bin] > 0) {
        for (int empty = before + 1; empty < bin; empty++) {
          rates[empty] = before < 0
              ? rates[bin]
              : between(binning, before, empty, bin, rates[before], rates[bin]);
        }
        before = bin;
      }
    }
    for (int empty = before + 1; empty < rates.length; empty++) {
      rates[empty] = rates[before];
    }
  }

  private static double between(
      NumericBinning binning, int low, int at, int high, double rateLow, double rateHigh) {
    double from = binning.position(low);
    double to = binning.position(high);
    double share = to > from ? (binning.position(at) - from) / (to - from) : 0.5;
    return rateLow + (rateHigh - rateLow) * Math.min(1, Math.max(0, share));
  }

  /** Probability of yes of a score in this bin, as the labels had it. */
  public double positive(int bin) {
    return positive[bin];
  }

  /**
   * How far labels are from what the calibration expected of the same scores, in ten bins of equal width: seen where the same score has
   * come to mean something else, which no input and no estimate shows.
   *
   * @param meanGap mean over the records of the distance between how often yes was true and how often it was expected, in [0, 1]; NaN
   *     without records
   * @param pValue of such distances under noise alone, by chi-square with a degree for each bin that holds records
   */
  public record Shift(double meanGap, double pValue) {}

  /** The distance of labels from this calibration. */
  public Shift shift(BinaryOutcomes labelled) {
    double[] records = new double[SHIFT_BINS];
    double[] positives = new double[SHIFT_BINS];
    double[] expected = new double[SHIFT_BINS];
    double[] variance = new double[SHIFT_BINS];
    double all = 0;
    for (int bin = 0; bin < binning.orderedBins(); bin++) {
      double rows = labelled.records(bin);
      double score = Math.min(1, Math.max(0, binning.position(bin)));
      int place = Math.min(SHIFT_BINS - 1, (int) (score * SHIFT_BINS));
      // no share is quite sure: a bin that was never wrong in training is not infinitely sure
      double yes = Math.min(1 - SURE, Math.max(SURE, positive[bin]));
      records[place] += rows;
      positives[place] += labelled.positives(bin);
      expected[place] += rows * yes;
      variance[place] += rows * yes * (1 - yes);
      all += rows;
    }
    double gap = 0;
    double chiSquare = 0;
    int degrees = 0;
    for (int place = 0; place < SHIFT_BINS; place++) {
      if (records[place] > 0) {
        double miss = positives[place] - expected[place];
        gap += Math.abs(miss);
        chiSquare += miss * miss / variance[place];
        degrees++;
      }
    }
    return degrees == 0
        ? new Shift(Double.NaN, Double.NaN)
        : new Shift(gap / all, Gamma.regularizedGammaQ(degrees / 2.0, chiSquare / 2));
  }

  /** Share of present scores that lie where training had no label: there the calibration is a guess. NaN without scores. */
  public double outside(Counts scores) {
    long outside = 0;
    long all = 0;
    for (int bin = 0; bin < binning.orderedBins(); bin++) {
      long rows = scores.count(bin);
      all += rows;
      outside += bin < firstKnown || bin > lastKnown ? rows : 0;
    }
    return all == 0 ? Double.NaN : (double) outside / all;
  }

  /** What the model's performance on these scores probably is, each with a band of three standard errors. */
  public Map<String, Estimate> estimate(Counts scores) {
    int bins = binning.orderedBins();
    double[] positives = new double[bins];
    double[] negatives = new double[bins];
    double tp = 0;
    double fp = 0;
    double fn = 0;
    double tn = 0;
    double variance = 0;
    for (int bin = 0; bin < bins; bin++) {
      double rows = scores.count(bin);
      double yes = positive[bin];
      double said = predicted[bin];
      positives[bin] = rows * yes;
      negatives[bin] = rows * (1 - yes);
      tp += rows * said * yes;
      fp += rows * said * (1 - yes);
      fn += rows * (1 - said) * yes;
      tn += rows * (1 - said) * (1 - yes);
      variance += rows * yes * (1 - yes);
    }
    Confusion table = new Confusion(tp, fp, fn, tn);
    double[] cells = table.cells();
    Ranking ranking = new Ranking(positives, negatives);
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    put(estimates, "accuracy", table.accuracy(), Math.sqrt(variance) / table.records());
    put(estimates, "precision", table.precision(), Shares.error(table.precision(), tp + fp));
    put(estimates, "recall", table.recall(), Shares.error(table.recall(), tp + fn));
    put(estimates, "specificity", table.specificity(), Shares.error(table.specificity(), tn + fp));
    put(estimates, "f1", table.f1(), Shares.error(cells, c -> Confusion.of(c).f1()));
    put(estimates, "roc_auc", ranking.auc(), ranking.aucError());
    return estimates;
  }

  private static void put(Map<String, Estimate> to, String key, double value, double error) {
    double reach = BAND * error;
    to.put(key, new Estimate(key, value, Math.max(0, value - reach), Math.min(1, value + reach)));
  }
}
