package dev.leeway.examples.bike;

import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Performance;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The window that ends with each month, as the lines of a table. */
final class MonthTable implements Sink {

  private static final List<String> SHOWN = List.of("temp", "hum", "windspeed", "rentals");

  private final List<String> lines = new ArrayList<>();

  @Override
  public void evaluated(Evaluation evaluation) {
    if (evaluation.window().end() == null) {
      return;
    }
    LocalDate end = LocalDate.ofInstant(evaluation.window().end(), ZoneOffset.UTC);
    if (end.getDayOfMonth() == 1) {
      lines.add(line(YearMonth.from(end.minusDays(1)), evaluation));
    }
  }

  private static String line(YearMonth month, Evaluation evaluation) {
    StringBuilder line = new StringBuilder(
        String.format(Locale.ROOT, "%-8s %7d", month, evaluation.window().records()));
    for (String name : SHOWN) {
      SignalEvaluation signal = evaluation.signal(name);
      line.append(String.format(
          Locale.ROOT,
          "  %7s %6s",
          number(signal.statistic("psi")),
          number(signal.statistic("ks"))));
    }
    Summary predicted = evaluation.signal("rentals").current();
    double mean = predicted == null ? Double.NaN : predicted.mean();
    return line.append(String.format(
            Locale.ROOT, "  %9.1f %6.1f  %s", mean, error(evaluation), evaluation.status()))
        .toString();
  }

  /** By the labels that have come; NaN before the first. */
  private static double error(Evaluation evaluation) {
    Performance performance = evaluation.performance();
    return performance == null || performance.labelled() == 0
        ? Double.NaN
        : performance.realised("mae").value();
  }

  private static String number(StatisticResult result) {
    return result.hasValue() ? String.format(Locale.ROOT, "%.3f", result.value()) : "-";
  }

  List<String> lines() {
    List<String> table = new ArrayList<>();
    StringBuilder names = new StringBuilder(String.format(Locale.ROOT, "%-8s %7s", "", ""));
    StringBuilder heads =
        new StringBuilder(String.format(Locale.ROOT, "%-8s %7s", "month", "records"));
    for (String name : SHOWN) {
      names.append(String.format(Locale.ROOT, "  %14s", name));
      heads.append(String.format(Locale.ROOT, "  %7s %6s", "PSI", "KS"));
    }
    table.add(names.append(String.format(Locale.ROOT, "  %9s", "rentals")).toString());
    table.add(heads
        .append(String.format(Locale.ROOT, "  %9s %6s  %s", "mean", "error", "status"))
        .toString());
    table.addAll(lines);
    return table;
  }
}
