package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.schema.Schema;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Double.toString} differs between JDK 17 and 25: a file written on one must verify on the other. */
class OtherJdkTest {

  @TempDir
  private Path directory;

  @Test
  void aFileWrittenHereIsTheSameOnTheOtherJdk() throws Exception {
    Optional<Path> java = otherJava();
    assumeTrue(
        java.isPresent(),
        "no other JDK: set LEEWAY_OTHER_JDK to the home of a JDK 25, or install one in /usr/lib/jvm");
    Path odd = directory.resolve("odd.json");
    Baseline written = odd();
    BaselineFile.write(written, odd);
    Path fixture = Path.of(getClass().getResource("/baseline/baseline-v1.json").toURI());

    List<String> lines = run(java.orElseThrow(), fixture, odd);

    String fixtureDigest = BaselineFile.read(fixture).digest();
    assertThat(lines)
        .startsWith(fixtureDigest + " " + fixtureDigest, written.digest() + " " + written.digest())
        .hasSize(3);
  }

  /** Values whose shortest text is not the same on every JDK, and such with long texts. */
  private static Baseline odd() {
    List<Double> values = List.of(
        1e23,
        2e-3,
        2.0E-3,
        1.0E23,
        8.41e21,
        2.2250738585072014e-308,
        4.9e-324,
        0.1 + 0.2,
        -1e308,
        5e-324,
        1.1e23);
    Schema<Double> schema =
        Schema.<Double>builder().numeric("x", value -> value).build();
    return Baseline.fit(schema, values)
        .clock(Samples.CLOCK)
        .lineage(Lineage.builder().metric("a", 1e23).metric("b", 2e-3).build())
        .build();
  }

  private List<String> run(Path java, Path... files) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ReadOnOtherJdk.class.getName(),
            files[0].toString(),
            files[1].toString())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(err, StandardCharsets.UTF_8)).isZero();
    return Files.readAllLines(out);
  }

  private static Optional<Path> otherJava() throws IOException {
    String named = System.getenv("LEEWAY_OTHER_JDK");
    if (named != null && !named.isBlank()) {
      Path java = Path.of(named, "bin", "java");
      assertThat(java).as("LEEWAY_OTHER_JDK is the home of a JDK").isExecutable();
      return Optional.of(java);
    }
    Path usual = new File("/usr/lib/jvm").toPath();
    if (!Files.isDirectory(usual)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(usual, "*25*")) {
      for (Path home : homes) {
        Path java = home.resolve("bin/java");
        if (Files.isExecutable(java)) {
          return Optional.of(java);
        }
      }
    }
    return Optional.empty();
  }
}
