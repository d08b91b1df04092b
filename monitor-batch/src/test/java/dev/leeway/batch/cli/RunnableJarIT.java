package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that a person downloads. */
@Timeout(120)
class RunnableJarIT {

  private static final String JAR = System.getProperty("leeway.jar", "");

  @TempDir
  private Path folder;

  private Call run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Call(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void itDoesWhatTheLauncherDoes() throws Exception {
    Path baseline = Loans.baseline(folder);
    Path today = Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.7));
    assertThat(run("--version").out()).startsWith("leeway 0.");
    assertThat(run("inspect", baseline.toString()).out()).contains("5,000 rows");
    Call compared = run(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        today.toString(),
        "--fail-on",
        "critical");
    assertThat(compared.code()).as(compared.toString()).isEqualTo(1);
    assertThat(compared.err()).hasLineCount(1);
    Call queried = run(
        "compare",
        "--baseline",
        baseline.toString(),
        "--json",
        "-",
        "--jdbc",
        "jdbc:duckdb:",
        "--query",
        "select * from '" + today + "'");
    assertThat(queried.code()).as(queried.toString()).isZero();
    assertThat(queried.out()).startsWith("{\"format\"");
    assertThat(run("compare").code()).isEqualTo(2);
  }

  @Test
  void itHoldsTheLicencesAndNoTablesaw() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains(
              "META-INF/LEEWAY-LICENSE",
              "META-INF/THIRD-PARTY.txt",
              "META-INF/LICENSE",
              "META-INF/NOTICE")
          .noneMatch(name -> name.startsWith("tech/tablesaw"));
      String licences = new String(
          jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes(),
          StandardCharsets.UTF_8);
      assertThat(licences).contains("Oliver Siegmar", "Werner Randelshofer");
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo(Main.class.getName());
    }
  }
}
