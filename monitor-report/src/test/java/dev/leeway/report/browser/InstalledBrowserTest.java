package dev.leeway.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class InstalledBrowserTest {

  @TempDir
  private Path folder;

  private Path program(String name) throws Exception {
    Path program = Files.createFile(folder.resolve(name));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Test
  void theNamedOneIsTakenBeforeThatOfThePath() throws Exception {
    Path found = program("chromium");
    Path named = program("another");
    assertThat(InstalledBrowser.find(Map.of("PATH", folder.toString()))).isEqualTo(found);
    assertThat(InstalledBrowser.find(
            Map.of("PATH", folder.toString(), "LEEWAY_BROWSER", named.toString())))
        .isEqualTo(named);
  }

  @Test
  void aWrongNameIsNotPassedOver() {
    String nothing = folder.resolve("nothing").toString();
    assertThatThrownBy(() -> InstalledBrowser.find(Map.of("LEEWAY_BROWSER", nothing)))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining(nothing);
  }

  @Test
  void withoutOneTheTestsFailInCiAndAreLeftOutElsewhere() {
    String empty = folder.toString();
    assertThatThrownBy(() -> InstalledBrowser.find(Map.of("PATH", empty, "CI", "true")))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("apt-get install chromium");
    assertThatThrownBy(() -> InstalledBrowser.find(Map.of("PATH", empty)))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("LEEWAY_BROWSER");
  }
}
