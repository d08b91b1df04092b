package dev.leeway.examples.docs;

import static dev.leeway.testkit.LeewayAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Comparison;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.examples.docs.EmbeddingSnippetsTest.LargestChange;
import dev.leeway.examples.docs.EmbeddingSnippetsTest.PageSink;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.testkit.BaselineStoreContract;
import dev.leeway.testkit.Batch;
import dev.leeway.testkit.DriftStatisticContract;
import dev.leeway.testkit.RecordSourceContract;
import dev.leeway.testkit.SinkContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/testing.md, run. */
class TestingSnippetsTest {

  @Nested
  // snippet: testing-statistic
  class LargestChangeTest implements DriftStatisticContract {

    @Override
    public DriftStatistic statistic() {
      return new LargestChange();
    }
  }
  // end

  @Nested
  // snippet: testing-source
  class LoansInMemoryTest implements RecordSourceContract {

    @Override
    public RecordSource source() {
      return RecordSource.ofRows(
          "loans in memory",
          List.of(
              new SourceColumn("amount", ColumnType.DECIMAL),
              new SourceColumn("region", ColumnType.TEXT)),
          List.of(new Object[] {1200.0, "north"}, new Object[] {880.5, "south"}));
    }

    @Override
    public long records() {
      return 2;
    }
  }
  // end

  @Nested
  // snippet: testing-statistic-more
  class PsiTest implements DriftStatisticContract {

    @Override
    public DriftStatistic statistic() {
      return Psi.standard();
    }

    @Override
    public double tolerance() {
      return 0.01; // half a row in every bin matters less and less
    }
  }
  // end

  @Nested
  // snippet: testing-sink
  class PageSinkTest implements SinkContract {

    @Override
    public Sink sink() {
      return new PageSink();
    }

    @Override
    public Duration longestCall() {
      return Duration.ofSeconds(1); // default: five
    }
  }
  // end

  @Nested
  // snippet: testing-store
  class SharedDirectoryTest implements BaselineStoreContract {

    @TempDir
    Path temporary;

    @Override
    public BaselineStore store() {
      return BaselineStore.directory(temporary.resolve("baselines"));
    }

    @Override
    public Optional<BaselineStore> reopen() { // as another process would
      return Optional.of(store());
    }

    @Override
    public Optional<Path> directory() { // for stores of files: nothing may be written beside it
      return Optional.of(temporary.resolve("baselines"));
    }
  }
  // end

  private record Loan(double amount, double income, String region) {}

  private static final class Model {
    double probability(Loan loan) {
      return 1 / (1 + Math.exp(1 - 4 * (loan.amount() / loan.income() - 0.4)));
    }
  }

  private final Model model = new Model();
  private final Schema<Loan> schema = Schema.<Loan>builder()
      .numeric("amount", Loan::amount)
      .numeric("income", Loan::income)
      .categorical("region", Loan::region)
      .score("default_probability")
      .build();

  private static List<Loan> loans(int count, long seed, double inflation) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] regions = {"north", "south", "east", "west"};
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loans.add(new Loan(
          1_000 + 20_000 * random.nextDouble(),
          40_000 * inflation * (0.5 + random.nextDouble()),
          regions[random.nextInt(4)]));
    }
    return loans;
  }

  private BaselineStore trained(Path directory) {
    BaselineStore store = BaselineStore.directory(directory);
    store.put(
        "credit-risk",
        Baseline.fit(schema, loans(10_000, 1, 1)).scores(model::probability).build());
    return store;
  }

  @Test
  void todaysBatchHasNotDrifted(@TempDir Path directory) {
    BaselineStore store = trained(directory);
    List<Loan> todaysLoans = loans(2_000, 2, 1);
    // snippet: testing-batch
    Baseline baseline = store.current("credit-risk");
    assertThat(Batch.of(schema, todaysLoans, model::probability)).hasNotDriftedFrom(baseline);
    // end
  }

  @Test
  void inflatedIncomesAreDrift(@TempDir Path directory) {
    Baseline baseline = trained(directory).current("credit-risk");
    List<Loan> inflatedLoans = loans(2_000, 3, 1.3);
    // snippet: testing-batch-policy
    AlertPolicy strict = AlertPolicy.fixed(Psi.standard(), 0.05, 0.1).minimumRows(1_000);
    assertThat(Batch.of(schema, inflatedLoans, model::probability))
        .as("loans with inflated incomes")
        .hasDriftedFrom(baseline, strict);
    // end
    // snippet: testing-evaluation
    Evaluation evaluation =
        Comparison.against(baseline).of(schema, inflatedLoans, model::probability);
    assertThat(evaluation)
        .hasFinding("income", Check.DRIFT)
        .hasFinding("income", Check.OUT_OF_RANGE)
        .hasFinding("default_probability");
    // end
    assertThatThrownBy(() -> assertThat(evaluation).isOk())
        .hasMessageContaining("CRITICAL over 2000 records against baseline 'credit-risk'");
  }

  @Test
  void fewRowsAreNoProof(@TempDir Path directory) {
    Baseline baseline = trained(directory).current("credit-risk");
    assertThatThrownBy(() -> assertThat(Batch.of(schema, loans(40, 4, 1), model::probability))
            .hasNotDriftedFrom(baseline))
        .hasMessageContaining("too little to judge");
  }
}
