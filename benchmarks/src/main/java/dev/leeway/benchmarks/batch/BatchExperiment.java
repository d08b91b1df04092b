package dev.leeway.benchmarks.batch;

import dev.leeway.benchmarks.batch.Child.Runs;
import dev.leeway.benchmarks.batch.Child.Usage;
import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.report.Report.Figures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A nightly job: the command over a million records, beside reading them alone and beside Python packages. */
public final class BatchExperiment implements Experiment {

  private static final int NUMBERS = 20;
  private static final int CATEGORIES = 5;
  private static final int LARGER = 10;
  private static final int SEVERAL = 3;
  private static final double MEGA = 1e6;
  private static final String COMPARE = "leeway compare";

  /** In what the records stand. */
  private enum Format {
    CSV,
    PARQUET;

    String of(String what) {
      return what + ", " + (this == CSV ? "CSV" : "Parquet");
    }
  }

  /** The same table twice. */
  private record Table(Path csv, Path parquet) {

    Path in(Format format) {
      return format == Format.CSV ? csv : parquet;
    }
  }

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public void run(boolean quick, Report report) throws Exception {
    Path root = root();
    Path folder = Files.createTempDirectory("leeway-batch");
    try {
      new Session(root, folder, quick, report).run();
    } finally {
      remove(folder);
    }
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("leeway"))) {
      root = root.getParent();
    }
    if (root == null) {
      throw new IllegalStateException(
          "The launcher ./leeway is not in this folder nor above it: run this in a checkout.");
    }
    return root;
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private static final class Session {

    private final Path root;
    private final Path folder;
    private final boolean quick;
    private final Report report;
    private final Child child;
    private final Map<String, Runs> runs = new LinkedHashMap<>();
    private final Table reference;
    private final Table current;

    Session(Path root, Path folder, boolean quick, Report report) throws IOException, SQLException {
      this.root = root;
      this.folder = folder;
      this.quick = quick;
      this.report = report;
      this.child = new Child(folder);
      this.reference = both("reference", quick ? 10_000 : 100_000, 1);
      this.current = both("current", quick ? 100_000 : 1_000_000, 2);
    }

    private Table both(String name, int rows, int add) throws IOException, SQLException {
      Path csv =
          Data.csv(folder.resolve(name + ".csv"), rows, NUMBERS, CATEGORIES, Report.SEED + add);
      Path parquet = Data.parquet(csv, folder.resolve(name + ".parquet"));
      report.fact(
          name,
          rows + " rows of " + NUMBERS + " numbers and " + CATEGORIES + " categories, CSV "
              + Math.round(Files.size(csv) / MEGA) + " MB, Parquet (snappy) "
              + Math.round(Files.size(parquet) / MEGA) + " MB");
      return new Table(csv, parquet);
    }

    void run() throws IOException, InterruptedException {
      // builds what is not built yet
      child.run(leeway("--version"));
      String baseline = folder.resolve("reference.json").toString();
      List<String> fit =
          leeway("baseline", "--data", reference.in(Format.CSV).toString(), "--out", baseline);
      measure("leeway baseline of the reference, CSV", fit);
      for (int round = 0; round < (quick ? 1 : SEVERAL); round++) {
        for (Format format : Format.values()) {
          Path file = current.in(format);
          measure(format.of(COMPARE), compare(baseline, file));
          measure(format.of("floor: reading the values alone"), floor(file));
          measure(
              format.of("leeway baseline of the current data"),
              leeway("baseline", "--data", file.toString(), "--out", folder + "/own.json"));
          for (Peer peer : Peer.ALL) {
            if (peer.isInstalled() && round < peer.rounds()) {
              measure(format.of(peer.name()), peer.command(root, reference.in(format), file));
            }
          }
        }
      }
      Runs larger = larger(baseline);
      wide();
      for (Map.Entry<String, Runs> run : runs.entrySet()) {
        figures(run.getKey(), run.getValue());
      }
      for (Format format : Format.values()) {
        goals(format);
      }
      double growth = larger.megabytes() / of(Format.CSV, COMPARE).megabytes();
      report.add(
          "memory of ten times the rows", "times", growth, "at most 1.15 times", growth <= 1.15);
    }

    /** The figures as they come, for who looks on; the table follows. */
    private Runs measure(String what, List<String> command)
        throws IOException, InterruptedException {
      Usage usage = child.run(command);
      System.err.printf(
          "%s: %.2f s, CPU %.2f s, %.0f MB, load %.1f%n",
          what,
          usage.wall(),
          usage.cpu(),
          usage.megabytes(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      Runs all = runs.computeIfAbsent(what, key -> new Runs());
      all.usages().add(usage);
      return all;
    }

    private List<String> leeway(String... words) {
      List<String> command = new ArrayList<>(List.of(root.resolve("leeway").toString()));
      command.addAll(List.of(words));
      return command;
    }

    private List<String> compare(String baseline, Path file) {
      return leeway(
          "compare",
          "--baseline",
          baseline,
          "--data",
          file.toString(),
          "--json",
          folder + "/e.json");
    }

    /** With the settings of the launcher. */
    private static List<String> floor(Path file) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:MaxNewSize=32m",
          "-cp",
          System.getProperty("java.class.path"),
          Floor.class.getName(),
          file.toString());
    }

    private Runs larger(String baseline) throws IOException, InterruptedException {
      Path file = Data.repeated(current.in(Format.CSV), folder.resolve("larger.csv"), LARGER);
      Runs larger = measure(COMPARE + " of ten times the rows, CSV", compare(baseline, file));
      Files.delete(file);
      return larger;
    }

    private void wide() throws IOException, InterruptedException {
      int columns = 1000;
      int rows = quick ? 2_000 : 20_000;
      Path few =
          Data.csv(folder.resolve("few.csv"), rows, columns * 4 / 5, columns / 5, Report.SEED + 3);
      Path many = Data.csv(
          folder.resolve("many.csv"), 5 * rows, columns * 4 / 5, columns / 5, Report.SEED + 4);
      String baseline = folder.resolve("wide.json").toString();
      measure(
          "leeway baseline of 1,000 columns, " + rows + " rows, CSV",
          leeway("baseline", "--data", few.toString(), "--out", baseline));
      measure(COMPARE + " of 1,000 columns, " + 5 * rows + " rows, CSV", compare(baseline, many));
    }

    private void figures(String what, Runs of) {
      double least = leastWall(what);
      report.add(what, "s", of.figures(Usage::wall), of.wall() / least);
      report.add(what + ", all cores", "CPU s", of.figures(Usage::cpu), Double.NaN);
      report.add(what + ", resident", "MB", of.figures(Usage::megabytes), Double.NaN);
    }

    /** Of the comparison in the same format; ratios of other jobs say nothing. */
    private double leastWall(String what) {
      for (Format format : Format.values()) {
        if (what.equals(format.of(what.substring(0, Math.max(0, what.lastIndexOf(", ")))))
            && !what.contains("leeway baseline")) {
          return of(format, COMPARE).wall();
        }
      }
      return Double.NaN;
    }

    private Runs of(Format format, String what) {
      Runs found = runs.get(format.of(what));
      if (found == null) {
        throw new IllegalStateException(format.of(what) + " was not measured.");
      }
      return found;
    }

    private @Nullable Runs of(Format format, Peer peer) {
      return runs.get(format.of(peer.name()));
    }

    private void goals(Format format) {
      double ours = of(format, COMPARE).wall();
      Runs evidently = of(format, Peer.EVIDENTLY);
      Runs nannyml = of(format, Peer.NANNYML);
      Runs whylogs = of(format, Peer.WHYLOGS);
      goal(
          format.of("fastest of Evidently, NannyML and whylogs"),
          "at least 4 times the wall time",
          evidently == null || nannyml == null || whylogs == null
              ? Double.NaN
              : Math.min(evidently.wall(), Math.min(nannyml.wall(), whylogs.wall())) / ours,
          4,
          true);
      goal(
          format.of("Evidently"),
          "at least 25 times the wall time",
          evidently == null ? Double.NaN : evidently.wall() / ours,
          25,
          true);
      double part = format == Format.CSV ? 0.25 : 0.5;
      goal(
          format.of("memory to NannyML's"),
          format == Format.CSV ? "at most a quarter" : "at most a half",
          nannyml == null ? Double.NaN : of(format, COMPARE).megabytes() / nannyml.megabytes(),
          part,
          false);
    }

    /** A peer that is not installed leaves a goal without a verdict. */
    private void goal(String what, String goal, double ratio, double limit, boolean least) {
      if (Double.isNaN(ratio)) {
        report.add(what, "not installed: benchmarks/peers/install.sh", Figures.of(ratio), ratio);
      } else {
        report.add(what, "times", ratio, goal, least ? ratio >= limit : ratio <= limit);
      }
    }
  }
}
