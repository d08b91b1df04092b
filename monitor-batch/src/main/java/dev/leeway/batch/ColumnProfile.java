package dev.leeway.batch;

import dev.leeway.schema.Accessor;
import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.TimeFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of one column are, found out from all that have been looked at. Bounded memory. */
final class ColumnProfile {

  /** Whole numbers with no more distinct values are categories. */
  static final int FEW = 10;

  private static final int FOLLOWED = 10_000;
  private static final int FEWEST_OF_AN_ID = 50;
  private static final double MOSTLY = 0.95;
  private static final double LEAST_MILLIS = 1e11;

  final SourceColumn column;
  private final int index;
  private final ColumnReading asNumber;
  private final ColumnReading asText;
  private final Map<String, TimeFormat> candidates = new LinkedHashMap<>();
  private final Set<Double> fewNumbers = new HashSet<>();
  private final Set<String> fewTexts = new HashSet<>();
  private final Set<Long> texts = new HashSet<>();
  private boolean repeated;
  private long rows;
  private long missing;
  private long numbers;
  private long fractions;
  private long flags;
  private long times;
  private long words;
  private long commas;
  private double largest;
  private @Nullable String oddValue;
  private @Nullable String oddPlace;
  private double[] values = {};
  private @Nullable String[] strings = {};

  ColumnProfile(SourceColumn column, int index, char decimalMark) {
    this.column = column;
    this.index = index;
    this.asNumber = new ColumnReading(ColumnType.DECIMAL, decimalMark, null, ZoneOffset.UTC);
    this.asText = new ColumnReading(ColumnType.TEXT, decimalMark, null, ZoneOffset.UTC);
    for (String pattern : TimeFormat.candidates()) {
      candidates.put(pattern, TimeFormat.of(pattern, ZoneOffset.UTC));
    }
  }

  void look(RecordBlock block) {
    if (values.length < block.rows()) {
      values = new double[block.rows()];
      strings = new String[block.rows()];
    }
    rows += block.rows();
    boolean wordsOnly = words > 0 && numbers == 0 || column.type() == ColumnType.BOOLEAN;
    boolean texted = wordsOnly;
    if (wordsOnly) {
      block.texts(index, asText, strings);
    } else {
      block.numbers(index, asNumber, values);
    }
    for (int i = 0; i < block.rows(); i++) {
      if (!wordsOnly && !Cell.isUnreadable(values[i])) {
        lookAt(values[i]);
        continue;
      }
      if (!texted) {
        block.texts(index, asText, strings);
        texted = true;
      }
      lookAt(strings[i], block, i);
    }
  }

  private void lookAt(double value) {
    if (Cell.isMissing(value)) {
      missing++;
      return;
    }
    numbers++;
    if (Double.isNaN(value)) {
      return;
    }
    if (value != Math.rint(value) || Math.abs(value) >= Accessor.LARGEST_WHOLE) {
      fractions++;
    }
    largest = Math.max(largest, Math.abs(value));
    if (fewNumbers.size() <= FEW) {
      fewNumbers.add(value == 0 ? 0.0 : value);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the one instance is the mark
  private void lookAt(@Nullable String text, RecordBlock block, int row) {
    if (text == null || text == Cell.UNREADABLE_TEXT || ColumnReading.isMissing(text)) {
      missing++;
      return;
    }
    if (oddPlace == null) {
      oddValue = block.shown(index, row);
      oddPlace = block.place(row);
    }
    if (fewTexts.size() <= FEW) {
      fewTexts.add(text);
    }
    if (!repeated && texts.size() < FOLLOWED && !texts.add(hash(text))) {
      repeated = true;
      texts.clear();
    }
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      flags++;
    } else if (isTime(text)) {
      times++;
    } else {
      words++;
      commas += isNumberWithComma(text) ? 1 : 0;
    }
  }

  private static long hash(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = 1_000_003 * hash + text.charAt(i);
    }
    return hash;
  }

  private static boolean isNumberWithComma(String text) {
    return text.indexOf(',') >= 0 && !Cell.isUnreadable(ColumnReading.parse(text, ','));
  }

