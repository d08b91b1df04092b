package dev.leeway.source;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text or a number as a point in time. Not safe for several threads: it remembers the last text. */
public final class TimeFormat {

  /** {@code 2026-01-31}, with or without a time of day after a space or a T, with or without an offset. */
  public static final String ISO = "iso";

  public static final String EPOCH_SECONDS = "epoch_seconds";
  public static final String EPOCH_MILLIS = "epoch_millis";

  /** Dates as they are written in different places; a time of day may follow each. */
  private static final List<String> DATES = List.of(
      "yyyy/MM/dd",
      "yyyy.MM.dd",
      "dd.MM.yyyy",
      "d.M.yyyy",
      "dd/MM/yyyy",
      "MM/dd/yyyy",
      "d/M/yyyy",
      "M/d/yyyy",
      "dd-MM-yyyy",
      "MM-dd-yyyy");

  private static final double MILLIS_PER_SECOND = 1000;
  private static final double LARGEST_MILLIS = 9e15;

  private final String pattern;
  private final ZoneId zone;
  private final @Nullable DateTimeFormatter formatter;
  private @Nullable String lastText;
  private long lastMillis;

  private TimeFormat(String pattern, ZoneId zone, @Nullable DateTimeFormatter formatter) {
    this.pattern = pattern;
    this.zone = zone;
    this.formatter = formatter;
  }

  /**
   * A format by its pattern.
   *
   * @param pattern {@link #ISO}, {@link #EPOCH_SECONDS}, {@link #EPOCH_MILLIS} or one of {@link DateTimeFormatter}
   * @param zone of times that do not name theirs
   * @throws IllegalArgumentException if there is no such pattern
   */
  public static TimeFormat of(String pattern, ZoneId zone) {
    if (pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLIS)) {
      return new TimeFormat(pattern, zone, null);
    }
    try {
      return new TimeFormat(pattern, zone, formatter(pattern.equals(ISO) ? "yyyy-MM-dd" : pattern));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is no pattern of a date (" + e.getMessage()
              + "): write one such as dd.MM.yyyy HH:mm, or iso.",
          e);
    }
  }

  /** The patterns to try where none is given, the usual ones first. */
  public static List<String> candidates() {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(ISO), DATES.stream())
        .toList();
  }

  private static DateTimeFormatter formatter(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        // a year of era would ask for an era when strict
        .appendPattern(pattern.replace('y', 'u'));
    if (!pattern.contains("H") && !pattern.contains("h") && !pattern.contains("k")) {
      builder.appendPattern("['T'][' ']").appendPattern("[HH:mm[:ss]]");
      builder
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd();
      builder.appendPattern("[' ']").optionalStart().appendOffset("+HH:MM", "Z").optionalEnd();
      builder.optionalStart().appendOffset("+HHMM", "Z").optionalEnd();
    }
    return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  public String pattern() {
    return pattern;
  }

  /** Milliseconds since the epoch, or {@link Cell#UNREADABLE_TIME}. */
  public long millis(String text) {
    if (text.equals(lastText)) {
      return lastMillis;
    }
    long millis = formatter == null
        ? millis(ColumnReading.parse(text, '.'))
        : parsed(text.strip(), formatter);
    lastText = text;
    lastMillis = millis;
    return millis;
  }

  /** A number as milliseconds since the epoch, or {@link Cell#UNREADABLE_TIME}. */
  public long millis(double number) {
    double millis = pattern.equals(EPOCH_SECONDS) ? number * MILLIS_PER_SECOND : number;
    return formatter == null && Math.abs(millis) < LARGEST_MILLIS
        ? Math.round(millis)
        : Cell.UNREADABLE_TIME;
  }

  private long parsed(String text, DateTimeFormatter by) {
    ParsePosition position = new ParsePosition(0);
    // tells without an exception whether it is worth while
    if (by.parseUnresolved(text, position) == null
        || position.getErrorIndex() >= 0
        || position.getIndex() < text.length()) {
      return Cell.UNREADABLE_TIME;
    }
    try {
      TemporalAccessor best =
          by.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return instant(best).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return Cell.UNREADABLE_TIME;
    }
  }

  private Instant instant(TemporalAccessor best) {
    if (best instanceof OffsetDateTime offset) {
      return offset.toInstant();
    }
    if (best instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    return ((LocalDate) best).atStartOfDay(zone).toInstant();
  }
}
