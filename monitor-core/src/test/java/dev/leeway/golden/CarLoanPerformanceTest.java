package dev.leeway.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Performance;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NannyML's car loans in its ten chunks of 5,000: performance estimated without labels, and realised when they are there. NannyML 0.13.1
 * estimates with unbinned scores.
 */
class CarLoanPerformanceTest {

  private static final double[] AUC = {
    .97074, .97101, .97141, .97109, .97112, .96109, .96182, .96107, .96253, .96132
  };

  /** A loan as the model saw it. */
  record Loan(double score, @Nullable String truth) {}

  private static final Schema<Loan> SCHEMA = Schema.<Loan>builder()
      .score("y_pred_proba", Loan::score)
      .label("repaid", Loan::truth)
      .build();

  private static Baseline baseline;
  private static List<Loan> analysis;

  private static Table table(String file) throws IOException {
    try (InputStream in =
        CarLoanPerformanceTest.class.getResourceAsStream("/golden/real/data/" + file)) {
      return Table.read(Objects.requireNonNull(in));
    }
  }

  private static List<Loan> loans(Table table, String[] truths) {
    double[] scores = table.numbers("y_pred_proba");
    return IntStream.range(0, table.size())
        .mapToObj(i -> new Loan(scores[i], truths[i]))
        .toList();
  }

  @BeforeAll
  static void fit() throws IOException {
    Table reference = table("car_loan_reference.csv.gz");
    baseline = Baseline.fit(SCHEMA, loans(reference, reference.texts("repaid")))
        .name("car")
        .build();
    Table later = table("car_loan_analysis.csv.gz");
    analysis = loans(later, table("car_loan_analysis_target.csv.gz").texts("repaid"));
  }

  private static Evaluation chunk(int place, boolean labelled) {
    List<Loan> rows = new ArrayList<>();
    for (Loan loan : analysis.subList(place * 5000, (place + 1) * 5000)) {
      rows.add(labelled ? loan : new Loan(loan.score, null));
    }
    return Comparison.against(baseline).of(SCHEMA, rows);
  }

  private static Performance performance(Evaluation evaluation) {
    return Objects.requireNonNull(evaluation.performance());
  }

  @Test
  void estimatesAreThoseOfNannyMlAndAlarmInTheSameFiveChunks() {
    for (int i = 0; i < 10; i++) {
      Evaluation evaluation = chunk(i, false);
      Estimate auc = performance(evaluation).estimated().get("roc_auc");
      assertThat(auc.value()).as("chunk %s", i).isEqualTo(AUC[i], within(0.0005));
      assertThat(auc.high() - auc.low()).isBetween(0.010, 0.022);
      assertThat(evaluation.findings().stream()
              .anyMatch(finding -> finding.check() == Check.ESTIMATED_PERFORMANCE))
          .as("chunk %s alarms", i)
          .isEqualTo(i >= 5);
    }
  }

  @Test
  void realisedPerformanceIsThatOfNannyML() {
    Performance performance = performance(chunk(0, true));
    assertThat(performance.labelled()).isEqualTo(5000);
    assertThat(performance.unlabelled()).isZero();
    assertThat(performance.maturity()).isEqualTo(1);
    Metric auc = performance.realised().get("roc_auc");
    assertThat(auc.value()).isEqualTo(0.97096244, within(1e-8));
    assertThat(auc.standardError()).isBetween(0.0020, 0.0032);
    assertThat(
            performance.confusion().stream().mapToLong(cell -> cell.records()).sum())
        .isEqualTo(5000);
    assertThat(performance.calibration()).hasSize(10);
  }

  @Test
  void theBaselineKnowsHowGoodTheModelWas(@TempDir Path folder) throws IOException {
    var known = Objects.requireNonNull(baseline.performance());
    assertThat(known.labelled()).isEqualTo(50_000);
    assertThat(known.metrics().get("roc_auc").metric().value()).isBetween(0.970, 0.972);
    assertThat(known.metrics().get("roc_auc").chunks())
        .isEqualTo(baseline.chunks().size());
    Path file = folder.resolve("car.json");
    BaselineFile.write(baseline, file);
    Baseline read = BaselineFile.read(file);
    assertThat(read.performance()).isEqualTo(known);
    assertThat(read.digest()).isEqualTo(baseline.digest());
  }
}
