package dev.leeway.testkit;

import dev.leeway.Comparison;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Limit;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.window.WindowFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Evaluations and alerts as a monitor hands them to its sinks: usual ones, bare ones and hostile ones. */
final class SampleEvents {

  private static final int LONGEST_SIGNAL_NAME = 256;
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  /** What names and categories may hold, since they come from data. */
  static final List<String> HOSTILE = List.of(
      "\u0000\u0007\u001b[31mred\u001b[0m\u0008",
      "line\r\n2026-03-01 ERROR forged\u0085\u2028",
      "\u202eright to left\u2066",
      "日本 Zürich \uD83D\uDE00 a\u0308 ß",
      "${jndi:ldap://localhost/x} #{1+1} {} {0} %s %n %",
      "<script>alert(1)</script> & \"quoted\" 'single' \\ `back`",
      "'; DROP TABLE alerts; --",
      "../../etc/passwd",
      "name{label=\"x\"}\n# HELP x",
      "a,b;c\td|e=f",
      "n".repeat(10_000),
      " ");

  private SampleEvents() {}

  /** Evaluations of every status, from real counts and made up, the same at every call. */
  static List<Evaluation> evaluations() {
    List<Evaluation> evaluations = new ArrayList<>(real());
    for (Status status : Status.values()) {
      evaluations.add(new Evaluation(
          identity("bare", null), frame(null), "fixed", status, List.of(), List.of()));
      evaluations.add(hostile(status, "plain", "plain"));
    }
    return evaluations;
  }

  /** Evaluations with hostile texts wherever a text can stand. */
  static List<Evaluation> hostileEvaluations() {
    return HOSTILE.stream().map(text -> hostile(Status.CRITICAL, text, text)).toList();
  }

  /** Alerts of every state, severity and check, with all fields and with as few as can be. */
  static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (Alert.State state : Alert.State.values()) {
      for (Severity severity : List.of(Severity.WARNING, Severity.CRITICAL)) {
        for (Check check : Check.values()) {
          alerts.add(alert(state, severity, check, "amount", "plain"));
        }
        alerts.add(bare(state, severity));
      }
    }
    return alerts;
  }

  /** Alerts with hostile texts wherever a text can stand. */
  static List<Alert> hostileAlerts() {
    return HOSTILE.stream()
        .map(text -> alert(Alert.State.OPENED, Severity.CRITICAL, Check.DRIFT, text, text))
        .toList();
  }

  /** A window that keeps to its baseline, one that has drifted, and one that is too small. */
  private static List<Evaluation> real() {
    record Row(double amount, String region) {}
    Schema<Row> schema = Schema.<Row>builder()
        .numeric("amount", Row::amount)
        .categorical("region", Row::region)
        .build();
    List<Row> rows = IntStream.range(0, 600)
        .mapToObj(i -> new Row((i * 37) % 101, "r" + i % 3))
        .toList();
    List<Row> moved = IntStream.range(0, 600)
        .mapToObj(i -> new Row((i * 37) % 101 / 2.0 + 90, i % 2 == 0 ? "new" : "r0"))
        .toList();
    Baseline baseline = Baseline.fit(schema, rows).name("sample").build();
    Comparison comparison = Comparison.against(baseline);
    return List.of(
        comparison.of(schema, rows),
        comparison.of(schema, moved),
        comparison.of(schema, rows.subList(0, 5)),
        comparison.of(schema, List.of()));
  }

  private static BaselineIdentity identity(String name, @Nullable String version) {
    return new BaselineIdentity(
        name,
        "sha256:" + "0123456789abcdef".repeat(4),
        BEGIN,
        version,
        version,
        version,
        version,
        Origin.TRAINING,
        null);
  }

  private static WindowFrame frame(@Nullable Instant start) {
    return start == null
        ? new WindowFrame(0, 0, 0, -1, null, null, true)
        : new WindowFrame(
            7, 1_000, 6_000, 6_999, start, start.plusSeconds(3_600), false, "1h", 0.5);
  }

  private static Evaluation hostile(Status status, String name, String text) {
    String signalName = name.isBlank() ? "signal" : shortened(name);
    Severity severity = switch (status) {
      case CRITICAL -> Severity.CRITICAL;
      case WARNING -> Severity.WARNING;
      case OK, NO_DATA -> Severity.NO_DATA;
    };
    StatisticResult absent = new StatisticResult(
        "psi", Double.NaN, Double.NaN, Double.NaN, text, 0, 0, 0, "leeway", text);
    Limit limit = new Limit(0.1, 0.25, true, 0, text);
    CheckResult check =
        new CheckResult(Check.DRIFT, "psi", 0.4, Double.NaN, limit, true, null, severity);
    SignalEvaluation signal = new SignalEvaluation(
        Signal.numeric(signalName),
        text,
        status,
        1_000,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Map.of("psi", absent),
        null,
        null,
        List.of(text),
        List.of(new BinShift(text, 0.25, 0.5, Double.NaN)),
        List.of(text),
        List.of(check));
    Finding ofSignal =
        new Finding(text, text, Check.DRIFT, "psi", 0.4, 0.25, text, Double.NaN, severity, text);
    Finding ofAll = new Finding(
        null, null, Check.DRIFT, "", Double.NaN, Double.NaN, "", Double.NaN, severity, text);
    return new Evaluation(
        identity(text, text),
        frame(BEGIN),
        text,
        status,
        List.of(signal),
        List.of(ofSignal, ofAll));
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_SIGNAL_NAME));
  }

  private static Alert alert(
      Alert.State state, Severity severity, Check check, String signal, String text) {
    return new Alert(
        state,
        "0123456789ab/" + signal + "/" + check.key() + "/7",
        severity,
        signal,
        text,
        check,
        "psi",
        0.4,
        severity == Severity.CRITICAL ? 0.25 : 0.1,
        identity(text, text),
        frame(BEGIN),
        List.of(new BinShift(text, 0.25, 0.5, 0.17), new BinShift("other", 0.75, 0.5, Double.NaN)),
        "Signal '" + text + "' has drifted.");
  }

  private static Alert bare(Alert.State state, Severity severity) {
    return new Alert(
        state,
        "id",
        severity,
        null,
        null,
        Check.DRIFT,
        "",
        Double.NaN,
        Double.NaN,
        identity("bare", null),
        frame(null),
        List.of(),
        "");
  }
}
