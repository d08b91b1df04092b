package dev.leeway.report;

import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.statistic.StatisticResult;
import java.util.List;
import java.util.Locale;

/** All signals, one row each, the worst first; the script adds search, sort and a filter. */
final class SignalTable {

  private static final List<String> HEADS = List.of(
      "Signal",
      "Role",
      "Status",
      "Training and now",
      "PSI",
      "beyond noise",
      "KS",
      "Missing",
      "Unseen",
      "Outside");

  private final Facts facts;

  SignalTable(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    to.open("section", "id", "signals").element("h2", "All signals");
    tools(to);
    Words.table(to, "All signals", "signals", HEADS);
    for (SignalEvaluation signal : facts.worstFirst()) {
      row(to, signal);
    }
    to.close(3).close();
  }

  private void tools(Markup to) {
    to.open("p", "class", "tools", "hidden", "hidden");
    to.open("label")
        .text("Search ")
        .empty("input", "type", "search", "id", "search", "autocomplete", "off")
        .close();
    for (Status status :
        new Status[] {Status.CRITICAL, Status.WARNING, Status.OK, Status.NO_DATA}) {
      if (facts.count(status) > 0) {
        to.open("label", "class", "filter");
        to.empty(
            "input", "type", "checkbox", "checked", "checked", "data-status", Words.of(status));
        Words.badge(to, status);
        to.text(" " + facts.count(status)).close();
      }
    }
    to.element("span", "", "id", "shown", "role", "status");
    to.close();
  }

  private void row(Markup to, SignalEvaluation signal) {
    StatisticResult psi = signal.statistics().get("psi");
    StatisticResult ks = signal.statistics().get("ks");
    to.open("tr", "data-status", Words.of(signal.status()));
    to.open("th", "scope", "row");
    Words.link(to, facts.anchor(signal), signal.name());
    to.close();
    to.element("td", signal.signal().role().name().toLowerCase(Locale.ROOT));
    to.open("td", "data-value", rank(signal.status()));
    Words.badge(to, signal.status());
    to.close();
    to.open("td");
    new Sparkline(signal.bins()).write(to);
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
    to.element("td", Picture.thousandths(value), "class", "number", "data-value", sortable(value));
  }

  private static void share(Markup to, double value) {
    to.element("td", Picture.tenths(value), "class", "number", "data-value", sortable(value));
  }

  /** What does not exist comes after all that does. */
  private static String sortable(double value) {
    return Double.isNaN(value) ? "-1" : Double.toString(value);
  }
}
