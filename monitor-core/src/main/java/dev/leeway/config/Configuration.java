package dev.leeway.config;

import dev.leeway.convention.Convention;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.FixedPolicy;
import dev.leeway.judgement.Limit;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Statistics;
import dev.leeway.window.WindowPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a monitor from a file: properties or JSON ({@code leeway-policy/1}), listed in {@code
 * docs/reference/configuration.md}. Everything is checked while it is read: a key that does not exist is refused with its
 * line and the nearest right one. Immutable.
 */
public final class Configuration {

  private static final String FORMAT = "leeway-policy/1";
  private static final Pattern LENGTH = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
  private static final long MOST_BYTES = 1 << 20;

  private final @Nullable String name;
  private final List<WindowPolicy> windows;
  private final @Nullable WindowPolicy rolling;
  private final double sample;
  private final boolean hideValues;
  private final @Nullable Duration closeWithin;
  private final AlertPolicy policy;

  private Configuration(Map<Setting, Entry> entries) {
    this.name = text(entries, Setting.NAME);
    ZoneId zone = value(entries, Setting.ZONE, ZoneOffset.UTC, Configuration::zone);
    this.windows = value(entries, Setting.WINDOWS, List.of(), entry -> windows(entry, zone));
    this.rolling = valueOrNull(entries, Setting.ROLLING, entry -> window(entry, zone));
    this.sample = value(entries, Setting.SAMPLE, 1.0, Configuration::share);
    this.hideValues = value(entries, Setting.HIDE_VALUES, false, Configuration::yes);
    this.closeWithin = valueOrNull(entries, Setting.CLOSE_WITHIN, Configuration::duration);
    value(entries, Setting.FORMAT, FORMAT, Configuration::format);
    value(entries, Setting.CONVENTION, Convention.LEEWAY, Configuration::convention);
    value(entries, Setting.POLICY, "fixed", Configuration::kind);
    this.policy = policy(entries);
  }

  /**
   * Reads a file: {@code .json} as JSON, anything else as properties in UTF-8.
   *
   * @throws ConfigurationException naming the line and what to change
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Configuration read(Path file) {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ConfigurationException(
            file + ": has more than a megabyte: it is no settings file.");
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The settings in " + file + " cannot be read.", e);
    }
    String source = String.valueOf(file.getFileName());
    return source.toLowerCase(Locale.ROOT).endsWith(".json")
        ? ofJson(text, source)
        : ofProperties(text, source);
  }

  /**
   * Settings from the text of a properties file. Keys begin with {@code leeway.}; others are left alone.
   *
   * @param source what messages call the text
   */
  public static Configuration ofProperties(String text, String source) {
    return of(Entries.ofProperties(text, source));
  }

  /**
   * Settings from a JSON object.
   *
   * @param source what messages call the text
   */
  public static Configuration ofJson(String text, String source) {
    return of(Entries.ofJson(text, source));
  }

  /**
   * Settings from properties that are there already, such as those of a framework. Keys begin with {@code leeway.}; others
   * are left alone.
   *
   * @param source what messages call them
   */
  public static Configuration ofMap(Map<String, String> settings, String source) {
    return of(Entries.ofMap(settings, source));
  }

  private static Configuration of(List<Entry> entries) {
    Map<Setting, Entry> known = new EnumMap<>(Setting.class);
    for (Entry entry : entries) {
      Setting setting = Setting.of(entry.key())
          .orElseThrow(() -> new ConfigurationException(entry.place() + ": there is no setting '"
              + entry.key() + "'; did you mean '" + Setting.nearest(entry.key())
              + "'? There are: " + String.join(", ", Setting.keys()) + "."));
      Entry twin = known.put(setting, entry);
      if (twin != null) {
        throw new ConfigurationException(entry.place() + ": '" + entry.key()
            + "' stands twice, first in line " + twin.line() + ": keep one.");
      }
    }
    return new Configuration(known);
  }

