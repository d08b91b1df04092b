package dev.leeway.testkit;

import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.statistic.StatisticResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an assertion's message says of an evaluation: a finding a line, or how near the nearest limit is. */
final class FindingLines {

  private static final int MOST_LINES = 20;
  private static final int MOST_BINS = 3;
  private static final int MOST_NEAR = 3;

  private FindingLines() {}

  static String of(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : evaluation.findings()) {
      lines.add(line(evaluation, finding));
    }
    String title = evaluation.status() + " over " + evaluation.window().records()
        + " records against baseline '" + printable(evaluation.baseline().name()) + "' ("
        + evaluation.baseline().shortDigest() + ")";
    if (lines.isEmpty()) {
      lines.addAll(nearest(evaluation));
      title += lines.isEmpty() ? ", without findings" : ", without findings; nearest to a limit";
    }
    int shown = Math.min(MOST_LINES, lines.size());
    String more = shown == lines.size() ? "" : "\n  and " + (lines.size() - shown) + " more";
    return title
        + (lines.isEmpty() ? "." : ":")
        + lines.stream().limit(shown).map(line -> "\n  " + line).collect(Collectors.joining())
        + more;
  }

  private static String line(Evaluation evaluation, Finding finding) {
    if (finding.severity() == Severity.NO_DATA) {
      return "NO_DATA " + printable(finding.message());
    }
    SignalEvaluation signal = signal(evaluation, finding.signal());
    CheckResult check = signal == null ? null : check(signal, finding);
    String of = finding.signal() == null ? "" : " of '" + printable(finding.signal()) + "'";
    return finding.severity() + " " + finding.check().words() + of + ": "
        + printable(finding.statistic())
        + (isLessNoise(signal, check) ? " less its noise " : " ") + number(finding.value())
        + ", limit " + number(finding.threshold())
        + " (" + printable(finding.thresholdSource()) + ")" + moved(signal, check);
  }

  private static boolean isLessNoise(
      @Nullable SignalEvaluation signal, @Nullable CheckResult check) {
    if (signal == null || check == null || !check.limit().overNoise()) {
      return false;
    }
    StatisticResult result = signal.statistics().get(check.statistic());
    return result != null && !Double.isNaN(result.noise());
  }

  private static @Nullable SignalEvaluation signal(Evaluation evaluation, @Nullable String name) {
    return evaluation.signals().stream()
        .filter(signal -> signal.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable CheckResult check(SignalEvaluation signal, Finding finding) {
    return signal.checks().stream()
        .filter(check ->
            check.check() == finding.check() && check.statistic().equals(finding.statistic()))
        .findFirst()
        .orElse(null);
  }

  private static String moved(@Nullable SignalEvaluation signal, @Nullable CheckResult check) {
    List<BinShift> bins;
    if (check != null && check.moved() != null) {
      bins = List.of(check.moved());
    } else {
      bins = signal == null ? List.of() : signal.bins();
    }
    return bins.isEmpty()
        ? ""
        : bins.stream()
            .limit(MOST_BINS)
            .map(bin -> printable(bin.bin()) + " from " + percent(bin.reference()) + " to "
                + percent(bin.current()))
            .collect(Collectors.joining(", ", "; moved: ", ""));
  }

  /** The checks that came nearest to their limits. */
  private static List<String> nearest(Evaluation evaluation) {
    record Near(SignalEvaluation signal, CheckResult check) {}
    return evaluation.signals().stream()
        .flatMap(signal -> signal.checks().stream().map(check -> new Near(signal, check)))
        .sorted(Comparator.comparingDouble((Near near) -> near.check().ratio()).reversed())
        .limit(MOST_NEAR)
        .map(near ->
            near.check().check().words() + " of '" + printable(near.signal().name())
                + "': " + printable(near.check().statistic())
                + (isLessNoise(near.signal(), near.check()) ? " less its noise " : " ")
                + number(near.check().value())
                + ", limit " + number(near.check().limit().warning())
                + moved(near.signal(), near.check()))
        .toList();
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    double size = Math.abs(value);
    return value == 0 || size >= 1e-4 && size < 1e7 ? rounded.toPlainString() : rounded.toString();
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? number(100 * share) + " %" : "no part";
  }

  /** In one line, since names come from data. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
