package dev.leeway.report;

import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.SignalRole;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all sections tell of: the window in full, and the course of each number up to it. */
final class Facts {

  private final Baseline baseline;
  private final Course course;
  private final Evaluation latest;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, List<Alert>> alerts = new HashMap<>();

  Facts(Baseline baseline, Course course, List<Alert> turns) {
    this.baseline = baseline;
    this.course = course;
    this.latest = course.latest();
    for (SignalEvaluation signal : latest.signals()) {
      places.put(signal.name(), places.size());
    }
    for (Alert turn : turns) {
      String signal = turn.signal();
      if (signal != null) {
        alerts.computeIfAbsent(signal, any -> new ArrayList<>()).add(turn);
      }
    }
  }

  Baseline baseline() {
    return baseline;
  }

  Course course() {
    return course;
  }

  Evaluation latest() {
    return latest;
  }

  List<SignalEvaluation> signals() {
    return latest.signals();
  }

  long count(Status status) {
    return signals().stream().filter(signal -> signal.status() == status).count();
  }

  /** Signals by their status, the worst first, else in the schema's order. */
  List<SignalEvaluation> worstFirst() {
    List<SignalEvaluation> sorted = new ArrayList<>(signals());
    sorted.sort((a, b) -> b.status().compareTo(a.status()));
    return sorted;
  }

  List<SignalEvaluation> answers() {
    return signals().stream()
        .filter(signal -> signal.signal().role() == SignalRole.SCORE
            || signal.signal().role() == SignalRole.PREDICTION)
        .toList();
  }

  /** Null where a finding is about the whole window. */
  @Nullable
  SignalEvaluation signalOf(Finding finding) {
    Integer place = finding.signal() == null ? null : places.get(finding.signal());
    return place == null ? null : signals().get(place);
  }

  /** The name of the place on the page where a signal is told in full. */
  String anchor(SignalEvaluation signal) {
    return "signal-" + (places.getOrDefault(signal.name(), -1) + 1);
  }

  /** The check that a finding comes from, null where none was made. */
  static @Nullable CheckResult checkOf(SignalEvaluation signal, Check check) {
    for (CheckResult result : signal.checks()) {
      if (result.check() == check && result.severity() != null) {
        return result;
      }
    }
    return null;
  }

  /** A statistic over the windows, with its noise, limits and alarms. */
  Series statistic(SignalEvaluation signal, String name, String title, String unit) {
    String of = signal.name();
    Series series = new Series(
            title, unit, course.labels(), course.statistic(of, name, StatisticResult::value))
        .noise(course.statistic(of, name, StatisticResult::noise));
    for (CheckResult check : signal.checks()) {
      if (check.statistic().equals(name)) {
        // a limit on what exceeds the noise stands above the noise of the latest window
        StatisticResult result = signal.statistics().get(name);
        double above = check.limit().overNoise() && result != null && !Double.isNaN(result.noise())
            ? result.noise()
            : 0;
        series.limits(check.limit().warning() + above, check.limit().critical() + above);
      }
    }
    mark(series, of, name);
    return series;
  }

  /** The share of records that a check looks at, over the windows. */
  Series share(SignalEvaluation signal, Check check) {
    double[] values = course.values(signal.name(), found -> switch (check) {
      case MISSING -> found.missingRate();
      case UNREADABLE -> found.unreadableRate();
      case UNSEEN -> found.unseenRate();
      case OUT_OF_RANGE -> found.outOfRangeRate();
      case DRIFT,
          PREDICTION_DRIFT,
          LABEL_SHIFT,
          PERFORMANCE,
          ESTIMATED_PERFORMANCE,
          CONCEPT_CHANGE -> Double.NaN;
    });
    Series series =
        new Series(check.words(), "share of the records", course.labels(), values).shares();
    for (CheckResult result : signal.checks()) {
      if (result.check() == check && result.moved() != null) {
        double before = result.moved().reference();
        series.limits(before + result.limit().warning(), before + result.limit().critical());
        mark(series, signal.name(), result.statistic());
      }
    }
    return series;
  }

  /** The mean over the windows, beside that of the training data. */
  Series mean(SignalEvaluation signal) {
    Summary reference = signal.reference();
    return new Series(
            "Mean of " + signal.name(),
            "",
            course.labels(),
            course.latestOfEach(
                signal.name(),
                found -> found.current() == null ? Double.NaN : found.current().mean()))
        .level(reference == null ? Double.NaN : reference.mean());
  }

  /** The share of one bin over the windows, beside that of the training data. */
  Series shareOfBin(SignalEvaluation signal, String bin, double reference) {
    double[] shares = course.latestOfEach(
        signal.name(),
        found -> found.bins().stream()
            .filter(shift -> shift.place() >= 0 && shift.bin().equals(bin))
            .mapToDouble(shift -> shift.current())
            .findFirst()
            .orElse(Double.NaN));
    return new Series(
            "Share of " + bin, "of the values of " + signal.name(), course.labels(), shares)
        .shares()
        .level(reference);
  }

  private void mark(Series series, String signal, String statistic) {
    for (Alert alert : alerts.getOrDefault(signal, List.of())) {
      int place = course.placeOf(alert);
      if (alert.statistic().equals(statistic) && place >= 0) {
        series.mark(place, alert.state(), alert.toString());
      }
    }
  }
}
