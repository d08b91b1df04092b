package dev.leeway.examples.bike;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the words of the command line: options in any order, each at most once. */
final class OptionParser {

  static final String USAGE = """
      usage: leeway demo [OPTION]...

      Fits a baseline on bike rentals of 2011 and replays 2012 hour by hour through a monitor.

        --out DIRECTORY  where the baseline, the log and the numbers go; without it a directory
                         leeway-demo-USER among the temporary files
        --serve PORT     serve the meters for Prometheus on 127.0.0.1 until Ctrl-C; 0 takes any free port
        --speed X        replay X times as fast as real time, such as 86400 for a day a second;
                         without it as fast as possible
      """;

  private static final int HIGHEST_PORT = 65_535;

  private OptionParser() {}

  static boolean asksForHelp(String... words) {
    return List.of(words).contains("--help") || List.of(words).contains("-h");
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException saying what was wrong and what is expected
   */
  static Options parse(String... words) {
    Options options = Options.into(Path.of(
        System.getProperty("java.io.tmpdir"), "leeway-demo-" + System.getProperty("user.name")));
    Set<String> given = new HashSet<>();
    for (int i = 0; i < words.length; i += 2) {
      String option = words[i];
      if (!given.add(option)) {
        throw new IllegalArgumentException(option + " is given twice; give it once.");
      }
      options = switch (option) {
        case "--out" -> options.withDirectory(directory(words, i));
        case "--serve" -> options.withPort(port(words, i));
        case "--speed" -> options.withSpeed(speed(words, i));
        default ->
          throw new IllegalArgumentException("unknown option '" + option
              + "'; there are --out DIRECTORY, --serve PORT and --speed X.");
      };
    }
    return options;
  }

  private static Path directory(String[] words, int option) {
    String expected = "a directory";
    String value = value(words, option, expected);
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw wrong(words[option], expected, value);
    }
  }

  private static int port(String[] words, int option) {
    String expected = "a port from 0 (any free one) to " + HIGHEST_PORT + ", such as 9464";
    String value = value(words, option, expected);
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(words[option], expected, value);
  }

  private static double speed(String[] words, int option) {
    String expected = "a number above 0, such as 86400 for a day a second";
    String value = value(words, option, expected);
    try {
      // not Double.parseDouble, which takes NaN and 1f as well
      double speed = new BigDecimal(value).doubleValue();
      if (speed > 0 && speed < Double.POSITIVE_INFINITY) {
        return speed;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(words[option], expected, value);
  }

  private static String value(String[] words, int option, String expected) {
    if (option + 1 == words.length || words[option + 1].startsWith("--")) {
      throw new IllegalArgumentException(
          words[option] + " has no value; expected " + expected + ".");
    }
    if (words[option + 1].isEmpty()) {
      throw wrong(words[option], expected, "");
    }
    return words[option + 1];
  }

  private static IllegalArgumentException wrong(String option, String expected, String value) {
    return new IllegalArgumentException(
        option + " got '" + value + "'; expected " + expected + ".");
  }
}
