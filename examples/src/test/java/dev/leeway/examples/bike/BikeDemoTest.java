package dev.leeway.examples.bike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BikeDemoTest {

  private static List<String> run(Path directory) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BikeDemo.run(
        new PrintStream(out, true, StandardCharsets.UTF_8), Options.into(directory), new Ending());
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void printsTheBaselineTheAlertsAndALineForEachMonth(@TempDir Path directory) throws Exception {
    List<String> lines = run(directory);
    assertThat(lines.get(0)).startsWith("Baseline bike-demand@1: 2803 hours");
    assertThat(lines).anyMatch(line -> line.matches("  digest    sha256:[0-9a-f]{64}"));
    assertThat(lines)
        .anyMatch(line -> line.contains("CRITICAL OPENED    Signal 'temp' has drifted"));
    for (int month = 1; month <= 12; month++) {
      String name = String.format("2012-%02d ", month);
      assertThat(lines).as(name).filteredOn(line -> line.startsWith(name)).hasSize(1);
    }
    assertThat(directory.resolve("store/bike-demand/1/baseline.json")).exists();
    assertThat(Files.readAllLines(directory.resolve("evaluations.jsonl"))).hasSize(366);
    assertThat(Files.readString(directory.resolve("report.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("366 windows");
  }

  @Test
  void aSecondRunGivesTheSameNumbersAndTheNextVersion(@TempDir Path directory) throws Exception {
    List<String> first = run(directory);
    List<String> second = run(directory);
    assertThat(second.get(0)).startsWith("Baseline bike-demand@2");
    assertThat(second.subList(7, second.size()))
        .as("all but the baseline's version and digest")
        .isEqualTo(first.subList(7, first.size()));
  }

  /** Counted from the raw rows with plain code: hours of July 2012 that end with the month, in the reference's cells. */
  @Test
  void theWindowOfJulyHoldsTheLastThirtyDaysOfJuly(@TempDir Path directory) throws Exception {
    List<String> lines = run(directory);
    long rows = BikeData.rides("analysis").stream()
        .filter(ride -> !ride.time().isBefore(java.time.Instant.parse("2012-07-02T00:00:00Z")))
        .filter(ride -> ride.time().isBefore(java.time.Instant.parse("2012-08-01T00:00:00Z")))
        .count();
    double mean = BikeData.rides("analysis").stream()
        .filter(ride -> !ride.time().isBefore(java.time.Instant.parse("2012-07-02T00:00:00Z")))
        .filter(ride -> ride.time().isBefore(java.time.Instant.parse("2012-08-01T00:00:00Z")))
        .mapToDouble(Ride::predicted)
        .average()
        .orElseThrow();
    String july =
        lines.stream().filter(line -> line.startsWith("2012-07")).findFirst().orElseThrow();
    String[] cells = july.strip().split(" +");
    assertThat(Long.parseLong(cells[1])).isEqualTo(rows);
    assertThat(Double.parseDouble(cells[10]))
        .as("from cell means")
        .isCloseTo(mean, within(0.01 * mean));
    double error = BikeData.rides("analysis").stream()
        .filter(ride -> !ride.time().isBefore(java.time.Instant.parse("2012-07-02T00:00:00Z")))
        .filter(ride -> !ride.time().isAfter(java.time.Instant.parse("2012-07-31T00:00:00Z")))
        .mapToDouble(ride -> Math.abs(ride.predicted() - ride.rented()))
        .average()
        .orElseThrow();
    assertThat(Double.parseDouble(cells[11]))
        .as("of the labels that have come: all but those of the last day")
        .isCloseTo(error, within(0.051));
    assertThat(lines).anyMatch(line -> line.contains("it was 23.9 in 2011"));
    assertThat(lines).anyMatch(line -> line.contains("OPENED    The model is worse: mae is"));
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.api.Assertions.within(value);
  }
}
