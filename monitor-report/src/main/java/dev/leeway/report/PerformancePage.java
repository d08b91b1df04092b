package dev.leeway.report;

import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Performance;
import dev.leeway.performance.ConfusionCell;
import dev.leeway.performance.ErrorBin;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.performance.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Whether the model is still right: what the labels say, and what the scores alone let expect. */
final class PerformancePage {

  /** More classes than these are told in words. */
  private static final int MOST_CLASSES = 12;

  private static final List<String> IN_PICTURES = List.of("roc_auc", "accuracy", "mae");

  private final Course course;
  private final @Nullable Performance latest;
  private final @Nullable BaselinePerformance known;

  PerformancePage(Facts facts) {
    this.course = facts.course();
    this.latest = facts.latest().performance();
    this.known = facts.baseline().performance();
  }

  /** Where neither a label has come nor an estimate can be made there is nothing to show. */
  boolean isKnown() {
    return latest != null;
  }

  void write(Markup to) {
    Performance now = latest;
    if (now == null) {
      return;
    }
    to.open("section", "id", "performance").element("h2", "Is the model still right");
    to.element("p", maturity(now));
    numbers(to, now);
    if (!now.estimated().isEmpty()) {
      trust(to, now);
    }
    if (!course.isOneWindow()) {
      overTime(to);
    }
    to.open("div", "class", "many");
    reliability(to, now.calibration());
    confusion(to, now.confusion());
    errors(to, now.errorBins());
    to.close(2);
  }

  private static String maturity(Performance now) {
    if (now.labelled() == 0) {
      return "No label of this window has come: what follows is an estimate from the scores alone.";
    }
    return "Labels have come for " + Picture.count(now.labelled()) + " of "
        + Picture.count(now.labelled() + now.unlabelled()) + " answers ("
        + Picture.percent(now.maturity()) + ")."
        + (now.unlabelled() == 0 ? "" : " The others may change the numbers.");
  }

  private void numbers(Markup to, Performance now) {
    Set<String> keys = new LinkedHashSet<>(now.realised().keySet());
    keys.addAll(now.estimated().keySet());
    List<String> heads = new ArrayList<>(List.of("Metric", "In training"));
    if (!now.realised().isEmpty()) {
      heads.addAll(List.of("By labels", "Standard error"));
    }
    if (!now.estimated().isEmpty()) {
      heads.addAll(List.of("Estimated", "Within"));
    }
    Words.table(to, "Metrics of the model", "plain numbers", heads);
    for (String key : keys) {
      Metric realised = now.realised().get(key);
      Estimate estimate = now.estimated().get(key);
      BaselinePerformance.Expected before =
          known == null ? null : known.metrics().get(key);
      to.open("tr").open("th", "scope", "row").open("bdi").text(words(key)).close(2);
      to.element("td", before == null ? "–" : Picture.number(before.metric().value()));
      if (!now.realised().isEmpty()) {
        to.element("td", realised == null ? "–" : Picture.number(realised.value()));
        to.element("td", realised == null ? "–" : Picture.number(realised.standardError()));
      }
      if (!now.estimated().isEmpty()) {
        to.element("td", estimate == null ? "–" : Picture.number(estimate.value()));
        to.element(
            "td",
            estimate == null
                ? "–"
                : Picture.number(estimate.low()) + " to " + Picture.number(estimate.high()));
      }
      to.close();
    }
    to.close(3);
  }

  static String words(String key) {
    return switch (key) {
      case "roc_auc" -> "ROC AUC";
      case "f1" -> "F1";
      case "mcc" -> "Matthews' correlation";
      case "brier" -> "Brier score";
      case "log_loss" -> "logarithmic loss";
      case "ece" -> "expected calibration error";
      case "mae" -> "mean absolute error";
      case "rmse" -> "root mean squared error";
      case "mape" -> "mean absolute percentage error";
      case "smape" -> "symmetric percentage error";
      case "r2" -> "R²";
      default -> key.replace('_', ' ');
    };
  }

  private void trust(Markup to, Performance now) {
    to.element(
        "p",
        "An estimate takes each score for what it meant in training. It sees that scores have moved, and cannot see that the same"
            + " score now means something else; an AUC that it gives is never below what the calibration of training allows."
            + (now.beyondCalibration() > 0
                ? " " + Picture.percent(now.beyondCalibration())
                    + " of the scores lie where training had no label: for these it is a guess."
                : ""),
        "class",
        "check");
    List<Double> misses = new ArrayList<>();
    for (Evaluation evaluation : course.all()) {
      Performance there = evaluation.performance();
      String key = there == null ? null : pictured(there);
      Metric realised = there == null || key == null ? null : there.realised().get(key);
      Estimate estimate =
          there == null || key == null ? null : there.estimated().get(key);
      if (realised != null && estimate != null && realised.hasValue() && estimate.hasValue()) {
        misses.add(Math.abs(realised.value() - estimate.value()));
      }
    }
    if (!misses.isEmpty()) {
      to.element(
          "p",
          "So far it was off by "
              + Picture.number(
                  misses.stream().mapToDouble(miss -> miss).average().orElse(0))
              + " on average, at most by "
              + Picture.number(misses.stream().mapToDouble(miss -> miss).max().orElse(0))
              + ", in the " + misses.size()
              + (misses.size() == 1 ? " window" : " windows") + " whose labels have come.",
          "class",
          "check");
    }
  }

