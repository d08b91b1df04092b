package dev.leeway.report;

import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.ChunkFrame;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.SignalRole;
import dev.leeway.statistic.StatisticResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The page from top to bottom: what a reader needs first stands first. */
final class Sections {

  private static final int RANKED = 12;

  private final Baseline baseline;
  private final Course course;
  private final List<Alert> alerts;
  private final Evaluation latest;
  private final List<SignalEvaluation> signals;

  Sections(Baseline baseline, Course course, List<Alert> alerts) {
    this.baseline = baseline;
    this.course = course;
    this.alerts = alerts;
    this.latest = course.latest();
    this.signals = latest.signals();
  }

  static String anchor(int signal) {
    return "signal-" + (signal + 1);
  }

  static String words(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  void write(Markup to) {
    to.open("header");
    verdict(to);
    navigation(to);
    to.close();
    to.open("main");
    attention(to);
    if (!course.isOneWindow()) {
      answers(to);
    }
    table(to);
    if (!course.isOneWindow()) {
      windows(to);
    }
    details(to);
    lineage(to);
    method(to);
    to.close();
  }

  private void verdict(Markup to) {
    long critical = count(Status.CRITICAL);
    long warning = count(Status.WARNING);
    to.element("p", "Drift report", "class", "kind");
    to.open("h1");
    badge(to, latest.status());
    to.text(" " + sentence(critical, warning));
    to.close();
    to.open("p", "class", "frame");
    to.text(Picture.count(latest.window().records()) + " records");
    Instant start = latest.window().start();
    Instant end = latest.window().end();
    if (start != null && end != null) {
      to.text(" from " + Picture.timeWithZone(start) + " to " + Picture.timeWithZone(end));
    }
    to.text(", compared with " + Picture.count(baseline.rows()) + " records of ");
    to.element("b", baseline.name());
    String model = latest.baseline().modelVersion();
    to.text((model == null ? "" : ", model version " + model) + ".");
    if (!course.isOneWindow()) {
      long alarmed = course.all().stream()
          .filter(e -> e.status().isAtLeast(Status.WARNING))
          .count();
      to.text(" This is the last of " + course.size() + " windows that could be judged; " + alarmed
          + " of all had findings.");
    }
    to.close();
  }

  private long count(Status status) {
    return signals.stream().filter(signal -> signal.status() == status).count();
  }

  private String sentence(long critical, long warning) {
    int all = signals.size();
    return switch (latest.status()) {
      case OK ->
        "The world looks as it did in training: none of " + all
            + " signals has moved beyond its limits.";
      case NO_DATA -> "There is too little data to say anything.";
      case WARNING -> warning + " of " + all + " signals moved enough to have a look.";
      case CRITICAL ->
        critical + " of " + all + " signals moved far from training"
            + (warning == 0 ? "." : ", " + warning + " more enough to have a look.");
    };
  }

  private static void badge(Markup to, Status status) {
    String symbol = switch (status) {
      case OK -> "●";
      case WARNING -> "◆";
      case CRITICAL -> "▲";
      case NO_DATA -> "○";
    };
    to.open("span", "class", "badge " + status.name().toLowerCase(Locale.ROOT));
    to.element("span", symbol, "aria-hidden", "true").text(" " + words(status)).close();
  }

  private void navigation(Markup to) {
    to.open("nav", "aria-label", "Sections");
    link(to, "attention", "What needs attention");
    if (!course.isOneWindow()) {
      link(to, "answers", "Score and prediction");
    }
    link(to, "signals", "All signals");
    if (!course.isOneWindow()) {
      link(to, "windows", "Windows");
    }
    link(to, "lineage", "Lineage");
    link(to, "method", "How each number was made");
    to.close();
  }

  private static void link(Markup to, String anchor, String text) {
    to.element("a", text, "href", "#" + anchor);
  }

  private int placeOf(@Nullable String signal) {
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).name().equals(signal)) {
        return i;
      }
    }
    return -1;
  }

  private void attention(Markup to) {
    List<Finding> findings = latest.findings().stream()
        .filter(finding -> finding.severity() != Severity.NO_DATA)
        .toList();
    to.open("section", "id", "attention").element("h2", "What needs attention");
    if (findings.isEmpty()) {
      to.element(
          "p",
          latest.status() == Status.NO_DATA
              ? "Nothing could be judged. A window needs more records than it has."
              : "Nothing. Every check of every signal is within its limits.");
    }
    to.open("ol", "class", "findings");
    for (Finding finding : findings.subList(0, Math.min(RANKED, findings.size()))) {
      finding(to, finding);
    }
    to.close();
    if (findings.size() > RANKED) {
      to.open("details").element("summary", (findings.size() - RANKED) + " more");
      to.open("ol", "class", "findings", "start", RANKED + 1);
      for (Finding finding : findings.subList(RANKED, findings.size())) {
        to.open("li");
        badge(to, finding.severity() == Severity.CRITICAL ? Status.CRITICAL : Status.WARNING);
        to.text(" " + finding.message()).close();
      }
      to.close(2);
    }
    notJudged(to);
    to.close();
  }

  private void finding(Markup to, Finding finding) {
    int place = placeOf(finding.signal());
    to.open("li");
    badge(to, finding.severity() == Severity.CRITICAL ? Status.CRITICAL : Status.WARNING);
    to.text(" ");
    if (place >= 0) {
      to.element("a", signals.get(place).name(), "href", "#" + anchor(place));
      to.text(", " + finding.check().words());
    } else {
      to.text(finding.check().words());
    }
    to.element("p", finding.message());
    if (place >= 0) {
      SignalEvaluation signal = signals.get(place);
      if (finding.check().key().equals("drift")
          || finding.check().words().contains("drift")
          || finding.check().key().equals("label_shift")) {
        Bars bars = new Bars(signal.bins());
        if (bars.hasValues()) {
          bars.write(to, signal.name());
        }
      } else if (!course.isOneWindow()) {
        share(to, signal.name(), finding.check().key());
      }
    }
    to.close();
  }

  private void notJudged(Markup to) {
    List<Finding> silent = latest.findings().stream()
        .filter(finding -> finding.severity() == Severity.NO_DATA)
        .toList();
    if (silent.isEmpty()) {
      return;
    }
    to.open("details")
        .element(
            "summary",
            silent.size() == 1
                ? "1 check could not be made"
                : silent.size() + " checks could not be made");
    to.open("ul");
    silent.forEach(finding -> to.element("li", finding.message()));
    to.close(2);
  }

  private void answers(Markup to) {
    List<SignalEvaluation> answers = signals.stream()
        .filter(signal -> signal.signal().role() == SignalRole.SCORE
            || signal.signal().role() == SignalRole.PREDICTION)
        .toList();
    to.open("section", "id", "answers").element("h2", "Score and prediction over time");
    if (answers.isEmpty()) {
      to.element("p", "The baseline has neither a score nor a prediction of the model.");
    }
    for (SignalEvaluation answer : answers) {
      write(
          to,
          statistic(
              answer.name(),
              "psi",
              "PSI of " + answer.name(),
              "a number without unit; the shaded part is what noise alone gives"));
    }
    to.close();
  }

  private void table(Markup to) {
    to.open("section", "id", "signals").element("h2", "All signals");
    to.open("p", "class", "tools", "hidden", "hidden");
    to.open("label")
        .text("Search ")
        .empty("input", "type", "search", "id", "search", "autocomplete", "off")
        .close();
    for (Status status :
        new Status[] {Status.CRITICAL, Status.WARNING, Status.OK, Status.NO_DATA}) {
      if (count(status) > 0) {
        to.open("label", "class", "filter");
        to.empty("input", "type", "checkbox", "checked", "checked", "data-status", words(status));
        badge(to, status);
        to.text(" " + count(status)).close();
      }
    }
    to.element("span", "", "id", "shown", "role", "status");
    to.close();
    to.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Table of all signals");
    to.open("table").open("thead").open("tr");
    for (String head : List.of(
        "Signal",
        "Role",
        "Status",
        "Training and now",
        "PSI",
        "beyond noise",
        "KS",
        "Missing",
        "Unseen",
        "Outside")) {
      to.element("th", head, "scope", "col");
    }
    to.close(2).open("tbody");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> signals.get(i).status()).reversed());
    for (int place : order) {
      row(to, place);
    }
    to.close(3).close();
  }

  private void row(Markup to, int place) {
    SignalEvaluation signal = signals.get(place);
    StatisticResult psi = signal.statistics().get("psi");
    StatisticResult ks = signal.statistics().get("ks");
    to.open("tr", "data-status", words(signal.status()));
    to.open("th", "scope", "row")
        .open("a", "href", "#" + anchor(place))
        .open("bdi")
        .text(signal.name())
        .close(3);
    to.element("td", signal.signal().role().name().toLowerCase(Locale.ROOT));
    to.open("td", "data-value", rank(signal.status()));
    badge(to, signal.status());
    to.close();
    to.open("td");
    new Bars(signal.bins()).small(to);
    to.close();
    number(to, psi == null ? Double.NaN : psi.value());
    number(to, psi == null || !psi.hasValue() ? Double.NaN : psi.excess());
    number(to, ks == null ? Double.NaN : ks.value());
    share(to, signal.missingRate());
    share(to, signal.unseenRate());
    share(to, signal.outOfRangeRate());
    to.close();
  }

  private static int rank(Status status) {
    return switch (status) {
      case NO_DATA -> 0;
      case OK -> 1;
      case WARNING -> 2;
      case CRITICAL -> 3;
    };
  }

  private static void number(Markup to, double value) {
    to.element("td", Picture.number(value), "class", "number", "data-value", sortable(value));
  }

  private static void share(Markup to, double value) {
    to.element("td", Picture.percent(value), "class", "number", "data-value", sortable(value));
  }

  private static String sortable(double value) {
    return Double.isNaN(value) ? "-1" : Double.toString(value);
  }

  private void windows(Markup to) {
    to.open("section", "id", "windows").element("h2", "Windows");
    to.element(
        "p",
        course.size() + " windows, by signal"
            + (course.isGrouped()
                ? "; each cell is the worst of " + course.perGroup() + " windows in a row"
                : "")
            + ".");
    to.open("p", "class", "legend");
    for (Status status :
        new Status[] {Status.OK, Status.WARNING, Status.CRITICAL, Status.NO_DATA}) {
      to.element("span", "", "class", "key cell " + status.name().toLowerCase(Locale.ROOT))
          .text(words(status) + "  ");
    }
    to.close();
    new HeatMap(course, signals.stream().map(SignalEvaluation::name).toList()).write(to);
    to.close();
  }

  private void details(Markup to) {
    to.open("section", "id", "details").element("h2", "Signal by signal");
    for (int i = 0; i < signals.size(); i++) {
      detail(to, i);
    }
    to.close();
  }

  private void detail(Markup to, int place) {
    SignalEvaluation signal = signals.get(place);
    to.open("details", "class", "signal", "id", anchor(place));
    to.open("summary").open("h3").open("bdi").text(signal.name()).close().text(" ");
    badge(to, signal.status());
    to.close();
    to.element(
        "span",
        signal.signal().type().name().toLowerCase(Locale.ROOT) + " "
            + signal.signal().role().name().toLowerCase(Locale.ROOT),
        "class",
        "what");
    to.close();
    for (CheckResult check : signal.checks()) {
      if (check.severity() != null) {
        to.element(
            "p",
            check.check().words() + ": " + Picture.number(check.value())
                + " against a warning from "
                + Picture.number(check.limit().warning()) + " and critical from "
                + Picture.number(check.limit().critical())
                + " (" + check.limit().source() + ")",
            "class",
            "check");
      }
    }
    Bars bars = new Bars(signal.bins());
    if (bars.hasValues()) {
      bars.write(to, signal.name());
      new Moved(signal.bins()).write(to);
    } else {
      to.element("p", "It has no value in this window.");
    }
    numbers(to, signal);
    if (!course.isOneWindow()) {
      to.open("div", "class", "many");
      for (String name : signal.statistics().keySet()) {
        Series series = statistic(signal.name(), name, name.replace('_', ' '), "");
        if (name.equals("psi") || name.equals("ks")) {
          write(to, series);
        } else if (series.hasValues()) {
          series.writeSmall(to);
        }
      }
      to.close();
      for (String share : List.of("missing", "unreadable", "unseen", "out_of_range")) {
        share(to, signal.name(), share);
      }
    }
    to.close();
  }

  private static void numbers(Markup to, SignalEvaluation signal) {
    to.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Numbers of " + signal.name());
    to.open("table", "class", "plain numbers").open("thead").open("tr");
    for (String head : List.of(
        "Statistic", "Value", "Noise gives", "p-value", "Training values", "Values now", "Bins")) {
      to.element("th", head, "scope", "col");
    }
    to.close(2).open("tbody");
    for (StatisticResult result : signal.statistics().values()) {
      to.open("tr").element("th", result.statistic().replace('_', ' '), "scope", "row");
      to.element("td", result.hasValue() ? Picture.number(result.value()) : "– " + result.reason());
      to.element("td", Picture.number(result.noise()));
      to.element("td", Picture.number(result.pValue()));
      to.element("td", Picture.count(result.referenceRows()));
      to.element("td", Picture.count(result.currentRows()));
      to.element("td", Picture.count(result.bins())).close();
    }
    to.close(3);
  }

  private static void write(Markup to, Series series) {
    if (series.hasValues()) {
      series.write(to);
    }
  }

  private Series statistic(String signal, String name, String title, String unit) {
    Series series = new Series(
            title, unit, course.labels(), course.statistic(signal, name, StatisticResult::value))
        .noise(course.statistic(signal, name, StatisticResult::noise));
    limits(series, signal, name);
    for (Alert alert : alerts) {
      int place = course.placeOf(alert);
      if (signal.equals(alert.signal()) && alert.statistic().equals(name) && place >= 0) {
        series.mark(place, alert.state(), alert.toString());
      }
    }
    return series;
  }

  /** A limit on what exceeds the noise stands above the noise of the latest window. */
  private void limits(Series series, String signal, String name) {
    SignalEvaluation found = Course.find(latest, signal);
    if (found == null) {
      return;
    }
    for (CheckResult check : found.checks()) {
      if (check.statistic().equals(name)) {
        StatisticResult result = found.statistics().get(name);
        double above = check.limit().overNoise() && result != null && !Double.isNaN(result.noise())
            ? result.noise()
            : 0;
        series.limits(check.limit().warning() + above, check.limit().critical() + above);
      }
    }
  }

  private void share(Markup to, String signal, String check) {
    double[] values = course.values(signal, found -> switch (check) {
      case "missing" -> found.missingRate();
      case "unreadable" -> found.unreadableRate();
      case "unseen" -> found.unseenRate();
      default -> found.outOfRangeRate();
    });
    boolean any = false;
    for (double value : values) {
      any |= value > 0;
    }
    if (any) {
      Series series =
          new Series(check.replace('_', ' '), "share of the records", course.labels(), values);
      for (Alert alert : alerts) {
        int place = course.placeOf(alert);
        if (signal.equals(alert.signal()) && alert.check().key().equals(check) && place >= 0) {
          series.mark(place, alert.state(), alert.toString());
        }
      }
      series.write(to);
    }
  }

  private void lineage(Markup to) {
    Lineage known = baseline.lineage();
    to.open("section", "id", "lineage").element("h2", "Lineage");
    to.open("dl");
    entry(to, "Baseline", baseline.name());
    entry(to, "Digest", baseline.digest());
    entry(
        to,
        "Made",
        Picture.timeWithZone(baseline.created()) + " by Leeway " + baseline.libraryVersion());
    entry(
        to,
        "Records",
        Picture.count(baseline.rows()) + " " + baseline.origin().words() + ", in "
            + baseline.chunks().size() + " chunks" + period());
    entry(to, "Model", known.modelName());
    entry(to, "Model version", known.modelVersion());
    entry(to, "Model artifact", known.modelLocation());
    entry(to, "Model SHA-256", known.modelSha256());
    entry(to, "Code version", known.codeVersion());
    entry(to, "Data version", known.dataVersion());
    entry(to, "Data SHA-256", known.dataSha256());
    entry(to, "Feature logic", known.featureLogic());
    known.hyperparameters().forEach((name, value) -> entry(to, "Hyperparameter " + name, value));
    known.metrics().forEach((name, value) -> entry(to, "Metric " + name, Picture.number(value)));
    known.extra().forEach((name, value) -> entry(to, name, value));
    to.close(2);
  }

  private String period() {
    ChunkFrame first = baseline.chunks().get(0);
    ChunkFrame last = baseline.chunks().get(baseline.chunks().size() - 1);
    return first.start() == null || last.end() == null
        ? ""
        : " from " + Picture.timeWithZone(first.start()) + " to "
            + Picture.timeWithZone(last.end());
  }

  private static void entry(Markup to, String name, @Nullable String value) {
    if (value != null) {
      to.element("dt", name).open("dd").open("bdi").text(value).close(2);
    }
  }

  private void method(Markup to) {
    to.open("section", "id", "method").element("h2", "How each number was made");
    to.element(
        "p",
        "Every value of a record falls into one bin of its signal. The bins were cut when the baseline was made, and"
            + " only the number of values in each was kept, of the training data and of this window; no record is in this page or"
            + " behind it. All numbers compare these two sets of counts.");
    to.element(
        "p",
        "Two samples of one and the same world differ a little. That is noise, it is larger for smaller samples, and it"
            + " stands beside each number; a limit on PSI counts only what exceeds it. Missing and unreadable values, categories that"
            + " training did not have and numbers outside its range are checks of their own and have no part in the shape.");
    to.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "How statistics were computed");
    to.open("table", "class", "plain").open("thead").open("tr");
    for (String head : List.of("Statistic", "Convention", "Empty bins")) {
      to.element("th", head, "scope", "col");
    }
    to.close(2).open("tbody");
    List<String> seen = new ArrayList<>();
    for (SignalEvaluation signal : signals) {
      for (StatisticResult result : signal.statistics().values()) {
        if (!seen.contains(result.statistic())) {
          seen.add(result.statistic());
          to.open("tr").element("th", result.statistic().replace('_', ' '), "scope", "row");
          to.element("td", result.convention()).element("td", result.zeroRule()).close();
        }
      }
    }
    to.close(3);
    to.element(
        "p",
        "Limits: policy " + latest.policy()
            + ". What each check's limits are and where they come from stands with its"
            + " signal. Times are in UTC.");
    to.close();
  }
}
