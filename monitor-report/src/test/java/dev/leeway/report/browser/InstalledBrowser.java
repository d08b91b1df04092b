package dev.leeway.report.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Where the browser of the tests is. */
final class InstalledBrowser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  static final String WANTED =
      "The page can only be tried in a browser, and there is none: install Chromium (apt-get install chromium),"
          + " or name one of its kind in LEEWAY_BROWSER.";

  private InstalledBrowser() {}

  /**
   * The one that LEEWAY_BROWSER names, else the first on the path. Without one the tests fail in CI, where nobody would see
   * that they were left out, and are left out elsewhere.
   */
  static Path find(Map<String, String> environment) {
    String named = environment.get("LEEWAY_BROWSER");
    if (named != null && !named.isBlank()) {
      if (!Files.isExecutable(Path.of(named))) {
        Assertions.fail("LEEWAY_BROWSER names " + named + ", which is no program.");
      }
      return Path.of(named);
    }
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (String name : NAMES) {
        Path program = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
          return program;
        }
      }
    }
    if ("true".equals(environment.get("CI"))) {
      return Assertions.fail(WANTED);
    }
    return Assumptions.abort(WANTED);
  }
}
