package dev.leeway.config;

/**
 * A setting as it was written.
 *
 * @param key without a prefix, members of members by dots: {@code policy.missing.warning}
 * @param source the file's name, or where else it comes from
 * @param line from 1; 0 where there are no lines
 */
record Entry(String key, String value, String source, int line) {

  private static final int SHOWN = 60;

  String place() {
    return line > 0 ? source + ", line " + line : source;
  }

  ConfigurationException expected(String what) {
    return new ConfigurationException(message(what));
  }

  ConfigurationException expected(String what, Throwable cause) {
    return new ConfigurationException(message(what), cause);
  }

  private String message(String what) {
    String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    return place() + ": '" + key + "' should be " + what + ", but is '" + shown + "'.";
  }
}
