package dev.leeway.judgement;

import dev.leeway.baseline.SignalBaseline;
import org.jspecify.annotations.Nullable;

/** The limits of one monitor, made by an {@link AlertPolicy} when it is built. Safe for several threads. */
public interface Limits {

  /**
   * The limit of a statistic of a signal; null where the policy does not judge it.
   *
   * @param statistic a drift statistic's name, or {@code missing_rate}, {@code unreadable_rate}, {@code unseen_rate} or
   *     {@code out_of_range_rate}
   * @param referenceRows rows of the reference that the value was made from
   * @param currentRows rows of the window that the value was made from
   */
  @Nullable
  Limit of(
      Check check, String statistic, SignalBaseline signal, long referenceRows, long currentRows);
}
