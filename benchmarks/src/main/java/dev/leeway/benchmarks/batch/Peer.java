package dev.leeway.benchmarks.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Python package that compares two files.
 *
 * @param environment the folder that {@code benchmarks/peers/install.sh} makes for it
 * @param script in {@code benchmarks/peers}
 * @param rounds how often it runs; the slow one once
 */
record Peer(String name, String environment, String script, int rounds) {

  static final Peer EVIDENTLY =
      new Peer("Evidently 0.7.23, drift preset", "evidently", "evidently_preset.py", 1);
  static final Peer NANNYML =
      new Peer("NannyML 0.13.1, univariate drift", "nannyml", "nannyml_univariate.py", 2);
  static final Peer WHYLOGS =
      new Peer("whylogs 1.6.4, profiles and drift scores", "whylogs", "whylogs_drift.py", 2);
  static final Peer SCIPY =
      new Peer("pandas 2.3.3 and SciPy 1.17.1", "evidently", "scipy_tests.py", 2);

  /** The packages that do the same job, then what one would write by hand. */
  static final List<Peer> ALL = List.of(EVIDENTLY, NANNYML, WHYLOGS, SCIPY);

  private static Path environments() {
    String named = System.getenv("LEEWAY_PEERS");
    return named == null
        ? Path.of(System.getProperty("user.home"), ".cache", "leeway", "peers")
        : Path.of(named);
  }

  boolean isInstalled() {
    return Files.exists(environments().resolve(environment).resolve("ok"));
  }

  List<String> command(Path root, Path reference, Path current) {
    return List.of(
        environments().resolve(environment).resolve("bin/python").toString(),
        root.resolve("benchmarks/peers").resolve(script).toString(),
        reference.toString(),
        current.toString());
  }
}
