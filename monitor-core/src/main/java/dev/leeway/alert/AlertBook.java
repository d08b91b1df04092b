package dev.leeway.alert;

import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Performance;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.window.WindowFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one monitor that are open. An alarm opens at once; it ends after a window's worth of evaluations in a row
 * below 0.8 of its limit, so that what comes back within a window is the same alarm. Evaluations that could not judge
 * change nothing. Not safe for several threads: evaluations come one after the other.
 */
public final class AlertBook {

  private static final double QUIET = 0.8;
  private static final int MOST_EVIDENCE = 10;

  private final int quietNeeded;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private @Nullable WindowFrame lastWindow;

  private static final Subject MODEL = new Subject(null, null, List.of());

  /** What an alarm is about; without a name the model as a whole. */
  private record Subject(@Nullable String name, @Nullable String segment, List<BinShift> bins) {

    String key() {
      return name == null ? "(model)" : name;
    }

    String words() {
      return name == null ? "The model" : "Signal '" + name + "'";
    }
  }

  private static final class Open {
    final String id;
    Alert last;
    int quiet;

    Open(String id, Alert last) {
      this.id = id;
      this.last = last;
    }
  }

  /** A book for windows of so many panes. */
  public AlertBook(int panes) {
    this.quietNeeded = Math.max(1, panes);
  }

  /** Takes an evaluation into account and returns the turns that it brings, in the order of the signals. */
  public List<Alert> update(Evaluation evaluation) {
    lastWindow = evaluation.window();
    List<Alert> turns = new ArrayList<>();
    if (evaluation.window().partial()) {
      return turns;
    }
    for (SignalEvaluation signal : evaluation.signals()) {
      Subject subject = new Subject(signal.name(), signal.segment(), signal.bins());
      for (CheckResult check : worstByCheck(signal.checks()).values()) {
        update(evaluation, subject, check, turns);
      }
    }
    Performance performance = evaluation.performance();
    if (performance != null) {
      for (CheckResult check : worstByCheck(performance.checks()).values()) {
        update(evaluation, MODEL, check, turns);
      }
    }
    return turns;
  }

  /** Several statistics may belong to one check; the alarm follows the one that exceeds its limit most. */
  private static Map<String, CheckResult> worstByCheck(List<CheckResult> checks) {
    Map<String, CheckResult> worst = new LinkedHashMap<>();
    for (CheckResult check : checks) {
      worst.merge(check.check().key(), check, (a, b) -> b.ratio() > a.ratio() ? b : a);
    }
    return worst;
  }

  private void update(
      Evaluation evaluation, Subject subject, CheckResult check, List<Alert> turns) {
    String key = subject.key() + '\u0000' + check.check().key();
    Open known = open.get(key);
    Severity severity = check.severity();
    if (severity != null && known == null) {
      String id = evaluation.baseline().shortDigest() + "/" + subject.key() + "/"
          + check.check().key() + "/" + length(evaluation.window())
          + evaluation.window().index();
      Alert opened = alert(Alert.State.OPENED, id, severity, evaluation, subject, check);
      open.put(key, new Open(id, opened));
      turns.add(opened);
    } else if (severity != null && known != null) {
      known.quiet = 0;
      if (severity.compareTo(known.last.severity()) > 0) {
        known.last = alert(Alert.State.ESCALATED, known.id, severity, evaluation, subject, check);
        turns.add(known.last);
      }
    } else if (known != null) {
      known.quiet = check.ratio() < QUIET ? known.quiet + 1 : 0;
      if (known.quiet >= quietNeeded) {
        open.remove(key);
        turns.add(alert(
            Alert.State.RESOLVED, known.id, known.last.severity(), evaluation, subject, check));
      }
    }
  }

  /** Several windows of one monitor have alarms of their own. */
  private static String length(WindowFrame window) {
    return window.length() == null ? "" : window.length() + "/";
  }

  private static Alert alert(
      Alert.State state,
      String id,
      Severity severity,
      Evaluation evaluation,
      Subject subject,
      CheckResult check) {
    double threshold =
        severity == Severity.CRITICAL ? check.limit().critical() : check.limit().warning();
    BinShift moved = check.moved();
    List<BinShift> bins = moved == null ? subject.bins : List.of(moved);
    return new Alert(
        state,
        id,
        severity,
        subject.name,
        subject.segment,
        check.check(),
        check.statistic(),
        check.value(),
        threshold,
        evaluation.baseline(),
        evaluation.window(),
        bins.subList(0, Math.min(MOST_EVIDENCE, bins.size())),
        message(state, evaluation, subject, check));
  }

  private static String message(
      Alert.State state, Evaluation evaluation, Subject subject, CheckResult check) {
    if (state == Alert.State.RESOLVED) {
      return subject.words() + " is back within its limit for " + check.check().words() + ".";
    }
    for (Finding finding : evaluation.findings()) {
      if (Objects.equals(subject.name, finding.signal())
          && finding.check() == check.check()
          && finding.statistic().equals(check.statistic())) {
        return finding.message();
      }
    }
    return subject.words() + " exceeds its limit for " + check.check().words() + ".";
  }

  /**
   * Ends all open alarms because their baseline is no longer watched; returns the turns, with the last window that was
   * evaluated.
   */
  public List<Alert> supersede(BaselineIdentity successor) {
    List<Alert> turns = new ArrayList<>();
    for (Open alarm : open.values()) {
      Alert last = alarm.last;
      turns.add(new Alert(
          Alert.State.RESOLVED,
          last.id(),
          last.severity(),
          last.signal(),
          last.segment(),
          last.check(),
          last.statistic(),
          last.value(),
          last.threshold(),
          last.baseline(),
          lastWindow == null ? last.window() : lastWindow,
          last.evidence(),
          "Baseline '" + successor.name() + "' (" + successor.shortDigest()
              + ") took over: the alarm about "
              + (last.signal() == null ? "the model" : "signal '" + last.signal() + "'")
              + " ends with the old one."));
    }
    open.clear();
    return turns;
  }
}
