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

  public boolean isNumeric() {
    return type == SignalType.NUMERIC;
  }
}
