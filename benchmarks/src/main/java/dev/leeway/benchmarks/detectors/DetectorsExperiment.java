package dev.leeway.benchmarks.detectors;

import dev.leeway.benchmarks.hotpath.Jmh;
import dev.leeway.benchmarks.hotpath.Jmh.Line;
import dev.leeway.benchmarks.hotpath.Jmh.Measured;
import dev.leeway.benchmarks.hotpath.Jmh.Results;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a value costs a change detector, of each kind, beside MOA's of the same name where its jars are there. */
public final class DetectorsExperiment implements Experiment {

  private static final String UNIT = "ns/value";

  @Override
  public String name() {
    return "detectors";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    boolean peer = Moa.isInstalled();
    if (!peer) {
      report.fact(Moa.NAME, "not there: benchmarks/peers/install.sh moa fetches it");
    }
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Kind kind : Kind.ALL) {
      for (String stream : kind.streams()) {
        lines.put(ours(kind, stream), line("leeway", kind, stream, false));
        if (peer && kind.moa() != null) {
          lines.put(theirs(kind, stream), line("moa", kind, stream, true));
        }
      }
    }
    Results measured = new Jmh(quick).measure(lines);
    double bytes = 0;
    for (Kind kind : Kind.ALL) {
      for (String stream : kind.streams()) {
        report(kind, stream, measured, report);
        bytes = Math.max(bytes, measured.get(ours(kind, stream)).bytes());
      }
    }
    report.add(
        "allocated by an update, at most", "B/value", bytes, "0 bytes a value", bytes < 0.01);
  }

  private static Line line(String method, Kind kind, String stream, boolean peer) {
    return new Line(
        Updates.class,
        method,
        "kind",
        kind.name(),
        "stream",
        stream,
        "peer",
        Boolean.toString(peer));
  }

  private static String ours(Kind kind, String stream) {
    return kind.name() + ", " + stream;
  }

  private static String theirs(Kind kind, String stream) {
    return "MOA's " + kind.moa() + ", " + stream;
  }

  /** Ratios are how many times as fast as MOA's. */
  private static void report(Kind kind, String stream, Results measured, Report report) {
    Measured ours = measured.get(ours(kind, stream));
    Measured theirs = measured.all().get(theirs(kind, stream));
    if (theirs == null) {
      report.add(ours(kind, stream), UNIT, ours.figures(), Double.NaN);
      return;
    }
    double ratio = theirs.min() / ours.min();
    String goal =
        kind.times() > 1 ? "at least " + (int) kind.times() + " times as fast" : "at least as fast";
    report.add(
        ours(kind, stream), UNIT, ours.figures(), ratio, goal + " as MOA's", ratio >= kind.times());
    report.add(theirs(kind, stream), UNIT, theirs.figures(), Double.NaN);
  }
}
