package dev.leeway.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares at, just below and above their limits: limits are powers of two, so that nothing is rounded. */
class ShareLimitsTest {

  private record Row(Double x, String c) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", row -> {
        if (row.x() != null && row.x() == 666) {
          throw new IllegalStateException("unreadable");
        }
        return row.x();
      })
      .categorical("c", Row::c)
      .build();

  /** An eighth of x is missing, the rest are 0 … 99; c is a or b. */
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, rows(8_000, 1_000, null, "a")).build();

  /** So many rows of which the first ones have this x, and the others what training had. */
  private static List<Row> rows(int count, int special, Double x, String c) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(i < special ? new Row(x, c) : new Row(i % 100 + 0.0, i % 2 == 0 ? "a" : "b"));
    }
    return rows;
  }

  private static FixedPolicy policy(Check check) {
    return AlertPolicy.fixed().minimumRows(64).share(check, 0.125, 0.25);
  }

  private static CheckResult check(Evaluation evaluation, String signal, Check check) {
    return evaluation.signal(signal).checks().stream()
        .filter(result -> result.check() == check)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // an eighth is missing in training: the limits are on the change, in either direction
    "255, , 0.1240234375",
    "256, WARNING, 0.125",
    "383, WARNING, 0.2490234375",
    "384, CRITICAL, 0.25",
    "128, , 0",
    "1, , 0.1240234375",
    "0, WARNING, 0.125"
  })
  void missing(int missing, Severity severity, double change) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(policy(Check.MISSING))
        .of(SCHEMA, rows(1_024, missing, null, "a"));
    CheckResult result = check(evaluation, "x", Check.MISSING);
    assertThat(result.severity()).isEqualTo(severity);
    assertThat(result.value()).isEqualTo(change);
    assertThat(result.ratio()).isEqualTo(change / 0.125);
    assertThat(result.moved().reference()).isEqualTo(0.125);
    assertThat(result.moved().current()).isEqualTo(missing / 1_024.0);
  }

  @ParameterizedTest
  @CsvSource({
    "UNREADABLE, 127, ", "UNREADABLE, 128, WARNING", "UNREADABLE, 256, CRITICAL",
    "UNSEEN, 127, ", "UNSEEN, 128, WARNING", "UNSEEN, 256, CRITICAL",
    "OUT_OF_RANGE, 127, ", "OUT_OF_RANGE, 128, WARNING", "OUT_OF_RANGE, 256, CRITICAL"
  })
  void strangeRows(Check check, int strange, Severity severity) {
    for (double outside : new double[] {-1, 1e6}) {
      double x = check == Check.UNREADABLE ? 666 : check == Check.OUT_OF_RANGE ? outside : 1;
      Evaluation evaluation = Comparison.against(BASELINE)
          .policy(policy(check))
          .of(SCHEMA, rows(1_024, strange, x, check == Check.UNSEEN ? "new" : "a"));
      CheckResult result = check(evaluation, check == Check.UNSEEN ? "c" : "x", check);
      assertThat(result.value()).isEqualTo(strange / 1_024.0);
      assertThat(result.severity()).isEqualTo(severity);
      assertThat(result.enoughRows()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"4, false, 0", "5, true, 1.25"})
  void fewerThanFiveRowsSayNothing(int unseen, boolean enough, double ratio) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed().minimumRows(64).share(Check.UNSEEN, 0.0625, 0.5))
        .of(SCHEMA, rows(64, unseen, 1.0, "new"));
    CheckResult result = check(evaluation, "c", Check.UNSEEN);
    assertThat(result.enoughRows()).isEqualTo(enough);
    assertThat(result.ratio()).isEqualTo(ratio);
    assertThat(result.severity()).isEqualTo(enough ? Severity.WARNING : null);
  }

  @Test
  void theWorstFindingComesFirstAndTheSummarySaysIt() {
    FixedPolicy policy = AlertPolicy.fixed()
        .minimumRows(64)
        .share(Check.UNSEEN, 0.125, 0.25)
        .share(Check.OUT_OF_RANGE, 0.125, 0.75);
    Evaluation evaluation =
        Comparison.against(BASELINE).policy(policy).of(SCHEMA, rows(1_024, 400, 1e6, "new"));
    assertThat(evaluation.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
    List<Double> ratios = evaluation.findings().stream()
        .filter(finding -> finding.severity() == Severity.CRITICAL)
        .map(finding -> finding.value() / finding.threshold())
        .toList();
    assertThat(ratios).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    Finding last = evaluation.findings().get(evaluation.findings().size() - 1);
    assertThat(last.check()).isEqualTo(Check.OUT_OF_RANGE);
    assertThat(last.severity()).isEqualTo(Severity.WARNING);
    assertThat(evaluation.summary())
        .isEqualTo(evaluation.toString())
        .startsWith("CRITICAL over 1024 records against baseline 'baseline', ")
        .contains(evaluation.findings().size() + " findings, first: ")
        .endsWith(evaluation.findings().get(0).message());
  }

  @Test
  void theSummaryCountsFindingsAndNotWhatCouldNotBeJudged() {
    Evaluation quiet = Comparison.against(BASELINE).of(SCHEMA, rows(1_024, 128, null, "a"));
    assertThat(quiet.summary()).isEqualTo("OK over 1024 records against baseline 'baseline'.");
    Evaluation few = Comparison.against(BASELINE).of(SCHEMA, rows(10, 1, null, "a"));
    assertThat(few.summary())
        .startsWith(
            "NO_DATA over 10 records against baseline 'baseline': The window has 10 records");
    Evaluation one = Comparison.against(BASELINE)
        .policy(policy(Check.UNREADABLE))
        .of(SCHEMA, rows(1_024, 130, 666.0, "a"));
    assertThat(one.findings())
        .as("an eighth less is missing, and unreadable instead")
        .hasSize(2);
  }

  @Test
  void aStatusIsAtLeastWhatItIsAndNoDataIsNothing() {
    assertThat(Status.WARNING.isAtLeast(Status.WARNING)).isTrue();
    assertThat(Status.WARNING.isAtLeast(Status.CRITICAL)).isFalse();
    assertThat(Status.CRITICAL.isAtLeast(Status.OK)).isTrue();
    assertThat(Status.NO_DATA.isAtLeast(Status.OK)).isFalse();
    assertThat(Status.NO_DATA.isAtLeast(Status.NO_DATA)).isFalse();
  }
}
