package dev.leeway.report;

import dev.leeway.alert.Alert;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The evaluations in their order. Of very many, neighbours are shown as one: a group keeps its worst value, so that a picture does
 * not grow and no peak is lost.
 */
final class Course {

  static final int MOST = 200;

  private final List<Evaluation> evaluations;
  private final int perGroup;
  private final int groups;

  Course(List<Evaluation> evaluations) {
    this.evaluations = evaluations;
    this.perGroup = (evaluations.size() + MOST - 1) / MOST;
    this.groups = (evaluations.size() + perGroup - 1) / perGroup;
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
    for (int i = evaluations.size() - 1; i >= 0; i--) {
      if (evaluations.get(i).status() != Status.NO_DATA) {
        return evaluations.get(i);
      }
    }
    return evaluations.get(evaluations.size() - 1);
  }

  List<Evaluation> all() {
    return evaluations;
  }

  private List<Evaluation> group(int place) {
    return evaluations.subList(
        place * perGroup, Math.min(evaluations.size(), (place + 1) * perGroup));
  }

  /** When each group's last window ends. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      List<Evaluation> group = group(i);
      labels.add(end(group.get(group.size() - 1)));
    }
    return labels;
  }

  static String end(Evaluation evaluation) {
    return evaluation.window().end() != null
        ? Picture.time(evaluation.window().end())
        : "row " + Picture.count(evaluation.window().lastRow() + 1);
  }

  /** The group that the window of an alert belongs to, -1 where there is none such. */
  int placeOf(Alert alert) {
    for (int i = 0; i < evaluations.size(); i++) {
      if (evaluations.get(i).window().index() == alert.window().index()) {
        return i / perGroup;
      }
    }
    return -1;
  }

  /** A signal's worst status in a group, null where it has none. */
  @Nullable
  Status status(String signal, int place) {
    Status worst = null;
    for (Evaluation evaluation : group(place)) {
      SignalEvaluation found = find(evaluation, signal);
      if (found != null && (worst == null || found.status().compareTo(worst) > 0)) {
        worst = found.status();
      }
    }
    return worst;
  }

  static @Nullable SignalEvaluation find(Evaluation evaluation, String signal) {
    for (SignalEvaluation candidate : evaluation.signals()) {
      if (candidate.name().equals(signal)) {
        return candidate;
      }
    }
    return null;
  }

  /** A number of a signal over the groups, the largest of each; NaN where there is none. */
  double[] values(String signal, ToDoubleFunction<SignalEvaluation> number) {
    double[] values = new double[groups];
    for (int i = 0; i < groups; i++) {
      values[i] = Double.NaN;
      for (Evaluation evaluation : group(i)) {
        SignalEvaluation found = find(evaluation, signal);
        double value = found == null ? Double.NaN : number.applyAsDouble(found);
        values[i] = Double.isNaN(values[i])
            ? value
            : Double.isNaN(value) ? values[i] : Math.max(values[i], value);
      }
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
