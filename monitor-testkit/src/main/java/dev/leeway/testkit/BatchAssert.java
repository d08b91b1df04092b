package dev.leeway.testkit;

import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.AlertPolicy;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on rows at hand. A batch that is too small to judge fails every one of them: nobody knows whether it has
 * drifted.
 */
public final class BatchAssert<T> extends AbstractAssert<BatchAssert<T>, Batch<T>> {

  BatchAssert(Batch<T> actual) {
    super(actual, BatchAssert.class);
  }

  /** Fails with all findings of the default policy, and where a check could not be made. */
  public BatchAssert<T> hasNotDriftedFrom(Baseline baseline) {
    return hasNotDriftedFrom(baseline, AlertPolicy.fixed());
  }

  /** Fails with all findings of this policy, and where a check could not be made. */
  public BatchAssert<T> hasNotDriftedFrom(Baseline baseline, AlertPolicy policy) {
    evaluated(baseline, policy).hasNotDrifted();
    return this;
  }

  /** Fails where the default policy finds nothing, or cannot judge. */
  public BatchAssert<T> hasDriftedFrom(Baseline baseline) {
    return hasDriftedFrom(baseline, AlertPolicy.fixed());
  }

  /** Fails where this policy finds nothing, or cannot judge. */
  public BatchAssert<T> hasDriftedFrom(Baseline baseline, AlertPolicy policy) {
    evaluated(baseline, policy).hasDrifted();
    return this;
  }

  private DriftAssert evaluated(Baseline baseline, AlertPolicy policy) {
    isNotNull();
    return new DriftAssert(actual.against(baseline, policy), info);
  }
}
