package dev.leeway.benchmarks.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.report.Report.Figures;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** Hostile rows, settings, files, amounts and sinks: a monitor never hurts its host. */
public final class FuzzExperiment implements Experiment {

  private static final long SECOND = 1_000_000_000L;
  private static final long MEBIBYTE = 1 << 20;

  /** Beside the counts: the encoder, threads, queues, evaluations that wait for a sink, what the JVM keeps for itself. */
  private static final long ALLOWANCE = MEBIBYTE / 8;

  /** How far garbage that is under way moves what is live. */
  private static final long FLAT = MEBIBYTE / 32;

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    // what goes wrong here is meant to: a table with its log lines between could not be read
    ((Logger) LoggerFactory.getLogger("dev.leeway")).setLevel(Level.ERROR);
    int fewer = quick ? 10 : 1;
    rows(1_000_000 / fewer, report);
    settings(100_000 / fewer, 20_000 / fewer, report);
    files(100_000 / fewer, 20_000 / fewer, report);
    flood("new categories", 10_000_000 / fewer, Floods.categories(10_000_000 / fewer), report);
    flood("unknown keys", 1_000_000 / fewer, Floods.keys(1_000_000 / fewer), report);
    lives(quick, report);
    sinks(quick ? 100 : 1_000, report);
  }

  private static void rows(int count, Report report) throws InterruptedException {
    HostileRows rows = new HostileRows(Report.SEED);
    count(
        report,
        "hostile rows: throwables and miscounts",
        rows.run(count),
        "0 throwables, counts add up");
    report.fact("hostile rows", rows.sent());
  }

  private static void settings(int files, int schemas, Report report) {
    HostileSettings settings = new HostileSettings(Report.SEED);
    count(
        report,
        "settings and schemas: unsound or untyped",
        settings.run(files, schemas),
        "typed error or sound");
    slowest(report, "settings and schemas", settings.slowest());
    report.fact(
        "settings and schemas",
        settings.accepted() + " of " + (files + schemas) + " were accepted");
  }

  private static void files(int baselines, int windows, Report report) {
    long before = Floods.live();
    HostileFiles files = new HostileFiles(Report.SEED);
    count(
        report,
        "baselines and windows: unsound or untyped",
        files.run(baselines, windows),
        "typed error or a semantically valid baseline");
    slowest(report, "baselines and windows", files.slowest());
    double largest = (double) files.largest() / MEBIBYTE;
    report.add(
        "baselines and windows: allocated by one", "MB", largest, "under 64 MB", largest < 64);
    double growth = (double) (Floods.live() - before) / MEBIBYTE;
    report.add(
        "baselines and windows: growth of the heap", "MB", growth, "under 64 MB", growth < 64);
    report.fact(
        "baselines and windows", files.accepted() + " of " + (baselines + windows) + " accepted");
  }

  private static void flood(String what, int count, Floods.Outcome outcome, Report report) {
    report.fact(what, count);
    report.add(
        what + ": live heap",
        "KB",
        Figures.of(outcome.most() / 1024.0),
        (double) outcome.most() / outcome.formula(),
        "within the published formula, " + outcome.formula() / 1024 + " KB, and " + ALLOWANCE / 1024
            + " KB",
        outcome.most() <= outcome.formula() + ALLOWANCE);
    report.add(
        what + ": spread over the last half",
        "KB",
        outcome.spread() / 1024.0,
        "flat, within " + FLAT / 1024 + " KB",
        outcome.spread() <= FLAT);
    report.add(what + ": lost", "", (double) outcome.lost(), "0 records lost", outcome.lost() == 0);
  }

  private static void lives(boolean quick, Report report) throws Exception {
    Lives.Threads threads = Lives.cycles(50);
    report.add(
        "50 lives: threads at a time",
        "",
        threads.most(),
        "at most 2 named daemon threads",
        threads.most() <= 2 && threads.others() == 0);
    report.add("50 lives: threads left", "", threads.left(), "0 left", threads.left() == 0);
    int loaders = quick ? 5 : 50;
    int left = Lives.loadersLeft(loaders);
    report.add(loaders + " lives: class loaders left", "", left, "0 left", left == 0);
    Duration within = Duration.ofSeconds(quick ? 1 : 5);
    Lives.End end = Lives.withHungSink(within);
    report.add(
        "close with a hung sink",
        "ms",
        end.nanos() / 1e6,
        "within its deadline of " + within.toMillis() + " ms, and 100 ms",
        end.nanos() <= within.plusMillis(100).toNanos());
    report.add("threads when it comes back", "", end.left(), "0 left", end.left() == 0);
  }

  private static void sinks(int rounds, Report report) {
    SinkArms.Outcome outcome = SinkArms.run(rounds);
    report.add("p99.9 of observe, healthy sink", "ns", outcome.healthy(), 1);
    sink(report, "p99.9 of observe, hung to healthy", outcome.hung());
    sink(report, "p99.9 of observe, throwing to healthy", outcome.throwing());
    report.fact("rounds of sinks", rounds);
  }

  private static void sink(Report report, String what, Figures ratio) {
    report.add(
        what,
        "ratio",
        ratio,
        ratio.median(),
        "p99.9 at most 1.1 times, in the median round",
        ratio.median() <= 1.1);
  }

  private static void slowest(Report report, String what, long nanos) {
    report.add(what + ": longest", "ms", nanos / 1e6, "no hang over a second", nanos <= SECOND);
  }

  private static void count(Report report, String what, Faults faults, String goal) {
    report.add(what, "", (double) faults.count(), goal, faults.count() == 0);
    faults.examples().forEach(example -> report.fact("example", example));
  }
}
