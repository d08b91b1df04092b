package dev.leeway.judgement;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.window.WindowPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits that do not depend on the data. Immutable. */
public final class FixedPolicy implements AlertPolicy {

  private static final long LEAST_MINIMUM = 50;
  private static final long FEWEST_ROWS = 5;
  private static final String SOURCE = "fixed";
  private static final FixedPolicy STANDARD = new FixedPolicy(
      Psi.standard(),
      new Limit(0.1, 0.25, true, 0, SOURCE),
      new Limit(0.02, 0.10, false, FEWEST_ROWS, SOURCE),
      new Limit(0.01, 0.10, false, FEWEST_ROWS, SOURCE),
      200);

  private final DriftStatistic statistic;
  private final Limit shape;
  private final Limit absent;
  private final Limit strange;
  private final long minimumRows;

  private FixedPolicy(
      DriftStatistic statistic, Limit shape, Limit absent, Limit strange, long minimumRows) {
    this.statistic = statistic;
    this.shape = shape;
    this.absent = absent;
    this.strange = strange;
    this.minimumRows = minimumRows;
  }

  static FixedPolicy standard() {
    return STANDARD;
  }

  /** Limits on this statistic of shape, less its noise where that is known. */
  public FixedPolicy on(DriftStatistic other, double warning, double critical) {
    return new FixedPolicy(
        other, new Limit(warning, critical, true, 0, SOURCE), absent, strange, minimumRows);
  }

  /** Limits on the change of the shares of missing and of unreadable rows. */
  public FixedPolicy missing(double warning, double critical) {
    Limit limit = new Limit(warning, critical, false, FEWEST_ROWS, SOURCE);
    return new FixedPolicy(statistic, shape, limit, strange, minimumRows);
  }

  /** Limits on the change of the shares of unseen categories and of numbers outside the training range. */
  public FixedPolicy strange(double warning, double critical) {
    Limit limit = new Limit(warning, critical, false, FEWEST_ROWS, SOURCE);
    return new FixedPolicy(statistic, shape, absent, limit, minimumRows);
  }

  /** Rows that a window needs to be judged, at least 50. Default 200. */
  public FixedPolicy minimumRows(long rows) {
    if (rows < LEAST_MINIMUM) {
      throw new IllegalArgumentException(
          "A window needs at least " + LEAST_MINIMUM + " rows to be judged, but " + rows
              + " were asked for: with fewer, noise looks like drift.");
    }
    return new FixedPolicy(statistic, shape, absent, strange, rows);
  }

  @Override
  public String toString() {
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
    return switch (check) {
      case DRIFT, PREDICTION_DRIFT, LABEL_SHIFT ->
        name.equals(statistic.name()) && applies(signal) ? shape : null;
      case MISSING, UNREADABLE -> absent;
      case UNSEEN, OUT_OF_RANGE -> strange;
    };
  }
}
