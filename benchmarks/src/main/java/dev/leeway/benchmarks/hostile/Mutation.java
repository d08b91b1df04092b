package dev.leeway.benchmarks.hostile;

import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts that were damaged, by accident or on purpose: characters, pieces, whole values. */
final class Mutation {

  private static final Pattern VALUE =
      Pattern.compile("-?\\d[-+.\\deE]*|\"[^\"]*\"|true|false|null|(?<==)[^\n]*");

  private final SplittableRandom random;
  private final String[] values;

  /** With values to put in the place of others. */
  Mutation(SplittableRandom random, String... values) {
    this.random = random;
    this.values = values;
  }

  String of(String text) {
    String mutant = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutant = once(mutant);
    }
    return mutant;
  }

  private String once(String text) {
    if (text.isEmpty()) {
      return "{";
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 8));
    return switch (random.nextInt(10)) {
      case 0 -> text.substring(0, at) + (char) random.nextInt(128) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + (char) random.nextInt(0x10000) + text.substring(at);
      case 2 -> text.substring(0, at) + text.substring(end);
      case 3 -> text.substring(0, end) + text.substring(at);
      case 4 -> text.substring(0, at);
      default -> replaced(text, at);
    };
  }

  /** The next value from here: another one, one from elsewhere, or one that is a little off. */
  private String replaced(String text, int from) {
    MatchResult found = find(text, from);
    if (found == null) {
      return text;
    }
    String old = found.group();
    String fresh = values[random.nextInt(values.length)];
    String with = switch (random.nextInt(4)) {
      case 0 -> old.startsWith("\"") ? '"' + fresh + '"' : fresh;
      case 1 -> fresh;
      case 2 -> {
        MatchResult other = find(text, random.nextInt(text.length()));
        yield other == null ? fresh : other.group();
      }
      default -> near(old);
    };
    return text.substring(0, found.start()) + with + text.substring(found.end());
  }

  private String near(String old) {
    try {
      return Long.toString(Long.parseLong(old) + random.nextInt(-2, 3));
    } catch (NumberFormatException noWhole) {
      // the ends of what a double or a long can be
      return random.nextBoolean() ? "-" + old : old + old;
    }
  }

  private static @org.jspecify.annotations.Nullable MatchResult find(String text, int from) {
    java.util.regex.Matcher matcher = VALUE.matcher(text);
    return matcher.find(from) ? matcher.toMatchResult() : null;
  }
}
