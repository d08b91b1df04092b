package dev.leeway.alert;

import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Severity;
import dev.leeway.window.WindowFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn in the life of an alarm. Immutable.
 *
 * @param id the same from opening to resolution, and for the same input always the same
 * @param severity of the alarm now; of a resolved one, the worst that it was
 * @param signal null where the alarm is about the whole
 * @param segment null where segments are not watched
 * @param value the number that was judged
 * @param threshold the limit for a warning, or for critical where it is that
 * @param baseline what was compared with
 * @param window what was judged
 * @param evidence the coarse bins that moved most, at most ten
 * @param message one sentence
 */
public record Alert(
    State state,
    String id,
    Severity severity,
    @Nullable String signal,
    @Nullable String segment,
    Check check,
    String statistic,
    double value,
    double threshold,
    BaselineIdentity baseline,
    WindowFrame window,
    List<BinShift> evidence,
    String message) {

  /** The turns of an alarm's life. */
  public enum State {
    OPENED,
    ESCALATED,
    RESOLVED
  }

  public Alert {
    evidence = List.copyOf(evidence);
  }

  /** As one JSON object, of the type {@code alert} among the events of a replay. */
  public String toJson() {
    return AlertJson.write(this);
  }

  @Override
  public String toString() {
    return state + " " + severity + ": " + message;
  }
}
