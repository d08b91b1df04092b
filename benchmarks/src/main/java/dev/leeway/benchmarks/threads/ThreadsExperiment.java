package dev.leeway.benchmarks.threads;

import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.report.Report.Figures;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Threads: races under jcstress, and 64 threads with a million records each while everything else happens at once. */
public final class ThreadsExperiment implements Experiment {

  private static final int THREADS = 64;
  private static final int EACH = 1_000_000;
  private static final String NONE_LOST = "0 records lost or counted twice";
  private static final String NONE_TORN = "0 windows whose bins do not sum to their records";
  private static final String NONE_MIXED = "0 results mixing baselines";

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    stress(quick ? EACH / 10 : EACH, report);
    sleepers(quick ? 20_000 : 200_000, report);
    races(quick, report);
  }

  private static void stress(int each, Report report) throws InterruptedException {
    report.fact("threads", THREADS);
    report.fact("records each", each);
    recorder("recorder, 1 ms panes", byTheClock(THREADS, each), report);
    recorder("recorder, event times", inEventTime(THREADS, each), report);
    monitor(
        "monitor, 1 ms panes",
        new MonitorStress(THREADS, each, Duration.ofMillis(1), true),
        report);
    monitor(
        "monitor, own threads",
        new MonitorStress(THREADS, each, Duration.ofMillis(50), false),
        report);
  }

  /** Panes of a millisecond, three windows. */
  static RecorderStress byTheClock(int threads, int each) {
    List<WindowPolicy> policies = List.of(
        WindowPolicy.lasting(Duration.ofMillis(1)).tumbling(),
        WindowPolicy.lasting(Duration.ofMillis(4)).inPanes(4),
        WindowPolicy.lasting(Duration.ofMillis(8)).tumbling());
    return new RecorderStress(threads, each, policies, false);
  }

  /** One record in five is late. */
  static RecorderStress inEventTime(int threads, int each) {
    return new RecorderStress(
        threads, each, List.of(WindowPolicy.lasting(Duration.ofMillis(50)).tumbling()), true);
  }

  private static void recorder(String what, RecorderStress stress, Report report)
      throws InterruptedException {
    RecorderStress.Outcome outcome = stress.run();
    count(report, what + ": lost", outcome.sent() - outcome.counted(), NONE_LOST);
    outcome
        .missing()
        .forEach((window, missing) ->
            count(report, what + ": missing in windows of " + window, missing, NONE_LOST));
    outcome
        .unmerged()
        .forEach((window, missing) ->
            count(report, what + ": missing in merges of " + window, missing, NONE_LOST));
    count(report, what + ": torn", outcome.torn(), NONE_TORN);
    count(report, what + ": mixed", outcome.mixed(), NONE_MIXED);
    count(report, what + ": failures", outcome.failures(), "0 failures");
    report.fact(
        what,
        outcome.windows() + " windows, " + outcome.recorders() + " recorders in turn, "
            + outcome.reads() + " reads, " + outcome.late() + " of " + outcome.sent()
            + " records late");
  }

  private static void monitor(String what, MonitorStress stress, Report report)
      throws InterruptedException {
    MonitorStress.Outcome outcome = stress.run();
    count(report, what + ": lost", outcome.sent() - outcome.counted(), NONE_LOST);
    if (outcome.skipped() == 0) {
      count(
          report,
          what + ": missing in narrow windows",
          outcome.records() - outcome.inNarrow(),
          NONE_LOST);
    }
    count(report, what + ": torn", outcome.torn(), NONE_TORN);
    count(report, what + ": mixed", outcome.mixed(), NONE_MIXED);
    count(report, what + ": failures", outcome.failures(), "0 failures");
    report.fact(
        what,
        outcome.heard() + " evaluations at the sink, " + outcome.asked() + " asked for, "
            + outcome.skipped() + " windows skipped (where there are any, they cannot be summed), "
            + outcome.swaps() + " swaps, " + outcome.late() + " of " + outcome.sent()
            + " records late");
  }

  private static void count(Report report, String what, long value, String goal) {
    report.add(what, "", (double) value, goal, value == 0);
  }

  private static void sleepers(int each, Report report) throws InterruptedException {
    int threads = 8;
    new Sleepers(0).run(threads, each);
    double awake = new Sleepers(0).run(threads, each).nanos();
    for (int sleeping : new int[] {1, 100}) {
      Sleepers.Outcome outcome = new Sleepers(sleeping).run(threads, each);
      String what = sleeping + " asleep";
      count(
          report,
          what + ": others' records not counted",
          outcome.sent() - outcome.whileAsleep(),
          "an accessor that sleeps stops nobody");
      count(
          report,
          what + ": lost in the end",
          outcome.sent() + sleeping - outcome.inTheEnd(),
          NONE_LOST);
      report.add(
          what + ": time of the others",
          "ms",
          Figures.of(outcome.nanos() / 1e6),
          outcome.nanos() / awake);
      report.fact(what, outcome.windows() + " windows closed meanwhile");
    }
  }

  private static void races(boolean quick, Report report) throws Exception {
    Map<String, RaceRun.Outcome> outcomes = RaceRun.run(quick);
    count(report, "jcstress: races left out", RaceRun.RACES - outcomes.size(), "0 races left out");
    outcomes.forEach((race, outcome) -> {
      count(report, "jcstress: " + race, outcome.forbidden(), "0 forbidden outcomes");
      report.fact(
          race,
          outcome.samples() + " samples"
              + (outcome.seen().isEmpty() ? "" : ", forbidden: " + outcome.seen()));
    });
  }
}
