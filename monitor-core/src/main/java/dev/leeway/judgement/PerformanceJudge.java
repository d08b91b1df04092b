package dev.leeway.judgement;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.baseline.Calibration;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.performance.BinaryOutcomes;
import dev.leeway.performance.ClassOutcomes;
import dev.leeway.performance.ConfusionCell;
import dev.leeway.performance.ErrorBin;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.performance.NumberOutcomes;
import dev.leeway.performance.Outcomes;
import dev.leeway.performance.Reliability;
import dev.leeway.performance.ScoreCalibration;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.Task;
import dev.leeway.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Realised and estimated performance of a window beside the baseline's own. A drop counts where it is large enough to matter and larger
 * than three standard errors, the natural variation between the baseline's chunks included; an estimate counts by its standard errors.
 */
final class PerformanceJudge {

  private static final long FEWEST_LABELS = 200;
  private static final double SURE = 3;

  /** Of noise beyond three standard errors of a normal one. */
  private static final double SURE_PROBABILITY = 0.0027;

  private static final double DROP_WARNING = 0.02;
  private static final double DROP_CRITICAL = 0.05;
  private static final double GROWTH_WARNING = 0.10;
  private static final double GROWTH_CRITICAL = 0.25;
  private static final int MOST_CELLS = 100;
  private static final String SOURCE = "fixed, beyond three standard errors";

  private final Baseline baseline;
  private final @Nullable BaselinePerformance expected;
  private final int score;
  private final int answer;
  private final @Nullable ScoreCalibration calibration;

  PerformanceJudge(Baseline baseline) {
    this.baseline = baseline;
    this.expected = baseline.performance();
    this.score = baseline.indexOf(SignalRole.SCORE);
    this.answer = score >= 0 ? score : baseline.indexOf(SignalRole.PREDICTION);
    this.calibration = calibration();
  }

  private @Nullable ScoreCalibration calibration() {
    if (baseline.task() != Task.BINARY || score < 0 || expected == null) {
      return null;
    }
    Calibration known = baseline.signals().get(score).calibration();
    if (known == null
        || !(baseline.signals().get(score).binning() instanceof NumericBinning binning)) {
      return null;
    }
    long[] labelled = new long[binning.bins()];
    double[] positives = new double[binning.bins()];
    boolean any = false;
    for (int bin = 0; bin < labelled.length; bin++) {
      labelled[bin] = known.labelled(bin);
      positives[bin] = labelled[bin] == 0 ? 0 : known.labelRate(bin) * labelled[bin];
      any |= labelled[bin] > 0 && bin < binning.orderedBins();
    }
    boolean predicts = baseline.indexOf(SignalRole.PREDICTION) >= 0;
    return any
        ? ScoreCalibration.of(
            binning, labelled, positives, predicts ? expected.predictedPositive() : null)
        : null;
  }

  /** Null where nothing can be said: the model's answers are not watched, or the baseline knows nothing and no label has come. */
  @Nullable
  Performance of(
      Window window, @Nullable Outcomes outcomes, boolean judged, List<Finding> findings) {
    boolean labels = outcomes != null && outcomes.labelled() > 0;
    if (answer < 0 || calibration == null && !labels) {
      return null;
    }
    long answered = window.counts(answer).present();
    long labelled = outcomes == null ? 0 : outcomes.labelled();
    Map<String, Metric> realised = outcomes == null || !labels ? Map.of() : outcomes.metrics();
    Map<String, Estimate> estimated = Map.of();
    double beyond = Double.NaN;
    if (calibration != null && window.counts(score).present() > 0) {
      Counts scores = window.counts(score);
      estimated = calibration.estimate(scores);
      beyond = calibration.outside(scores);
    }
    List<CheckResult> checks = new ArrayList<>();
    if (judged) {
      realised(realised, labelled, checks, findings);
      conceptChange(outcomes, checks, findings);
      estimated(estimated, answered, checks, findings);
    }
    List<ConfusionCell> confusion = confusion(outcomes);
    List<Reliability> reliability =
        outcomes instanceof BinaryOutcomes binary && labels ? binary.reliability() : List.of();
    List<ErrorBin> errors =
        outcomes instanceof NumberOutcomes numbers && labels ? numbers.errorBins() : List.of();
    return new Performance(
        labelled,
        Math.max(0, answered - labelled),
        realised,
        estimated,
        beyond,
        confusion,
        reliability,
        errors,
        checks);
  }

  private static List<ConfusionCell> confusion(@Nullable Outcomes outcomes) {
    if (outcomes instanceof ClassOutcomes classes) {
      return classes.confusion().stream()
          .sorted(Comparator.comparingLong(ConfusionCell::records).reversed())
          .limit(MOST_CELLS)
          .toList();
    }
    List<ConfusionCell> cells = new ArrayList<>();
    if (outcomes instanceof BinaryOutcomes binary && binary.labelled() > 0) {
      for (boolean truth : new boolean[] {true, false}) {
        for (boolean said : new boolean[] {true, false}) {
          cells.add(new ConfusionCell(
              String.valueOf(truth), String.valueOf(said), binary.records(truth, said)));
        }
      }
    }
    return cells;
  }

  /** The metric that is judged: the ranking where there are scores, else how often it is right, else the size of the error. */
  private static @Nullable String judged(Map<String, ?> metrics) {
    for (String key : List.of("roc_auc", "accuracy", "mae")) {
      if (metrics.containsKey(key)) {
        return key;
      }
    }
    return null;
  }

