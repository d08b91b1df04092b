package dev.leeway.benchmarks.batch;

import dev.leeway.benchmarks.report.Report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** A process and what it took: by {@code time} where there is one, else as Linux shows it while the process runs. */
final class Child {

  private static final Path TIME = Path.of("/usr/bin/time");
  private static final long MINUTES = 30;
  private static final double NANOS = 1e9;
  private static final double KILOBYTES = 1024;
  private static final double MEGA = 1e6;

  private final Path folder;

  /** Seconds by the clock, seconds of all cores, resident megabytes at the most. */
  record Usage(double wall, double cpu, double megabytes) {}

  /** Several runs of one thing. */
  record Runs(List<Usage> usages) {

    Runs() {
      this(new ArrayList<>());
    }

    Figures figures(ToDoubleFunction<Usage> of) {
      double[] sorted = usages.stream().mapToDouble(of).sorted().toArray();
      int last = sorted.length - 1;
      // of two the mean, as a median is
      double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
      return new Figures(sorted[0], median, sorted[last]);
    }

    double wall() {
      return figures(Usage::wall).median();
    }

    double megabytes() {
      return figures(Usage::megabytes).median();
    }
  }

  /** Children that run in a folder. */
  Child(Path folder) {
    this.folder = folder;
  }

  /** Runs a command to its end, which must be a good one. */
  Usage run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path figures = folder.resolve("figures");
    boolean timed = Files.isExecutable(TIME);
    List<String> words = new ArrayList<>();
    if (timed) {
      words.addAll(List.of(TIME.toString(), "-o", figures.toString(), "-f", "%e %U %S %M"));
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    long start = System.nanoTime();
    Process process = builder.start();
    Usage watched = timed ? new Usage(0, 0, 0) : watch(process);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException(
          "Ended after " + MINUTES + " minutes: " + String.join(" ", command));
    }
    double wall = (System.nanoTime() - start) / NANOS;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with "
          + process.exitValue() + ":\n" + Files.readString(output));
    }
    if (!timed) {
      return new Usage(wall, watched.cpu, watched.megabytes);
    }
    double[] found = Arrays.stream(Files.readString(figures).strip().split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
    return new Usage(wall, found[1] + found[2], found[3] * KILOBYTES / MEGA);
  }

  /** The last that was seen of the process and of those that it started; short ones may go unseen. */
  private static Usage watch(Process process) throws InterruptedException {
    double cpu = 0;
    double megabytes = 0;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      double used = 0;
      for (ProcessHandle handle : all) {
        Duration duration = handle.info().totalCpuDuration().orElse(Duration.ZERO);
        used += duration.toNanos() / NANOS;
        megabytes = Math.max(megabytes, peak(handle.pid()));
      }
      cpu = Math.max(cpu, used);
    }
    return new Usage(0, cpu, megabytes);
  }

  private static double peak(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) * KILOBYTES / MEGA;
        }
      }
    } catch (IOException e) {
      // it has ended
    }
    return 0;
  }
}
