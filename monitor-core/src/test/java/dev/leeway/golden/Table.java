package dev.leeway.golden;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file by columns. An empty field is missing: null as text, NaN as a number. */
final class Table {

  /** One row of a table, as the library sees it. */
  record Row(Table table, int number) {

    @Nullable
    String text(String column) {
      return table.texts(column)[number];
    }

    @Nullable
    Double number(String column) {
      double value = table.numbers(column)[number];
      return Double.isNaN(value) ? null : value;
    }
  }

  private final Map<String, String[]> columns;
  private final Map<String, double[]> parsed = new HashMap<>();
  private final int size;

  private Table(Map<String, String[]> columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  static Table read(InputStream gzip) throws IOException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    Map<String, String> known = new HashMap<>();
    int size = 0;
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
        .ofNamedCsvRecord(
            new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : csv) {
        for (int i = 0; i < row.getHeader().size(); i++) {
          String text = row.getField(i);
          columns
              .computeIfAbsent(row.getHeader().get(i), name -> new ArrayList<>())
              .add(text.isEmpty() ? null : known.computeIfAbsent(text, same -> same));
        }
        size++;
      }
    }
    Map<String, String[]> arrays = new LinkedHashMap<>();
    columns.forEach((name, texts) -> arrays.put(name, texts.toArray(String[]::new)));
    return new Table(arrays, size);
  }

  int size() {
    return size;
  }

  String[] texts(String column) {
    return Objects.requireNonNull(
        columns.get(column), () -> "no column " + column + " in " + columns.keySet());
  }

  double[] numbers(String column) {
    return parsed.computeIfAbsent(
        column,
        name -> Arrays.stream(texts(name))
            .mapToDouble(text -> text == null ? Double.NaN : Double.parseDouble(text))
            .toArray());
  }

  double[] presentNumbers(String column) {
    return Arrays.stream(numbers(column)).filter(value -> !Double.isNaN(value)).toArray();
  }

  List<String> presentTexts(String column) {
    return Arrays.stream(texts(column)).filter(Objects::nonNull).toList();
  }

  /** With the columns of another table of as many rows; its own win. */
  Table with(Table other) {
    if (other.size != size) {
      throw new IllegalArgumentException(size + " rows cannot be joined with " + other.size);
    }
    Map<String, String[]> all = new LinkedHashMap<>(columns);
    all.putAll(other.columns);
    return new Table(all, size);
  }

  /** One column under another name; 1.0 and 1 are the same class. */
  Table only(String column, String name) {
    String[] classes = Arrays.stream(texts(column))
        .map(text -> text.endsWith(".0") ? text.substring(0, text.length() - 2) : text)
        .toArray(String[]::new);
    return new Table(Map.of(name, classes), size);
  }

  Table where(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size).filter(wanted).toArray();
    Map<String, String[]> some = new LinkedHashMap<>();
    columns.forEach((name, texts) ->
        some.put(name, Arrays.stream(kept).mapToObj(i -> texts[i]).toArray(String[]::new)));
    return new Table(some, kept.length);
  }

  Table where(String column, String value) {
    String[] texts = texts(column);
    return where(i -> value.equals(texts[i]));
  }

  Table slice(int from, int to) {
    return where(i -> i >= from && i < to);
  }

  List<Row> rows() {
    return IntStream.range(0, size).mapToObj(i -> new Row(this, i)).toList();
  }
}
