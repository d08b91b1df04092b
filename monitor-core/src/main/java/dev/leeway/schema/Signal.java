package dev.leeway.schema;

import java.util.Objects;

/**
 * One watched series of values.
 *
 * @param name unique in its schema; not blank, at most 256 characters
 * @param role what it is to the model
 * @param type how its values are read
 */
public record Signal(String name, SignalRole role, SignalType type) {

  private static final int LONGEST_NAME = 256;

  public Signal {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(type, "type");
    if (name.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException(
          "A signal's name has an unpaired surrogate: it must be sound Unicode.");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("A signal's name must have 1 to "
          + LONGEST_NAME
          + " characters and not be blank, but one has "
          + name.length()
          + ": give it the name of the column or field that it reads.");
    }
  }

  /** A numeric feature. */
  public static Signal numeric(String name) {
    return new Signal(name, SignalRole.FEATURE, SignalType.NUMERIC);
  }

  /** A categorical feature. */
  public static Signal categorical(String name) {
    return new Signal(name, SignalRole.FEATURE, SignalType.CATEGORICAL);
  }

  /** The model's score. */
  public static Signal score(String name) {
    return new Signal(name, SignalRole.SCORE, SignalType.NUMERIC);
  }

  /** The model's value (regression). */
  public static Signal prediction(String name) {
    return new Signal(name, SignalRole.PREDICTION, SignalType.NUMERIC);
  }

  /** The model's class. */
  public static Signal predictedClass(String name) {
    return new Signal(name, SignalRole.PREDICTION, SignalType.CATEGORICAL);
  }

  /** The true class. */
  public static Signal label(String name) {
    return new Signal(name, SignalRole.LABEL, SignalType.CATEGORICAL);
  }

  /** The true number (regression). */
  public static Signal numericLabel(String name) {
    return new Signal(name, SignalRole.LABEL, SignalType.NUMERIC);
  }

  /** Whether it is the model's answer or the truth, which may come apart from the row. */
  public boolean isAnswer() {
    return role == SignalRole.SCORE || role == SignalRole.PREDICTION || role == SignalRole.LABEL;
  }

  public boolean isNumeric() {
    return type == SignalType.NUMERIC;
  }
}
