package dev.leeway.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.judgement.Evaluation;
import org.junit.jupiter.api.Test;

class TableComparisonTest {

  @Test
  void comparesAllRowsOfTheTable() {
    Evaluation evaluation = TableComparison.run();
    assertThat(evaluation.window().records()).isEqualTo(2_256);
    assertThat(evaluation.signal("weather").statistic("psi").currentRows()).isEqualTo(2_256);
    assertThat(evaluation.signal("rentals").statistic("mean_change").value()).isGreaterThan(50);
  }
}
