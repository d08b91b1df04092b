package dev.leeway.examples.bike;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Chunks;
import dev.leeway.report.HtmlReport;
import dev.leeway.schema.Schema;
import dev.leeway.sink.LogSink;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The main job on real data: fits a baseline on bike rentals of 2011, stores it, loads it by name, and replays 2012 hour by
 * hour in event time, with a window of thirty days that slides by a day. Where asked, it serves the meters meanwhile, and
 * keeps them up until Ctrl-C.
 */
public final class BikeDemo {

  private static final int DAYS = 30;
  private static final Duration LABELS_LATE = Duration.ofDays(1);

  /** More than a year has days. */
  private static final int KEPT = 1_000;

  private final Printout printout;
  private final Path directory;
  private final double speed;
  private final Ending ending;

  private BikeDemo(PrintStream out, Options options, Ending ending) {
    this.directory = options.directory().toAbsolutePath();
    this.printout = new Printout(out, directory);
    this.speed = options.speed();
    this.ending = ending;
  }

  /** Takes the options that {@code --help} lists. */
  public static void main(String[] arguments) throws InterruptedException {
    if (OptionParser.asksForHelp(arguments)) {
      System.out.print(OptionParser.USAGE);
      return;
    }
    Options options;
    try {
      options = OptionParser.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.exit(refuse(e.getMessage()));
      return;
    }
    // before the first logger is made: the log configuration reads it
    System.setProperty("leeway.log", options.directory().resolve("demo.log").toString());
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::askAndWait, "demo-end"));
    int status = 0;
    try {
      run(System.out, options, ending);
    } catch (BindException e) {
      status = refuse(e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      status = refuse(options.directory() + " cannot be used: " + e
          + ". Name a directory that you can write with --out DIRECTORY.");
    } finally {
      ending.reached();
    }
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int refuse(@Nullable String why) {
    System.err.println("leeway demo: " + why);
    return 2;
  }

  /** Runs the example: prints to the stream, leaves its files in the directory. */
  static void run(PrintStream out, Options options, Ending ending)
      throws IOException, InterruptedException {
    // first, so that a port in use is said before anything is written
    try (MeterServer server = options.port() == null ? null : new MeterServer(options.port())) {
      Files.createDirectories(options.directory());
      new BikeDemo(out, options, ending).run(server);
    }
  }

  private void run(@Nullable MeterServer server) throws IOException, InterruptedException {
    Schema<Ride> schema = BikeModel.schema();
    BaselineStore store = BaselineStore.directory(directory.resolve("store"));
    String version = store.put(BikeModel.NAME, fit(schema));
    Baseline baseline = store.current(BikeModel.NAME);
    MonthTable months = new MonthTable();
    MemorySink kept = new MemorySink(KEPT);
    ending.begin();
    Monitor<Ride> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.lasting(Duration.ofDays(DAYS)).inPanes(DAYS))
        .replay()
        .sink(new LogSink())
        .sink(printout)
        .sink(months)
        .sink(kept)
        .sink(new EvaluationLines(directory.resolve("evaluations.jsonl")))
        .build();
    printout.introduce(version, baseline);
    if (server != null) {
      server.show(monitor, BikeModel.NAME);
      printout.pointTo(server.address());
    }
    printout.beginAlerts();
    boolean whole = replay(monitor);
    if (whole) {
      Path report = directory.resolve("report.html");
      HtmlReport.of(baseline, kept.evaluations()).alerts(kept.alerts()).writeTo(report);
      printout.conclude(DAYS, baseline, months, report);
    }
    if (whole && server != null) {
      printout.awaitCtrlC(server.address());
      ending.awaitAsked();
    }
  }

  /** Closes the monitor at the end, which judges the last day. Returns false if it was asked to end before. */
  private boolean replay(Monitor<Ride> monitor) throws InterruptedException {
    Pace pace = new Pace(speed, System::nanoTime, ending::isAskedWithin);
    try (monitor) {
      Deque<Ride> unknown = new ArrayDeque<>();
      for (Ride ride : BikeData.rides("analysis")) {
        if (pace.endsBefore(ride.time())) {
          return false;
        }
        // how many were rented is known a day later
        while (!unknown.isEmpty()
            && !unknown.peek().time().plus(LABELS_LATE).isAfter(ride.time())) {
          Ride known = unknown.remove();
          monitor.label(id(known), known.rented());
        }
        monitor.observeKeyed(id(ride), ride, ride.predicted());
        unknown.add(ride);
      }
    }
    return true;
  }

  private static long id(Ride ride) {
    return ride.time().getEpochSecond();
  }

  private static Baseline fit(Schema<Ride> schema) {
    return Baseline.fit(schema, BikeData.rides("reference"))
        .predictions(Ride::predicted)
        .labels(Ride::rented)
        .chunks(Chunks.byTime(Ride::time, Duration.ofDays(1)))
        .lineage(BikeModel.lineage())
        .build();
  }
}
