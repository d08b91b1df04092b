package dev.leeway.benchmarks.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/** Runs {@link Races} under jcstress, which starts processes of its own, and reads what it wrote. */
final class RaceRun {

  /** Of {@link Races}. */
  static final int RACES = Races.class.getDeclaredClasses().length - 2;

  private static final int MOST_MINUTES = 20;

  private RaceRun() {}

  /** Of one race: how often it was run, and how often its end was forbidden or did not come. */
  record Outcome(long samples, long forbidden, List<String> seen) {

    Outcome plus(Outcome other) {
      List<String> all = new ArrayList<>(seen);
      all.addAll(other.seen);
      return new Outcome(samples + other.samples, forbidden + other.forbidden, all);
    }
  }

  static Map<String, Outcome> run(boolean quick) throws Exception {
    Path results = Files.createTempDirectory("leeway-races");
    try {
      List<String> command = new ArrayList<>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          System.getProperty("java.class.path"),
          Main.class.getName(),
          "-t",
          Races.class.getName().replace(".", "\\."),
          "-m",
          "quick",
          "-time",
          quick ? "1000" : "500",
          "-iters",
          quick ? "1" : "5",
          "-fsm",
          quick ? "1" : "5",
          "-af",
          "NONE",
          "-sc",
          "false",
          "-hs",
          "256",
          "-r",
          results.toString()));
      if (quick) {
        // one kind of compilation instead of eight
        command.addAll(List.of("-jvmArgs", "-XX:+UseSerialGC"));
      }
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(results.resolve("log.txt").toFile())
          .directory(results.toFile())
          .start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      Map<String, Outcome> outcomes = read(results);
      if (outcomes.size() < RACES) {
        System.err.println(Files.readString(results.resolve("log.txt")));
      }
      return outcomes;
    } finally {
      delete(results);
    }
  }

  private static Map<String, Outcome> read(Path results) throws Exception {
    Map<String, Outcome> outcomes = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(results)) {
      files = found.filter(file -> file.toString().endsWith(".bin.gz")).toList();
    }
    for (Path file : files) {
      InProcessCollector collector = new InProcessCollector();
      DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
      reader.dump();
      reader.close();
      for (TestResult result : collector.getTestResults()) {
        outcomes.merge(
            result.getName().substring(result.getName().lastIndexOf('.') + 1),
            outcome(result),
            Outcome::plus);
      }
    }
    return outcomes;
  }

  private static Outcome outcome(TestResult result) {
    TestInfo info = TestList.getInfo(result.getName());
    long forbidden = 0;
    List<String> seen = new ArrayList<>();
    for (String key : result.getStateKeys()) {
      if (!isAllowed(info, key)) {
        forbidden += result.getCount(key);
        seen.add(key);
      }
    }
    if (result.status() != Status.NORMAL) {
      // a process that broke off says nothing, and that is not nothing
      forbidden++;
      seen.add(result.status().toString());
    }
    return new Outcome(result.getTotalCount(), forbidden, seen);
  }

  private static boolean isAllowed(TestInfo info, String key) {
    for (StateCase known : info.cases()) {
      if (known.matchesExactly(key) || known.matches(key)) {
        return switch (known.expect()) {
          case ACCEPTABLE, ACCEPTABLE_INTERESTING -> true;
          default -> false;
        };
      }
    }
    return false;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
