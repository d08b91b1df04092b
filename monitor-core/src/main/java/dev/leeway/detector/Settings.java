package dev.leeway.detector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks of a specification's settings, whose complaints name detector, setting, value and what was expected. */
final class Settings {

  private Settings() {}

  /** Names and values in turn, in this order. */
  static Map<String, Object> of(Object... pairs) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(settings);
  }

  /** A number between the bounds, without them. */
  static void between(String detector, String setting, double value, double least, double most) {
    if (!(value > least && value < most)) {
      throw wrong(detector, setting, value, "above " + least + " and below " + most);
    }
  }

  /** A number from the first bound to the second. */
  static void within(String detector, String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw wrong(detector, setting, value, "from " + least + " to " + most);
    }
  }

  /** A whole number from the first bound to the second. */
  static void within(String detector, String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(detector, setting, value, "from " + least + " to " + most);
    }
  }

  static IllegalArgumentException wrong(
      String detector, String setting, Object value, String expected) {
    return new IllegalArgumentException("Detector '" + detector + "': " + setting + " is " + value
        + ", it must be " + expected + ".");
  }
}
