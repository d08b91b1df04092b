package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.batch.BatchBaseline;
import dev.leeway.batch.CsvSource;
import dev.leeway.batch.TableSource;
import dev.leeway.batch.Tables;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The code of docs/batch.md and docs/tablesaw.md, run. */
class BatchSnippetsTest {

  @TempDir
  private Path folder;

  private Path loans(String name, int rows, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("id,day,amount,region,p,defaulted\n");
    for (int i = 0; i < rows; i++) {
      text.append("L" + i + ",2026-03-" + (10 + i % 20) + "," + random.nextInt(1_000, 9_000) / 4.0
          + "," + "ABCD".charAt(random.nextInt(4)) + "," + random.nextInt(100) / 100.0 + ","
          + random.nextInt(2) + "\n");
    }
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void filesAreCompared() throws IOException {
    Path training = loans("training.csv", 3_000, 1);
    Path today = loans("today.csv", 1_000, 2);
    // snippet: batch-compare
    Baseline baseline = BatchBaseline.of(CsvSource.of(training))
        .score("p")
        .label("defaulted")
        .id("id")
        .timestamp("day")
        .name("loans")
        .build();
    Evaluation evaluation = Comparison.against(baseline).of(CsvSource.of(today));
    if (evaluation.status().isAtLeast(Status.CRITICAL)) {
      throw new IllegalStateException(evaluation.summary());
    }
    // end
    assertThat(evaluation.status()).isEqualTo(Status.OK);
    assertThat(evaluation.window().records()).isEqualTo(1_000);
  }

  @Test
  void aReportIsWritten() throws IOException {
    Baseline baseline = BatchBaseline.of(CsvSource.of(loans("training.csv", 3_000, 1)))
        .score("p")
        .label("defaulted")
        .id("id")
        .build();
    List<Evaluation> evaluations =
        List.of(Comparison.against(baseline).of(CsvSource.of(loans("today.csv", 1_000, 2))));
    List<Alert> alerts = List.of();
    Path file = folder.resolve("report.html");
    // snippet: report
    HtmlReport.of(baseline, evaluations).alerts(alerts).writeTo(file);
    // end
    assertThat(Files.readString(file)).contains("none of 5 signals");
  }

  @Test
  void tablesAreCompared() throws IOException {
    Path trainingFile = loans("training.csv", 3_000, 1);
    Path todayFile = loans("today.csv", 1_000, 2);
    // snippet: tablesaw-fit
    Table training = Table.read().csv(trainingFile.toFile());
    Baseline baseline = BatchBaseline.of(TableSource.of(training))
        .score("p")
        .label("defaulted")
        .id("id")
        .timestamp("day")
        .name("loans")
        .build();
    // end
    // snippet: tablesaw-compare
    Table today = Table.read().csv(todayFile.toFile());
    Evaluation evaluation = Comparison.against(baseline).of(TableSource.of(today));
    // end
    // snippet: tablesaw-results
    Table signals = Tables.signals(evaluation);
    Table worst = signals.sortDescendingOn("psi").first(5);
    Table moved = Tables.bins(evaluation).where(t -> t.stringColumn("signal").isEqualTo("amount"));
    Table findings = Tables.findings(evaluation);
    // end
    assertThat(evaluation.status()).isEqualTo(Status.OK);
    assertThat(worst.rowCount()).isEqualTo(4);
    assertThat(moved.rowCount()).isPositive();
    assertThat(findings.rowCount()).isEqualTo(evaluation.findings().size());
    Evaluation fromFile = Comparison.against(baseline).of(CsvSource.of(todayFile));
    assertThat(fromFile.toJson()).isEqualTo(evaluation.toJson());
  }
}