  /** Patterns that a time does not fit are out for the whole column. */
  private boolean isTime(String text) {
    if (words > 0 || candidates.isEmpty() || !Character.isDigit(text.strip().charAt(0))) {
      return false;
    }
    List<String> fitting = new ArrayList<>();
    candidates.forEach((pattern, format) -> {
      if (format.millis(text) != Cell.UNREADABLE_TIME) {
        fitting.add(pattern);
      }
    });
    if (fitting.isEmpty()) {
      return false;
    }
    candidates.keySet().retainAll(fitting);
    return true;
  }

  /** Values that would be numbers if the decimal mark were a comma. */
  long commas() {
    return commas;
  }

  /** Numbers with a fraction. */
  long fractions() {
    return fractions;
  }

  long rows() {
    return rows;
  }

  private long present() {
    return rows - missing;
  }

  boolean isEmpty() {
    return present() == 0;
  }

  boolean isConstant() {
    return present() > 0
        && fewNumbers.size() + fewTexts.size() == 1
        && (numbers == 0 || numbers == present());
  }

  /** Whether every value is another text, as ids are. */
  boolean isAllDistinct() {
    return type() == ColumnType.TEXT && !repeated && present() >= FEWEST_OF_AN_ID;
  }

  /** Whether there are so few distinct values that they are categories. */
  boolean hasFewNumbers() {
    return fewNumbers.size() <= FEW;
  }

  long numbers() {
    return numbers;
  }

  /** Distinct values, as far as they are few: more are {@value #FEW} and one. */
  int distinct() {
    return Math.min(FEW + 1, fewNumbers.size() + fewTexts.size());
  }

  /** Whether all times that it has fit this pattern. */
  boolean fits(String pattern) {
    TimeFormat format = TimeFormat.of(pattern, ZoneOffset.UTC);
    return !fewTexts.isEmpty()
        && numbers == 0
        && fewTexts.stream().allMatch(text -> format.millis(text) != Cell.UNREADABLE_TIME);
  }

  ColumnType type() {
    if (column.type() == ColumnType.BOOLEAN || column.type() == ColumnType.TIME) {
      return column.type();
    }
    long present = present();
    if (present == 0) {
      return column.type();
    }
    if (numbers == present) {
      return fractions == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
    }
    if (flags == present) {
      return ColumnType.BOOLEAN;
    }
    if (times == present) {
      return ColumnType.TIME;
    }
    if (numbers >= MOSTLY * present && fewNumbers.size() > FEW) {
      return fractions == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
    }
    return ColumnType.TEXT;
  }

  /** Values that are none of the type. */
  long odd() {
    return type().isNumber() ? present() - numbers : 0;
  }

  /** The first value that is neither a number nor missing, with its place. */
  String firstOdd() {
    return "'" + oddValue + "' (" + oddPlace + ")";
  }

  /** The pattern of its times, null where it has none. */
  @Nullable
  String pattern(ColumnRole role) {
    if (column.type() == ColumnType.TIME) {
      return TimeFormat.ISO;
    }
    if (type() == ColumnType.TIME) {
      return candidates.keySet().iterator().next();
    }
    if (role == ColumnRole.TIMESTAMP && type().isNumber()) {
      return largest >= LEAST_MILLIS ? TimeFormat.EPOCH_MILLIS : TimeFormat.EPOCH_SECONDS;
    }
    return null;
  }

  /** Patterns that all of its times fit, where that is more than one that mean different days. */
  List<String> ambiguous() {
    List<String> left = new ArrayList<>(candidates.keySet());
    boolean both = type() == ColumnType.TIME
        && left.stream().anyMatch(pattern -> pattern.toLowerCase(Locale.ROOT).startsWith("d"))
        && left.stream().anyMatch(pattern -> pattern.startsWith("M"));
    return both ? left : List.of();
  }

  static List<ColumnProfile> all(List<SourceColumn> columns, char decimalMark) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      profiles.add(new ColumnProfile(columns.get(i), i, decimalMark));
    }
    return profiles;
  }
}
