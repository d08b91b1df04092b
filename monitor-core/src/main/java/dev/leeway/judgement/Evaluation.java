package dev.leeway.judgement;

import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.window.WindowFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All numbers and findings of one window. Immutable. Holds no time of its own making: the same input gives the same
 * evaluation, to the last bit.
 *
 * @param policy name of the policy that judged
 * @param signals in the schema's order
 * @param performance how good the model was; null where nothing is known
 * @param findings the worst first
 */
public record Evaluation(
    BaselineIdentity baseline,
    WindowFrame window,
    String policy,
    Status status,
    List<SignalEvaluation> signals,
    @Nullable Performance performance,
    List<Finding> findings) {

  public Evaluation {
    signals = List.copyOf(signals);
    findings = List.copyOf(findings);
  }

  /** Without a word on performance. */
  public Evaluation(
      BaselineIdentity baseline,
      WindowFrame window,
      String policy,
      Status status,
      List<SignalEvaluation> signals,
      List<Finding> findings) {
    this(baseline, window, policy, status, signals, null, findings);
  }

  /**
   * The signal with this name.
   *
   * @throws IllegalArgumentException naming the signals that exist
   */
  public SignalEvaluation signal(String name) {
    for (SignalEvaluation signal : signals) {
      if (signal.name().equals(name)) {
        return signal;
      }
    }
    throw new IllegalArgumentException("The evaluation has no signal '" + name + "', it has "
        + signals.stream().map(SignalEvaluation::name).toList() + ".");
  }

  /** One sentence: the status, and the worst finding. */
  public String summary() {
    long alarms =
        findings.stream().filter(f -> f.severity() != Severity.NO_DATA).count();
    String head = status + " over " + window.records() + " records against "
        + switch (baseline.origin()) {
          case TRAINING, ONE_PASS -> "baseline '" + baseline.name() + "'";
          case LIVE -> "baseline '" + baseline.name() + "', learnt from live traffic";
          case PREVIOUS_WINDOW -> "the window before, of '" + baseline.name() + "'";
        };
    if (alarms == 0) {
      return findings.isEmpty() ? head + "." : head + ": " + findings.get(0).message();
    }
    return head + ", " + alarms + (alarms == 1 ? " finding: " : " findings, first: ")
        + findings.get(0).message();
  }

  @Override
  public String toString() {
    return summary();
  }

  /** As {@code leeway-evaluation/1}, with at most ten bins a signal. */
  public String toJson() {
    return EvaluationJson.write(this, false);
  }

  /** As {@code leeway-evaluation/1}, with all coarse bins. */
  public String toJsonWithAllBins() {
    return EvaluationJson.write(this, true);
  }
}
