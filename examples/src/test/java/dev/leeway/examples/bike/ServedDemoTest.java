package dev.leeway.examples.bike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code --serve}: the meters over real HTTP, in this process and in one of its own. */
@Timeout(120)
class ServedDemoTest {

  private static final String ADDRESS = "Meters for Prometheus: ";

  @TempDir
  private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(30))
        .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** The value of the one series with this name and these labels. */
  private static double metric(String scrape, String name, String labels) {
    List<String> found = scrape
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(labels))
        .toList();
    assertThat(found).as("%s %s", name, labels).hasSize(1);
    return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
  }

  private static List<String> linesUntil(BufferedReader reader, String begin) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.startsWith(begin)) {
        return lines;
      }
    }
    throw new AssertionError("no line begins with '" + begin + "': " + lines);
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  private static void assertWholeLines(Path file) throws IOException {
    assertThat(Files.readString(file)).endsWith("}\n");
    for (String line : Files.readAllLines(file)) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
        json.skipChildren();
        assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        assertThat(json.nextToken()).isNull();
      }
    }
  }

  @Test
  void theMetersOfTheWholeYearStayUpUntilTheEndIsAskedFor() throws Exception {
    PipedOutputStream printed = new PipedOutputStream();
    BufferedReader reader = new BufferedReader(
        new InputStreamReader(new PipedInputStream(printed, 100_000), StandardCharsets.UTF_8));
    Ending ending = new Ending();
    FutureTask<Void> demo = new FutureTask<>(() -> {
      try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
        BikeDemo.run(out, Options.into(directory).withPort(0), ending);
      } finally {
        ending.reached();
      }
      return null;
    });
    new Thread(demo, "demo").start();
    String address = last(linesUntil(reader, ADDRESS)).substring(ADDRESS.length());
    assertThat(address).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/metrics");
    List<String> table = linesUntil(reader, "The meters stay");
    assertThat(table).anyMatch(line -> line.startsWith("2012-12 "));
    assertThat(last(table)).contains(address, "until Ctrl-C");

    HttpResponse<String> reply = get(address);
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    String scrape = reply.body();
    assertThat(metric(scrape, "drift_observations_rows_total", ""))
        .isEqualTo(BikeData.rides("analysis").size());
    assertThat(metric(scrape, "drift_alert_state", "signal=\"temp\",state=\"critical\""))
        .isEqualTo(1);
    assertThat(metric(scrape, "drift_psi_raw", "signal=\"temp\""))
        .as("of the window that ends with the year, as the table has it")
        .isEqualTo(lastPsiOfTemp());
    assertThat(metric(scrape, "drift_evaluation_seconds_count", ""))
        .isEqualTo(Files.readAllLines(directory.resolve("evaluations.jsonl")).size())
        .isEqualTo(366);
    assertThat(get(address + "/x").statusCode()).isEqualTo(404);

    ending.askAndWait();
    demo.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> get(address)).isInstanceOf(ConnectException.class);
  }

  private double lastPsiOfTemp() throws IOException {
    String line = last(Files.readAllLines(directory.resolve("evaluations.jsonl")));
    assertThat(line).contains("\"end\":\"2013-01-01T00:00:00Z\"");
    String value =
        line.replaceFirst(".*?\"name\":\"temp\".*?\"psi\":\\{\"value\":([^,]*),.*", "$1");
    return Double.parseDouble(value);
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingIsWritten() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Options options = Options.into(directory.resolve("new")).withPort(other.getLocalPort());
      assertThatThrownBy(() -> BikeDemo.run(System.out, options, new Ending()))
          .isInstanceOf(BindException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("--serve");
    }
    assertThat(directory).isEmptyDirectory();
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        BikeDemo.class.getName(),
        "--out",
        directory.resolve("out").toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no signal that asks for an end
  void aSignalInTheMiddleOfTheYearEndsItWithWholeLines() throws Exception {
    // the year takes a minute at this speed
    Process process = start("--speed", "500000", "--serve", "0");
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String address = last(linesUntil(reader, ADDRESS)).substring(ADDRESS.length());
      linesUntil(reader, "  2012-");
      assertThat(metric(get(address).body(), "drift_observations_rows_total", ""))
          .isPositive()
          .isLessThan(BikeData.rides("analysis").size());

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
    assertThat(directory.resolve("err")).isEmptyFile();
    assertWholeLines(directory.resolve("out/evaluations.jsonl"));
  }

  @Test
  void aWrongCallIsOneLineOnStandardErrorAndEndsWithTwo() throws Exception {
    Process process = start("--serve", "all");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.getInputStream()).isEmpty();
    assertThat(Files.readAllLines(directory.resolve("err")))
        .containsExactly(
            "leeway demo: --serve got 'all'; expected a port from 0 (any free one) to 65535, such as 9464.");
  }

  @Test
  void aPortInUseIsOneLineOnStandardErrorAndEndsWithTwo() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process process = start("--serve", Integer.toString(other.getLocalPort()));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(process.getInputStream()).isEmpty();
    }
    assertThat(Files.readAllLines(directory.resolve("err")))
        .singleElement()
        .asString()
        .startsWith("leeway demo: cannot listen on 127.0.0.1:");
  }
}
