package dev.leeway.source;

import dev.leeway.schema.Accessor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one column are read where they come as text. Not safe for several threads.
 *
 * <p>An empty text is missing. Where numbers, times or booleans are due, so are NA, N/A, null, None and n/a, as other programs
 * write them; NaN is not-a-number. A number may have a sign and an exponent, no unit and no mark between thousands; spaces
 * around it do not count.
 */
public final class ColumnReading {

  private static final Set<String> MISSING =
      Set.of("NA", "N/A", "n/a", "na", "null", "NULL", "None");
  private static final int LONGEST_MARK = 4;
  private static final int LONGEST_PADDED = 20;

  private final ColumnType type;
  private final char decimalMark;
  private final ZoneId zone;
  private final @Nullable TimeFormat times;

  public ColumnReading(ColumnType type, char decimalMark, @Nullable String pattern, ZoneId zone) {
    this.type = type;
    this.decimalMark = decimalMark;
    this.zone = zone;
    this.times = type == ColumnType.TIME
        ? TimeFormat.of(pattern == null ? TimeFormat.ISO : pattern, zone)
        : null;
  }

  public ColumnType type() {
    return type;
  }

  public char decimalMark() {
    return decimalMark;
  }

  /** Of times that do not name theirs. */
  public ZoneId zone() {
    return zone;
  }

  /** Whether a text says that there is no value, in a column of anything but text. */
  public static boolean isMissing(String text) {
    if (text.length() > LONGEST_PADDED) {
      return text.isBlank();
    }
    String mark = text.strip();
    return mark.isEmpty() || mark.length() <= LONGEST_MARK && MISSING.contains(mark);
  }

  /** A text as a number, as {@link RecordBlock#numbers} has it. */
  public double number(@Nullable String text) {
    if (text == null || isMissing(text)) {
      return Cell.MISSING;
    }
    return switch (type) {
      case BOOLEAN -> {
        String flag = flag(text);
        yield flag == null ? Cell.UNREADABLE : flag.equals("true") ? 1 : 0;
      }
      case TIME -> hours(time(text));
      case INTEGER, DECIMAL, TEXT -> parse(text, decimalMark);
    };
  }

  private static double hours(long millis) {
    return millis == Cell.UNREADABLE_TIME ? Cell.UNREADABLE : millis / Accessor.MILLIS_PER_HOUR;
  }

  /** A text as a category, as {@link RecordBlock#texts} has it. */
  public @Nullable String category(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (type == ColumnType.TEXT || type == ColumnType.TIME) {
      return text;
    }
    if (isMissing(text)) {
      return null;
    }
    if (type == ColumnType.BOOLEAN) {
      String flag = flag(text);
      return flag == null ? text : flag;
    }
    double number = parse(text, decimalMark);
    // what is no number is a category of its own, and so unseen
    return Cell.isUnreadable(number) ? text : integer(text, number);
  }

  /** A long number keeps all of its digits, as it does where it does not come as text. */
  private static @Nullable String integer(String text, double number) {
    if (Math.abs(number) >= Accessor.LARGEST_WHOLE) {
      try {
        return new BigInteger(text.strip()).toString();
      } catch (NumberFormatException e) {
        return Accessor.nameOf(number);
      }
    }
    return Accessor.nameOf(number);
  }

  /** A text as milliseconds since the epoch, as {@link RecordBlock#times} has it. */
  public long time(@Nullable String text) {
    if (text == null || isMissing(text)) {
      return Cell.NO_TIME;
    }
    return times == null ? Cell.UNREADABLE_TIME : times.millis(text);
  }

  /** A value of any class as a number: text is read, others are what they are. */
  public double numberOf(@Nullable Object value) {
    if (value == null) {
      return Cell.MISSING;
    }
    if (value instanceof Number number) {
      return type == ColumnType.TIME ? hours(timeOf(number)) : plain(number.doubleValue());
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli() / Accessor.MILLIS_PER_HOUR;
    }
    return value instanceof String || value instanceof Enum<?> || value instanceof Character
        ? number(Accessor.nameOf(value))
        : Cell.UNREADABLE;
  }

  /** A value of any class as a category. Where flags came as 1 and 0, or are due and come so, they are the same ones. */
  public @Nullable String categoryOf(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return type.isNumber() ? (flag ? "1" : "0") : flag.toString();
    }
    String name = value instanceof BigDecimal || value instanceof BigInteger
        ? integer(value.toString(), ((Number) value).doubleValue())
        : Accessor.nameOf(value);
    return value instanceof Number && type != ColumnType.BOOLEAN ? name : category(name);
  }

  /** A value of any class as milliseconds since the epoch. */
  public long timeOf(@Nullable Object value) {
    if (value == null) {
      return Cell.NO_TIME;
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (value instanceof Number number) {
      return times == null ? Cell.UNREADABLE_TIME : times.millis(number.doubleValue());
    }
    return time(value.toString());
  }

  /** A NaN whose bits somebody has set must not pass for a mark of ours. */
  public static double plain(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  /** {@code true}, {@code false}, or null for anything else. */
  static @Nullable String flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> "true";
      case "false", "f", "no", "n", "0" -> "false";
      default -> null;
    };
  }

  /**
   * A text as a number; {@link Cell#UNREADABLE} where it is none.
   *
   * @param decimalMark a point or a comma
   */
  public static double parse(String text, char decimalMark) {
    String digits = text.strip();
    if (!isNumeral(digits)) {
      return named(digits);
    }
    if (decimalMark == ',') {
      if (digits.indexOf('.') >= 0) {
        return Cell.UNREADABLE;
      }
      digits = digits.replace(',', '.');
    }
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      return Cell.UNREADABLE;
    }
  }

  /** Java's own forms that no data means, such as 1d and 0x1p3, are none. */
  private static boolean isNumeral(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c != '.' && c != ',' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return digit;
  }

  /** The numbers that have names. */
  static double named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Cell.UNREADABLE;
    };
  }
}
