package dev.leeway.judgement;

import org.jspecify.annotations.Nullable;

/**
 * A check that exceeded its limit, or could not be made. Prints as one sentence.
 *
 * @param signal null where the finding is about the whole window
 * @param segment null where segments are not watched
 * @param statistic the number that was judged; empty where none could be
 * @param value NaN where there is none
 * @param threshold the limit that it exceeded; NaN where there is none
 * @param thresholdSource where the limit comes from
 * @param pValue NaN: not known
 */
public record Finding(
    @Nullable String signal,
    @Nullable String segment,
    Check check,
    String statistic,
    double value,
    double threshold,
    String thresholdSource,
    double pValue,
    Severity severity,
    String message) {

  @Override
  public String toString() {
    return message;
  }
}
