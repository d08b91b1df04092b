package dev.leeway.testkit;

import static dev.leeway.testkit.LeewayAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeewayAssertionsTest {

  private record Loan(Double amount, String region, double answer) {}

  private static final Schema<Loan> SCHEMA = Schema.<Loan>builder()
      .numericOrMissing("amount", Loan::amount)
      .categorical("region", Loan::region)
      .prediction("loss")
      .build();
  private static final Schema<Loan> WITH_ANSWER = Schema.<Loan>builder()
      .numericOrMissing("amount", Loan::amount)
      .categorical("region", Loan::region)
      .prediction("loss", Loan::answer)
      .build();

  private static final Baseline BASELINE = Baseline.fit(SCHEMA, loans(2_000, 0))
      .name("loans")
      .predictions(Loan::answer)
      .build();

  private static List<Loan> loans(int count, double shift) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Loan(
            (i * 37) % 1_009 * (1 + shift), "region " + i % (shift > 0 ? 5 : 4), (i * 91) % 997))
        .toList();
  }

  private static Evaluation evaluation(List<Loan> loans) {
    return Comparison.against(BASELINE).of(SCHEMA, loans, Loan::answer);
  }

  private static Batch<Loan> batch(List<Loan> loans) {
    return Batch.of(SCHEMA, loans, Loan::answer);
  }

  @Test
  void rowsLikeTheTrainingRowsHaveNotDrifted() {
    assertThat(batch(loans(1_009, 0))).hasNotDriftedFrom(BASELINE).isNotNull();
    assertThat(Batch.of(WITH_ANSWER, loans(1_009, 0))).hasNotDriftedFrom(BASELINE);
    assertThat(WITH_ANSWER, loans(1_009, 0))
        .hasNotDriftedFrom(BASELINE, AlertPolicy.fixed(Psi.standard(), 0.05, 0.1));
    assertThat(evaluation(loans(1_009, 0)))
        .isOk()
        .hasStatus(Status.OK)
        .hasNoFindings()
        .hasNotDrifted();
  }

  @Test
  void rowsThatMovedHaveDrifted() {
    assertThat(batch(loans(1_009, 0.5)))
        .hasDriftedFrom(BASELINE)
        .hasDriftedFrom(BASELINE, AlertPolicy.fixed(Psi.standard(), 0.05, 0.1));
    assertThat(evaluation(loans(1_009, 0.5)))
        .hasStatus(Status.CRITICAL)
        .hasDrifted()
        .hasFinding("amount")
        .hasFinding("region", Check.UNSEEN);
  }

  @Test
  void messageListsTheFindingsOneALine() {
    assertThatThrownBy(() -> assertThat(batch(loans(1_009, 0.5))).hasNotDriftedFrom(BASELINE))
        .isInstanceOf(AssertionError.class)
        .message()
        .satisfies(message -> assertThat(message.lines())
            .hasSize(5)
            .first()
            .isEqualTo("Expected no drift, but it is CRITICAL over 1009 records against baseline"
                + " 'loans' (" + BASELINE.identity().shortDigest() + "):"))
        .satisfies(message -> assertThat(message.lines())
            .anySatisfy(line -> assertThat(line)
                .contains(
                    "drift of 'amount': psi less its noise 0.691, limit 0.25 (fixed)",
                    "; moved: [953, 1008] from 5.55 % to 37 %, "))
            .anySatisfy(line -> assertThat(line)
                .contains("unseen of 'region': unseen_rate 0.199, limit 0.1 (fixed)")
                .contains("; moved: unseen from 0 % to 19.9 %")));
  }

  @Test
  void batchThatIsTooSmallFailsBothWays() {
    for (List<Loan> few : List.of(loans(120, 0), loans(120, 5), List.<Loan>of())) {
      assertThatThrownBy(() -> assertThat(batch(few)).hasNotDriftedFrom(BASELINE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("too little to judge, which is not \"no drift\"")
          .hasMessageContaining("has " + few.size() + " records, 200 are needed");
      assertThatThrownBy(() -> assertThat(batch(few)).hasDriftedFrom(BASELINE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("too little to judge")
          .hasMessageContaining("200 are needed");
    }
    assertThat(evaluation(loans(120, 0))).hasStatus(Status.NO_DATA);
    assertThatThrownBy(() -> assertThat(evaluation(loans(120, 0))).isOk())
        .hasMessageContaining("Expected the status OK, but it is NO_DATA over 120 records");
    assertThatThrownBy(() -> assertThat(evaluation(loans(120, 0))).hasNoFindings())
        .hasMessageContaining("NO_DATA The window has 120 records");
  }

  /** One signal that could not be judged is enough: nobody knows whether it has drifted. */
  @Test
  void signalThatCouldNotBeJudgedIsNotNotDrifted() {
    DriftStatistic shy = new DriftStatistic() {
      @Override
      public String name() {
        return "shy";
      }

      @Override
      public double between(Counts reference, Counts current) {
        return 0;
      }

      @Override
      public String undefined(Counts reference, Counts current) {
        return reference.binning().ordered() ? "It says nothing of numbers." : null;
      }
    };
    Batch<Loan> batch = batch(loans(1_009, 0));
    AlertPolicy policy = AlertPolicy.fixed(shy, 0.1, 0.2);
    assertThat(batch.against(BASELINE, policy)).isOk();
    assertThatThrownBy(() -> assertThat(batch).hasNotDriftedFrom(BASELINE, policy))
        .hasMessageContaining("too little to judge")
        .hasMessageContaining("It says nothing of numbers.");
  }

  @Test
  void messageOfDriftThatIsNotThereTellsHowNearTheLimitsAre() {
    assertThatThrownBy(() -> assertThat(batch(loans(1_009, 0))).hasDriftedFrom(BASELINE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected drift, but it is OK over 1009 records")
        .hasMessageContaining("without findings; nearest to a limit:")
        .hasMessageContaining("limit 0.1");
    assertThatThrownBy(() -> assertThat(evaluation(loans(1_009, 0))).hasFinding("amount"))
        .hasMessageContaining("Expected a finding: 'amount', but it is OK");
    assertThatThrownBy(
            () -> assertThat(evaluation(loans(1_009, 0.5))).hasFinding("region", Check.MISSING))
        .hasMessageContaining("Expected a finding: missing of 'region', but it is CRITICAL");
  }

  @Test
  void descriptionIsKept() {
    assertThatThrownBy(() ->
            assertThat(batch(loans(1_009, 0.5))).as("loans of today").hasNotDriftedFrom(BASELINE))
        .hasMessageStartingWith("[loans of today] ");
  }

  @Test
  void longListsAreCutAndNamesCannotForgeLines() {
    Schema.Builder<Loan> many = Schema.builder();
    for (int i = 0; i < 30; i++) {
      many.numericOrMissing("a\nb%s\u001b" + i, Loan::amount);
    }
    Schema<Loan> schema = many.build();
    Baseline baseline = Baseline.fit(schema, loans(2_000, 0)).name("x\ny").build();
    assertThatThrownBy(() -> assertThat(schema, loans(1_009, 9)).hasNotDriftedFrom(baseline))
        .message()
        .satisfies(
            message -> assertThat(message.lines()).hasSize(22).last().isEqualTo("  and 40 more"))
        .satisfies(message -> assertThat(message).contains("'a?b%s?0'", "baseline 'x?y'"));
  }

  @Test
  void hostileEvaluationsGiveAMessage() {
    SampleEvents.hostileEvaluations()
        .forEach(evaluation -> assertThatThrownBy(() -> assertThat(evaluation).hasNotDrifted())
            .isInstanceOf(AssertionError.class));
    SampleEvents.evaluations()
        .forEach(evaluation ->
            assertThatCode(() -> assertThat(evaluation).isNotNull()).doesNotThrowAnyException());
  }

  @Test
  void schemaThatDoesNotFitIsSaidAtOnce() {
    Schema<Loan> other =
        Schema.<Loan>builder().categorical("region", Loan::region).build();
    assertThatThrownBy(() -> assertThat(other, loans(500, 0)).hasNotDriftedFrom(BASELINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit baseline 'loans'");
  }
}