  private static <V> V value(
      Map<Setting, Entry> entries, Setting setting, V otherwise, Function<Entry, V> read) {
    V found = valueOrNull(entries, setting, read);
    return found == null ? otherwise : found;
  }

  private static <V> @Nullable V valueOrNull(
      Map<Setting, Entry> entries, Setting setting, Function<Entry, V> read) {
    Entry entry = entries.get(setting);
    return entry == null ? null : read.apply(entry);
  }

  private static @Nullable String text(Map<Setting, Entry> entries, Setting setting) {
    Entry entry = entries.get(setting);
    if (entry != null && entry.value().isBlank()) {
      throw entry.expected("a text");
    }
    return entry == null ? null : entry.value();
  }

  private static String format(Entry entry) {
    if (!entry.value().equals(FORMAT)) {
      throw entry.expected("'" + FORMAT + "', which is what this version of Leeway reads");
    }
    return FORMAT;
  }

  private static Convention convention(Entry entry) {
    for (Convention convention : Convention.values()) {
      if (convention.key().equals(entry.value())) {
        try {
          convention.requireOnCounts("ks");
        } catch (IllegalArgumentException e) {
          throw new ConfigurationException(entry.place() + ": " + e.getMessage(), e);
        }
        return convention;
      }
    }
    throw entry.expected("'leeway'");
  }

  private static String kind(Entry entry) {
    if (!entry.value().equals("fixed")) {
      throw entry.expected("'fixed'");
    }
    return entry.value();
  }

  private static ZoneId zone(Entry entry) {
    try {
      return ZoneId.of(entry.value());
    } catch (DateTimeException e) {
      throw entry.expected("a zone such as Europe/Berlin or UTC", e);
    }
  }

  private static List<WindowPolicy> windows(Entry entry, ZoneId zone) {
    List<WindowPolicy> windows = new ArrayList<>();
    for (String one : entry.value().split(",", -1)) {
      windows.add(window(new Entry(entry.key(), one.strip(), entry.source(), entry.line()), zone));
    }
    try {
      WindowPolicy.requireTogether(windows);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(entry.place() + ": " + e.getMessage(), e);
    }
    return List.copyOf(windows);
  }