  private void realised(
      Map<String, Metric> realised,
      long labelled,
      List<CheckResult> checks,
      List<Finding> findings) {
    String key = judged(realised);
    BaselinePerformance.Expected before =
        key == null || expected == null ? null : expected.metrics().get(key);
    if (key == null || before == null || !before.metric().hasValue()) {
      return;
    }
    Metric now = realised.get(key);
    if (now == null || !now.hasValue() || labelled < FEWEST_LABELS) {
      findings.add(Judge.noData(
          null,
          Check.PERFORMANCE,
          labelled < FEWEST_LABELS
              ? "Performance rests on " + labelled + " labels, " + FEWEST_LABELS
                  + " are needed to judge it."
              : "There is no " + key + " of these labels: they are all of one class."));
      return;
    }
    judge(Check.PERFORMANCE, key, before, now.value(), now.standardError(), checks, findings);
  }

  private void conceptChange(
      @Nullable Outcomes outcomes, List<CheckResult> checks, List<Finding> findings) {
    if (calibration == null
        || !(outcomes instanceof BinaryOutcomes binary)
        || binary.labelled() < FEWEST_LABELS) {
      return;
    }
    ScoreCalibration.Shift shift = calibration.shift(binary);
    double gap = shift.meanGap();
    if (Double.isNaN(gap)) {
      return;
    }
    boolean sure = shift.pValue() < SURE_PROBABILITY;
    Severity severity = !sure || gap < DROP_WARNING
        ? null
        : gap < DROP_CRITICAL ? Severity.WARNING : Severity.CRITICAL;
    Limit limit = new Limit(DROP_WARNING, DROP_CRITICAL, false, 0, SOURCE);
    checks.add(new CheckResult(
        Check.CONCEPT_CHANGE,
        "calibration_gap",
        gap,
        shift.pValue(),
        limit,
        sure,
        new BinShift("calibration_gap", 0, gap, Double.NaN),
        severity));
    if (severity != null) {
      double threshold = severity == Severity.CRITICAL ? DROP_CRITICAL : DROP_WARNING;
      findings.add(new Finding(
          null,
          null,
          Check.CONCEPT_CHANGE,
          "calibration_gap",
          gap,
          threshold,
          SOURCE,
          shift.pValue(),
          severity,
          "The same scores mean something else than on the baseline: how often yes is true is off by "
              + Text.percent(gap) + " on average (" + severity.name().toLowerCase(Locale.ROOT)
              + " from " + Text.percent(threshold) + ", " + SOURCE
              + "). Do not trust an estimate of performance meanwhile."));
    }
  }

  private void estimated(
      Map<String, Estimate> estimated,
      long answered,
      List<CheckResult> checks,
      List<Finding> findings) {
    String key = judged(estimated);
    BaselinePerformance known = expected;
    if (key == null || known == null || answered < FEWEST_LABELS) {
      return;
    }
    BaselinePerformance.Expected before = known.metrics().get(key);
    Estimate now = estimated.get(key);
    if (before != null && now != null && now.hasValue() && before.metric().hasValue()) {
      // by how much the truth itself would differ by chance in so many records
      double error =
          before.metric().standardError() * Math.sqrt((double) known.labelled() / answered);
      judge(Check.ESTIMATED_PERFORMANCE, key, before, now.value(), error, checks, findings);
    }
  }

  private void judge(
      Check check,
      String key,
      BaselinePerformance.Expected before,
      double now,
      double error,
      List<CheckResult> checks,
      List<Finding> findings) {
    double was = before.metric().value();
    boolean isError = key.equals("mae");
    double own = before.metric().standardError();
    double sure = SURE
        * Math.sqrt(Math.max(error * error, 0)
            + (Double.isNaN(own) ? 0 : own * own)
            + before.naturalVariance());
    double worse = isError ? now - was : was - now;
    boolean estimate = check == Check.ESTIMATED_PERFORMANCE;
    double warning =
        estimate ? sure : Math.max(sure, isError ? GROWTH_WARNING * was : DROP_WARNING);
    double critical = Math.max(warning, isError ? GROWTH_CRITICAL * was : DROP_CRITICAL);
    if (!(warning > 0)) {
      return;
    }
    Severity severity =
        worse < warning ? null : worse < critical ? Severity.WARNING : Severity.CRITICAL;
    String source = estimate ? "three standard errors" : SOURCE;
    Limit limit = new Limit(warning, critical, false, 0, source);
    checks.add(new CheckResult(
        check,
        key,
        worse,
        Double.NaN,
        limit,
        true,
        new BinShift(key, was, now, Double.NaN),
        severity));
    if (severity != null) {
      double threshold = severity == Severity.CRITICAL ? critical : warning;
      findings.add(new Finding(
          null,
          null,
          check,
          key,
          worse,
          threshold,
          source,
          Double.NaN,
          severity,
          (estimate ? "The model is probably worse: " : "The model is worse: ") + key + " is "
              + (estimate ? "estimated at " : "") + Text.number(now) + ", "
              + Text.number(was) + " on the baseline ("
              + severity.name().toLowerCase(Locale.ROOT) + " from a "
              + (isError ? "rise" : "drop") + " of " + Text.number(threshold) + ", " + source
              + ")."));
    }
  }
}
