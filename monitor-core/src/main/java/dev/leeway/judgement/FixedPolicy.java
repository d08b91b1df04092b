package dev.leeway.judgement;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.window.WindowPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Limits that do not depend on the data. Immutable. */
public final class FixedPolicy implements AlertPolicy {

  private static final long LEAST_MINIMUM = 50;
  private static final long FEWEST_ROWS = 5;
  private static final String SOURCE = "fixed";
  private static final FixedPolicy STANDARD = new FixedPolicy(Psi.standard(), Map.of(), 200)
      .on(Psi.standard(), 0.1, 0.25)
      .with(
          new Limit(0.02, 0.05, false, 0, SOURCE),
          Check.PERFORMANCE,
          Check.ESTIMATED_PERFORMANCE,
          Check.CONCEPT_CHANGE)
      .missing(0.02, 0.10)
      .strange(0.01, 0.10);

  private final DriftStatistic statistic;
  private final Map<Check, Limit> limits;
  private final long minimumRows;

  private FixedPolicy(DriftStatistic statistic, Map<Check, Limit> limits, long minimumRows) {
    this.statistic = statistic;
    this.limits = Map.copyOf(limits);
    this.minimumRows = minimumRows;
  }

  static FixedPolicy standard() {
    return STANDARD;
  }

  private static Limit shapeLimit(double warning, double critical) {
    return new Limit(warning, critical, true, 0, SOURCE);
  }

  private static Limit shareLimit(double warning, double critical) {
    return new Limit(warning, critical, false, FEWEST_ROWS, SOURCE);
  }

  private static Map<Check, Limit> changeable(Map<Check, Limit> from) {
    Map<Check, Limit> copy = new EnumMap<>(Check.class);
    copy.putAll(from);
    return copy;
  }

  private FixedPolicy with(Limit limit, Check... checks) {
    Map<Check, Limit> changed = changeable(limits);
    for (Check check : checks) {
      changed.put(check, limit);
    }
    return new FixedPolicy(statistic, changed, minimumRows);
  }

  /** Limits on this statistic of shape, less its noise where that is known. */
  public FixedPolicy on(DriftStatistic other, double warning, double critical) {
    FixedPolicy changed =
        with(shapeLimit(warning, critical), Check.DRIFT, Check.PREDICTION_DRIFT, Check.LABEL_SHIFT);
    return new FixedPolicy(other, changed.limits, minimumRows);
  }

  /** Limits on the change of the shares of missing and of unreadable rows. */
  public FixedPolicy missing(double warning, double critical) {
    return with(shareLimit(warning, critical), Check.MISSING, Check.UNREADABLE);
  }

  /** Limits on the change of the shares of unseen categories and of numbers outside the training range. */
  public FixedPolicy strange(double warning, double critical) {
    return with(shareLimit(warning, critical), Check.UNSEEN, Check.OUT_OF_RANGE);
  }

  /**
   * Limits on the change of one share.
   *
   * @throws IllegalArgumentException if the check is about the shape
   */
  public FixedPolicy share(Check check, double warning, double critical) {
    if (limit(check).fewestRows() == 0) {
      throw new IllegalArgumentException(
          "The check " + check.key() + " is about a shape, not a share: use on(...).");
    }
    return with(shareLimit(warning, critical), check);
  }

  /** Rows that a window needs to be judged, at least 50. Default 200. */
  public FixedPolicy minimumRows(long rows) {
    if (rows < LEAST_MINIMUM) {
      throw new IllegalArgumentException(
          "A window needs at least " + LEAST_MINIMUM + " rows to be judged, but " + rows
              + " were asked for: with fewer, noise looks like drift.");
    }
    return new FixedPolicy(statistic, limits, rows);
  }

  /** The limit of a check. */
  public Limit limit(Check check) {
    return Objects.requireNonNull(limits.get(check), "every check has a limit");
  }

  /** The statistic of shape that has limits. */
  public DriftStatistic statistic() {
    return statistic;
  }

  @Override
  public String toString() {
    Limit shape = limit(Check.DRIFT);
    return "fixed limits on " + statistic.name() + ": " + shape.warning() + " and "
        + shape.critical();
  }

  @Override
  public String name() {
    return SOURCE;
  }

  @Override
  public long minimumRows() {
    return minimumRows;
  }

  @Override
  public List<DriftStatistic> statistics() {
    return List.of(statistic);
  }

  @Override
  public Limits limits(Baseline baseline, WindowPolicy window) {
    if (!window.isTimed() && window.records() < minimumRows) {
      throw new IllegalArgumentException(
          "A window of " + window + " never has the " + minimumRows
              + " rows that the policy needs to judge it: make the window longer, or lower minimumRows.");
    }
    return this::limit;
  }

  /** A statistic that needs an order leaves the shape of categories alone. */
  private boolean applies(SignalBaseline signal) {
    return signal.signal().isNumeric() || !statistic.ordered();
  }

  private @Nullable Limit limit(
      Check check, String name, SignalBaseline signal, long referenceRows, long currentRows) {
    boolean shape = limit(check).fewestRows() == 0;
    boolean judged = !shape || name.equals(statistic.name()) && applies(signal);
    return judged ? limit(check) : null;
  }
}
