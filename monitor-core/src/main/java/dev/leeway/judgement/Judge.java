package dev.leeway.judgement;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.performance.Outcomes;
import dev.leeway.schema.Signal;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns windows into evaluations: computes every statistic of every signal, and holds the ones that the policy judges
 * against its limits. The coarse views are fixed when it is built. Immutable and safe for several threads.
 */
public final class Judge {

  private static final double USUAL_ROWS = 1000;
  private static final long ROUGH_BELOW = 160;
  private static final int ROWS_A_BIN = 10;

  private final Baseline baseline;
  private final AlertPolicy policy;
  private final Limits limits;
  private final WindowPolicy window;
  private final List<DriftStatistic> statistics;
  private final List<View> views;
  private final PerformanceJudge performance;

  /** One signal's reference on both views. */
  private record View(
      SignalBaseline signal,
      CoarseBinning coarse,
      Counts reference,
      @Nullable Summary summary) {}

  /**
   * A judge of windows against a baseline.
   *
   * @param statistics what evaluations show; what the policy judges is added where it is not among them
   * @throws IllegalArgumentException if the policy cannot work with the baseline or the window, or two statistics share a
   *     name
   */
  public Judge(
      Baseline baseline, WindowPolicy window, AlertPolicy policy, List<DriftStatistic> statistics) {
    this.baseline = baseline;
    this.window = window;
    this.policy = policy;
    this.limits = policy.limits(baseline, window);
    this.statistics = union(statistics, policy.statistics());
    this.performance = new PerformanceJudge(baseline);
    double expected = expectedRows(baseline, window);
    this.views =
        baseline.signals().stream().map(signal -> view(signal, expected)).toList();
  }

  /** What windows are compared with. */
  public Baseline baseline() {
    return baseline;
  }

  private static List<DriftStatistic> union(
      List<DriftStatistic> shown, List<DriftStatistic> judged) {
    Map<String, DriftStatistic> byName = new LinkedHashMap<>();
    for (DriftStatistic statistic : shown) {
      if (byName.put(statistic.name(), statistic) != null) {
        throw new IllegalArgumentException(
            "Two statistics are named '" + statistic.name() + "': give each a name of its own.");
      }
    }
    judged.forEach(statistic -> byName.putIfAbsent(statistic.name(), statistic));
    return List.copyOf(byName.values());
  }

  private static double expectedRows(Baseline baseline, WindowPolicy window) {
    if (!window.isTimed()) {
      return window.records();
    }
    return Math.max(
        1, baseline.rowsPerMilli().orElse(USUAL_ROWS / window.millis()) * window.millis());
  }

  private static View view(SignalBaseline signal, double expectedRows) {
    Counts reference = signal.counts();
    double share = reference.total() == 0 ? 1 : (double) reference.present() / reference.total();
    CoarseBinning coarse = CoarseBinning.of(reference, Math.max(1, expectedRows * share));
    boolean numeric = reference.binning() instanceof NumericBinning;
    return new View(
        signal, coarse, reference.coarse(coarse), numeric ? Summary.of(reference) : null);
  }

  /**
   * Evaluates a window. A partial one is shown and not judged.
   *
   * @throws IllegalArgumentException if the window is on the bins of another baseline
   */
  public Evaluation evaluate(Window current) {
    return evaluate(current, null, !current.frame().partial());
  }

  /** Evaluates a window and judges it even where it is partial: for callers who ask for what is there. */
  public Evaluation evaluateAsItIs(Window current) {
    return evaluate(current, null, true);
  }

  /** As {@link #evaluate(Window)}, with what was true of the window's answers as far as it is known; null for nothing. */
  public Evaluation evaluate(Window current, @Nullable Outcomes outcomes) {
    return evaluate(current, outcomes, !current.frame().partial());
  }

  /** As {@link #evaluateAsItIs(Window)}, with what was true of the window's answers as far as it is known; null for nothing. */
  public Evaluation evaluateAsItIs(Window current, @Nullable Outcomes outcomes) {
    return evaluate(current, outcomes, true);
  }

  private Evaluation evaluate(Window current, @Nullable Outcomes outcomes, boolean judged) {
    if (!current.baselineDigest().equals(baseline.digest())) {
      throw new IllegalArgumentException(
          "The window is on baseline " + current.baselineDigest() + ", but is to be judged against "
              + baseline.digest() + ": build it from the same baseline.");
    }
    List<SignalEvaluation> signals = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    WindowFrame frame = current.frame();
    boolean enough = judged && frame.records() >= policy.minimumRows();
    if (!judged) {
      findings.add(noData(
          null,
          Check.DRIFT,
          "The window has fewer panes than the " + window.panes()
              + " of a full one: it is shown and not judged."));
    } else if (!enough) {
      findings.add(noData(
          null,
          Check.DRIFT,
          "The window has " + frame.records() + " records, " + policy.minimumRows()
              + " are needed to judge it."));
    }
    for (int i = 0; i < views.size(); i++) {
      signals.add(signalOrReason(
          views.get(i), current.counts(i), current.newCategories(i), enough, findings));
    }
    Performance known = performance.of(current, outcomes, enough, findings);
    Status status = Status.NO_DATA;
    for (SignalEvaluation signal : signals) {
      status = status.worseOf(signal.status());
    }
    for (Finding finding : findings) {
      status = finding.check().isOfModel() ? status.worseOf(finding.severity().status()) : status;
    }
    // drift is a hint, being wrong is the fact
    findings.sort(Comparator.comparing((Finding f) -> f.severity())
        .thenComparing(f -> f.check().isOfModel())
        .reversed()
        .thenComparing(Comparator.comparingDouble(Judge::ratio).reversed()));
    return new Evaluation(
        baseline.identity(), frame, policy.name(), status, signals, known, findings);
  }

