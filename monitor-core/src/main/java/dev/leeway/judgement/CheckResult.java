package dev.leeway.judgement;

import org.jspecify.annotations.Nullable;

/**
 * One number beside its limit.
 *
 * @param statistic a drift statistic's name, or {@code missing_rate}, {@code unreadable_rate}, {@code unseen_rate} or
 *     {@code out_of_range_rate}
 * @param value what the limit is compared with: less its noise where the limit says so; the size of a change of share
 * @param pValue NaN: not known
 * @param enoughRows whether it rests on enough rows to count at all
 * @param moved the bin whose share was judged; null for statistics of shape
 * @param severity null where the value keeps to the limit
 */
public record CheckResult(
    Check check,
    String statistic,
    double value,
    double pValue,
    Limit limit,
    boolean enoughRows,
    @Nullable BinShift moved,
    @Nullable Severity severity) {

  /** Value over limit: 1 is a warning. 0 where too few rows speak. */
  public double ratio() {
    return enoughRows ? value / limit.warning() : 0;
  }
}
