package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as the system starts and stops it. */
@Timeout(120)
class ProcessTest {

  @TempDir
  private Path folder;

  private Process start(File out, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(out)
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private boolean anyPartial() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.anyMatch(file -> file.toString().contains("partial"));
    }
  }

  @Test
  void beingStoppedLeavesNothingBehind() throws Exception {
    Path baseline = Loans.baseline(folder);
    String text = Loans.loans(20_000, 2, 0.5);
    Path data = Loans.write(folder, "long.csv", text);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      files.add(data.toString());
    }
    List<String> args = new ArrayList<>(List.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--window",
        "2000",
        "--events",
        folder.resolve("e.jsonl").toString(),
        "--data"));
    args.addAll(files);
    Process process = start(folder.resolve("out.txt").toFile(), args.toArray(String[]::new));
    while (process.isAlive() && !anyPartial()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(anyPartial()).isTrue();
    // as Ctrl-C: the program is asked to end
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(anyPartial()).isFalse();
    assertThat(folder.resolve("e.jsonl")).doesNotExist();
  }

  @Test
  void exitCodesAndStreamsAreThoseOfTheProgram() throws Exception {
    Path baseline = Loans.baseline(folder);
    Path data = Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.7));
    File out = folder.resolve("out.txt").toFile();
    Process found = start(
        out,
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        data.toString(),
        "--json",
        "-",
        "--fail-on",
        "critical");
    assertThat(found.waitFor()).isEqualTo(1);
    assertThat(Files.readString(out.toPath())).startsWith("{\"format\"").hasLineCount(1);
    assertThat(Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8))
        .hasLineCount(1)
        .doesNotContain("\u001B", "\r");
    Process wrong = start(out, "compare");
    assertThat(wrong.waitFor()).isEqualTo(2);
    if (Files.exists(Path.of("/dev/full"))) {
      Process full = start(
          new File("/dev/full"),
          "compare",
          "--baseline",
          baseline.toString(),
          "--data",
          data.toString());
      assertThat(full.waitFor()).isEqualTo(2);
      assertThat(Files.readString(folder.resolve("err.txt")))
          .contains("standard output cannot be written");
    }
  }
}
