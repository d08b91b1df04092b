package dev.leeway.batch.cli;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.report.HtmlReport;
import dev.leeway.schema.Schema;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceRows;
import dev.leeway.window.WindowPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends data through the monitor that services embed. */
@Command(
    name = "replay",
    sortOptions = false,
    description =
        "Sends each record through the monitor that services embed, in file order, and tells of each window.",
    footer = {
      "",
      "Example:",
      "  leeway replay --baseline credit.json --data 2026.csv --window 24h --panes 24 --events events.jsonl"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int TOLD_EVERY = 1 << 12;

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
      names = "--label-timestamp",
      paramLabel = "C",
      description =
          "The column, where the label is, with the time at which the label became known: it is given at that time and not"
              + " before. An empty time or label never comes. Default: a label is given with its record.")
  private @Nullable String labelTimestamp;

  @Option(
      names = "--window",
      required = true,
      paramLabel = "ROWS|DURATION",
      description =
          "The recent past that is judged, such as 2000 or 24h; a duration needs a timestamp in the baseline.")
  private String window = "";

  @Option(
      names = "--panes",
      paramLabel = "N",
      description =
          "Pieces of a window; each time one closes, the window is judged. 1 is tumbling. Default: 10.")
  private int panes = 10;

  @Option(
      names = "--events",
      paramLabel = "FILE.jsonl|-",
      description =
          "Writes each evaluation and each turn of an alert as a line of JSON; - is standard output.")
  private @Nullable String events;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Writes a page for people, which needs nothing else to be opened.")
  private @Nullable Path report;

  @Option(names = "--all-bins", description = "Lists every bin in the events.")
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

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    later.refuse();
    WindowPolicy length = BaselineCommand.Durations.window(window, panes, "--window");
    if (report != null) {
      Output.requireWritable(report);
    }
    Baseline reference = BaselineReference.read(baseline);
    try (data) {
      RecordSource source = data.open(terminal.in());
      RecordSource watched = labelTimestamp == null
          ? labels.with(source, reference)
          : LateLabels.hidden(source, reference.dataFormat());
      SourceRows rows = Comparison.rows(reference, watched);
      Schema<SourceRows.Row> schema = rows.schema(reference.task());
      if (length.isTimed() && schema.eventTime() == null) {
        throw new Refusal("--window " + window + " needs the time of each record, but "
            + (reference.dataFormat() == null
                    || reference.dataFormat().column(ColumnRole.TIMESTAMP) == null
                ? "the baseline was made without --timestamp: make it with, or give a number of rows."
                : "the data lacks its column: give the data that has it, or a number of rows."));
      }
      Words.tellColumns(terminal, rows);
      try (EventLines lines = EventLines.to(events, terminal, allBins)) {
        Heard heard = new Heard(lines);
        Monitor<SourceRows.Row> monitor = Monitor.builder(schema, reference)
            .window(length)
            .policy(policy.policy())
            .sink(heard)
            .replay()
            .build();
        try (Terminal.Progress progress = terminal.progress("replaying");
            LateLabels late = labelTimestamp == null
                ? null
                : LateLabels.open(source, labels.apart(), labelTimestamp, reference.dataFormat())) {
          long count = 0;
          for (SourceRows.Row row : rows) {
            if (late == null) {
              monitor.observe(row);
            } else {
              monitor.observeKeyed(late.next(monitor), row);
            }
            if (++count % TOLD_EVERY == 0) {
              heard.requireSound();
              progress.at(count, rows.progress());
            }
          }
          if (count == 0) {
            throw new Refusal("the data has columns but no rows: there is nothing to replay.");
          }
        } finally {
          rows.close();
          monitor.close();
        }
        heard.requireSound();
        lines.complete();
        if (report != null && !heard.evaluations.isEmpty()) {
          Output.write(
              report,
              HtmlReport.of(reference, heard.evaluations).alerts(heard.turns).toHtml());
          terminal.say("the report is " + report.toAbsolutePath());
        }
        Words.tellTroubles(terminal, rows);
        tell(monitor, heard);
        terminal.flush();
        return failOn.code(terminal, heard.evaluations);
      }
    }
  }

  private void tell(Monitor<?> monitor, Heard heard) {
    if (monitor.late() > 0) {
      terminal.say(String.format(
          Locale.ROOT,
          "%,d records came too late for their window, and are in none: sort the data by time, or give a longer window",
          monitor.late()));
    }
    if (monitor.ahead() > 0) {
      terminal.say(String.format(
          Locale.ROOT,
          "%,d records were far ahead of all others, and are in no window",
          monitor.ahead()));
    }
    String line = String.format(
        Locale.ROOT,
        "%,d records, %,d windows judged, %,d without enough data, %d alerts opened",
        monitor.records(),
        heard.judged,
        heard.evaluations.size() - heard.judged,
        heard.opened);
    if ("-".equals(events)) {
      terminal.say(line);
    } else {
      terminal.out().println(line);
    }
  }

  /** Keeps what the end needs, and writes the lines. */
  private final class Heard implements Sink {

    private final EventLines lines;
    private final List<Evaluation> evaluations = new ArrayList<>();
    private final List<Alert> turns = new ArrayList<>();
    private int judged;
    private int opened;
    private @Nullable RuntimeException failure;

    Heard(EventLines lines) {
      this.lines = lines;
    }

    @Override
    public String name() {
      return "events";
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      evaluations.add(evaluation);
      judged += evaluation.status() == Status.NO_DATA ? 0 : 1;
      write(() -> lines.write(evaluation));
    }

    @Override
    public void alerted(Alert alert) {
      turns.add(alert);
      opened += alert.state() == Alert.State.OPENED ? 1 : 0;
      if (!"-".equals(events)) {
        terminal
            .out()
            .println(
                alert.window().end() == null
                    ? "row " + alert.window().lastRow() + "  " + Words.safe(alert.toString())
                    : alert.window().end() + "  " + Words.safe(alert.toString()));
      }
      write(() -> lines.write(alert));
    }

    /** A monitor must not fail on what a sink throws, a command must. */
    private void write(Runnable line) {
      try {
        line.run();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }

    void requireSound() {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
