package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the page on batch jobs, in the order of the page. */
class BatchPageTest {

  private static final Pattern FENCE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern NAME = Pattern.compile(
      "(?<![\\w./-])(train\\.csv|today\\.csv|today\\.parquet|today\\.json|events\\.jsonl|policy\\.json|lake|baselines)\\b");

  @TempDir
  private Path folder;

  private void prepare() throws IOException, SQLException {
    Loans.write(folder, "train.csv", Loans.loans(5_000, 1, 0));
    Path today = Loans.write(folder, "today.csv", Loans.loans(2_000, 3, 0));
    Loans.write(
        folder,
        "policy.json",
        "{\"policy\": {\"kind\": \"fixed\", \"warning\": 0.2, \"critical\": 0.5}}");
    Files.createDirectory(folder.resolve("lake"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String file : List.of("today.parquet", "lake/part-0.parquet", "lake/part-1.parquet")) {
        statement.execute("copy (select * from '" + today + "') to '" + folder.resolve(file)
            + "' (format parquet)");
      }
    }
  }

  private String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      words.add(NAME.matcher(word)
          .replaceAll(found -> Matcher.quoteReplacement(folder + "/" + found.group(1))));
    }
    // the name of the baseline is no folder
    assertThat(words.get(0)).isEqualTo("leeway");
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  @Test
  void everyCommandOfThePageWorks() throws IOException, SQLException {
    prepare();
    String page = Files.readString(Path.of("../docs/batch.md"));
    int commands = 0;
    for (Matcher fence = FENCE.matcher(page); fence.find(); ) {
      for (String line : fence.group(1).strip().split("\n")) {
        Call call = Call.of(words(line));
        assertThat(call.code()).as(line + "\n" + call).isZero();
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(8);
    assertThat(folder.resolve("today.json")).exists();
    assertThat(folder.resolve("events.jsonl")).exists();
  }
}
