package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.schema.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  @TempDir
  private Path folder;

  private Path baseline;

  @BeforeEach
  void train() throws IOException {
    baseline = Loans.baseline(folder);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aBaselineKeepsRolesAndLineage() {
    Baseline read = BaselineFile.read(baseline);
    assertThat(read.name()).isEqualTo("loans");
    assertThat(read.task()).isEqualTo(Task.BINARY);
    assertThat(read.rows()).isEqualTo(5_000);
    assertThat(read.lineage().modelVersion()).isEqualTo("7");
    assertThat(read.lineage().codeVersion()).isEqualTo("abc");
    assertThat(read.lineage().dataSha256())
        .isEqualTo(LineageOptions.sha256(List.of(folder.resolve("train.csv"))));
    assertThat(read.chunks()).hasSizeBetween(30, 40);
    assertThat(read.schemaSignals())
        .extracting(signal -> signal.name())
        .containsExactly("amount", "months", "region", "member", "p", "defaulted");
  }

  @Test
  void comparingTellsAPersonAndAProgram() throws IOException {
    Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.7));
    Call person =
        Call.of("compare", "--baseline", baseline.toString(), "--data", file("today.csv"));
    assertThat(person.code()).isZero();
    assertThat(person.out())
        .startsWith("critical  2,000 records against loans sha256:")
        .contains("Signal 'amount' has drifted");
    assertThat(person.err()).isEmpty();
    Call program = Call.of(
        "compare", "--baseline", baseline.toString(), "--data", file("today.csv"), "--json", "-");
    assertThat(program.out())
        .startsWith("{\"format\":\"leeway-evaluation/1\"")
        .endsWith("}\n")
        .hasLineCount(1);
    Call toFile = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("today.csv"),
        "--json",
        file("e.json"));
    assertThat(Files.readString(folder.resolve("e.json"))).isEqualTo(program.out());
    assertThat(toFile.out()).isEqualTo(person.out());
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.3));
    String[] call = {
      "compare", "--baseline", baseline.toString(), "--data", file("today.csv"), "--json", "-"
    };
    assertThat(Call.of(call).out()).isEqualTo(Call.of(call).out());
    String text = Files.readString(folder.resolve("today.csv"));
    String[] input = {"compare", "--baseline", baseline.toString(), "--data", "-", "--json", "-"};
    assertThat(Call.with(text, false, input).out()).isEqualTo(Call.of(call).out());
  }

  @Test
  void failOnEndsAPipeline() throws IOException {
    Loans.write(folder, "bad.csv", Loans.loans(2_000, 2, 0.7));
    Loans.write(folder, "good.csv", Loans.loans(2_000, 3, 0));
    Loans.write(folder, "few.csv", Loans.loans(20, 3, 0));
    Call bad = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("bad.csv"),
        "--fail-on",
        "critical");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err()).hasLineCount(1).startsWith("leeway: critical: ").contains("'amount'");
    Call good = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("good.csv"),
        "--fail-on",
        "warning");
    assertThat(good.code()).as(good.toString()).isZero();
    Call few = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("few.csv"),
        "--fail-on",
        "warning");
    assertThat(few.code()).isZero();
    assertThat(few.err()).contains("no data");
    // of limits, the ones that are given count
    Path policy = Loans.write(
        folder,
        "policy.json",
        "{\"policy\": {\"kind\": \"fixed\", \"warning\": 50, \"critical\": 99, \"missing\": {\"warning\": 1, \"critical\": 1},"
            + " \"out_of_range\": {\"warning\": 1, \"critical\": 1}}}");
    Call loose = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("bad.csv"),
        "--fail-on",
        "warning",
        "--policy",
        policy.toString());
    assertThat(loose.code()).as(loose.toString()).isZero();
    Call strict = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("good.csv"),
        "--fail-on",
        "warning",
        "--psi-warning",
        "0.000001");
    assertThat(strict.code()).as(strict.toString()).isEqualTo(1);
  }

  private static final Pattern NUMBER =
      Pattern.compile("\"(psi|ks|missing_rate)\":(\\{\"value\":)?([-0-9.E]+)");

  private static List<String> numbers(String json) {
    Matcher matcher = NUMBER.matcher(json);
    return matcher.results().map(found -> found.group()).toList();
  }

  /** Both count; what differs is the frame. */
  @Test
  void aReplayOfOneWindowGivesTheNumbersOfAComparison() throws IOException {
    Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.3));
    Call compared = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        file("today.csv"),
        "--json",
        "-",
        "--all-bins");
    Call replayed = Call.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--data",
        file("today.csv"),
        "--window",
        "2000",
        "--panes",
        "1",
        "--events",
        "-",
        "--all-bins");
    List<String> lines = replayed.out().lines().toList();
    assertThat(lines.get(0))
        .startsWith("{\"type\":\"evaluation\",\"format\":\"leeway-evaluation/1\"");
    assertThat(lines.stream().filter(line -> line.startsWith("{\"type\":\"evaluation\"")))
        .hasSize(1);
    assertThat(numbers(lines.get(0))).isEqualTo(numbers(compared.out())).hasSizeGreaterThan(10);
    assertThat(signals(lines.get(0))).isEqualTo(signals(compared.out()));
  }

  private static String signals(String json) {
    return json.substring(json.indexOf("\"signals\":"), json.indexOf("\"performance\":"));
  }

  @Test
  void aReplayWritesEventsInOrder() throws IOException {
    Path today = Loans.write(folder, "today.csv", Loans.loans(3_000, 2, 0.7));
    Call call = Call.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--data",
        today.toString(),
        "--window",
        "2d",
        "--panes",
        "2",
        "--events",
        file("events.jsonl"),
        "--fail-on",
        "critical");
    assertThat(call.code()).isEqualTo(1);
    List<String> lines = Files.readAllLines(folder.resolve("events.jsonl"));
    assertThat(lines).allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
    assertThat(lines.get(0)).startsWith("{\"type\":\"evaluation\"");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("{\"type\":\"alert\",\"state\":\"opened\"")
            && line.contains("\"signal\":\"amount\""));
    assertThat(call.out()).contains("3,000 records").contains("alerts opened");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).noneMatch(file -> file.toString().contains("partial"));
    }
  }

  @Test
  void comparisonsAndReplaysGiveAPageForPeople() throws IOException {
    Path today = Loans.write(folder, "today.csv", Loans.loans(3_000, 2, 0.7));
    Call compared = Call.of(
        "compare",
        "--baseline",
        baseline.toString(),
        "--data",
        today.toString(),
        "--report",
        file("c.html"));
    assertThat(compared.err()).contains("the report is " + file("c.html"));
    assertThat(Files.readString(folder.resolve("c.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("amount")
        .doesNotContain("id=\"windows\"");
    Call replayed = Call.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--data",
        today.toString(),
        "--window",
        "2d",
        "--panes",
        "2",
        "--report",
        file("r.html"));
    assertThat(replayed.code()).isZero();
    assertThat(Files.readString(folder.resolve("r.html")))
        .contains("id=\"windows\"")
        .contains("class=\"mark opened\"");
  }

  @Test
  void recordsThatComeTooLateAreSaid() throws IOException {
    String text = Loans.loans(3_000, 2, 0);
    String first = text.lines().skip(1).findFirst().orElseThrow();
    Path today = Loans.write(folder, "today.csv", text + first + "\n");
    Call call = Call.of(
        "replay",
        "--baseline",
        baseline.toString(),
        "--data",
        today.toString(),
        "--window",
        "2d",
        "--panes",
        "2");
    assertThat(call.code()).isZero();
    assertThat(call.err()).contains("1 records came too late");
  }

  @Test
  void aStoreKeepsVersions() {
    String store = file("store");
    for (int version = 1; version <= 2; version++) {
      Call call = Call.of(
          "baseline",
          "--data",
          file("train.csv"),
          "--out",
          store,
          "--name",
          "loans",
          "--id",
          "id",
          "--timestamp",
          "day",
          "--model-version",
          "" + version);
      assertThat(call.code()).as(call.toString()).isZero();
      assertThat(call.err()).contains("stored as " + store + "#loans@");
    }
    List<String> versions = BaselineStore.directory(Path.of(store)).versions("loans");
    assertThat(versions).hasSize(2);
    Call first = Call.of("inspect", store + "#loans@" + versions.get(0));
    assertThat(first.out()).contains("model version: 1");
    assertThat(Call.of("inspect", store + "#loans").out()).contains("model version: 2");
    Call diff = Call.of("diff", store + "#loans@" + versions.get(0), store + "#loans");
    assertThat(diff.code()).isZero();
    assertThat(diff.out()).contains("the same 6 signals").contains("model version  1  2");
  }

  @Test
  void inspectingShowsEverySignalAndItsSchemaCanBeReadAgain() throws IOException {
    Call call = Call.of("inspect", baseline.toString());
    assertThat(call.code()).isZero();
    assertThat(call.out())
        .contains("loans  sha256:", "5,000 rows", "binary", "code version: abc")
        .containsPattern("months +feature +numeric \\(integer\\) +[▅▆▇█]{15} ")
        .contains("not watched: id (id), day (timestamp, iso)");
    Call json = Call.of("inspect", baseline.toString(), "--json");
    Path schema = Loans.write(folder, "schema.json", json.out());
    Call again = Call.of(
        "baseline",
        "--data",
        file("train.csv"),
        "--schema",
        schema.toString(),
        "--out",
        file("again.json"),
        "--code-version",
        "abc",
        "--model-version",
        "7",
        "--name",
        "loans");
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(BaselineFile.read(folder.resolve("again.json")).signals())
        .isEqualTo(BaselineFile.read(baseline).signals());
  }

  @Test
  void whatMovedBetweenTwoBaselinesIsSaid() throws IOException {
    Path other =
        Loans.write(folder, "other.csv", Loans.loans(5_000, 9, 0.7).replace("region", "land"));
    Call made = Call.of(
        "baseline",
        "--data",
        other.toString(),
        "--out",
        file("other.json"),
        "--id",
        "id",
        "--timestamp",
        "day",
        "--score",
        "p",
        "--label",
        "defaulted");
    assertThat(made.code()).isZero();
    Call diff = Call.of("diff", baseline.toString(), file("other.json"));
    assertThat(diff.out()).contains("- region  categorical feature", "+ land  categorical feature");
    List<String> moved =
        diff.out().lines().dropWhile(line -> !line.startsWith("What moved")).toList();
    assertThat(moved.get(2)).startsWith("amount");
    assertThat(Call.of("diff", baseline.toString(), baseline.toString()).out())
        .contains("the same baseline");
  }

  @Test
  void columnsBeyondTheBaselineAreNamedOnceAndAbsentOnesAreFindings() throws IOException {
    String text = Loans.loans(2_000, 2, 0).replace("months", "term");
    Path today = Loans.write(folder, "today.csv", text);
    Call call = Call.of("compare", "--baseline", baseline.toString(), "--data", today.toString());
    assertThat(call.err())
        .contains("does not know this column: term")
        .contains("not in the data: months");
    assertThat(call.out()).contains("'months'").contains("without a value");
  }

  @Test
  void linesThatCannotBeTakenApartAreShown() throws IOException {
    String text = Loans.loans(1_000, 2, 0) + "1,2\n";
    Path today = Loans.write(folder, "today.csv", text.replaceFirst(",1[0-9]{3}\\.", ",much."));
    Call call = Call.of("compare", "--baseline", baseline.toString(), "--data", today.toString());
    assertThat(call.code()).isZero();
    assertThat(call.err())
        .contains("1 record could not be taken apart", "line 1002: has 2 fields instead of 8")
        .contains("column 'amount': 2 values could not be read, the first 'much.");
  }

  @Test
  void severalFilesAndPatternsAreOneDataSet() throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    String text = Loans.loans(2_000, 2, 0.3);
    String head = text.lines().findFirst().orElseThrow() + "\n";
    List<String> rows = text.lines().skip(1).toList();
    Loans.write(folder, "parts/a.csv", head + String.join("\n", rows.subList(0, 700)) + "\n");
    Loans.write(folder, "parts/b.csv", head + String.join("\n", rows.subList(700, 2_000)) + "\n");
    Path whole = Loans.write(folder, "whole.csv", text);
    String expected = Call.of(
            "compare", "--baseline", baseline.toString(), "--data", whole.toString(), "--json", "-")
        .out();
    assertThat(Call.of(
                "compare",
                "--baseline",
                baseline.toString(),
                "--data",
                file("parts/*.csv"),
                "--json",
                "-")
            .out())
        .isEqualTo(expected);
    assertThat(Call.of(
                "compare",
                "--baseline",
                baseline.toString(),
                "--json",
                "-",
                "--data",
                file("parts/a.csv"),
                file("parts/b.csv"))
            .out())
        .isEqualTo(expected);
  }

  @Test
  void aPersonSeesColoursAndAPipeDoesNot() throws IOException {
    Loans.write(folder, "today.csv", Loans.loans(2_000, 2, 0.7));
    String[] call = {"compare", "--baseline", baseline.toString(), "--data", file("today.csv")};
    assertThat(Call.with("", true, call).out()).contains("\u001B[31mcritical\u001B[0m");
    assertThat(Call.of(call).out()).doesNotContain("\u001B");
  }

  @Test
  void everyCommandHelpsWithAnExample() {
    for (String command : List.of("baseline", "compare", "replay", "inspect", "diff")) {
      Call call = Call.of(command, "--help");
      assertThat(call.code()).isZero();
      assertThat(call.out()).contains("Usage: leeway " + command, "Example");
    }
    assertThat(Call.of("--help").out()).contains("baseline", "replay", "Exit codes");
    assertThat(Call.of("--version").out()).startsWith("leeway 0.");
    assertThat(Call.of("generate-completion").out()).contains("complete -F _complete_leeway");
  }
}
