package dev.leeway.baseline;

import dev.leeway.binning.Counts;
import dev.leeway.performance.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good the model was on the training data, or on whatever data with labels the baseline was made of. Immutable.
 *
 * @param labelled records with an answer and a label
 * @param positiveClass the label that means yes; null for the usual words and for tasks other than binary
 * @param metrics by key
 * @param predictedPositive of a binary model with scores: labelled records whose answer was yes, on the bins of the score; null
 *     for others
 */
public record BaselinePerformance(
    long labelled,
    @Nullable String positiveClass,
    Map<String, Expected> metrics,
    @Nullable Counts predictedPositive) {

  public BaselinePerformance {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The metric with this key.
   *
   * @throws IllegalArgumentException naming the ones that there are
   */
  public Metric metric(String key) {
    Expected expected = metrics.get(key);
    if (expected == null) {
      throw new IllegalArgumentException(
          "The baseline has no metric '" + key + "', it has " + metrics.keySet() + ".");
    }
    return expected.metric();
  }

  /**
   * A metric, and how much it differs between full chunks of the data beyond what their sizes explain.
   *
   * @param naturalVariance 0 or more
   * @param chunks that this was learnt from
   */
  public record Expected(Metric metric, double naturalVariance, int chunks) {}
}
