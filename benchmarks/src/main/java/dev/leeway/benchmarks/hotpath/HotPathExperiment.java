package dev.leeway.benchmarks.hotpath;

import dev.leeway.benchmarks.hotpath.Jmh.Line;
import dev.leeway.benchmarks.hotpath.Jmh.Measured;
import dev.leeway.benchmarks.hotpath.Jmh.Results;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.window.Recorder;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What observing costs: by way in, by shape of data, by width, by threads, beside the floor and beside peers. */
public final class HotPathExperiment implements Experiment {

  private static final String BARE = "bare counting loop";
  private static final String ARRAY = "observe, double[]";
  private static final String TYPED = "observe, typed accessors";
  private static final String TWO = "observe, double[], 2 threads";
  private static final String BARE_TWO = "bare counting loop, 2 threads";
  private static final List<Integer> WIDTHS = List.of(5, 200, 1000);

  @Override
  public String name() {
    return "hotpath";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    Map<String, Line> lines = new LinkedHashMap<>();
    lines.put("sum of the values (floor of memory)", new Line(HotPath.class, "sum"));
    lines.put(BARE, new Line(HotPath.class, "bareLoop"));
    lines.put(ARRAY, new Line(HotPath.class, "observe", "way", "array"));
    lines.put(TYPED, new Line(HotPath.class, "observe", "way", "typed"));
    lines.put("observe, Map", new Line(HotPath.class, "observeMap", "way", "map"));
    lines.put(BARE_TWO, new Line(HotPath.class, "bareLoop").onThreads(2));
    lines.put(TWO, new Line(HotPath.class, "observe", "way", "array").onThreads(2));
    lines.put("observe in event time", new Line(HotPath.class, "observeInTime", "way", "timed"));
    lines.put(late(), new Line(HotPath.class, "observeHalfLate", "way", "timed"));
    lines.put(
        "observe in event time, 3 windows",
        new Line(HotPath.class, "observeInTime", "way", "several"));
    for (Rows.Shape shape : Rows.Shape.values()) {
      if (shape != Rows.Shape.MIXED) {
        lines.put(
            shapeName(shape),
            new Line(HotPath.class, "observe", "way", "array", "shape", shape.name()));
      }
    }
    for (int signals : WIDTHS) {
      String width = Integer.toString(signals);
      lines.put(bareOf(signals), new Line(HotPath.class, "bareLoop", "signals", width));
      lines.put(
          observeOf(signals), new Line(HotPath.class, "observe", "way", "array", "signals", width));
    }
    lines.put("LongAdder per bin", new Line(HotPath.class, "adders"));
    lines.put("LongAdder per bin, 2 threads", new Line(HotPath.class, "adders").onThreads(2));
    lines.put("KLL sketches, k = 200", new Line(Peers.class, "kll"));
    lines.put("Micrometer summaries, 20 buckets, Prometheus", new Line(Peers.class, "summaries"));
    lines.put("Micrometer summaries, 20 buckets, simple", new Line(Peers.class, "simpleSummaries"));
    lines.put("HdrHistogram, 2 digits", new Line(Peers.class, "hdrHistogram"));
    Results measured = new Jmh(quick).measure(lines);
    measured.all().forEach((what, result) -> report(report, what, result, measured));
    memory(report);
  }

  private static String late() {
    return "observe in event time, half late";
  }

  private static String shapeName(Rows.Shape shape) {
    return "observe, " + shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String bareOf(int signals) {
    return BARE + ", " + signals + " signals";
  }

  private static String observeOf(int signals) {
    return ARRAY + ", " + signals + " signals";
  }

  private static void report(Report report, String what, Measured result, Results all) {
    double bare = all.min(BARE);
    double array = all.min(ARRAY);
    double ratio = result.min() / bare;
    String unit = "ns/record";
    switch (what) {
      case ARRAY -> {
        report.add(
            what, unit, result.figures(), ratio, "at most 1.3 times the bare loop", ratio <= 1.3);
        report.add(
            ARRAY + ", allocated",
            "B/record",
            own(result, all),
            "0 bytes per record",
            own(result, all) < 0.5);
      }
      case TYPED -> {
        report.add(
            what, unit, result.figures(), ratio, "at most 2 times the bare loop", ratio <= 2);
        report.add(
            TYPED + ", allocated",
            "B/record",
            own(result, all),
            "0 bytes per record",
            own(result, all) < 0.5);
      }
      case TWO -> {
        double throughput = 2 * array / result.min();
        report.add(
            what,
            "ns/record and thread",
            result.figures(),
            throughput,
            "at least 1.6 times the throughput (ratio) on a quiet machine",
            throughput >= 1.6);
      }
      case BARE_TWO ->
        report.add(what, "ns/record and thread", result.figures(), 2 * bare / result.min());
      case "KLL sketches, k = 200" ->
        report.add(
            what,
            unit,
            result.figures(),
            result.min() / array,
            "at least 3 times (ratio) observe, double[]",
            result.min() / array >= 3);
      case "Micrometer summaries, 20 buckets, Prometheus",
          "Micrometer summaries, 20 buckets, simple" ->
        report.add(
            what,
            unit,
            result.figures(),
            result.min() / array,
            "at least 8 times (ratio) observe, double[]",
            result.min() / array >= 8);
      default -> other(report, what, result, all);
    }
  }

  /** The harness allocates, too: as much as in the bare loop, which allocates nothing. */
  private static double own(Measured result, Results all) {
    return Math.max(0, result.bytes() - all.get(BARE).bytes());
  }

  private static void other(Report report, String what, Measured result, Results all) {
    double bare = all.min(BARE);
    double array = all.min(ARRAY);
    for (Rows.Shape shape : Rows.Shape.values()) {
      if (what.equals(shapeName(shape))) {
        double ratio = result.min() / array;
        report.add(
            what,
            "ns/record",
            result.figures(),
            ratio,
            "at most 1.3 times (ratio) the usual shape",
            ratio <= 1.3);
        return;
      }
    }
    if (what.equals(late())) {
      double usual = all.min("observe in event time");
      report.add(
          what,
          "ns/record",
          result.figures(),
          result.min() / usual,
          "at most 1.3 times (ratio) event time in order",
          result.min() / usual <= 1.3);
      return;
    }
    for (int signals : WIDTHS) {
      if (what.equals(observeOf(signals))) {
        report.add(what, "ns/record", result.figures(), result.min() / all.min(bareOf(signals)));
        return;
      }
    }
    report.add(what, "ns/record", result.figures(), result.min() / bare);
  }

  private static void memory(Report report) {
    long bytes = Recorder.memoryBytes(
        Rows.baseline(Rows.training(Rows.Shape.MIXED, 25)),
        List.of(WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24)));
    report.add(
        "memory of 25 signals, 256 bins, 24 panes",
        "MB",
        bytes / 1e6,
        "at most 1.5 MB",
        bytes <= 1_500_000);
  }
}
