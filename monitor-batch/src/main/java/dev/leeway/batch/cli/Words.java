package dev.leeway.batch.cli;

import dev.leeway.judgement.Status;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.SourceRows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How results are said to a person. */
final class Words {

  private static final int MOST_NAMED = 20;
  private static final double LEAST_PLAIN = 0.001;
  private static final double MOST_PLAIN = 1e7;
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Words() {}

  /** Columns set apart by two spaces; the first row is the head. */
  static List<String> table(List<List<String>> rows, boolean... right) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - width(row.get(i)));
        boolean toTheRight = i < right.length && right[i];
        line.append(toTheRight ? pad + row.get(i) : row.get(i) + pad).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Characters that are seen: a colour takes no room. */
  private static int width(String text) {
    String seen = text.replaceAll("\u001B\\[[0-9;]*m", "");
    return seen.codePointCount(0, seen.length());
  }

  /** A text of somebody else's without what a terminal would act on. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        safe.append(String.format("\\u%04x", c));
      } else {
        safe.appendCodePoint(c);
      }
    });
    return safe.toString();
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (value == Math.rint(value) && Math.abs(value) < MOST_PLAIN) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    return size >= LEAST_PLAIN && size < MOST_PLAIN
        ? new BigDecimal(value).round(FOUR_DIGITS).toPlainString()
        : String.format(Locale.ROOT, "%.3e", value);
  }

  static String percent(double share) {
    if (Double.isNaN(share)) {
      return "-";
    }
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  static String status(Terminal terminal, Status status) {
    String word = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (status) {
      case CRITICAL -> terminal.red(word);
      case WARNING -> terminal.yellow(word);
      case OK -> terminal.green(word);
      case NO_DATA -> terminal.grey(word);
    };
  }

  static String names(List<String> names) {
    List<String> safe = names.stream().limit(MOST_NAMED).map(Words::safe).toList();
    return String.join(", ", safe)
        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
  }

  /** What the data lacks or has beyond the baseline: once, before it is read. */
  static void tellColumns(Terminal terminal, SourceRows rows) {
    if (!rows.unknown().isEmpty()) {
      terminal.say("left out, since the baseline does not know "
          + (rows.unknown().size() == 1 ? "this column: " : "these columns: ")
          + names(rows.unknown()));
    }
    if (!rows.absent().isEmpty()) {
      terminal.say("not in the data: " + names(rows.absent()));
    }
  }

  /** What could not be read, after it was. */
  static void tellTroubles(Terminal terminal, SourceRows rows) {
    long count = rows.problemCount();
    if (count > 0) {
      terminal.say(count + (count == 1 ? " record" : " records")
          + " could not be taken apart; all their values count as unreadable:");
      for (RecordBlock.Problem problem : rows.problems()) {
        terminal.say("  " + safe(problem.place()) + ": " + problem.what());
      }
      if (count > rows.problems().size()) {
        terminal.say("  and " + (count - rows.problems().size()) + " more");
      }
    }
    for (SourceRows.Unreadable found : rows.unreadable()) {
      if (found.value() != null) {
        terminal.say("column '" + safe(found.signal()) + "': " + found.count()
            + (found.count() == 1 ? " value" : " values") + " could not be read, the first '"
            + safe(found.value()) + "' (" + safe(found.place()) + ")");
      }
    }
  }
}
