package dev.leeway.judgement;

import dev.leeway.baseline.Baseline;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.window.WindowPolicy;
import java.util.List;

/** When numbers are findings: knows limits and no formula. Immutable. */
public interface AlertPolicy {

  /** The policy's name, as findings show it. */
  String name();

  /** Present values that a shape needs to be judged, and rows that a share needs; at least 50. */
  long minimumRows();

  /** The statistics of shape that this policy judges; an evaluation shows them in any case. */
  List<DriftStatistic> statistics();

  /**
   * The limits for windows against a baseline.
   *
   * @throws IllegalArgumentException if this policy cannot work with them; the message says what to change
   */
  Limits limits(Baseline baseline, WindowPolicy window);

  /**
   * Fixed limits on PSI less its noise, 0.1 for a warning and 0.25 for critical, and on the change of shares: missing and
   * unreadable 0.02 and 0.10, unseen and out of range 0.01 and 0.10, each of at least five rows.
   */
  static FixedPolicy fixed() {
    return FixedPolicy.standard();
  }

  /**
   * As {@link #fixed()}, with limits on this statistic instead of PSI. Where the statistic knows its noise, the limits are
   * on the value less its noise.
   */
  static FixedPolicy fixed(DriftStatistic statistic, double warning, double critical) {
    return FixedPolicy.standard().on(statistic, warning, critical);
  }
}
