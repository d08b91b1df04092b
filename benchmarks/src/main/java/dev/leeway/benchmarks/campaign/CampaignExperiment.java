package dev.leeway.benchmarks.campaign;

import dev.leeway.benchmarks.hostile.FuzzExperiment;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.threads.ThreadsExperiment;
import java.util.LinkedHashMap;
import java.util.Map;

/** Threads, fuzz and mutation tests one after the other. */
public final class CampaignExperiment implements Experiment {

  /** The share of mutants with tests that tests notice: a little below what was reached, in percent. */
  private static final Map<String, Integer> GOALS = goals();

  private static final String SMALLEST = "judgement";

  private static Map<String, Integer> goals() {
    Map<String, Integer> goals = new LinkedHashMap<>();
    goals.put("binning", 90);
    goals.put("statistic", 90);
    goals.put("window", 80);
    goals.put("judgement", 90);
    return goals;
  }

  @Override
  public String name() {
    return "campaign";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    new ThreadsExperiment().run(quick, report);
    new FuzzExperiment().run(quick, report);
    for (Map.Entry<String, Integer> goal : GOALS.entrySet()) {
      if (!quick || goal.getKey().equals(SMALLEST)) {
        mutants(goal.getKey(), goal.getValue(), report);
      }
    }
  }

  private static void mutants(String room, int goal, Report report) throws Exception {
    Mutants mutants = Mutants.of(room);
    String what = "mutants of " + room;
    report.add(
        what + ": killed, of those with tests",
        "%",
        mutants.strength(),
        "at least " + goal + " % of mutants with tests",
        mutants.strength() >= goal);
    report.fact(
        what,
        mutants.killed() + " of " + mutants.all() + " killed, " + mutants.untested()
            + " without a test");
  }
}
