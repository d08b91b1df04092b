package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {

  private record Loan(double amount, String purpose) {}

  private static List<Loan> loans(int shift) {
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      loans.add(new Loan(i % 100 + shift, i % 3 == 0 ? "car" : "house"));
    }
    return loans;
  }

  private static Evaluation evaluation() {
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .categorical("purpose", Loan::purpose)
        .build();
    Baseline baseline = Baseline.fit(schema, loans(0)).build();
    return Comparison.against(baseline).of(schema, loans(50));
  }

  @Test
  void eachSignalIsARow() {
    Evaluation evaluation = evaluation();
    Table table = Tables.signals(evaluation);
    assertThat(table.stringColumn("signal").asList()).containsExactly("amount", "purpose");
    assertThat(table.stringColumn("role").asList()).containsExactly("feature", "feature");
    assertThat(table.stringColumn("status").asList()).containsExactly("critical", "ok");
    assertThat(table.longColumn("records").asList()).containsExactly(3_000L, 3_000L);
    assertThat(table.stringColumn("segment").isMissing(0)).isTrue();
    assertThat(table.doubleColumn("missing_rate").asList()).containsExactly(0.0, 0.0);
    SignalEvaluation amount = evaluation.signal("amount");
    assertThat(table.doubleColumn("out_of_range_rate").get(0)).isEqualTo(amount.outOfRangeRate());
    amount
        .statistics()
        .forEach((name, result) ->
            assertThat(table.doubleColumn(name).get(0)).as(name).isEqualTo(result.value()));
    assertThat(table.doubleColumn("wasserstein").isMissing(1))
        .as("of a category")
        .isTrue();
  }

  @Test
  void eachBinIsARow() {
    Evaluation evaluation = evaluation();
    Table table = Tables.bins(evaluation);
    int bins =
        evaluation.signals().stream().mapToInt(signal -> signal.bins().size()).sum();
    assertThat(table.rowCount()).isEqualTo(bins);
    assertThat(table.columnNames())
        .containsExactly("signal", "segment", "bin", "reference", "current", "contribution");
    assertThat(table.stringColumn("bin").get(0))
        .isEqualTo(evaluation.signals().get(0).bins().get(0).bin());
    assertThat(table
            .where(table.stringColumn("signal").isEqualTo("purpose"))
            .doubleColumn("current")
            .sum())
        .isEqualTo(1);
  }

  @Test
  void eachFindingIsARow() {
    Evaluation evaluation = evaluation();
    Table table = Tables.findings(evaluation);
    assertThat(table.rowCount()).isEqualTo(evaluation.findings().size()).isPositive();
    assertThat(table.stringColumn("signal").get(0)).isEqualTo("amount");
    assertThat(table.stringColumn("check").get(0))
        .isEqualTo(evaluation.findings().get(0).check().key());
    assertThat(table.stringColumn("severity").get(0)).isEqualTo("critical");
    assertThat(table.stringColumn("message").get(0))
        .isEqualTo(evaluation.findings().get(0).message());
  }
}
