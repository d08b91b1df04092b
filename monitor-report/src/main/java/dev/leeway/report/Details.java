package dev.leeway.report;

import dev.leeway.judgement.Check;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import java.util.List;
import java.util.Locale;

/** Each signal in full, folded until asked for. */
final class Details {

  private static final List<Check> SHARES =
      List.of(Check.MISSING, Check.UNREADABLE, Check.UNSEEN, Check.OUT_OF_RANGE);

  private final Facts facts;

  Details(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    to.open("section", "id", "details").element("h2", "Signal by signal");
    for (SignalEvaluation signal : facts.signals()) {
      detail(to, signal);
    }
    to.close();
  }

  private void detail(Markup to, SignalEvaluation signal) {
    to.open("details", "class", "signal", "id", facts.anchor(signal));
    to.open("summary").open("h3").open("bdi").text(signal.name()).close().text(" ");
    Words.badge(to, signal.status());
    to.close();
    to.element("span", kind(signal), "class", "what");
    to.close();
    Distribution distribution = Distribution.of(signal);
    if (distribution.hasValues()) {
      to.open("div", "class", "many").open("div");
      distribution.write(to);
      to.close().open("div");
      new Moved(signal.name(), signal.bins()).write(to);
      to.close(2);
    } else {
      to.element("p", "It has no value in this window.");
    }
    if (!signal.newCategories().isEmpty()) {
      to.open("p").text("New, not in training: ");
      String before = "";
      for (String category : signal.newCategories()) {
        to.text(before).open("b").open("bdi").text(category).close(2);
        before = ", ";
      }
      to.text(".").close();
    }
    limits(to, signal);
    numbers(to, signal);
    if (!facts.course().isOneWindow()) {
      overTime(to, signal);
    }
    to.close();
  }

  private static String kind(SignalEvaluation signal) {
    return signal.signal().type().name().toLowerCase(Locale.ROOT) + " "
        + signal.signal().role().name().toLowerCase(Locale.ROOT)
        + (signal.marks().isEmpty() ? "" : ", " + String.join(", ", signal.marks()));
  }

  private static void limits(Markup to, SignalEvaluation signal) {
    if (signal.checks().isEmpty()) {
      return;
    }
    Words.table(
        to,
        "Limits of " + signal.name(),
        "plain numbers",
        List.of("Judged", "Value", "Warning from", "Critical from", "Limit", "Verdict"));
    for (CheckResult check : signal.checks()) {
      boolean share = check.moved() != null;
      to.open("tr").element("th", judged(check), "scope", "row");
      to.element("td", value(check.value(), share));
      to.element("td", value(check.limit().warning(), share));
      to.element("td", value(check.limit().critical(), share));
      to.element("td", check.limit().source());
      to.open("td");
      if (check.severity() == null) {
        boolean few = !check.enoughRows() && check.value() >= check.limit().warning();
        to.text(few ? "too few rows" : "within");
      } else {
        Words.badge(to, check.severity());
      }
      to.close(2);
    }
    to.close(3);
  }

  private static String judged(CheckResult check) {
    if (check.moved() != null) {
      return "change of the share " + check.check().words();
    }
    return Words.statistic(check.statistic()) + (check.limit().overNoise() ? " beyond noise" : "");
  }

  private static String value(double value, boolean share) {
    return share ? Picture.percent(value) : Picture.number(value);
  }

  private void numbers(Markup to, SignalEvaluation signal) {
    Words.table(
        to,
        "Numbers of " + signal.name(),
        "plain numbers",
        List.of("Statistic", "Value", "Noise gives", "p-value", "Bins"));
    for (StatisticResult result : signal.statistics().values()) {
      to.open("tr").element("th", Words.statistic(result.statistic()), "scope", "row");
      if (result.hasValue()) {
        to.element("td", Picture.number(result.value()));
      } else {
        to.element("td", "– " + result.reason(), "class", "reason");
      }
      to.element("td", Picture.number(result.noise()));
      to.element("td", Picture.probability(result.pValue()));
      to.element("td", Picture.count(result.bins())).close();
    }
    to.close(3);
    sizes(to, signal);
    Summary before = signal.reference();
    Summary now = signal.current();
    if (before != null && now != null) {
      to.element(
          "p",
          "Mean " + Picture.number(before.mean()) + " in training, " + Picture.number(now.mean())
              + " now; standard deviation "
              + Picture.number(before.standardDeviation()) + " in training, "
              + Picture.number(now.standardDeviation()) + " now.",
          "class",
          "check");
    }
    to.element(
        "p",
        "Counted on bins: " + facts.baseline().signal(signal.name()).binning() + ".",
        "class",
        "check");
  }

  /** All statistics of a signal stand on the same values. */
  private static void sizes(Markup to, SignalEvaluation signal) {
    signal.statistics().values().stream()
        .findFirst()
        .ifPresent(any -> to.element(
            "p",
            "From " + Picture.count(any.referenceRows()) + " values in training and "
                + Picture.count(any.currentRows()) + " now.",
            "class",
            "check"));
  }

  private void overTime(Markup to, SignalEvaluation signal) {
    to.open("div", "class", "many");
    for (String name : signal.statistics().keySet()) {
      Series series = facts.statistic(signal, name, Words.statistic(name), Words.unit(name));
      if (name.equals("psi") || name.equals("ks")) {
        series.write(to);
      } else {
        series.small().write(to);
      }
    }
    for (Check check : SHARES) {
      Series series = facts.share(signal, check);
      if (series.rises()) {
        // in full where there is something to see
        (series.isMarked() || Facts.checkOf(signal, check) != null ? series : series.small())
            .write(to);
      }
    }
    to.close();
  }
}
