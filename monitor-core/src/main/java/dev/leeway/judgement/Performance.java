package dev.leeway.judgement;

import dev.leeway.performance.ConfusionCell;
import dev.leeway.performance.ErrorBin;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.performance.Reliability;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good the model was on the records of a window, as far as their labels have come, and how good it probably was before they have.
 *
 * @param labelled records of the window with an answer and a label
 * @param unlabelled records with an answer whose label has not come
 * @param realised metrics of the labelled ones, by key; empty without any
 * @param estimated metrics of all records with a score, by key; empty where the baseline has no calibration
 * @param beyondCalibration share of scores that lie where training had no label: there an estimate is a guess; NaN without an estimate
 * @param confusion how often each class was taken for each, the most frequent first, at most a hundred
 * @param calibration how often yes was true for answers of about the same score
 * @param errorBins distribution of the error of a number
 * @param checks the numbers that were judged
 */
public record Performance(
    long labelled,
    long unlabelled,
    Map<String, Metric> realised,
    Map<String, Estimate> estimated,
    double beyondCalibration,
    List<ConfusionCell> confusion,
    List<Reliability> calibration,
    List<ErrorBin> errorBins,
    List<CheckResult> checks) {

  public Performance {
    realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
    estimated = Collections.unmodifiableMap(new LinkedHashMap<>(estimated));
    confusion = List.copyOf(confusion);
    calibration = List.copyOf(calibration);
    errorBins = List.copyOf(errorBins);
    checks = List.copyOf(checks);
  }

  /**
   * The realised metric with this key.
   *
   * @throws IllegalArgumentException naming the ones that there are
   */
  public Metric realised(String key) {
    Metric metric = realised.get(key);
    if (metric == null) {
      throw new IllegalArgumentException(
          "There is no metric '" + key + "' of labels, there are " + realised.keySet() + ".");
    }
    return metric;
  }

  /**
   * The estimate with this key.
   *
   * @throws IllegalArgumentException naming the ones that there are
   */
  public Estimate estimated(String key) {
    Estimate estimate = estimated.get(key);
    if (estimate == null) {
      throw new IllegalArgumentException(
          "There is no estimate of '" + key + "', there are " + estimated.keySet() + ".");
    }
    return estimate;
  }

  /** Share of answers whose label has come; NaN without answers. */
  public double maturity() {
    return (double) labelled / (labelled + unlabelled);
  }
}
