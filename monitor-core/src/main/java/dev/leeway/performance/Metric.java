package dev.leeway.performance;

/**
 * How good the model was, as one number.
 *
 * @param key the name in JSON, such as {@code roc_auc}
 * @param value NaN where it does not exist, such as the AUC of one class alone
 * @param standardError of the value, from the spread of the records; NaN where it is not known
 */
public record Metric(String key, double value, double standardError) {

  public boolean hasValue() {
    return !Double.isNaN(value);
  }
}