  /** {@code 24h/24} or {@code 2000/10}: a length, and in how many panes it slides. */
  private static WindowPolicy window(Entry entry, ZoneId zone) {
    String[] parts = entry.value().split("/", -1);
    String wanted = "a length and a number of panes, such as 24h/24, 30d/30 or 2000/10";
    try {
      String length = parts[0].strip();
      WindowPolicy policy = length.chars().allMatch(Character::isDigit)
          ? WindowPolicy.ofRecords(Long.parseLong(length))
          : WindowPolicy.lasting(
              duration(new Entry(entry.key(), length, entry.source(), entry.line())));
      if (parts.length == 2) {
        policy = policy.inPanes(Integer.parseInt(parts[1].strip()));
      } else if (parts.length > 2) {
        throw entry.expected(wanted);
      }
      return policy.inZone(zone);
    } catch (NumberFormatException e) {
      throw entry.expected(wanted, e);
    } catch (ConfigurationException e) {
      throw entry.expected(wanted, e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(entry.place() + ": " + e.getMessage(), e);
    }
  }

  private static Duration duration(Entry entry) {
    String wanted = "a duration such as 500ms, 30s, 15m, 24h or 30d";
    Matcher matcher = LENGTH.matcher(entry.value().strip());
    try {
      if (!matcher.matches()) {
        Duration iso = Duration.parse(entry.value().strip());
        if (iso.isZero() || iso.isNegative()) {
          throw entry.expected(wanted);
        }
        return iso;
      }
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      throw entry.expected(wanted, e);
    }
  }

  private static double number(Entry entry) {
    try {
      double value = Double.parseDouble(entry.value().strip());
      if (value >= 0 && value <= Double.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw entry.expected("a number, 0 or more", e);
    }
    throw entry.expected("a number, 0 or more");
  }

  private static double limit(Entry entry) {
    double value = number(entry);
    if (value == 0) {
      throw entry.expected("a number above 0");
    }
    return value;
  }

  private static double share(Entry entry) {
    double value = number(entry);
    if (!(value > 0 && value <= 1)) {
      throw entry.expected("a share above 0 and at most 1");
    }
    return value;
  }

  private static boolean yes(Entry entry) {
    return switch (entry.value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw entry.expected("true or false");
    };
  }

  private static AlertPolicy policy(Map<Setting, Entry> entries) {
    FixedPolicy policy = AlertPolicy.fixed();
    DriftStatistic statistic =
        value(entries, Setting.STATISTIC, policy.statistic(), Configuration::statistic);
    boolean other = !statistic.name().equals(policy.statistic().name());
    if (other && !(entries.containsKey(Setting.WARNING) && entries.containsKey(Setting.CRITICAL))) {
      Entry entry = entries.get(Setting.STATISTIC);
      throw new ConfigurationException((entry == null ? "" : entry.place() + ": ")
          + "limits on " + statistic.name()
          + " have no default: give policy.warning and policy.critical as well.");
    }
    double[] shape = limits(entries, Setting.WARNING, Setting.CRITICAL, policy.limit(Check.DRIFT));
    policy = policy.on(statistic, shape[0], shape[1]);
    for (Check check : List.of(Check.MISSING, Check.UNREADABLE, Check.UNSEEN, Check.OUT_OF_RANGE)) {
      Setting warning = Setting.valueOf(check.name() + "_WARNING");
      Setting critical = Setting.valueOf(check.name() + "_CRITICAL");
      double[] share = limits(entries, warning, critical, policy.limit(check));
      policy = policy.share(check, share[0], share[1]);
    }
    Entry minimum = entries.get(Setting.MINIMUM_ROWS);
    if (minimum != null) {
      try {
        policy = policy.minimumRows(Long.parseLong(minimum.value().strip()));
      } catch (NumberFormatException e) {
        throw minimum.expected("a whole number", e);
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(minimum.place() + ": " + e.getMessage(), e);
      }
    }
    return policy;
  }

  private static double[] limits(
      Map<Setting, Entry> entries, Setting warning, Setting critical, Limit otherwise) {
    double low = value(entries, warning, otherwise.warning(), Configuration::limit);
    double high = value(entries, critical, otherwise.critical(), Configuration::limit);
    if (low > high) {
      Entry entry = entries.getOrDefault(warning, entries.get(critical));
      throw new ConfigurationException((entry == null ? "" : entry.place() + ": ") + warning.key
          + " (" + low + ") lies above " + critical.key + " (" + high
          + "): a warning comes before what is critical.");
    }
    return new double[] {low, high};
  }

  private static DriftStatistic statistic(Entry entry) {
    for (DriftStatistic statistic : Statistics.standard()) {
      if (statistic.name().equals(entry.value())) {
        return statistic;
      }
    }
    throw entry.expected(
        "one of " + Statistics.standard().stream().map(DriftStatistic::name).toList());
  }

  /** The monitor's name; null where none is given. */
  public @Nullable String name() {
    return name;
  }

  /** The windows, in their order; empty where none is given. */
  public List<WindowPolicy> windows() {
    return windows;
  }

  /** The window that is compared with the one before it; null where none is given. */
  public @Nullable WindowPolicy rolling() {
    return rolling;
  }

  /** The share of records to observe; 1 where none is given. */
  public double sample() {
    return sample;
  }

  /** Whether evaluations keep values of the data to themselves; false where nothing is said. */
  public boolean hidesValues() {
    return hideValues;
  }

  /** How long closing the monitor may take; null where it is not given. */
  public @Nullable Duration closeWithin() {
    return closeWithin;
  }

  /** The policy with the limits that are given, and the defaults for the others. */
  public AlertPolicy policy() {
    return policy;
  }
}
