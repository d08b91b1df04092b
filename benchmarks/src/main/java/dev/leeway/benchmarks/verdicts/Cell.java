package dev.leeway.benchmarks.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.benchmarks.verdicts.RealSet.Chunk;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What three programs say of a signal in a chunk, in letters: d drift, o outside the training range, m missing, u unseen, r
 * unreadable; of ours in capitals where it is critical. A point is nothing; a dash: not judged, not run.
 */
record Cell(String ours, String nannyml, String evidently) {

  private static final String NOTHING = ".";
  private static final String NOT_RUN = "-";

  static Cell of(Chunk chunk, String signal) {
    return new Cell(
        ours(chunk.ours().signal(signal)),
        nannyml(chunk, signal),
        evidently(chunk.evidently(), signal));
  }

  private static String ours(SignalEvaluation signal) {
    if (signal.status() == Status.NO_DATA) {
      return NOT_RUN;
    }
    StringBuilder letters = new StringBuilder();
    for (CheckResult check : signal.checks()) {
      if (check.severity() != null && check.severity() != Severity.NO_DATA) {
        String letter = switch (check.check()) {
          case DRIFT, PREDICTION_DRIFT, LABEL_SHIFT -> "d";
          case OUT_OF_RANGE -> "o";
          case MISSING -> "m";
          case UNSEEN -> "u";
          case UNREADABLE -> "r";
          // of the model, and no signal's
          case PERFORMANCE, ESTIMATED_PERFORMANCE, CONCEPT_CHANGE -> "";
        };
        boolean critical = check.severity() == Severity.CRITICAL;
        letters.append(critical ? letter.toUpperCase(Locale.ROOT) : letter);
      }
    }
    return letters.isEmpty() ? NOTHING : letters.toString();
  }

  private static String nannyml(Chunk chunk, String signal) {
    if (chunk.drift() == null) {
      return NOT_RUN;
    }
    String letters = (alert(chunk.drift(), signal + "/jensen_shannon/alert") ? "d" : "")
        + (alert(chunk.missing(), signal + "/alert") ? "m" : "")
        + (alert(chunk.unseen(), signal + "/alert") ? "u" : "");
    return letters.isEmpty() ? NOTHING : letters;
  }

  private static boolean alert(@Nullable JsonNode result, String key) {
    return result != null && result.path(key).asBoolean();
  }

  private static String evidently(@Nullable JsonNode results, String signal) {
    if (results == null || !results.has(signal)) {
      return NOT_RUN;
    }
    JsonNode result = results.get(signal);
    String method = result.get("method").asText();
    double value = result.get("value").asDouble();
    double threshold = result.get("threshold").asDouble();
    // distances speak when they are large, tests when p is small
    boolean drift = method.contains("distance") ? value >= threshold : value < threshold;
    return drift ? "d" : NOTHING;
  }

  /** Whether the shape is found to have moved: a value outside the range is that, too. */
  boolean oursMoved() {
    return ours.toLowerCase(Locale.ROOT).matches(".*[do].*");
  }

  boolean nannymlMoved() {
    return nannyml.contains("d");
  }

  boolean evidentlyMoved() {
    return evidently.contains("d");
  }

  boolean oursJudged() {
    return !ours.equals(NOT_RUN);
  }

  boolean nannymlRan() {
    return !nannyml.equals(NOT_RUN);
  }

  boolean evidentlyRan() {
    return !evidently.equals(NOT_RUN);
  }

  String text() {
    return ours + "/" + nannyml + "/" + evidently;
  }
}
