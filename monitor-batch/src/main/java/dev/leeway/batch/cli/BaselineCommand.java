package dev.leeway.batch.cli;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.batch.BatchBaseline;
import dev.leeway.batch.ColumnNote;
import dev.leeway.config.Configuration;
import dev.leeway.config.ConfigurationException;
import dev.leeway.window.WindowPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a baseline from training data. */
@Command(
    name = "baseline",
    sortOptions = false,
    description =
        "Makes a baseline from training data: finds out what the columns are, counts, and keeps the counts.",
    footer = {
      "",
      "Example:",
      "  leeway baseline --data train.csv.gz --label defaulted --score p --timestamp day \\",
      "      --model-name credit --model-version 7 --out credit.json"
    })
final class BaselineCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private final DataOptions data = new DataOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|STORE",
      description =
          "A file that ends in .json or .json.gz, or the directory of a store, where the baseline becomes the"
              + " next version of --name and the current one.")
  private String out = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the baseline. Default: the file's name; a store needs it.")
  private @Nullable String name;

  @Mixin
  private final ColumnOptions columns = new ColumnOptions();

  @Mixin
  private final LineageOptions lineage = new LineageOptions();

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Bins of a numeric signal, 16 to 1,024. Default: 256.")
  private int bins = 256;

  @Option(
      names = "--chunk",
      paramLabel = "ROWS|DURATION",
      description =
          "How the data is cut, to know how much its own pieces differ: 5000 or 1d. Default: by day where a"
              + " timestamp is named and ten days are there, else about 30 pieces of at least 200 rows.")
  private @Nullable String chunk;

  @Mixin
  private final Later later = new Later();

  @Mixin
  @SuppressWarnings("UnusedVariable") // its option is all there is to it
  private final Help help = new Help();

  BaselineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    later.refuse();
    boolean file = BaselineReference.isFile(out);
    if (file) {
      Output.requireWritable(Path.of(out));
    } else if (name == null) {
      throw new Refusal(
          "--out " + out + " is a store, which needs --name; a file ends in .json or .json.gz.");
    } else if (Files.isRegularFile(Path.of(out))) {
      throw new Refusal("--out " + out
          + " is a file that does not end in .json or .json.gz: name it so, or a directory.");
    }
    String called = name == null ? nameOf(Path.of(out)) : name;
    try (data) {
      BatchBaseline fit =
          BatchBaseline.of(data.open(terminal.in())).name(called).bins(bins);
      columns.apply(fit);
      chunk(fit);
      fit.lineage(lineage.lineage(called, data.files()));
      Baseline baseline;
      try (Terminal.Progress progress = terminal.progress("reading")) {
        baseline = fit.onProgress(share -> progress.at(-1, share)).build();
      }
      tell(fit, baseline);
      if (file) {
        BaselineFile.write(baseline, Path.of(out));
        terminal.say("written to " + out);
      } else {
        String version = BaselineStore.directory(Path.of(out)).put(called, baseline);
        terminal.say("stored as " + out + "#" + version + ", which is the current one now");
      }
    }
    return 0;
  }

  private static String nameOf(Path file) {
    String text = String.valueOf(file.getFileName());
    return text.substring(0, text.lastIndexOf(".json"));
  }

  private void chunk(BatchBaseline fit) {
    if (chunk == null) {
      return;
    }
    WindowPolicy length = Durations.window(chunk, 1, "--chunk");
    if (length.isTimed()) {
      fit.chunks(Duration.ofMillis(length.millis()));
    } else {
      fit.chunks(length.records());
    }
  }

  private void tell(BatchBaseline fit, Baseline baseline) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("column", "role", "type", "watched as", ""));
    for (ColumnNote note : fit.columns()) {
      rows.add(List.of(
          Words.safe(note.name()),
          word(note.role()),
          word(note.type()),
          note.watched() == null ? "-" : word(note.watched()),
          Words.safe(note.remark())));
    }
    if (rows.size() > 1) {
      Words.table(rows).forEach(line -> terminal.err().println("  " + line));
    }
    if (fit.rows() != null) {
      Words.tellTroubles(terminal, fit.rows());
    }
    terminal.say(String.format(
        Locale.ROOT,
        "%,d rows in %d chunks, %d signals, task %s, %s",
        baseline.rows(),
        baseline.chunks().size(),
        baseline.signals().size(),
        word(baseline.task()),
        baseline.digest()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Lengths as settings have them. */
  static final class Durations {

    private Durations() {}

    static WindowPolicy window(String length, int panes, String option) {
      try {
        return Configuration.ofMap(Map.of("leeway.windows", length + "/" + panes), option)
            .windows()
            .get(0);
      } catch (ConfigurationException e) {
        throw new Refusal(
            option + " " + length
                + ": a number of rows or a duration such as 30m, 24h or 7d is expected" + " ("
                + String.valueOf(e.getMessage()).replaceFirst("^[^:]*: ", "") + ")",
            e);
      }
    }
  }
}
