package dev.leeway.benchmarks.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What became of the mutants of one room of monitor-core. PIT makes them, in a build of its own.
 *
 * @param killed mutants that a test noticed, be it by running out of time
 * @param untested mutants in lines that no test reaches
 */
record Mutants(long all, long killed, long untested) {

  private static final int MOST_MINUTES = 60;

  /** The column of a mutant's status. */
  private static final int STATUS = 5;

  /** The share of mutants with tests that were killed, in percent; NaN where there are none. */
  double strength() {
    return all == untested ? Double.NaN : 100.0 * killed / (all - untested);
  }

  static Mutants of(String room) throws IOException, InterruptedException {
    String root = System.getenv("LEEWAY_ROOT");
    Path checkout = Path.of(root == null ? "." : root).toAbsolutePath();
    Path reports = checkout.resolve("monitor-core/target/pit-reports/mutations.csv");
    // what an earlier run left must not be taken for this one's
    Files.deleteIfExists(reports);
    Path log = Files.createTempFile("leeway-mutants", ".log");
    try {
      Process process = new ProcessBuilder(
              checkout.resolve("mvnw").toString(),
              "-B",
              "-ntp",
              "-Pmutation",
              "-Dmutated=dev.leeway." + room + ".*",
              "-pl",
              "monitor-core",
              "test-compile",
              "org.pitest:pitest-maven:mutationCoverage")
          .directory(checkout.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      if (process.exitValue() != 0 || !Files.exists(reports)) {
        System.err.println(Files.readString(log));
        return new Mutants(0, 0, 0);
      }
      return read(Files.readAllLines(reports));
    } finally {
      Files.delete(log);
    }
  }

  /** One mutant a line: file, class, mutator, method, line, status, test. */
  static Mutants read(List<String> lines) {
    long all = 0;
    long killed = 0;
    long untested = 0;
    for (String line : lines) {
      switch (line.split(",", STATUS + 2)[STATUS]) {
        case "KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR" -> killed++;
        case "NO_COVERAGE" -> untested++;
        case "NON_VIABLE" -> all--;
        default -> {
          // survived
        }
      }
      all++;
    }
    return new Mutants(all, killed, untested);
  }
}
