package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Loans.Loan;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.KolmogorovSmirnov;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Baseline BASELINE = Loans.baseline();

  @Test
  void givesTheNumbersThatAMonitorGives() {
    List<Loan> rows = Loans.rows(2_000, 3, 0.4);
    Evaluation compared = Comparison.against(BASELINE).of(Loans.SCHEMA, rows, Loan::probability);
    try (Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(2_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      rows.forEach(loan -> monitor.observe(loan, loan.probability()));
      assertThat(compared.signals()).isEqualTo(monitor.latest().signals());
      assertThat(compared.status()).isEqualTo(monitor.latest().status());
    }
  }

  @Test
  void theTrainingDataAgainstItselfHasNoDistance() {
    Evaluation same =
        Comparison.against(BASELINE).of(Loans.SCHEMA, Loans.rows(10_000, 1, 0), Loan::probability);
    assertThat(same.status()).isEqualTo(Status.OK);
    same.signals()
        .forEach(signal -> signal.statistics().values().stream()
            .filter(r -> r.hasValue())
            .forEach(r -> assertThat(r.value())
                .as("%s of %s", r.statistic(), signal.name())
                .isZero()));
  }

  @Test
  void replicasMergeToTheSameEvaluation() {
    List<Loan> rows = Loans.rows(3_000, 3, 0.2);
    Window whole = window(rows);
    Window merged = window(rows.subList(2_000, 3_000))
        .merge(window(rows.subList(0, 1_000)).merge(window(rows.subList(1_000, 2_000))));
    assertThat(merged.counts()).isEqualTo(whole.counts());
    assertThat(Comparison.against(BASELINE).of(merged).signals())
        .isEqualTo(Comparison.against(BASELINE).of(whole).signals());
  }

  private static Window window(List<Loan> rows) {
    try (Monitor<Loan> monitor = Monitor.builder(Loans.SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(10_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      rows.forEach(loan -> monitor.observe(loan, loan.probability()));
      return monitor.window();
    }
  }

  @Test
  void aStatisticOfOnesOwnIsShownAndCanBeJudged() {
    DriftStatistic overlap = new DriftStatistic() {
      @Override
      public String name() {
        return "common_share";
      }

      @Override
      public double between(Counts reference, Counts current) {
        double common = 0;
        for (int bin = 0; bin < reference.binning().shapeBins(); bin++) {
          common += Math.min(
              (double) reference.shape(bin) / reference.present(),
              (double) current.shape(bin) / current.present());
        }
        return 1 - common;
      }
    };
    List<Loan> rows = Loans.rows(2_000, 3, 2);
    Evaluation shown =
        Comparison.against(BASELINE).statistic(overlap).of(Loans.SCHEMA, rows, Loan::probability);
    assertThat(shown.signal("income").statistic("common_share").value()).isBetween(0.5, 0.9);
    assertThat(shown.signal("income").statistic("common_share").bins()).isGreaterThan(200);
    Evaluation judged = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed(overlap, 0.4, 0.5))
        .of(Loans.SCHEMA, rows, Loan::probability);
    assertThat(judged.findings().get(0).statistic()).isEqualTo("common_share");
  }

  @Test
  void aBrokenStatisticCostsItsSignalsAndNothingElse() {
    DriftStatistic broken = new DriftStatistic() {
      @Override
      public String name() {
        return "broken";
      }

      @Override
      public double between(Counts reference, Counts current) {
        if (reference.binning().ordered()) {
          throw new IllegalStateException("numbers are too hard");
        }
        return 0;
      }
    };
    Evaluation evaluation = Comparison.against(BASELINE)
        .statistic(broken)
        .of(Loans.SCHEMA, Loans.rows(1_000, 3, 0), Loan::probability);
    assertThat(evaluation.signal("income").status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluation.signal("region").status()).isEqualTo(Status.OK);
    assertThat(evaluation.findings()).anyMatch(f -> f.message().contains("numbers are too hard"));
  }

  @Test
  void limitsOnAnotherStatisticAreTaken() {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed(new KolmogorovSmirnov(), 0.1, 0.2))
        .of(Loans.SCHEMA, Loans.rows(1_000, 3, 1), Loan::probability);
    assertThat(evaluation.findings().get(0).statistic()).isEqualTo("ks");
    assertThat(evaluation.findings().get(0).value())
        .isEqualTo(evaluation.signal("income").statistic("ks").excess());
  }
}
