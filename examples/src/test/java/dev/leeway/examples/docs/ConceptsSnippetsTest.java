package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.statistic.Psi;
import dev.leeway.statistic.StatisticResult;
import org.junit.jupiter.api.Test;

/** The worked example of docs/concepts.md, run. */
class ConceptsSnippetsTest {

  @Test
  void givesTheNumbersOfTheWorkedExample() {
    // snippet: concepts-psi
    CategoricalBinning regions = CategoricalBinning.of("north", "south", "east", "west");
    // after the four categories: other, unseen, missing, unreadable
    Counts reference = Counts.of(regions, 400, 300, 200, 100, 0, 0, 0, 0);
    Counts current = Counts.of(regions, 75, 75, 60, 40, 0, 0, 0, 0);
    StatisticResult psi = Psi.standard().compare(reference, current);
    // end
    assertThat(psi.value()).isCloseTo(0.06462019067108138, within(1e-15));
    assertThat(psi.noise()).isCloseTo(0.015, within(1e-15));
    assertThat(psi.excess()).isCloseTo(0.04962019067108138, within(1e-15));
    assertThat(psi.pValue()).isCloseTo(0.004803790419006412, within(1e-12));
    assertThat(psi.bins()).isEqualTo(4);
    assertThat(Psi.plain().between(reference, current))
        .isCloseTo(0.06426128727168043, within(1e-15));
  }
}
