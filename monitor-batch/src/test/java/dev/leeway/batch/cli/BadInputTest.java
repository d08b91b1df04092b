package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a call: exit code 2, one line that says what, where and what to do, and nothing left behind. */
@Timeout(120)
class BadInputTest {

  @TempDir
  private static Path folder;

  private static String text;

  @BeforeAll
  static void train() throws IOException {
    Loans.baseline(folder);
    text = Loans.loans(500, 2, 0);
    write("good.csv", text);
  }

  /** A call that cannot work, and what its line must say. */
  record Case(String what, List<String> says, Function<Path, String[]> call) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Case wrong(String what, Function<Path, String[]> call, String... says) {
    return new Case(what, List.of(says), call);
  }

  private static String write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String directory(String name) {
    try {
      return Files.createDirectories(folder.resolve(name)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] compare(Path in, String data, String... more) {
    return all(
        new String[] {
          "compare",
          "--baseline",
          in.resolve("loans.json").toString(),
          "--json",
          in.resolve("e.json").toString(),
          "--data",
          data
        },
        more);
  }

  private static String[] replay(Path in, String data, String... more) {
    return all(
        new String[] {
          "replay",
          "--baseline",
          in.resolve("loans.json").toString(),
          "--events",
          in.resolve("e.jsonl").toString(),
          "--data",
          data
        },
        more);
  }

  private static String[] baseline(Path in, String data, String... more) {
    return all(
        new String[] {
          "baseline",
          "--out",
          in.resolve("new.json").toString(),
          "--code-version",
          "x",
          "--data",
          data
        },
        more);
  }

  private static String[] all(String[] first, String... more) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }

  private static String changed(String name, Function<String, String> change) {
    try {
      return write(name, change.apply(Files.readString(folder.resolve("loans.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> data() {
    return Stream.of(
        wrong("missing file", in -> compare(in, in + "/none.csv"), "none.csv", "does not exist"),
        wrong(
            "directory without parts", in -> compare(in, directory("empty")), "empty", ".parquet"),
        wrong(
            "pattern without files",
            in -> compare(in, in + "/no*.csv"),
            "no*.csv",
            "no file matches"),
        wrong("pattern in a directory", in -> compare(in, in + "/*/x.csv"), "only the last part"),
        wrong(
            "unknown kind of file", in -> compare(in, write("data.xls", "x")), "data.xls", ".csv"),
        wrong("empty file", in -> compare(in, write("empty.csv", "")), "empty.csv", "is empty"),
        wrong(
            "header only, for a baseline",
            in -> baseline(in, write("h.csv", "a,b\n")),
            "h.csv",
            "no rows"),
        wrong(
            "header only, to replay",
            in -> replay(
                in,
                write("h2.csv", text.lines().findFirst().orElseThrow() + "\n"),
                "--window",
                "200"),
            "no rows"),
        wrong(
            "unknown column names",
            in -> baseline(in, in + "/good.csv", "--label", "truth"),
            "no column 'truth'",
            "amount"),
        wrong(
            "two columns of one name",
            in -> compare(in, write("twice.csv", "amount,amount\n1,2\n")),
            "twice.csv",
            "'amount'"),
        wrong(
            "no shared column",
            in -> compare(in, write("other.csv", "a,b\n1,2\n")),
            "other.csv",
            "none of the columns",
            "amount"),
        wrong(
            "no feature of the baseline",
            in -> compare(in, write("answers.csv", "p,defaulted\n0.5,1\n")),
            "none of the columns"),
        wrong(
            "broken gz",
            in -> compare(in, write("broken.csv.gz", "no gzip")),
            "broken.csv.gz",
            "damaged"),
        wrong("gz cut short", in -> compare(in, cutShort()), "cut.csv.gz", "cut short"),
        wrong(
            "not UTF-8",
            in -> compare(
                in,
                write(
                    "latin.csv",
                    (text + "L,,1,1,\u00e4,true,0,0\n").getBytes(StandardCharsets.ISO_8859_1))),
            "latin.csv",
            "UTF-8",
            "iconv"),
        wrong(
            "NUL bytes in the header",
            in -> compare(in, write("nul.csv", "a\0b,c\n1,2\n")),
            "line 1",
            "NUL"),
        wrong(
            "a field of 50 MB",
            in -> compare(
                in, write("huge.csv", text + "L,,1,1," + "x".repeat(50_000_000) + ",true,0,0\n")),
            "huge.csv",
            "line 502"),
        wrong(
            "a quote that never ends",
            in -> compare(in, write("quote.csv", text + "L,,1,1,\"A,true,0,0\n")),
            "quote.csv",
            "line 502"),
        wrong(
            "all records ragged, for a baseline",
            in -> baseline(in, write("ragged.csv", "a,b,c\n1,2\n3,4\n")),
            "could not be taken apart"),
        wrong(
            "CSV and Parquet together",
            in -> compare(in, in + "/good.csv", write("x.parquet", "")),
            "one kind"),
        wrong(
            "files with other columns",
            in -> compare(in, in + "/good.csv", write("z.csv", "amount,b\n1,2\n")),
            "z.csv",
            "other columns"),
        wrong(
            "no data", in -> new String[] {"compare", "--baseline", in + "/loans.json"}, "--data"),
        wrong("standard input twice", in -> compare(in, "-", "-"), "one standard input"),
        wrong(
            "data and a database",
            in -> compare(in, in + "/good.csv", "--jdbc", "jdbc:x:y", "--query", "select 1"),
            "--jdbc"),
        wrong(
            "a database without a query",
            in ->
                new String[] {"compare", "--baseline", in + "/loans.json", "--jdbc", "jdbc:duckdb:"
                },
            "--query is missing"),
        wrong(
            "a number that is none",
            in -> baseline(in, in + "/good.csv", "--numeric", "region"),
            "'region'",
            "line 2",
            "number"),
        wrong(
            "a time that is none",
            in -> baseline(in, in + "/good.csv", "--timestamp", "region"),
            "'region'",
            "--date-format"),
        wrong(
            "a column in two roles",
            in -> baseline(in, in + "/good.csv", "--label", "p", "--score", "p"),
            "'p'"),
        wrong(
            "a task that does not fit",
            in -> baseline(in, in + "/good.csv", "--score", "p", "--task", "regression"),
            "REGRESSION",
            "score"),
        wrong(
            "nothing left to watch",
            in -> baseline(in, write("one.csv", "a\n1\n2\n"), "--ignore", "a"),
            "Nothing is left"),
        wrong(
            "chunks of no time",
            in -> baseline(in, in + "/good.csv", "--chunk", "7d"),
            "--timestamp"));
  }

  static Stream<Case> engines() {
    return Stream.of(
        wrong(
            "broken Parquet",
            in -> compare(in, write("broken.parquet", "no parquet at all")),
            "broken.parquet",
            "whole"),
        wrong("empty Parquet", in -> compare(in, write("e.parquet", "")), "e.parquet"),
        wrong(
            "Parquet cut short",
            in -> compare(in, write("cut.parquet", "PAR1" + "x".repeat(500))),
            "cut.parquet"),
        wrong("an SQL error", in -> query(in, "jdbc:duckdb:", "selct 1"), "selct 1"),
        wrong(
            "a table that is not there",
            in -> query(in, "jdbc:duckdb:", "select * from nowhere"),
            "nowhere"),
        wrong(
            "a query of nothing shared",
            in -> query(in, "jdbc:duckdb:", "select 1 as x"),
            "none of the columns",
            "x"),
        wrong(
            "no driver",
            in -> query(in, "jdbc:oracle:thin:@x", "select 1"),
            "driver",
            "class path"),
        wrong(
            "a database that is down",
            in -> query(in, "jdbc:postgresql://127.0.0.1:1/x?user=me&password=secret", "select 1"),
            "127.0.0.1:1"),
        wrong("no URL of a database", in -> query(in, "postgres", "select 1"), "postgres"));
  }

  private static String[] query(Path in, String url, String sql) {
    return new String[] {
      "compare",
      "--baseline",
      in + "/loans.json",
      "--json",
      in + "/e.json",
      "--jdbc",
      url,
      "--query",
      sql
    };
  }

  static Stream<Case> calls() {
    return Stream.of(
        wrong(
            "no command's option",
            in -> compare(in, in + "/good.csv", "--jsn", "x"),
            "--jsn",
            "--help"),
        wrong("an unknown command", in -> new String[] {"compair"}, "compair"),
        wrong(
            "a required option is missing",
            in -> new String[] {"compare", "--data", in + "/good.csv"},
            "--baseline"),
        wrong(
            "an option's value is none of the words",
            in -> compare(in, in + "/good.csv", "--fail-on", "often"),
            "--fail-on",
            "often"),
        wrong(
            "an option's value is no number",
            in -> compare(in, in + "/good.csv", "--psi-warning", "high"),
            "--psi-warning",
            "high"),
        wrong(
            "a limit that cannot be",
            in -> compare(in, in + "/good.csv", "--psi-warning", "-1"),
            "-1"),
        wrong(
            "limits from two places",
            in -> compare(
                in, in + "/good.csv", "--policy", write("p.json", "{}"), "--psi-critical", "1"),
            "--policy"),
        wrong(
            "a policy that is not there",
            in -> compare(in, in + "/good.csv", "--policy", in + "/nop.json"),
            "nop.json"),
        wrong(
            "a policy with an unknown setting",
            in -> compare(in, in + "/good.csv", "--policy", write("q.json", "{\"windw\": \"1h\"}")),
            "windw",
            "windows"),
        wrong(
            "a bad window",
            in -> replay(in, in + "/good.csv", "--window", "soon"),
            "--window",
            "soon",
            "24h"),
        wrong(
            "a window of no record",
            in -> replay(in, in + "/good.csv", "--window", "0"),
            "--window"),
        wrong(
            "panes that do not divide the window",
            in -> replay(in, in + "/good.csv", "--window", "2000", "--panes", "7"),
            "--window",
            "7"),
        wrong(
            "a window that is never judged",
            in -> replay(in, in + "/good.csv", "--window", "100", "--panes", "1"),
            "200"),
        wrong(
            "a window of time without times",
            in -> replay(in, write("timeless.csv", "amount\n1\n"), "--window", "24h"),
            "time",
            "column"),
        wrong(
            "bins beyond what there is",
            in -> baseline(in, in + "/good.csv", "--bins", "5"),
            "16 to 1024"),
        wrong(
            "a delimiter of two characters",
            in -> compare(in, in + "/good.csv", "--delimiter", "::"),
            "--delimiter"),
        wrong(
            "a zone that is none",
            in -> baseline(in, in + "/good.csv", "--zone", "Mars/North"),
            "Mars/North",
            "Europe/Vienna"),
        wrong(
            "a date format that is none",
            in -> baseline(in, in + "/good.csv", "--date-format", "tt.mm"),
            "tt.mm"),
        wrong(
            "a schema that is not there",
            in -> baseline(in, in + "/good.csv", "--schema", in + "/nos.json"),
            "nos.json"),
        wrong(
            "a schema that is none",
            in -> baseline(in, in + "/good.csv", "--schema", write("s.json", "{\"task\": 3}")),
            "s.json",
            "task"),
        wrong(
            "a schema and more",
            in -> baseline(in, in + "/good.csv", "--schema", in + "/s.json", "--label", "p"),
            "--schema"),
        wrong(
            "metrics that are no numbers",
            in ->
                baseline(in, in + "/good.csv", "--metrics", write("m.json", "{\"auc\": \"good\"}")),
            "m.json",
            "auc"),
        wrong(
            "hyperparameters that are no object",
            in -> baseline(in, in + "/good.csv", "--hyperparameters", write("hp.json", "[1]")),
            "hp.json"),
        wrong(
            "a model that is not there",
            in -> baseline(in, in + "/good.csv", "--model-artifact", in + "/m.onnx"),
            "m.onnx"),
        wrong(
            "labels that are not there",
            in -> compare(in, in + "/good.csv", "--labels", "l.csv"),
            "l.csv",
            "does not exist"),
        wrong(
            "labels twice",
            in -> compare(in, in + "/good.csv", "--labels", in + "/good.csv"),
            "--labels",
            "'defaulted' itself"),
        wrong(
            "times of labels",
            in -> replay(in, in + "/good.csv", "--window", "200", "--label-timestamp", "t"),
            "--label-timestamp",
            "no column 't'"),
        wrong(
            "a budget",
            in -> compare(in, in + "/good.csv", "--false-alarms", "1/30d"),
            "--false-alarms",
            "--psi-warning"),
        wrong(
            "variability",
            in -> compare(in, in + "/good.csv", "--variability", "none"),
            "--variability"),
        wrong(
            "segments",
            in -> baseline(in, in + "/good.csv", "--segment", "region"),
            "--segment",
            "segments"));
  }

  static Stream<Case> baselines() {
    return Stream.of(
        wrong("no baseline", in -> inspect(in + "/nob.json"), "nob.json", "leeway baseline"),
        wrong(
            "a baseline cut short",
            in -> inspect(changed("short.json", t -> t.substring(0, t.length() / 2))),
            "short.json",
            "line"),
        wrong(
            "a newer format",
            in -> inspect(
                changed("newer.json", t -> t.replace("leeway-baseline/1", "leeway-baseline/9"))),
            "newer.json",
            "leeway-baseline/9"),
        wrong(
            "a wrong digest",
            in -> inspect(changed("digest.json", t -> t.replace("\"rows\":5000", "\"rows\":5001"))),
            "digest.json",
            "sha256:"),
        wrong("no JSON", in -> inspect(write("text.json", "hello")), "text.json", "JSON"),
        wrong("a damaged gz", in -> inspect(write("b.json.gz", "hello")), "b.json.gz", "damaged"),
        wrong("not a baseline's name", in -> inspect(in + "/good.csv"), "good.csv", ".json"),
        wrong("a directory", in -> inspect(directory("store")), "STORE#NAME"),
        wrong("a store without that name", in -> inspect(directory("store") + "#credit"), "credit"),
        wrong("no store", in -> inspect(in + "/nostore#credit"), "nostore"),
        wrong("a store without --name", in -> baseline0(in, directory("store")), "--name"),
        wrong(
            "an output in no directory",
            in -> baseline0(in, in + "/no/where.json"),
            "where.json",
            "no directory"),
        wrong(
            "an output that is a directory",
            in -> compareTo(in, directory("dir.json")),
            "dir.json",
            "directory"),
        wrong(
            "events in no directory",
            in -> new String[] {
              "replay",
              "--baseline",
              in + "/loans.json",
              "--data",
              in + "/good.csv",
              "--window",
              "200",
              "--panes",
              "1",
              "--events",
              in + "/no/e.jsonl"
            },
            "e.jsonl",
            "no directory"));
  }

  private static String[] inspect(String name) {
    return new String[] {"inspect", name};
  }

  private static String[] baseline0(Path in, String out) {
    return new String[] {"baseline", "--data", in + "/good.csv", "--out", out};
  }

  private static String[] compareTo(Path in, String out) {
    return new String[] {
      "compare", "--baseline", in + "/loans.json", "--data", in + "/good.csv", "--json", out
    };
  }

  private static String cutShort() {
    try {
      Path whole = folder.resolve("whole.csv.gz");
      try (java.io.OutputStream out =
          new java.util.zip.GZIPOutputStream(Files.newOutputStream(whole))) {
        out.write(text.repeat(20).getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = Files.readAllBytes(whole);
      return write("cut.csv.gz", Arrays.copyOf(bytes, bytes.length * 2 / 3));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource({"data", "engines", "calls", "baselines"})
  void aWrongCallEndsWithOneLineThatHelps(Case wrong) throws IOException {
    Call call = Call.of(wrong.call().apply(folder));
    assertThat(call.code()).as(call.toString()).isEqualTo(Leeway.WRONG);
    assertThat(call.out()).isEmpty();
    List<String> lines = call.err()
        .lines()
        .filter(line -> !line.startsWith("leeway: left out"))
        .filter(line -> !line.startsWith("leeway: not in"))
        .toList();
    assertThat(lines).as(call.toString()).hasSize(1);
    assertThat(lines.get(0))
        .startsWith("leeway")
        .contains(wrong.says())
        .hasSizeLessThan(1_000)
        .doesNotContain("secret");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .doesNotContain("e.json", "e.jsonl", "new.json")
          .noneMatch(name -> name.contains("partial") || name.startsWith(".tmp"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaid() {
    // every write to this device fails as a full disk does
    Call call = Call.of(
        "compare",
        "--baseline",
        folder + "/loans.json",
        "--data",
        folder + "/good.csv",
        "--json",
        "/dev/full");
    assertThat(call.code()).as(call.toString()).isEqualTo(Leeway.WRONG);
    assertThat(call.err()).contains("/dev/full").contains("cannot be written");
  }

  @Test
  void fewRecordsAndOddTimesAreNoReasonToRefuse() {
    String head = text.lines().findFirst().orElseThrow() + "\n";
    Call header = Call.of(
        "compare",
        "--baseline",
        folder + "/loans.json",
        "--data",
        write("head.csv", head),
        "--fail-on",
        "warning");
    assertThat(header.code()).as(header.toString()).isZero();
    assertThat(header.out()).startsWith("no data  0 records");
    String row = text.lines().skip(1).findFirst().orElseThrow() + "\n";
    Call one = Call.of(
        "compare", "--baseline", folder + "/loans.json", "--data", write("row.csv", head + row));
    assertThat(one.code()).as(one.toString()).isZero();
    Call unreadable = Call.of(
        "replay",
        "--baseline",
        folder + "/loans.json",
        "--window",
        "1d",
        "--panes",
        "1",
        "--data",
        write("times.csv", text.replaceFirst("2026-01-01T01:00:00Z", "noon")));
    assertThat(unreadable.code()).as(unreadable.toString()).isZero();
    assertThat(unreadable.err())
        .contains("column 'day': 1 value could not be read, the first 'noon'");
    Call nul = Call.of(
        "compare",
        "--baseline",
        folder + "/loans.json",
        "--data",
        write("n.csv", text + "L,,\0,\0,\0,true,0,0\n"));
    assertThat(nul.code()).as(nul.toString()).isZero();
    assertThat(nul.err()).contains("column 'amount'").doesNotContain("\0");
  }

  @Test
  void tenThousandColumnsAreReadAndSaid() {
    String head = IntStream.range(0, 10_000)
        .mapToObj(i -> "c" + i)
        .collect(Collectors.joining(",", "", "\n"));
    String row = IntStream.range(0, 10_000)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "", "\n"));
    Call none = Call.of(
        "compare", "--baseline", folder + "/loans.json", "--data", write("wide.csv", head + row));
    assertThat(none.code()).isEqualTo(Leeway.WRONG);
    assertThat(none.err()).contains("none of the columns").contains("9990 more");
    Call some = Call.of(
        "compare",
        "--baseline",
        folder + "/loans.json",
        "--data",
        write("wider.csv", "amount," + head + "1," + row));
    assertThat(some.code()).as(some.toString()).isZero();
    assertThat(some.err()).contains("9980 more");
  }
}
