package dev.leeway.judgement;

import dev.leeway.baseline.Origin;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.Counts;
import dev.leeway.schema.SignalRole;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds the numbers of one signal against its limits, and collects what exceeds them. */
final class SignalJudge {

  private final SignalBaseline signal;
  private final String name;
  private final Counts current;
  private final long minimumRows;
  private final Limits limits;
  private final String reference;
  private final List<CheckResult> checks = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean shapeJudged;

  SignalJudge(
      SignalBaseline signal, Counts current, long minimumRows, Limits limits, Origin origin) {
    this.signal = signal;
    this.name = signal.signal().name();
    this.current = current;
    this.minimumRows = minimumRows;
    this.limits = limits;
    this.reference = origin.words();
    this.shapeJudged = signal.isConstant();
  }

  List<CheckResult> checks() {
    return checks;
  }

  List<Finding> findings() {
    return findings;
  }

  /** The worst of the checks; NO_DATA where the shape could not be judged and no share is a finding. */
  Status status() {
    Status status = shapeJudged ? Status.OK : Status.NO_DATA;
    for (CheckResult check : checks) {
      if (check.severity() != null) {
        status = status.worseOf(check.severity().status());
      }
    }
    return status;
  }

  void shape(Map<String, StatisticResult> results, List<BinShift> bins) {
    Check check = Check.shapeOf(signal.signal().role());
    if (current.present() < minimumRows) {
      shapeJudged = false;
      boolean absentLabel = check == Check.LABEL_SHIFT && current.present() == 0;
      if (!absentLabel) {
        findings.add(Judge.noData(
            name,
            check,
            "Signal '" + name + "' has " + current.present() + " present values, " + minimumRows
                + " are needed to judge its shape."));
      }
      return;
    }
    boolean limited = false;
    for (StatisticResult result : results.values()) {
      Limit limit = limits.of(
          check, result.statistic(), signal, result.referenceRows(), result.currentRows());
      limited |= limit != null;
      if (limit != null && result.hasValue()) {
        shapeJudged = true;
        double value = limit.overNoise() ? result.excess() : Math.abs(result.value());
        Severity severity = severity(value, limit);
        judge(
            new CheckResult(
                check, result.statistic(), value, result.pValue(), limit, true, null, severity),
            () -> shapeMessage(result, value, bins));
      } else if (limit != null && !signal.isConstant()) {
        findings.add(Judge.noData(name, check, "Signal '" + name + "': " + result.reason()));
      }
    }
    // where the policy leaves the shape alone, the shares decide
    shapeJudged |= !limited;
  }

  private String shapeMessage(StatisticResult result, double value, List<BinShift> bins) {
    String size = "Signal '" + name + "' has drifted: " + result.statistic()
        + (value == Math.abs(result.value())
            ? " is " + Text.number(result.value())
            : " exceeds its noise of " + Text.number(result.noise()) + " by " + Text.number(value));
    if (bins.isEmpty()) {
      return size;
    }
    BinShift largest = bins.get(0);
    return size + "; " + largest.bin() + " holds " + Text.percent(largest.current())
        + " of the values, " + Text.percent(largest.reference()) + " " + reference;
  }

  private record Share(Check check, String statistic, String words) {}

  private static final Share MISSING = new Share(Check.MISSING, "missing_rate", "without a value");
  private static final Share UNREADABLE =
      new Share(Check.UNREADABLE, "unreadable_rate", "that could not be read");
  private static final Share OUTSIDE =
      new Share(Check.OUT_OF_RANGE, "out_of_range_rate", "outside the training range");
  private static final Share UNSEEN =
      new Share(Check.UNSEEN, "unseen_rate", "with a category not seen in training");

  /** A label that is absent or late is no finding, so its shares are not judged. */
  void shares() {
    if (signal.signal().role() == SignalRole.LABEL) {
      return;
    }
    Counts reference = signal.counts();
    share(MISSING, reference.missing(), reference.total(), current.missing(), current.total());
    share(
        UNREADABLE,
        reference.unreadable(),
        reference.total(),
        current.unreadable(),
        current.total());
    if (signal.signal().isNumeric()) {
      share(
          OUTSIDE,
          reference.below() + reference.above(),
          reference.present(),
          current.below() + current.above(),
          current.present());
    } else {
      share(UNSEEN, reference.unseen(), reference.present(), current.unseen(), current.present());
    }
  }

  private void share(Share share, long referenceRows, long referenceTotal, long rows, long total) {
    Limit limit = limits.of(share.check, share.statistic, signal, referenceTotal, total);
    if (limit == null || total < minimumRows) {
      return;
    }
    double before = referenceTotal == 0 ? 0 : (double) referenceRows / referenceTotal;
    double now = (double) rows / total;
    double change = Math.abs(now - before);
    boolean enoughRows = Math.abs(rows - before * total) >= limit.fewestRows();
    Severity severity = enoughRows ? severity(change, limit) : null;
    BinShift moved = new BinShift(share.check.words(), before, now, Double.NaN);
    judge(
        new CheckResult(
            share.check, share.statistic, change, Double.NaN, limit, enoughRows, moved, severity),
        () -> "Signal '" + name + "' has " + Text.percent(now) + " of rows " + share.words + ", "
            + Text.percent(before) + " " + reference);
  }

  private static @Nullable Severity severity(double value, Limit limit) {
    if (value < limit.warning()) {
      return null;
    }
    return value < limit.critical() ? Severity.WARNING : Severity.CRITICAL;
  }

  /** The sentence is made for findings only: most checks find nothing. */
  private void judge(CheckResult check, Supplier<String> message) {
    checks.add(check);
    Severity severity = check.severity();
    if (severity == null) {
      return;
    }
    Limit limit = check.limit();
    double threshold = severity == Severity.CRITICAL ? limit.critical() : limit.warning();
    String words = severity.name().toLowerCase(Locale.ROOT) + " from " + Text.number(threshold)
        + ", " + limit.source();
    findings.add(new Finding(
        name,
        null,
        check.check(),
        check.statistic(),
        check.value(),
        threshold,
        limit.source(),
        check.pValue(),
        severity,
        message.get() + " (" + words + ")."));
  }
}
