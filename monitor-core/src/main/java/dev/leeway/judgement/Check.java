package dev.leeway.judgement;

import dev.leeway.schema.SignalRole;
import java.util.Locale;

/** What a finding is about. */
public enum Check {
  /** The shape of a feature's distribution. */
  DRIFT,
  /** The shape of the distribution of the score or the prediction. */
  PREDICTION_DRIFT,
  /** The shape of the distribution of the label. */
  LABEL_SHIFT,
  /** The share of rows without a value. */
  MISSING,
  /** The share of rows whose value could not be read. */
  UNREADABLE,
  /** The share of categories that were not seen in training. */
  UNSEEN,
  /** The share of numbers outside the training range. */
  OUT_OF_RANGE,
  /** How good the model was, by the labels that have come. */
  PERFORMANCE,
  /** How good the model probably was, before labels have come. */
  ESTIMATED_PERFORMANCE,
  /** Whether the same scores still mean what they meant. */
  CONCEPT_CHANGE;

  /** Whether it is about the model as a whole and no signal. */
  public boolean isOfModel() {
    return this == PERFORMANCE || this == ESTIMATED_PERFORMANCE || this == CONCEPT_CHANGE;
  }

  /** The name in JSON and in tags: lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in sentences. */
  public String words() {
    return key().replace('_', ' ');
  }

  /** The check that a signal's shape belongs to. */
  public static Check shapeOf(SignalRole role) {
    return switch (role) {
      case SCORE, PREDICTION -> PREDICTION_DRIFT;
      case LABEL -> LABEL_SHIFT;
      case FEATURE, OPERATIONAL, DERIVED -> DRIFT;
    };
  }
}
