package dev.leeway.report;

import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How each number was made. */
final class Method {

  private final Facts facts;

  Method(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    to.open("section", "id", "method").element("h2", "How each number was made");
    to.element(
        "p",
        "Every value of a record falls into one bin of its signal. The bins were cut when the baseline was made, and"
            + " only the number of values in each was kept, of the training data and of this window; no record is in this page or"
            + " behind it. All numbers compare these two sets of counts. A statistic of shape, such as PSI, takes neighbouring"
            + " bins together until each is well filled: the pictures show the bins that it was made from.");
    to.element(
        "p",
        "Two samples of one and the same world differ a little. That is noise, it is larger for smaller samples, and it"
            + " stands beside each number; a limit on PSI counts only what exceeds it. Missing and unreadable values, categories that"
            + " training did not have and numbers outside its range are checks of their own and have no part in the shape.");
    to.element(
        "p",
        "A p-value is the probability of such a number, or a larger one, if nothing but noise were at work. With many"
            + " records it is small for changes that do not matter, so it is shown and not what raises an alarm.");
    statistics(to);
    limits(to);
    to.element("p", "Times are in UTC.");
    to.close();
  }

  private void statistics(Markup to) {
    Words.table(
        to,
        "How statistics were computed",
        "plain",
        List.of("Statistic", "Definition", "Empty bins"));
    Set<List<String>> seen = new LinkedHashSet<>();
    for (SignalEvaluation signal : facts.signals()) {
      for (StatisticResult result : signal.statistics().values()) {
        seen.add(List.of(result.statistic(), result.convention(), result.zeroRule()));
      }
    }
    for (List<String> made : seen) {
      to.open("tr").element("th", Words.statistic(made.get(0)), "scope", "row");
      to.element("td", made.get(1)).element("td", made.get(2)).close();
    }
    to.close(3);
  }

  /** Checks that are judged alike, and what the smallest and the largest of their limits are. */
  private record Group(String check, String statistic, String source) {}

  private void limits(Markup to) {
    Map<Group, List<CheckResult>> groups = new LinkedHashMap<>();
    for (SignalEvaluation signal : facts.signals()) {
      for (CheckResult check : signal.checks()) {
        groups
            .computeIfAbsent(
                new Group(
                    check.check().words(), check.statistic(), check.limit().source()),
                any -> new ArrayList<>())
            .add(check);
      }
    }
    to.element(
        "p",
        "Limits of policy " + facts.latest().policy()
            + ", on a statistic beyond its noise where that is known, and on the change of a share:");
    Words.table(
        to,
        "Limits and where they come from",
        "plain numbers",
        List.of("Check", "Statistic", "Warning from", "Critical from", "Source", "Signals"));
    groups.forEach((group, checks) -> {
      to.open("tr").element("th", group.check(), "scope", "row");
      to.element("td", Words.statistic(group.statistic()));
      to.element(
          "td",
          range(checks.stream().mapToDouble(check -> check.limit().warning()).toArray()));
      to.element(
          "td",
          range(checks.stream().mapToDouble(check -> check.limit().critical()).toArray()));
      to.element("td", group.source());
      to.element("td", Picture.count(checks.size())).close();
    });
    to.close(3);
  }

  private static String range(double[] limits) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double limit : limits) {
      low = Math.min(low, limit);
      high = Math.max(high, limit);
    }
    String from = Picture.number(low);
    String to = Picture.number(high);
    return from.equals(to) ? from : from + " to " + to;
  }
}
