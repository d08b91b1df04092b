package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Performance;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The code of docs/model-performance.md, run. */
class PerformanceSnippetsTest {

  private record Loan(String id, double amount) {}

  private static final class Model {
    double probability(Loan loan) {
      return loan.amount() / 1_000;
    }
  }

  @Test
  void aLabelComesDaysLater() {
    Model model = new Model();
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .score("p")
        .label("repaid")
        .build();
    List<Loan> loans =
        IntStream.range(0, 1_000).mapToObj(i -> new Loan("loan " + i, i)).toList();
    Baseline baseline = Baseline.fit(schema, loans)
        .scores(model::probability)
        .labels(loan -> loan.amount() % 10 < loan.amount() / 100)
        .build();
    try (Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .build()) {
      Loan other = new Loan("another", 200);
      monitor.observeKeyed(other.id(), other, model.probability(other));
      monitor.label(other.id(), false);
      Loan loan = new Loan("one", 700);
      // snippet: labels-late
      monitor.observeKeyed(loan.id(), loan, model.probability(loan)); // in the request path
      monitor.label(loan.id(), true); // when the truth is known, days later, from any thread
      Performance performance = monitor.evaluate().performance();
      double auc = performance.realised("roc_auc").value();
      double maturity = performance.maturity(); // share of answers whose label has come
      // end
      assertThat(auc).isEqualTo(1);
      assertThat(maturity).isEqualTo(1);
    }
  }
}
