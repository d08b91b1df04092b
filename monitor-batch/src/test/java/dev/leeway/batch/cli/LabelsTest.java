package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels in the data, in a file of their own, and at times of their own. */
class LabelsTest {

  private static final int ID = 0;
  private static final int DAY = 1;
  private static final int LABEL = 7;

  @TempDir
  private Path folder;

  private Path baseline;
  private List<String[]> loans;

  @BeforeEach
  void train() throws IOException {
    baseline = Loans.baseline(folder);
    loans = Loans.loans(2_000, 9, 0).lines().map(line -> line.split(",", -1)).toList();
    Loans.write(folder, "whole.csv", Loans.loans(2_000, 9, 0));
    StringBuilder without = new StringBuilder();
    for (String[] loan : loans) {
      without.append(String.join(",", List.of(loan).subList(0, LABEL))).append('\n');
    }
    Loans.write(folder, "without.csv", without.toString());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String truths(boolean shuffled) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String[] loan : loans.subList(1, loans.size())) {
      lines.add(loan[LABEL] + "," + loan[ID]);
    }
    if (shuffled) {
      Collections.shuffle(lines, new Random(1));
    }
    lines.add(0, "defaulted,id");
    Loans.write(folder, "truths.csv", String.join("\n", lines) + "\n");
    return file("truths.csv");
  }

  private JsonNode compared(String... more) throws IOException {
    List<String> call =
        new ArrayList<>(List.of("compare", "--baseline", baseline.toString(), "--json", "-"));
    call.addAll(List.of(more));
    Call made = Call.of(call.toArray(String[]::new));
    assertThat(made.code()).as(made.err()).isZero();
    return new ObjectMapper().readTree(made.out());
  }

  @Test
  void labelsInTheDataAndInAFileOfTheirOwnAreTheSame() throws IOException {
    JsonNode inData = compared("--data", file("whole.csv"));
    assertThat(inData.at("/performance/labelled").asInt()).isEqualTo(2_000);
    assertThat(inData.at("/performance/realised/roc_auc/value").asDouble()).isBetween(0.45, 0.55);
    assertThat(compared("--data", file("without.csv"), "--labels", truths(true)))
        .isEqualTo(inData);
    JsonNode none = compared("--data", file("without.csv"));
    assertThat(none.at("/performance/labelled").asInt()).isZero();
    assertThat(none.at("/performance/realised")).isEmpty();
    assertThat(none.at("/performance/estimated")).isEqualTo(inData.at("/performance/estimated"));
  }

  @Test
  void aPersonSeesHowGoodTheModelIs() throws IOException {
    Call person = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("without.csv"),
        "--labels",
        truths(false));
    assertThat(person.out())
        .contains("model", "by labels", "estimated", "roc_auc", "brier")
        .contains("labels of 2,000 of 2,000 answers");
  }

  private List<JsonNode> replayed(String... more) throws IOException {
    List<String> call = new ArrayList<>(List.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--window",
        "500",
        "--panes",
        "1",
        "--events",
        file("events.jsonl")));
    call.addAll(List.of(more));
    Call made = Call.of(call.toArray(String[]::new));
    assertThat(made.code()).as(made.err()).isZero();
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void aReplayOfAWindowIsAComparison() throws IOException {
    List<JsonNode> whole = replayed("--data", file("whole.csv"));
    assertThat(replayed("--data", file("without.csv"), "--labels", truths(true)))
        .isEqualTo(whole);
    JsonNode all = Call.of(
            "replay",
            "--baseline",
            baseline.toString(),
            "--data",
            file("whole.csv"),
            "--window",
            "2000",
            "--panes",
            "1",
            "--events",
            "-")
        .out()
        .lines()
        .map(LabelsTest::json)
        .filter(event -> event.at("/type").asText().equals("evaluation"))
        .findFirst()
        .orElseThrow();
    assertThat(all.at("/performance"))
        .isEqualTo(compared("--data", file("whole.csv")).at("/performance"));
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Ten minutes between two records: labels are known 1,000 minutes after, so 99 of a window's records have none at its end. */
  @Test
  void aLabelIsGivenWhenItBecameKnownAndNotBefore() throws IOException {
    StringBuilder late = new StringBuilder("id,defaulted,known\n");
    StringBuilder inData = new StringBuilder(String.join(",", loans.get(0)) + ",known\n");
    for (String[] loan : loans.subList(1, loans.size())) {
      Instant known = Instant.parse(loan[DAY]).plusSeconds(60_000);
      // one in ten never comes: without a time, or without a label
      int number = Integer.parseInt(loan[ID].substring(1));
      String time = number % 20 == 0 ? "" : known.toString();
      String label = number % 20 == 10 ? "" : loan[LABEL];
      late.append(loan[ID] + "," + label + "," + time + "\n");
      loan[LABEL] = label;
      inData.append(String.join(",", loan)).append(",").append(time).append("\n");
    }
    Loans.write(folder, "late.csv", late.toString());
    Loans.write(folder, "in-data.csv", inData.toString());
    List<JsonNode> apart = replayed(
        "--data", file("without.csv"), "--labels", file("late.csv"), "--label-timestamp", "known");
    List<JsonNode> inside = replayed("--data", file("in-data.csv"), "--label-timestamp", "known");
    for (List<JsonNode> events : List.of(apart, inside)) {
      for (JsonNode event : events) {
        if (event.at("/type").asText().equals("evaluation")) {
          assertThat(event.at("/performance/labelled").asInt()).isEqualTo(360);
          assertThat(event.at("/performance/unlabelled").asInt()).isEqualTo(140);
        }
      }
    }
    assertThat(inside).isEqualTo(apart);
  }
}
