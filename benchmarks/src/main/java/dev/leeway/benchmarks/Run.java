package dev.leeway.benchmarks;

import dev.leeway.benchmarks.batch.BatchExperiment;
import dev.leeway.benchmarks.campaign.CampaignExperiment;
import dev.leeway.benchmarks.detectors.DetectorsExperiment;
import dev.leeway.benchmarks.hostile.FuzzExperiment;
import dev.leeway.benchmarks.hotpath.EvaluateExperiment;
import dev.leeway.benchmarks.hotpath.HotPathExperiment;
import dev.leeway.benchmarks.labels.LabelsExperiment;
import dev.leeway.benchmarks.laws.LawsExperiment;
import dev.leeway.benchmarks.page.PageExperiment;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.threads.ThreadsExperiment;
import dev.leeway.benchmarks.verdicts.VerdictsExperiment;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code NAME [--quick] [--json FILE]}: runs an experiment, prints a table, and writes the same as JSON. */
public final class Run {

  private static final List<Experiment> EXPERIMENTS = List.of(
      new HotPathExperiment(),
      new EvaluateExperiment(),
      new DetectorsExperiment(),
      new BatchExperiment(),
      new PageExperiment(),
      new LabelsExperiment(),
      new LawsExperiment(),
      new ThreadsExperiment(),
      new FuzzExperiment(),
      new VerdictsExperiment(),
      new CampaignExperiment());

  private Run() {}

  /** See the class. Ends with 0 also where a goal is not reached: the table says so; 2 where the call is wrong. */
  public static void main(String[] arguments) throws Exception {
    boolean quick = false;
    @Nullable Path json = null;
    @Nullable String name = null;
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
    Experiment experiment = find(name);
    if (experiment == null) {
      fail("there is no benchmark '" + name + "', there are "
          + EXPERIMENTS.stream().map(Experiment::name).toList());
      return;
    }
    if (quick) {
      System.err.println("benchmarks: --quick is rough: trust no figure of it.");
    }
    Report report = new Report(experiment.name(), System.out);
    experiment.run(quick, report);
    if (json != null) {
      report.write(json);
    }
    PrintStream summary = report.failed().isEmpty() ? System.out : System.err;
    summary.println(
        report.failed().isEmpty()
            ? "All " + report.goals() + " goals are reached."
            : "Not reached: " + report.failed() + ", of " + report.goals() + " goals.");
  }

  private static @Nullable Experiment find(@Nullable String name) {
    return EXPERIMENTS.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static void fail(String message) {
    System.err.println(
        "benchmarks: " + message + ": ./benchmarks/run NAME [--quick] [--json FILE].");
    System.exit(2);
  }
}
