package dev.leeway.benchmarks.verdicts;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Rows of a compressed CSV file; an empty field is missing. */
record Table(List<Map<String, String>> rows) {

  static Table read(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, String> known = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
        .ofNamedCsvRecord(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord record : csv) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < record.getHeader().size(); i++) {
          String text = record.getField(i);
          if (!text.isEmpty()) {
            row.put(record.getHeader().get(i), known.computeIfAbsent(text, same -> same));
          }
        }
        rows.add(row);
      }
    }
    return new Table(rows);
  }

  static @Nullable Double number(Map<String, String> row, String column) {
    String text = row.get(column);
    return text == null ? null : Double.valueOf(text);
  }

  /** Side by side with a table of as many rows. */
  Table with(Table other) {
    if (other.rows.size() != rows.size()) {
      throw new IllegalArgumentException(
          rows.size() + " rows cannot be joined with " + other.rows.size());
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).putAll(other.rows.get(i));
    }
    return this;
  }

  Table where(Predicate<Map<String, String>> wanted) {
    return new Table(rows.stream().filter(wanted).toList());
  }

  Table where(String column, String value) {
    return where(row -> value.equals(row.get(column)));
  }

  Table slice(int from, int to) {
    return new Table(rows.subList(from, to));
  }
}
