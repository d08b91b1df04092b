package dev.leeway.examples.bike;

import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.baseline.Lineage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What the demo says to a person: about the baseline, each alert as it comes, and the months in the end. */
final class Printout implements Sink {

  private final PrintStream out;
  private final Path directory;

  Printout(PrintStream out, Path directory) {
    this.out = out;
    this.directory = directory;
  }

  void introduce(String version, Baseline baseline) {
    Lineage lineage = baseline.lineage();
    out.println("Baseline " + version + ": " + baseline.rows()
        + " hours of 2011 (every third day: the others trained the model) in "
        + baseline.chunks().size() + " days, " + baseline.signals().size() + " signals");
    out.println("  stored in " + directory.resolve("store"));
    out.println("  digest    " + baseline.digest());
    out.println("  model     " + lineage.modelName() + " " + lineage.modelVersion() + ", sha256:"
        + lineage.modelSha256());
    out.println("  code      " + lineage.codeVersion());
    out.println("  data      " + lineage.dataVersion() + ", sha256:" + lineage.dataSha256());
    out.println();
  }

  /** Where the meters are, and which of them to look at. */
  void pointTo(String address) {
    out.println("Meters for Prometheus: " + address);
    out.println(
        "  drift_psi                      how far each signal is from 2011, over its noise");
    out.println("  drift_alert_state              1 for the state that each signal is in");
    out.println("  drift_observations_rows_total  hours replayed so far");
    out.println("  how to scrape and ask for them: docs/dashboards.md");
    out.println();
  }

  void beginAlerts() {
    out.println("Alerts of 2012, as they came:");
  }

  void conclude(int days, Baseline baseline, MonthTable months, Path report) {
    out.println();
    out.println("The " + days
        + " days that end with each month, against the baseline (PSI: 16 bins, with its noise):");
    months.lines().forEach(out::println);
    BaselinePerformance known = baseline.performance();
    if (known != null) {
      out.println(String.format(
          Locale.ROOT,
          "error: mean absolute error by labels that come a day late; it was %.1f in 2011. The city rents more bikes than the model knows: inputs do not show it.",
          known.metric("mae").value()));
    }
    out.println();
    out.println("Next: every number of every window, one JSON object a line: "
        + directory.resolve("evaluations.jsonl"));
    out.println(
        "      the log that a service would have written: " + directory.resolve("demo.log"));
    out.println(
        "      what PSI, KS and the limits mean: docs/concepts.md; how to embed the monitor: docs/embedding.md");
    out.println("The report, to be opened in a browser: " + report.toAbsolutePath());
  }

  void awaitCtrlC(String address) {
    out.println();
    out.println("The meters stay as they are now at " + address + " until Ctrl-C.");
  }

  @Override
  public void alerted(Alert alert) {
    LocalDate day = LocalDate.ofInstant(alert.window().end(), ZoneOffset.UTC).minusDays(1);
    out.println(String.format(
        Locale.ROOT, "  %s  %-8s %-9s %s", day, alert.severity(), alert.state(), alert.message()));
  }
}