  private static @Nullable String pictured(Performance performance) {
    for (String key : IN_PICTURES) {
      if (performance.realised().containsKey(key) || performance.estimated().containsKey(key)) {
        return key;
      }
    }
    return null;
  }

  private void overTime(Markup to) {
    Performance now = latest;
    String key = now == null ? null : pictured(now);
    if (key == null) {
      return;
    }
    BaselinePerformance.Expected before = known == null ? null : known.metrics().get(key);
    double level = before == null ? Double.NaN : before.metric().value();
    series(words(key) + " by labels", "", performance -> realised(performance, key))
        .level(level)
        .write(to);
    series(words(key) + " estimated", "before labels", performance -> estimated(performance, key))
        .level(level)
        .write(to);
    series("Labels that have come", "share of the answers", Performance::maturity)
        .shares()
        .small()
        .write(to);
  }

  /** The course of what a finding is about, for its card. */
  void picture(Markup to, Finding finding) {
    if (course.isOneWindow()) {
      return;
    }
    boolean estimate = finding.check() == Check.ESTIMATED_PERFORMANCE;
    Performance now = latest;
    String key = now == null ? null : pictured(now);
    if (key == null) {
      return;
    }
    BaselinePerformance.Expected before = known == null ? null : known.metrics().get(key);
    series(
            words(key),
            estimate ? "estimated" : "by labels",
            performance -> estimate ? estimated(performance, key) : realised(performance, key))
        .level(before == null ? Double.NaN : before.metric().value())
        .narrow()
        .write(to);
  }

  private static double realised(Performance performance, String key) {
    Metric metric = performance.realised().get(key);
    return metric == null ? Double.NaN : metric.value();
  }

  private static double estimated(Performance performance, String key) {
    Estimate estimate = performance.estimated().get(key);
    return estimate == null ? Double.NaN : estimate.value();
  }

  private Series series(String title, String unit, ToDoubleFunction<Performance> number) {
    return new Series(
        title,
        unit,
        course.labels(),
        course.ofEvaluations(evaluation -> evaluation.performance() == null
            ? Double.NaN
            : number.applyAsDouble(evaluation.performance())));
  }

  private static void reliability(Markup to, List<Reliability> bins) {
    if (bins.isEmpty()) {
      return;
    }
    to.open("div").element("p", "How often yes was true, by score", "class", "check");
    Words.table(
        to,
        "Calibration",
        "plain numbers",
        List.of("Scores", "Answers", "Mean score", "Yes was true"));
    for (Reliability bin : bins) {
      to.open("tr").element("th", bin.bin(), "scope", "row");
      to.element("td", Picture.count(bin.records()));
      to.element("td", Picture.percent(bin.meanScore()));
      to.element("td", Picture.percent(bin.labelRate())).close();
    }
    to.close(3).close();
  }

  private static void confusion(Markup to, List<ConfusionCell> cells) {
    Set<String> classes = new TreeSet<>();
    cells.forEach(cell -> {
      classes.add(cell.truth());
      classes.add(cell.predicted());
    });
    if (cells.isEmpty() || classes.size() > MOST_CLASSES) {
      return;
    }
    List<String> heads = new ArrayList<>(List.of("Truth"));
    classes.forEach(name -> heads.add("said " + name));
    to.open("div").element("p", "What was said for what was true", "class", "check");
    Words.table(to, "Confusion matrix", "plain numbers", heads);
    for (String truth : classes) {
      to.open("tr").open("th", "scope", "row").open("bdi").text(truth).close(2);
      for (String said : classes) {
        long records = cells.stream()
            .filter(cell -> cell.truth().equals(truth) && cell.predicted().equals(said))
            .mapToLong(ConfusionCell::records)
            .sum();
        to.element("td", Picture.count(records));
      }
      to.close();
    }
    to.close(3).close();
  }

  private static void errors(Markup to, List<ErrorBin> bins) {
    if (bins.isEmpty()) {
      return;
    }
    to.open("div").element("p", "Errors, prediction less truth", "class", "check");
    Words.table(to, "Errors", "plain numbers", List.of("Error", "Answers"));
    for (ErrorBin bin : bins) {
      to.open("tr")
          .element(
              "th", Picture.number(bin.from()) + " to " + Picture.number(bin.to()), "scope", "row");
      to.element("td", Picture.count(bin.records())).close();
    }
    to.close(3).close();
  }
}
