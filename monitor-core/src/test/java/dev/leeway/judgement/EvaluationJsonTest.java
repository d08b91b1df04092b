package dev.leeway.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.Comparison;
import dev.leeway.Loans;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Lineage;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {

  private static final Baseline BASELINE = Baseline.fit(Loans.SCHEMA, Loans.rows(5_000, 1, 0))
      .scores(Loans.Loan::probability)
      .name("loans")
      .lineage(Lineage.builder().model("m", "3").code("abc").data("d1").build())
      .build();

  private static Evaluation evaluation(double shift) {
    return Comparison.against(BASELINE)
        .of(Loans.SCHEMA, Loans.rows(1_000, 2, shift), Loans.Loan::probability);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void hasTheFieldsOfTheFormat() throws Exception {
    JsonNode json = new ObjectMapper().readTree(evaluation(1).toJson());
    assertThat(names(json))
        .containsExactlyInAnyOrder(
            "format",
            "baseline",
            "window",
            "policy",
            "status",
            "signals",
            "performance",
            "findings");
    assertThat(json.get("policy").asText()).isEqualTo("fixed");
    assertThat(json.get("format").asText()).isEqualTo("leeway-evaluation/1");
    assertThat(names(json.get("baseline")))
        .contains("name", "digest", "created", "model_version", "code_version", "data_version");
    assertThat(json.at("/baseline/digest").asText()).isEqualTo(BASELINE.digest());
    assertThat(json.at("/baseline/model_name").asText()).isEqualTo("m");
    assertThat(json.at("/baseline/model_version").asText()).isEqualTo("3");
    assertThat(json.at("/baseline/bins_of").isNull()).isTrue();
    assertThat(names(json.get("window")))
        .containsExactly(
            "index",
            "records",
            "first_row",
            "last_row",
            "start",
            "end",
            "partial",
            "length",
            "sampling");
    assertThat(json.at("/window/last_row").asLong()).isEqualTo(999);
    assertThat(json.get("status").asText()).isEqualTo("critical");
    JsonNode income = json.get("signals").get(1);
    assertThat(names(income))
        .contains(
            "name",
            "role",
            "type",
            "status",
            "records",
            "missing_rate",
            "unreadable_rate",
            "unseen_rate",
            "out_of_range_rate",
            "statistics",
            "reference",
            "current",
            "expected_effect",
            "marks",
            "bins")
        .doesNotContain("segment");
    assertThat(names(income.get("statistics")))
        .contains(
            "psi",
            "ks",
            "wasserstein",
            "jensen_shannon",
            "hellinger",
            "chi_square",
            "total_variation");
    assertThat(names(income.at("/statistics/psi")))
        .containsExactlyInAnyOrder(
            "value",
            "p_value",
            "noise",
            "reference_records",
            "window_records",
            "bins",
            "convention",
            "zero_rule",
            "reason");
    assertThat(income.get("bins")).hasSize(10);
    assertThat(names(income.get("bins").get(0)))
        .containsExactly("bin", "reference", "current", "contribution");
    assertThat(names(json.get("findings").get(0)))
        .containsExactly(
            "signal",
            "segment",
            "check",
            "statistic",
            "value",
            "threshold",
            "threshold_source",
            "p_value",
            "severity",
            "message");
    assertThat(json.at("/findings/0/check").asText()).isEqualTo("drift");
    assertThat(json.at("/findings/0/severity").asText()).isEqualTo("critical");
  }

  @Test
  void aNumberThatDoesNotExistIsNullWithItsReason() throws Exception {
    JsonNode json = new ObjectMapper().readTree(evaluation(0).toJson());
    JsonNode region = json.get("signals").get(2);
    assertThat(region.at("/statistics/ks/value").isNull()).isTrue();
    assertThat(region.at("/statistics/ks/reason").asText()).isEqualTo("Categories have no order.");
    assertThat(region.at("/statistics/total_variation/p_value").isNull()).isTrue();
    assertThat(json.get("performance").isNull()).isTrue();
    assertThat(json.at("/window/start").isNull()).isTrue();
  }

  @Test
  void meansAndSpreadsAreOfNumbersAlone() throws Exception {
    Evaluation evaluation = evaluation(0.5);
    JsonNode signals = new ObjectMapper().readTree(evaluation.toJson()).get("signals");
    SignalEvaluation income = evaluation.signals().get(1);
    assertThat(signals.at("/1/reference/mean").asDouble())
        .isEqualTo(income.reference().mean());
    assertThat(signals.at("/1/current/mean").asDouble())
        .isEqualTo(income.current().mean());
    assertThat(signals.at("/1/current/standard_deviation").asDouble())
        .isEqualTo(income.current().standardDeviation());
    assertThat(signals.get(2).get("reference").isNull()).isTrue();
    assertThat(signals.get(2).get("current").isNull()).isTrue();
  }

  @Test
  void marksStandBesideTheirSignal() throws Exception {
    Schema<Double> schema = Schema.<Double>builder().numeric("k", v -> v).build();
    List<Double> rows = Collections.nCopies(1_000, 7.0);
    Evaluation evaluation =
        Comparison.against(Baseline.fit(schema, rows).build()).of(schema, rows);
    JsonNode marks = new ObjectMapper().readTree(evaluation.toJson()).at("/signals/0/marks");
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).asText()).isEqualTo("constant");
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(evaluation(0.3).toJson()).isEqualTo(evaluation(0.3).toJson());
  }

  @Test
  void allBinsAreThereWhenAsked() throws Exception {
    JsonNode json = new ObjectMapper().readTree(evaluation(0).toJsonWithAllBins());
    assertThat(json.get("signals").get(1).get("bins")).hasSize(16);
  }

  @Test
  void aSignalThatIsNotThereIsNamedWithTheOnesThatAre() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> evaluation(0).signal("nope"))
        .hasMessageContaining("nope")
        .hasMessageContaining("income");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> evaluation(0).signal("income").statistic("nope"))
        .hasMessageContaining("psi");
  }
}
