package dev.leeway.benchmarks.hotpath;

import dev.leeway.benchmarks.hotpath.Jmh.Line;
import dev.leeway.benchmarks.hotpath.Jmh.Results;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/** What evaluating a window costs: eleven statistics of every signal, judged. Independent of the number of records. */
public final class EvaluateExperiment implements Experiment {

  private static final String USUAL = "evaluation of 25 signals";

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    Map<String, Line> lines = new LinkedHashMap<>();
    lines.put(USUAL, new Line(HotPath.class, "evaluate", "way", "filled"));
    for (int signals : new int[] {5, 200, 1000}) {
      lines.put(
          "evaluation of " + signals + " signals",
          new Line(
              HotPath.class, "evaluate", "way", "filled", "signals", Integer.toString(signals)));
    }
    Results measured = new Jmh(quick).measure(lines);
    measured.all().forEach((what, result) -> {
      Report.Figures figures = new Report.Figures(
          result.figures().min() / 1e6,
          result.figures().median() / 1e6,
          result.figures().max() / 1e6);
      double ratio = result.min() / measured.min(USUAL);
      if (what.equals(USUAL)) {
        report.add(what, "ms", figures, ratio, "under 0.5 ms", figures.min() < 0.5);
        report.add(
            "allocated by an evaluation of 25 signals",
            "KB",
            Report.Figures.of(result.bytes() / 1e3),
            Double.NaN);
      } else {
        report.add(what, "ms", figures, ratio);
      }
    });
  }
}
