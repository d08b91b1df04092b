package dev.leeway.performance;

import java.util.Map;

/**
 * Answers of a model with their truths, as counts and exact sums: outcomes that are added in another order, or in parts that are
 * merged, give the same metrics to the last bit. Fixed in size. Not safe for several threads at once.
 */
public abstract sealed class Outcomes permits BinaryOutcomes, ClassOutcomes, NumberOutcomes {

  Outcomes() {}

  /** Answers whose truth is known. */
  public abstract long labelled();

  /** By key, in a fixed order; those that the task and the answers allow. */
  public abstract Map<String, Metric> metrics();

  /**
   * Adds all outcomes of another one of the same kind.
   *
   * @throws IllegalArgumentException if it is of another kind, or on other bins or classes
   */
  public abstract void add(Outcomes other);

  /** Outcomes of the same kind without a record. */
  public abstract Outcomes empty();

  /** The same outcomes, to be changed apart from these. */
  public final Outcomes copy() {
    Outcomes copy = empty();
    copy.add(this);
    return copy;
  }

  static IllegalArgumentException different(Outcomes one, Outcomes other) {
    return new IllegalArgumentException(
        "Outcomes can be added to others of the same kind, bins and classes, but one is " + one
            + ", the other " + other + ".");
  }
}
