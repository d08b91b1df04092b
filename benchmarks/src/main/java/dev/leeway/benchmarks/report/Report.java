package dev.leeway.benchmarks.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.JsonFields;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one run: printed as they come, and written as JSON at the end. A failed goal stays failed. */
public final class Report {

  /** The seed of everything that is drawn at random; cases add their numbers. */
  public static final long SEED = 20240501;

  private final String name;
  private final PrintStream out;
  private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /** One line: three figures of the same thing, its ratio to the reference of the run, and the goal. */
  private record Row(
      String what,
      String unit,
      Figures figures,
      double ratio,
      @Nullable String goal,
      @Nullable Boolean met) {

    @Nullable
    String verdict() {
      return met == null ? null : met ? "PASS" : "FAIL";
    }
  }

  /** The least, the middle and the largest of what was measured. */
  public record Figures(double min, double median, double max) {

    /** Of one figure alone. */
    public static Figures of(double value) {
      return new Figures(value, value, value);
    }
  }

  /** Begins to print a table. */
  public Report(String name, PrintStream out) {
    this.name = name;
    this.out = out;
    out.println(name + ": " + machine() + ", load " + String.format(Locale.ROOT, "%.2f", load)
        + ", commit " + commit() + ", seed " + SEED);
    out.printf(
        Locale.ROOT, "%-58s %12s %12s %12s %8s  %s%n", "", "min", "median", "max", "ratio", "goal");
  }

  private static String machine() {
    return System.getProperty("os.arch") + ", "
        + Runtime.getRuntime().availableProcessors() + " processors, JDK "
        + System.getProperty("java.version");
  }

  private static String commit() {
    String commit = System.getenv("LEEWAY_COMMIT");
    return commit == null ? "unknown" : commit;
  }

  /** A figure without a goal. */
  public void add(String what, String unit, Figures figures, double ratio) {
    add(new Row(what, unit, figures, ratio, null, null));
  }

  /** A figure with a goal. */
  public void add(
      String what, String unit, Figures figures, double ratio, String goal, boolean met) {
    add(new Row(what, unit, figures, ratio, goal, met));
  }

  /** A single figure with a goal. */
  public void add(String what, String unit, double value, String goal, boolean met) {
    add(new Row(what, unit, Figures.of(value), Double.NaN, goal, met));
  }

  private void add(Row row) {
    rows.add(row);
    out.printf(
        Locale.ROOT,
        "%-58s %12s %12s %12s %8s  %s%n",
        row.what + " (" + row.unit + ")",
        shown(row.figures.min),
        shown(row.figures.median),
        shown(row.figures.max),
        Double.isNaN(row.ratio) ? "" : String.format(Locale.ROOT, "%.2f", row.ratio),
        row.goal == null ? "" : row.goal + ": " + row.verdict());
  }

  private static String shown(double value) {
    double size = Math.abs(value);
    return size != 0 && (size < 0.01 || size >= 1e9)
        ? String.format(Locale.ROOT, "%.3g", value)
        : String.format(Locale.ROOT, size < 10 ? "%.4f" : "%.1f", value);
  }

  /** Something to know beside the figures. */
  public void fact(String key, Object value) {
    facts.put(key, value);
    out.println("  " + key + ": " + value);
  }

  /** Goals that were not reached. */
  public List<String> failed() {
    return rows.stream()
        .filter(row -> Boolean.FALSE.equals(row.met))
        .map(row -> row.what)
        .toList();
  }

  /** Number of goals. */
  public long goals() {
    return rows.stream().filter(row -> row.met != null).count();
  }

  /** Writes all figures as JSON. */
  public void write(Path file) throws IOException {
    Files.writeString(file, JsonFields.text(this::write) + '\n');
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("machine", machine());
    JsonFields.number(json, "load", load);
    json.writeStringField("commit", commit());
    json.writeNumberField("seed", SEED);
    json.writeArrayFieldStart("rows");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("what", row.what);
      JsonFields.number(json, "value", row.figures.min);
      json.writeStringField("unit", row.unit);
      JsonFields.number(json, "min", row.figures.min);
      JsonFields.number(json, "median", row.figures.median);
      JsonFields.number(json, "max", row.figures.max);
      JsonFields.number(json, "ratio", row.ratio);
      JsonFields.text(json, "goal", row.goal);
      JsonFields.text(json, "verdict", row.verdict());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("facts");
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      if (fact.getValue() instanceof Number number) {
        JsonFields.number(json, fact.getKey(), number.doubleValue());
      } else {
        JsonFields.text(json, fact.getKey(), fact.getValue());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
