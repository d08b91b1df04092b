package dev.leeway.batch.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.ChunkFrame;
import dev.leeway.baseline.DataSchema;
import dev.leeway.baseline.JsonFields;
import dev.leeway.baseline.Lineage;
import dev.leeway.baseline.Moments;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a baseline. */
@Command(
    name = "inspect",
    sortOptions = false,
    description =
        "Shows a baseline: signals with their types, ranges and distributions, missing shares, chunks, lineage, digest.",
    footer = {"", "Example:", "  leeway inspect baselines#credit@7"})
final class InspectCommand implements Callable<Integer> {

  private static final int CATEGORIES_SHOWN = 3;
  private static final int LONGEST_RANGE = 44;
  private static final int DIGEST_SHOWN = 19;

  private final Terminal terminal;

  @Parameters(
      paramLabel = "B",
      description = "FILE.json, FILE.json.gz, STORE#NAME or STORE#NAME@VERSION.")
  private String baseline = "";

  @Option(names = "--json", description = "As JSON; its member \"schema\" is what --schema reads.")
  private boolean json;

  @Mixin
  @SuppressWarnings("UnusedVariable") // its option is all there is to it
  private final Help help = new Help();

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Baseline read = BaselineReference.read(baseline);
    if (json) {
      terminal.out().println(JsonFields.text(to -> write(to, read)));
    } else {
      show(read);
    }
    terminal.flush();
    return 0;
  }

  private void show(Baseline read) {
    line(terminal.bold(Words.safe(read.name())) + "  " + terminal.grey(read.digest()));
    line(String.format(
        Locale.ROOT,
        "%,d rows %s, task %s, made %s by Leeway %s",
        read.rows(),
        read.origin().words(),
        read.task().name().toLowerCase(Locale.ROOT),
        read.created(),
        read.libraryVersion()));
    line(chunks(read));
    lineage(read.lineage()).forEach((what, value) -> line(what + ": " + Words.safe(value)));
    line("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("signal", "role", "type", "distribution", "range", "missing", "unreadable"));
    for (SignalBaseline signal : read.signals()) {
      Counts counts = signal.counts();
      rows.add(List.of(
          Words.safe(signal.signal().name()),
          signal.signal().role().name().toLowerCase(Locale.ROOT),
          type(read, signal),
          Sparkline.of(signal),
          range(signal),
          Words.percent((double) counts.missing() / counts.total()),
          Words.percent((double) counts.unreadable() / counts.total())));
    }
    Words.table(rows, false, false, false, false, false, true, true).forEach(this::line);
    DataFormat format = read.dataFormat();
    List<String> others = new ArrayList<>();
    if (format != null) {
      for (DataColumn column : format.columns()) {
        if (column.role().signal() == null) {
          others.add(Words.safe(column.name()) + " ("
              + column.role().name().toLowerCase(Locale.ROOT)
              + (column.pattern() == null ? "" : ", " + column.pattern()) + ")");
        }
      }
    }
    if (!others.isEmpty()) {
      line("");
      line("not watched: " + String.join(", ", others));
    }
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private static String type(Baseline read, SignalBaseline signal) {
    String type = signal.signal().type().name().toLowerCase(Locale.ROOT);
    DataFormat format = read.dataFormat();
    DataColumn column = format == null ? null : format.column(signal.signal().name());
    String of = column == null ? "" : " (" + column.type().name().toLowerCase(Locale.ROOT) + ")";
    return type + of + (signal.isConstant() ? ", constant" : "");
  }

  static String range(SignalBaseline signal) {
    Moments moments = signal.moments();
    Counts counts = signal.counts();
    if (counts.present() == 0) {
      return "no value";
    }
    if (moments != null) {
      return Words.number(moments.min()) + " … " + Words.number(moments.max()) + ", mean "
          + Words.number(moments.mean()) + ", sd " + Words.number(moments.standardDeviation());
    }
    CategoricalBinning binning = (CategoricalBinning) signal.binning();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(CATEGORIES_SHOWN, binning.categories().size()); i++) {
      shown.add(Words.safe(binning.categories().get(i)) + " "
          + Math.round(100.0 * counts.count(i) / counts.present()) + " %");
    }
    String all = binning.categories().size()
        + (binning.isCapped() ? " and more: " : ": ")
        + String.join(", ", shown);
    return all.length() <= LONGEST_RANGE ? all : all.substring(0, LONGEST_RANGE - 1) + "…";
  }

  private static String chunks(Baseline read) {
    List<ChunkFrame> chunks = read.chunks();
    Instant start = chunks.get(0).start();
    Instant end = chunks.get(chunks.size() - 1).end();
    long least = chunks.stream().mapToLong(ChunkFrame::rows).min().orElse(0);
    long most = chunks.stream().mapToLong(ChunkFrame::rows).max().orElse(0);
    return String.format(Locale.ROOT, "%d chunks of %,d to %,d rows", chunks.size(), least, most)
        + (start == null || end == null ? "" : ", " + start + " to " + end);
  }

  /** What is known, by its name. */
  static Map<String, String> lineage(Lineage lineage) {
    Map<String, String> known = new LinkedHashMap<>();
    put(known, "model", lineage.modelName());
    put(known, "model version", lineage.modelVersion());
    put(known, "model artifact", lineage.modelLocation());
    put(known, "model sha256", lineage.modelSha256());
    put(known, "code version", lineage.codeVersion());
    put(known, "data version", lineage.dataVersion());
    put(known, "data sha256", lineage.dataSha256());
    put(known, "feature logic", lineage.featureLogic());
    lineage.hyperparameters().forEach((name, value) -> put(known, "hyperparameter " + name, value));
    lineage.metrics().forEach((name, value) -> put(known, "metric " + name, Words.number(value)));
    lineage.extra().forEach((name, value) -> put(known, name, value));
    return known;
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }

  static String shortened(String digest) {
    return digest.substring(0, Math.min(digest.length(), DIGEST_SHOWN));
  }

  private static void write(JsonGenerator to, Baseline read) throws IOException {
    to.writeStartObject();
    to.writeStringField("name", read.name());
    to.writeStringField("digest", read.digest());
    to.writeStringField("created", read.created().toString());
    to.writeStringField("library_version", read.libraryVersion());
    JsonFields.constant(to, "origin", read.origin());
    to.writeNumberField("rows", read.rows());
    to.writeFieldName("schema");
    DataSchema.of(read).write(to);
    to.writeArrayFieldStart("chunks");
    for (ChunkFrame chunk : read.chunks()) {
      to.writeStartObject();
      to.writeNumberField("rows", chunk.rows());
      JsonFields.text(to, "start", chunk.start());
      JsonFields.text(to, "end", chunk.end());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeObjectFieldStart("lineage");
    for (Map.Entry<String, String> known : lineage(read.lineage()).entrySet()) {
      to.writeStringField(known.getKey().replace(' ', '_'), known.getValue());
    }
    to.writeEndObject();
    to.writeArrayFieldStart("signals");
    for (SignalBaseline signal : read.signals()) {
      write(to, signal);
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static void write(JsonGenerator to, SignalBaseline signal) throws IOException {
    Counts counts = signal.counts();
    to.writeStartObject();
    to.writeStringField("name", signal.signal().name());
    JsonFields.constant(to, "role", signal.signal().role());
    JsonFields.constant(to, "type", signal.signal().type());
    JsonFields.number(to, "missing_rate", (double) counts.missing() / counts.total());
    JsonFields.number(to, "unreadable_rate", (double) counts.unreadable() / counts.total());
    Moments moments = signal.moments();
    if (moments != null) {
      JsonFields.number(to, "min", moments.min());
      JsonFields.number(to, "max", moments.max());
      JsonFields.number(to, "mean", moments.mean());
      JsonFields.number(to, "standard_deviation", moments.standardDeviation());
    }
    to.writeArrayFieldStart("bins");
    Counts coarse = counts.coarse(signal.view());
    for (int bin = 0; bin < coarse.binning().shapeBins(); bin++) {
      to.writeStartObject();
      to.writeStringField("bin", coarse.binning().shapeName(bin));
      JsonFields.number(
          to,
          "share",
          counts.present() == 0 ? Double.NaN : (double) coarse.shape(bin) / counts.present());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }
}
