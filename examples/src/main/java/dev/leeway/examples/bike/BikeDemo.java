package dev.leeway.examples.bike;

import dev.leeway.Monitor;
import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.sink.LogSink;
import dev.leeway.window.WindowPolicy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The main job on real data: fits a baseline on bike rentals of 2011, stores it, loads it by name, and replays 2012 hour by
 * hour in event time, with a window of thirty days that slides by a day.
 */
public final class BikeDemo {

  private static final int DAYS = 30;

  private final PrintStream out;
  private final Path directory;

  private BikeDemo(PrintStream out, Path directory) {
    this.out = out;
    this.directory = directory;
  }

  /** {@code [--out DIRECTORY]}: where the baseline, the log and the numbers go. */
  public static void main(String[] arguments) {
    Path directory = Path.of(
        System.getProperty("java.io.tmpdir"), "leeway-demo-" + System.getProperty("user.name"));
    if (arguments.length == 2 && arguments[0].equals("--out")) {
      directory = Path.of(arguments[1]);
    } else if (arguments.length != 0) {
      System.err.println("leeway demo: expected nothing or --out DIRECTORY, but got '"
          + String.join(" ", arguments) + "'.");
      System.exit(2);
    }
    // before the first logger is made: the log configuration reads it
    System.setProperty("leeway.log", directory.resolve("demo.log").toString());
    try {
      run(System.out, directory);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("leeway demo: " + directory + " cannot be used: " + e
          + ". Name a directory that you can write with --out DIRECTORY.");
      System.exit(2);
    }
  }

  /** Runs the example: prints to the stream, leaves its files in the directory. */
  static void run(PrintStream out, Path directory) throws IOException {
    Files.createDirectories(directory);
    new BikeDemo(out, directory.toAbsolutePath()).run();
  }

  private void run() throws IOException {
    Schema<Ride> schema = BikeModel.schema();
    BaselineStore store = BaselineStore.directory(directory.resolve("store"));
    String version = store.put(BikeModel.NAME, fit(schema));
    Baseline baseline = store.current(BikeModel.NAME);
    introduce(version, baseline);
    MonthTable months = new MonthTable();
    try (Numbers numbers = new Numbers(directory.resolve("evaluations.jsonl"));
        Monitor<Ride> monitor = Monitor.builder(schema, baseline)
            .window(WindowPolicy.lasting(Duration.ofDays(DAYS)).inPanes(DAYS))
            .replay()
            .sink(new LogSink())
            .sink(new Sink() {
              @Override
              public void alerted(Alert alert) {
                out.println(line(alert));
              }
            })
            .sink(months)
            .sink(numbers)
            .build()) {
      for (Ride ride : BikeData.rides("analysis")) {
        monitor.observe(ride, ride.predicted());
      }
    }
    out.println();
    out.println("The " + DAYS
        + " days that end with each month, against the baseline (PSI: 16 bins, with its noise):");
    months.lines().forEach(out::println);
    out.println();
    out.println("Next: every number of every window, one JSON object a line: "
        + directory.resolve("evaluations.jsonl"));
    out.println(
        "      the log that a service would have written: " + directory.resolve("demo.log"));
    out.println(
        "      what PSI, KS and the limits mean: docs/concepts.md; how to embed the monitor: docs/embedding.md");
  }

  private static Baseline fit(Schema<Ride> schema) {
    return Baseline.fit(schema, BikeData.rides("reference"))
        .predictions(Ride::predicted)
        .labels(Ride::rented)
        .chunks(Chunks.byTime(Ride::time, Duration.ofDays(1)))
        .lineage(BikeModel.lineage())
        .build();
  }

  private void introduce(String version, Baseline baseline) {
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
    out.println("Alerts of 2012, as they came:");
  }

  private static String line(Alert alert) {
    LocalDate day = LocalDate.ofInstant(alert.window().end(), ZoneOffset.UTC).minusDays(1);
    return String.format(
        Locale.ROOT, "  %s  %-8s %-9s %s", day, alert.severity(), alert.state(), alert.message());
  }

  /** Writes each evaluation as a line of JSON. */
  private static final class Numbers implements Sink {
    private final BufferedWriter writer;

    Numbers(Path file) throws IOException {
      writer = Files.newBufferedWriter(file);
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      try {
        writer.write(evaluation.toJson());
        writer.newLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        writer.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
