package dev.leeway.batch;

import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the caller says about columns, instead of having it found out. */
final class Wishes {

  private static final int SHOWN = 20;

  private final Map<String, ColumnRole> roles = new LinkedHashMap<>();
  private final Map<String, SignalType> types = new LinkedHashMap<>();
  private @Nullable Task task;
  private @Nullable String datePattern;
  private @Nullable Character decimalMark;
  private ZoneId zone = ZoneOffset.UTC;

  void role(String column, ColumnRole role) {
    ColumnRole before = roles.putIfAbsent(column, role);
    if (before != null && before != role) {
      throw new IllegalArgumentException("Column '" + column + "' cannot be " + words(before)
          + " and " + words(role) + ": name it once.");
    }
    boolean once = role.signal() != null
        || role == ColumnRole.ID
        || role == ColumnRole.TIMESTAMP
        || role == ColumnRole.SEGMENT;
    if (once && roles.values().stream().filter(role::equals).count() > 1) {
      throw new IllegalArgumentException("Two columns are to be " + words(role) + ", "
          + roles.entrySet().stream()
              .filter(e -> e.getValue() == role)
              .map(Map.Entry::getKey)
              .toList()
          + ": name one.");
    }
  }

  private static String words(ColumnRole role) {
    return "the " + role.name().toLowerCase(Locale.ROOT);
  }

  void type(String column, SignalType type) {
    SignalType before = types.putIfAbsent(column, type);
    if (before != null && before != type) {
      throw new IllegalArgumentException(
          "Column '" + column + "' cannot be numeric and categorical: name it once.");
    }
  }

  void task(Task wished) {
    this.task = wished;
  }

  void datePattern(String pattern) {
    this.datePattern = pattern;
  }

  void decimalMark(char mark) {
    this.decimalMark = mark;
  }

  void zone(ZoneId wished) {
    this.zone = wished;
  }

  @Nullable
  ColumnRole role(String column) {
    return roles.get(column);
  }

  @Nullable
  SignalType type(String column) {
    return types.get(column);
  }

  @Nullable
  Task task() {
    return task;
  }

  @Nullable
  String datePattern() {
    return datePattern;
  }

  @Nullable
  Character decimalMark() {
    return decimalMark;
  }

  ZoneId zone() {
    return zone;
  }

  /** Refuses names that are no column. */
  void requireColumns(List<String> columns) {
    Set<String> named = new HashSet<>(roles.keySet());
    named.addAll(types.keySet());
    columns.forEach(named::remove);
    if (!named.isEmpty()) {
      List<String> shown = columns.subList(0, Math.min(columns.size(), SHOWN));
      throw new IllegalArgumentException(
          "There is no column '" + named.iterator().next()
              + "', there are " + String.join(", ", shown)
              + (shown.size() < columns.size() ? " and " + (columns.size() - SHOWN) + " more" : "")
              + ".");
    }
  }
}