  private static double ratio(Finding finding) {
    double ratio = finding.value() / finding.threshold();
    return Double.isNaN(ratio) ? 0 : ratio;
  }

  /** One broken signal must not cost the others. */
  private SignalEvaluation signalOrReason(
      View view,
      Counts current,
      List<String> newCategories,
      boolean judged,
      List<Finding> findings) {
    try {
      return signal(view, current, newCategories, judged, findings);
    } catch (RuntimeException e) {
      Signal signal = view.signal.signal();
      findings.add(noData(
          signal.name(),
          Check.shapeOf(signal.role()),
          "Signal '" + signal.name() + "' could not be evaluated: " + e + "."));
      return new SignalEvaluation(
          signal,
          null,
          Status.NO_DATA,
          current.total(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Map.of(),
          null,
          null,
          List.of("failed"),
          List.of(),
          newCategories,
          List.of());
    }
  }

  private SignalEvaluation signal(
      View view,
      Counts current,
      List<String> newCategories,
      boolean judged,
      List<Finding> findings) {
    SignalBaseline signal = view.signal;
    View fitting = fitting(view, current.present());
    Counts coarse = current.coarse(fitting.coarse);
    Map<String, StatisticResult> results = new LinkedHashMap<>();
    for (DriftStatistic statistic : statistics) {
      results.put(
          statistic.name(),
          statistic.coarse()
              ? statistic.compare(fitting.reference, coarse)
              : statistic.compare(signal.counts(), current));
    }
    List<BinShift> bins = bins(fitting.reference, coarse);
    SignalJudge judge =
        new SignalJudge(signal, current, policy.minimumRows(), limits, baseline.origin());
    if (judged) {
      judge.shape(results, bins);
      judge.shares();
      findings.addAll(judge.findings());
    }
    boolean numeric = current.binning() instanceof NumericBinning;
    return new SignalEvaluation(
        signal.signal(),
        null,
        judged ? judge.status() : Status.NO_DATA,
        current.total(),
        share(current.missing(), current.total()),
        share(current.unreadable(), current.total()),
        share(current.unseen(), current.present()),
        share(current.below() + current.above(), current.present()),
        results,
        view.summary,
        numeric ? Summary.of(current) : null,
        signal.isConstant() ? List.of("constant") : List.of(),
        bins,
        newCategories,
        judge.checks());
  }

  /** With few rows fewer bins, so that about ten are expected in each. */
  private static View fitting(View view, long present) {
    if (present >= ROUGH_BELOW || present == 0) {
      return view;
    }
    int bins = (int) Math.max(2, present / ROWS_A_BIN);
    CoarseBinning fewer = CoarseBinning.of(view.signal.counts(), (double) present, bins);
    return fewer.bins() >= view.coarse.bins()
        ? view
        : new View(view.signal, fewer, view.signal.counts().coarse(fewer), view.summary);
  }

  static Finding noData(@Nullable String signal, Check check, String message) {
    return new Finding(
        signal, null, check, "", Double.NaN, Double.NaN, "", Double.NaN, Severity.NO_DATA, message);
  }

  private static double share(long rows, long total) {
    return total == 0 ? Double.NaN : (double) rows / total;
  }

  /** Every coarse bin's part of PSI, largest first; by the smoothed shares, as PSI has it. */
  private static List<BinShift> bins(Counts reference, Counts current) {
    List<BinShift> bins = new ArrayList<>();
    int filled = 0;
    for (int bin = 0; bin < reference.binning().bins(); bin++) {
      filled += reference.count(bin) + current.count(bin) > 0 ? 1 : 0;
    }
    double m = reference.present() + filled / 2.0;
    double n = current.present() + filled / 2.0;
    for (int bin = 0; bin < reference.binning().bins(); bin++) {
      if (reference.count(bin) + current.count(bin) > 0) {
        double q = (reference.count(bin) + 0.5) / m;
        double p = (current.count(bin) + 0.5) / n;
        bins.add(new BinShift(
            reference.binning().name(bin),
            share(reference.count(bin), reference.present()),
            share(current.count(bin), current.present()),
            (p - q) * Math.log(p / q),
            bin));
      }
    }
    bins.sort(Comparator.comparingDouble(BinShift::contribution).reversed());
    return bins;
  }
}
