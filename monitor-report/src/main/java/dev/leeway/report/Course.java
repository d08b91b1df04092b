package dev.leeway.report;

import dev.leeway.alert.Alert;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Performance;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The evaluations in their order. Of very many, neighbours are shown as one: a group keeps its worst value, so that a picture does
 * not grow and no peak is lost.
 */
final class Course {

  static final int MOST = 200;

  private final List<Evaluation> evaluations;
  private final List<Map<String, SignalEvaluation>> signals = new ArrayList<>();
  private final Map<Long, Integer> places = new HashMap<>();
  private final int perGroup;
  private final int groups;
  private final int latest;
  private final List<String> labels = new ArrayList<>();

  Course(List<Evaluation> evaluations) {
    this.evaluations = evaluations;
    this.perGroup = (evaluations.size() + MOST - 1) / MOST;
    this.groups = (evaluations.size() + perGroup - 1) / perGroup;
    int judged = evaluations.size() - 1;
    for (int i = 0; i < evaluations.size(); i++) {
      Map<String, SignalEvaluation> byName = new HashMap<>();
      evaluations.get(i).signals().forEach(signal -> byName.put(signal.name(), signal));
      signals.add(byName);
      places.putIfAbsent(evaluations.get(i).window().index(), i);
    }
    while (judged > 0 && evaluations.get(judged).status() == Status.NO_DATA) {
      judged--;
    }
    this.latest =
        evaluations.get(judged).status() == Status.NO_DATA ? evaluations.size() - 1 : judged;
    for (int i = 0; i < groups; i++) {
      labels.add(end(evaluations.get(lastOf(i))));
    }
  }

  int size() {
    return evaluations.size();
  }

  int groups() {
    return groups;
  }

  boolean isGrouped() {
    return perGroup > 1;
  }

  int perGroup() {
    return perGroup;
  }

  boolean isOneWindow() {
    return evaluations.size() == 1;
  }

  /** The last one that could be judged, else the last one. */
  Evaluation latest() {
    return evaluations.get(latest);
  }

  List<Evaluation> all() {
    return evaluations;
  }

  private int firstOf(int group) {
    return group * perGroup;
  }

  private int lastOf(int group) {
    return Math.min(evaluations.size(), (group + 1) * perGroup) - 1;
  }

  /** When each group's last window ends. */
  List<String> labels() {
    return labels;
  }

  static String end(Evaluation evaluation) {
    return evaluation.window().end() != null
        ? Picture.time(evaluation.window().end())
        : "row " + Picture.count(evaluation.window().lastRow() + 1);
  }

  /** The group that the window of an alert belongs to, -1 where there is none such. */
  int placeOf(Alert alert) {
    Integer place = places.get(alert.window().index());
    return place == null ? -1 : place / perGroup;
  }

  /** Since when a finding of the latest window has stood in each window, in words. */
  String since(Finding finding) {
    int first = latest;
    while (first > 0 && stands(finding, first - 1)) {
      first--;
    }
    int windows = latest - first + 1;
    if (windows == 1) {
      return "New in this window.";
    }
    return windows == evaluations.size()
        ? "In all " + windows + " windows."
        : "In each of the last " + Picture.count(windows) + " windows, since the one that ended "
            + (evaluations.get(first).window().end() == null ? "with " : "")
            + end(evaluations.get(first)) + ".";
  }

  private boolean stands(Finding finding, int window) {
    for (CheckResult check : checks(finding.signal(), window)) {
      if (check.check() == finding.check() && check.severity() != null) {
        return true;
      }
    }
    return false;
  }

  private List<CheckResult> checks(@Nullable String name, int window) {
    if (name == null) {
      Performance performance = evaluations.get(window).performance();
      return performance == null ? List.of() : performance.checks();
    }
    SignalEvaluation signal = signals.get(window).get(name);
    return signal == null ? List.of() : signal.checks();
  }

  /** A signal's worst status in a group, null where it has none. */
  @Nullable
  Status status(String signal, int group) {
    Status worst = null;
    for (int i = firstOf(group); i <= lastOf(group); i++) {
      SignalEvaluation found = signals.get(i).get(signal);
      if (found != null && (worst == null || found.status().compareTo(worst) > 0)) {
        worst = found.status();
      }
    }
    return worst;
  }

  /** A number of a signal over the groups, the largest of each; NaN where there is none. */
  double[] values(String signal, ToDoubleFunction<SignalEvaluation> number) {
    return over(signal, number, Math::max);
  }

  /** A number for which larger is not worse: that of each group's last window that has it. */
  double[] latestOfEach(String signal, ToDoubleFunction<SignalEvaluation> number) {
    return over(signal, number, (before, now) -> now);
  }

  private double[] over(
      String signal, ToDoubleFunction<SignalEvaluation> number, DoubleBinaryOperator both) {
    return grouped(
        window -> {
          SignalEvaluation found = signals.get(window).get(signal);
          return found == null ? Double.NaN : number.applyAsDouble(found);
        },
        both);
  }

  /** A number of the window as a whole: that of each group's last window that has it. */
  double[] ofEvaluations(ToDoubleFunction<Evaluation> number) {
    return grouped(window -> number.applyAsDouble(evaluations.get(window)), (before, now) -> now);
  }

  /** Of each group what the numbers of its windows come to, NaN where none has one. */
  private double[] grouped(IntToDoubleFunction number, DoubleBinaryOperator both) {
    double[] values = new double[groups];
    for (int group = 0; group < groups; group++) {
      double sum = Double.NaN;
      for (int i = firstOf(group); i <= lastOf(group); i++) {
        double value = number.applyAsDouble(i);
        if (!Double.isNaN(value)) {
          sum = Double.isNaN(sum) ? value : both.applyAsDouble(sum, value);
        }
      }
      values[group] = sum;
    }
    return values;
  }

  double[] statistic(String signal, String name, ToDoubleFunction<StatisticResult> number) {
    return values(signal, found -> {
      StatisticResult result = found.statistics().get(name);
      return result == null ? Double.NaN : number.applyAsDouble(result);
    });
  }
}
