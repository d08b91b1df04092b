package dev.leeway.batch;

import dev.leeway.source.SourceException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What databases say, made fit for a sentence of ours: one line, not too long, without passwords. */
final class Message {

  private static final int LONGEST = 300;
  private static final int LONGEST_QUERY = 80;
  private static final String HIDDEN = "***";

  private static final Pattern NAMED = Pattern.compile(
      "(?i)((?:password|passwd|passphrase|pwd|secret|token|(?:api|access|secret|private|account|encryption)_?key)\\w*)"
          + "(\\s*=\\s*|\\s+(?=['\"]))('[^']*'|\"[^\"]*\"|[^&;,\\s)'\"]*)");
  private static final Pattern USER_INFO = Pattern.compile("(//)[^/@\\s?]*@");
  private static final Pattern ORACLE_USER = Pattern.compile("(jdbc:oracle:\\w+:)[^@\\s]*@");

  private Message() {}

  /** A text without what looks like a password, and without the ones that are known. */
  static String hide(String text, Collection<String> secrets) {
    String hidden = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        hidden = hidden.replace(secret, HIDDEN);
      }
    }
    hidden = NAMED.matcher(hidden).replaceAll("$1$2" + HIDDEN);
    hidden = USER_INFO.matcher(hidden).replaceAll("$1" + HIDDEN + "@");
    return ORACLE_USER.matcher(hidden).replaceAll("$1" + HIDDEN + "@");
  }

  /** The first line of what a failure says. */
  static String of(Throwable failure, Collection<String> secrets) {
    String text = failure.getMessage();
    if (text == null || text.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String line = hide(text.strip().lines().findFirst().orElse(""), secrets).strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** A query as a name: on one line, shortened. */
  static String query(String query, Collection<String> secrets) {
    String line = hide(query, secrets).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUERY ? line : line.substring(0, LONGEST_QUERY) + "...";
  }

  /** With its cause, unless that would bring a password into a log. */
  static SourceException exception(
      String message, @Nullable Throwable cause, Collection<String> secrets) {
    return cause == null || tells(cause, secrets)
        ? new SourceException(message)
        : new SourceException(message, cause);
  }

  private static boolean tells(Throwable failure, Collection<String> secrets) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String text = at.toString();
      if (!hide(text, secrets).equals(text)) {
        return true;
      }
      SQLException next = at instanceof SQLException sql ? sql.getNextException() : null;
      if (next != null && tells(next, secrets)) {
        return true;
      }
    }
    return false;
  }
}
