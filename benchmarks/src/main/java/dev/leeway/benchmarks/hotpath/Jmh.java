package dev.leeway.benchmarks.hotpath;

import dev.leeway.benchmarks.report.Report.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs JMH methods in turn, A B C A B C: the same code moves by a quarter from one moment to the next on a machine that is
 * not quiet, so only what was measured in the same rounds may be compared.
 */
public final class Jmh {

  /** One line to measure. */
  public record Line(Class<?> type, String method, int threads, Map<String, String> parameters) {

    /** On one thread, with the parameters' names and values in turn. */
    public Line(Class<?> type, String method, String... parameters) {
      this(type, method, 1, map(parameters));
    }

    Line onThreads(int count) {
      return new Line(type, method, count, parameters);
    }

    private static Map<String, String> map(String... pairs) {
      Map<String, String> map = new LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        map.put(pairs[i], pairs[i + 1]);
      }
      return map;
    }
  }

  /** Times of an operation over all rounds, and bytes that it allocates. */
  public record Measured(List<Double> times, double bytes) {

    /** Least, middle and largest of the times. */
    public Figures figures() {
      List<Double> sorted = new ArrayList<>(times);
      Collections.sort(sorted);
      return new Figures(
          sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    /** The least of the times. */
    public double min() {
      return figures().min();
    }
  }

  private final boolean quick;

  /** Prepares to measure. */
  public Jmh(boolean quick) {
    this.quick = quick;
  }

  /** What was measured, by the names of the lines. */
  public record Results(Map<String, Measured> all) {
    /** What was measured of a line. */
    public Measured get(String what) {
      return Objects.requireNonNull(all.get(what), what);
    }

    double min(String what) {
      return get(what).min();
    }
  }

  /** Runs all lines in turn. */
  public Results measure(Map<String, Line> lines) throws RunnerException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, Double> bytes = new LinkedHashMap<>();
    int rounds = quick ? 1 : 3;
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Line> entry : lines.entrySet()) {
        System.err.printf("\rround %d of %d: %-60s", round + 1, rounds, entry.getKey());
        RunResult result = run(entry.getValue());
        result.getBenchmarkResults().forEach(fork -> {
          for (IterationResult iteration : fork.getIterationResults()) {
            times
                .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                .add(iteration.getPrimaryResult().getScore());
          }
        });
        bytes.merge(entry.getKey(), allocated(result), Math::min);
      }
    }
    System.err.printf("\r%-80s\r", "");
    Map<String, Measured> measured = new LinkedHashMap<>();
    times.forEach((key, all) ->
        measured.put(key, new Measured(all, bytes.getOrDefault(key, Double.NaN))));
    return new Results(measured);
  }

  private RunResult run(Line line) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + line.type.getName().replace(".", "\\.") + "\\." + line.method + "$")
        .threads(line.threads)
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds(quick ? 300 : 700))
        .measurementIterations(quick ? 3 : 5)
        .measurementTime(TimeValue.milliseconds(quick ? 300 : 500))
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
    line.parameters.forEach((name, value) -> options.param(name, value));
    return new Runner(options.build()).run().iterator().next();
  }

  private static double allocated(RunResult result) {
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().endsWith("gc.alloc.rate.norm")) {
        return secondary.getScore();
      }
    }
    return Double.NaN;
  }
}
