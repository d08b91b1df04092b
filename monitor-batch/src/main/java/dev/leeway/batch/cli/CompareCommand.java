package dev.leeway.batch.cli;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Performance;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.report.HtmlReport;
import dev.leeway.source.SourceRows;
import dev.leeway.statistic.StatisticResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares data with a baseline. */
@Command(
    name = "compare",
    sortOptions = false,
    description = "Compares data with a baseline, as one window.",
    footer = {
      "",
      "Example, as a gate in a pipeline:",
      "  leeway compare --baseline credit.json --data today.csv.gz --json today.json --fail-on critical"
    })
final class CompareCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "B",
      description = "FILE.json, FILE.json.gz, STORE#NAME or STORE#NAME@VERSION.")
  private String baseline = "";

  @Mixin
  private final DataOptions data = new DataOptions();

  @Mixin
  private final LabelOptions labels = new LabelOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description =
          "Writes the evaluation as JSON, format leeway-evaluation/1; - is standard output.")
  private @Nullable String json;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Writes a page for people, which needs nothing else to be opened.")
  private @Nullable Path report;

  @Option(names = "--all-bins", description = "Lists every bin in the JSON.")
  private boolean allBins;

  @Mixin
  private final PolicyOptions policy = new PolicyOptions();

  @Mixin
  private final FailOn failOn = new FailOn();

  @Mixin
  private final Later later = new Later();

  @Mixin
  @SuppressWarnings("UnusedVariable") // its option is all there is to it
  private final Help help = new Help();

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    later.refuse();
    boolean toOutput = "-".equals(json);
    if (json != null && !toOutput) {
      Output.requireWritable(Path.of(json));
    }
    if (report != null) {
      Output.requireWritable(report);
    }
    Baseline reference = BaselineReference.read(baseline);
    try (data) {
      SourceRows rows =
          Comparison.rows(reference, labels.with(data.open(terminal.in()), reference));
      Words.tellColumns(terminal, rows);
      Evaluation evaluation;
      try (Terminal.Progress progress = terminal.progress("comparing")) {
        evaluation = Comparison.against(reference)
            .policy(policy.policy())
            .onProgress(count -> progress.at(count, rows.progress()))
            .of(rows);
      } finally {
        rows.close();
      }
      Words.tellTroubles(terminal, rows);
      String text = allBins ? evaluation.toJsonWithAllBins() : evaluation.toJson();
      if (toOutput) {
        terminal.out().println(text);
      } else {
        if (json != null) {
          Output.write(Path.of(json), text + '\n');
        }
        table(evaluation);
      }
      if (report != null) {
        Output.write(report, HtmlReport.of(reference, List.of(evaluation)).toHtml());
        terminal.say("the report is " + report.toAbsolutePath());
      }
      terminal.flush();
      return failOn.code(terminal, List.of(evaluation));
    }
  }

  private void table(Evaluation evaluation) {
    terminal
        .out()
        .println(Words.status(terminal, evaluation.status()) + "  "
            + String.format(Locale.ROOT, "%,d", evaluation.window().records()) + " records against "
            + terminal.bold(Words.safe(evaluation.baseline().name())) + " "
            + terminal.grey(evaluation.baseline().digest()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("signal", "role", "status", "psi", "noise", "ks", "missing", "unseen", "outside"));
    List<SignalEvaluation> sorted = new ArrayList<>(evaluation.signals());
    sorted.sort(Comparator.comparing(SignalEvaluation::status).reversed());
    for (SignalEvaluation signal : sorted) {
      StatisticResult psi = signal.statistics().get("psi");
      StatisticResult ks = signal.statistics().get("ks");
      rows.add(List.of(
          Words.safe(signal.name()),
          signal.signal().role().name().toLowerCase(Locale.ROOT),
          Words.status(terminal, signal.status()),
          psi == null ? "-" : Words.number(psi.value()),
          psi == null ? "-" : Words.number(psi.noise()),
          ks == null ? "-" : Words.number(ks.value()),
          Words.percent(signal.missingRate()),
          Words.percent(signal.unseenRate()),
          Words.percent(signal.outOfRangeRate())));
    }
    terminal.out().println();
    Words.table(rows, false, false, false, true, true, true, true, true, true)
        .forEach(terminal.out()::println);
    Performance performance = evaluation.performance();
    if (performance != null) {
      terminal.out().println();
      performance(performance);
    }
    if (!evaluation.findings().isEmpty()) {
      terminal.out().println();
      for (Finding finding : evaluation.findings()) {
        terminal.out().println(Words.safe(finding.toString()));
      }
    }
  }

  private void performance(Performance performance) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "by labels", "std error", "estimated", "low", "high"));
    Set<String> keys = new LinkedHashSet<>(performance.realised().keySet());
    keys.addAll(performance.estimated().keySet());
    for (String key : keys) {
      Metric realised = performance.realised().get(key);
      Estimate estimate = performance.estimated().get(key);
      rows.add(List.of(
          Words.safe(key),
          realised == null ? "-" : Words.number(realised.value()),
          realised == null ? "-" : Words.number(realised.standardError()),
          estimate == null ? "-" : Words.number(estimate.value()),
          estimate == null ? "-" : Words.number(estimate.low()),
          estimate == null ? "-" : Words.number(estimate.high())));
    }
    Words.table(rows, false, true, true, true, true, true).forEach(terminal.out()::println);
    terminal
        .out()
        .println(String.format(
            Locale.ROOT,
            "labels of %,d of %,d answers",
            performance.labelled(),
            performance.labelled() + performance.unlabelled()));
  }
}
