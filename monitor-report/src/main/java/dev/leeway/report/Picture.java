package dev.leeway.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What all pictures have in common: numbers, ticks, scales. */
final class Picture {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int DIGITS = 3;
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;

  private Picture() {}

  /** With one digit after the point, none where it would be 0, and none before it: pages hold many of them. */
  static String coordinate(double value) {
    long tenths = Math.round(value * 10);
    if (tenths % 10 == 0) {
      return Long.toString(tenths / 10);
    }
    long whole = Math.abs(tenths) / 10;
    return (tenths < 0 ? "-" : "") + (whole == 0 ? "" : whole) + "." + Math.abs(tenths) % 10;
  }

  /** As a person reads it: three digits that say something. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    return size >= SMALL && size < LARGE
        ? rounded.toPlainString()
        : String.format(Locale.ROOT, "%.2e", value);
  }

  static String percent(double share) {
    if (Double.isNaN(share)) {
      return "–";
    }
    if (share == 0) {
      return "0 %";
    }
    return share < 0.0005 ? "< 0.1 %" : number(Math.round(share * 1000) / 10.0) + " %";
  }

  /** For a column: all with three digits after the point. */
  static String thousandths(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return number(value);
    }
    return Math.abs(value) < 0.0005 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** For a column of shares: all percents with one digit after the point. */
  static String tenths(double share) {
    if (Double.isNaN(share) || share == 0 || share < 0.0005) {
      return percent(share);
    }
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** No probability is 0 because a computer cannot write a smaller one. */
  static String probability(double value) {
    return value < 1e-4 ? "< 0.0001" : number(value);
  }

  /**
   * A name within so many units of a picture, the last character of which says where there are more. No font is measured: widths
   * are those of a wide one.
   */
  static String fitting(String name, double units, double letters) {
    double room = units / letters;
    int[] points = name.codePoints().toArray();
    double width = 0;
    int fits = 0;
    for (int i = 0; i < points.length; i++) {
      width += emWidth(points[i]);
      if (width > room) {
        return new String(points, 0, fits) + "…";
      }
      if (width + emWidth('…') <= room) {
        fits = i + 1;
      }
    }
    return name;
  }

  private static double emWidth(int c) {
    if (c >= 0x1100) {
      // East Asian characters and pictures are as wide as they are high, emoji wider
      return c >= 0x1f000 ? 1.4 : 1.02;
    }
    return switch (c) {
      case 'i', 'j', 'l', '.', ',', ':', ';', '|', '!', '\'', ' ', '(', ')', '[', ']' -> 0.4;
      case 'm', 'w', 'M', 'W', '@', '%', '…' -> 1;
      default -> Character.isUpperCase(c) ? 0.76 : 0.64;
    };
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
  }

  /** Round numbers within a range, so many or fewer; both ends are among them where they are round. */
  static List<Double> ticks(double low, double high, int most) {
    List<Double> ticks = new ArrayList<>();
    double range = high - low;
    if (!(range > 0) || Double.isInfinite(range)) {
      ticks.add(low);
      return ticks;
    }
    double power = Math.pow(10, Math.floor(Math.log10(range / most)));
    double step = power;
    for (double candidate : STEPS) {
      step = candidate * power;
      if (range / step <= most) {
        break;
      }
    }
    for (double tick = Math.ceil(low / step - 1e-9) * step;
        tick <= high + step * 1e-9;
        tick += step) {
      ticks.add(Math.abs(tick) < step * 1e-9 ? 0.0 : tick);
    }
    return ticks;
  }

  static String time(Instant time) {
    boolean midnight = time.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0;
    return (midnight ? DAY : MINUTE).format(time.atOffset(ZoneOffset.UTC));
  }

  /** With its zone, where it stands alone. */
  static String timeWithZone(Instant time) {
    return MINUTE.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }
}
