package dev.leeway.benchmarks.detectors;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/**
 * Change detectors of MOA, from the jar that {@code benchmarks/peers/install.sh} fetches. Its licence (GPL-3) forbids to depend on
 * it, so nothing here is compiled against it.
 */
final class Moa {

  static final String NAME = "MOA 2024.07.0";

  private static final String FOLDER = "moa-2024.07.0";

  private Moa() {}

  private static Path folder() {
    String named = System.getenv("LEEWAY_PEERS");
    return (named == null
            ? Path.of(System.getProperty("user.home"), ".cache", "leeway", "peers")
            : Path.of(named))
        .resolve(FOLDER);
  }

  static boolean isInstalled() {
    return Files.exists(folder().resolve("ok"));
  }

  /** Feeds a value to a new detector of MOA's and says whether it raised an alarm. */
  static DoublePredicate detector(String name) {
    try {
      // not closed: it lives as long as the detector, which lives as long as the process
      URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
      return (DoublePredicate) loader
          .loadClass(MoaDetector.class.getName())
          .getMethod("of", String.class)
          .invoke(null, name);
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException(
          "What is in " + folder() + " is not " + NAME
              + ": remove the folder and run benchmarks/peers/install.sh moa.",
          e);
    }
  }

  private static URL[] urls() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(Moa.class.getProtectionDomain().getCodeSource().getLocation());
    try (Stream<Path> files = Files.list(folder())) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
