package dev.leeway.benchmarks.page;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.report.HtmlReport;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The report of 100 signals and 100 windows: writing it, its size, and opening it in a browser. */
public final class PageExperiment implements Experiment {

  private static final int SIGNALS = 100;
  private static final int WINDOWS = 100;
  private static final int ROWS = 400;
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  @Override
  public String name() {
    return "page";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    HtmlReport page = page();
    Path folder = Files.createTempDirectory("leeway-page");
    try {
      Path file = folder.resolve("report.html");
      long begin = System.nanoTime();
      page.writeTo(file);
      double first = (System.nanoTime() - begin) / 1e9;
      report.add("written, the first time in this JVM", "s", first, "under 1 s", first < 1);
      double[] later = new double[quick ? 3 : 10];
      for (int i = 0; i < later.length; i++) {
        begin = System.nanoTime();
        page.writeTo(file);
        later[i] = (System.nanoTime() - begin) / 1e9;
      }
      report.add("written again", "s", figures(later), Double.NaN);
      double size = Files.size(file) / 1e6;
      report.add("size", "MB", size, "under 2 MB", size < 2);
      open(quick, report, file, folder);
    } finally {
      delete(folder);
    }
  }

  /** The time of a browser for the page, less that of the same browser for an empty one, in turns. */
  private static void open(boolean quick, Report report, Path file, Path folder) throws Exception {
    String browser = browser();
    if (browser == null) {
      report.fact("opened", "not measured: there is no Chromium on the path");
      return;
    }
    Path empty = Files.writeString(folder.resolve("empty.html"), "<!DOCTYPE html><title>-</title>");
    double[] opened = new double[quick ? 3 : 9];
    for (int i = 0; i < opened.length; i++) {
      double without = seconds(browser, empty, folder);
      opened[i] = seconds(browser, file, folder) - without;
    }
    Report.Figures figures = figures(opened);
    report.add(
        "opened and painted by Chromium, beyond an empty page",
        "s",
        figures,
        Double.NaN,
        "under 1 s",
        figures.median() < 1);
  }

  private static double seconds(String browser, Path page, Path folder)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + folder.resolve("profile"),
            "--screenshot=" + folder.resolve("shot.png"),
            page.toUri().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("The browser did not end within a minute.");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static @Nullable String browser() {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      for (String name : BROWSERS) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    return null;
  }

  private static Report.Figures figures(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Report.Figures(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private static HtmlReport page() {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < SIGNALS - 1; i++) {
      signals.add(i % 4 == 3 ? Signal.categorical("category " + i) : Signal.numeric("number " + i));
    }
    signals.add(Signal.score("score"));
    Schema<Object[]> schema = Schema.ofRows(signals.toArray(Signal[]::new));
    SplittableRandom random = new SplittableRandom(Report.SEED);
    List<Object[]> training = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      training.add(row(signals, random, 0));
    }
    Baseline baseline = Baseline.fit(schema, training).name("page").build();
    MemorySink sink = new MemorySink();
    try (Monitor<Object[]> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(ROWS).tumbling())
        .sink(sink)
        .replay()
        .build()) {
      for (int i = 0; i < WINDOWS * ROWS; i++) {
        monitor.observe(row(signals, random, (double) i / (WINDOWS * ROWS)));
      }
    }
    return HtmlReport.of(baseline, sink.evaluations()).alerts(sink.alerts());
  }

  private static Object[] row(List<Signal> signals, SplittableRandom random, double moved) {
    Object[] row = new Object[signals.size()];
    for (int i = 0; i < row.length; i++) {
      double shift = i % 10 == 0 ? moved : 0;
      if (i == row.length - 1) {
        row[i] = random.nextDouble();
      } else if (signals.get(i).isNumeric()) {
        row[i] =
            random.nextInt(100) < 2 + 10 * shift ? null : random.nextDouble() * 100 + 40 * shift;
      } else {
        row[i] = "category " + (int) (Math.pow(random.nextDouble(), 1 + shift) * 12);
      }
    }
    return row;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
