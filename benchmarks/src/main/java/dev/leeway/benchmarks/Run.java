package dev.leeway.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** {@code NAME [--quick] [--json FILE]}: runs a benchmark, prints a table, and writes the same as JSON. */
public final class Run {

  private static final String SEED = "20240501";

  /** One line of the table; ratio to the reference of the same run, NaN where there is none. */
  private record Line(
      String what,
      double value,
      String unit,
      double min,
      double median,
      double max,
      double ratio,
      @Nullable String goal,
      @Nullable String verdict) {}

  private Run() {}

  /** See the class. */
  public static void main(String[] arguments) throws RunnerException {
    boolean quick = false;
    Path json = null;
    String name = null;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--quick")) {
        quick = true;
      } else if (arguments[i].equals("--json") && i + 1 < arguments.length) {
        json = Path.of(arguments[++i]);
      } else if (name == null) {
        name = arguments[i];
      } else {
        fail("unexpected argument '" + arguments[i] + "'");
      }
    }
    if (!"hotpath".equals(name)) {
      fail("there is no benchmark '" + name + "', use hotpath");
    }
    hotpath(quick, json);
  }

  private static void fail(String message) {
    System.err.println(
        "benchmarks: " + message + ": ./benchmarks/run NAME [--quick] [--json FILE].");
    System.exit(2);
  }

  private static void hotpath(boolean quick, @Nullable Path json) throws RunnerException {
    if (quick) {
      System.err.println("benchmarks: --quick is rough: trust no figure of it.");
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Line> lines = new ArrayList<>();
    RunResult bare = measure("bareLoop", 1, quick);
    lines.add(line("bare counting loop, 1 thread", bare, "ns/record", bare, null, null));
    RunResult sum = measure("sum", 1, quick);
    lines.add(line("sum of the values, 1 thread", sum, "ns/record", bare, null, null));
    RunResult observe = measure("observe", 1, quick);
    lines.add(line(
        "observe, accessors, 1 thread",
        observe,
        "ns/record",
        bare,
        "at most 2 times the bare loop",
        minimum(observe) <= 2 * minimum(bare)));
    double bytes = allocated(observe);
    lines.add(new Line(
        "observe, accessors, allocated",
        bytes,
        "B/record",
        bytes,
        bytes,
        bytes,
        Double.NaN,
        "0 bytes per record",
        verdict(bytes < 0.5)));
    RunResult two = measure("observe", 2, quick);
    lines.add(line("observe, accessors, 2 threads", two, "ns/record and thread", bare, null, null));
    RunResult timed = measure("observeInTime", 1, quick);
    lines.add(line("observe, event times in order", timed, "ns/record", bare, null, null));
    RunResult late = measure("observeHalfLate", 1, quick);
    lines.add(line("observe, half of them late", late, "ns/record", bare, null, null));
    RunResult evaluate = measure("evaluate", 1, quick);
    lines.add(line(
        "evaluation of 25 signals",
        evaluate,
        "ns",
        bare,
        "under 0.5 ms",
        minimum(evaluate) < 500_000));
    print(lines, load);
    if (json != null) {
      write(json, lines, load);
    }
  }

  private static RunResult measure(String method, int threads, boolean quick)
      throws RunnerException {
    Collection<RunResult> results = new Runner(new OptionsBuilder()
            .include(HotPath.class.getName() + "\\." + method + "$")
            .threads(threads)
            .forks(quick ? 1 : 2)
            .warmupIterations(3)
            .warmupTime(TimeValue.milliseconds(quick ? 500 : 1000))
            .measurementIterations(quick ? 5 : 8)
            .measurementTime(TimeValue.milliseconds(500))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build())
        .run();
    return results.iterator().next();
  }

  private static double minimum(RunResult result) {
    return result.getPrimaryResult().getStatistics().getMin();
  }

  private static double allocated(RunResult result) {
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().endsWith("gc.alloc.rate.norm")) {
        return secondary.getScore();
      }
    }
    return Double.NaN;
  }

  private static Line line(
      String what,
      RunResult result,
      String unit,
      RunResult reference,
      @Nullable String goal,
      @Nullable Boolean met) {
    Statistics statistics = result.getPrimaryResult().getStatistics();
    return new Line(
        what,
        statistics.getMin(),
        unit,
        statistics.getMin(),
        statistics.getPercentile(50),
        statistics.getMax(),
        statistics.getMin() / minimum(reference),
        goal,
        met == null ? null : verdict(met));
  }

  private static String verdict(boolean met) {
    return met ? "PASS" : "FAIL";
  }

  private static void print(List<Line> lines, double load) {
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %s, %d processors, load %.2f, commit %s, seed %s%n",
        System.getProperty("java.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        load,
        System.getenv("LEEWAY_COMMIT"),
        SEED);
    System.out.printf(
        Locale.ROOT, "%-34s %12s %12s %12s %8s  %s%n", "", "min", "median", "max", "ratio", "goal");
    for (Line line : lines) {
      System.out.printf(
          Locale.ROOT,
          "%-34s %12.1f %12.1f %12.1f %8.2f  %s %s (%s)%n",
          line.what,
          line.min,
          line.median,
          line.max,
          line.ratio,
          line.goal == null ? "" : line.goal + ":",
          line.verdict == null ? "" : line.verdict,
          line.unit);
    }
  }

  private static void write(Path file, List<Line> lines, double load) {
    StringBuilder json = new StringBuilder("{\"name\":\"hotpath\",\"machine\":\"")
        .append(System.getProperty("os.arch"))
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors, JDK ")
        .append(System.getProperty("java.version"))
        .append("\",\"load\":")
        .append(load)
        .append(",\"commit\":")
        .append(quoted(System.getenv("LEEWAY_COMMIT")))
        .append(",\"seed\":")
        .append(SEED)
        .append(",\"rows\":[");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      json.append(i == 0 ? "" : ",")
          .append("{\"what\":")
          .append(quoted(line.what))
          .append(",\"value\":")
          .append(number(line.value))
          .append(",\"unit\":")
          .append(quoted(line.unit))
          .append(",\"min\":")
          .append(number(line.min))
          .append(",\"median\":")
          .append(number(line.median))
          .append(",\"max\":")
          .append(number(line.max))
          .append(",\"ratio\":")
          .append(number(line.ratio))
          .append(",\"goal\":")
          .append(quoted(line.goal))
          .append(",\"verdict\":")
          .append(quoted(line.verdict))
          .append('}');
    }
    json.append("],\"facts\":{}}\n");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + file + ".", e);
    }
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + text + '"';
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }
}
