package dev.leeway.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsTest {

  private static String line(String status) {
    return "Pane.java,dev.leeway.window.Pane,Math,add,12," + status + ",a test, (with commas)";
  }

  @Test
  void mutantsWithoutATestAreNoPartOfTheStrength() {
    Mutants mutants = Mutants.read(List.of(
        line("KILLED"),
        line("TIMED_OUT"),
        line("SURVIVED"),
        line("NO_COVERAGE"),
        line("NON_VIABLE")));
    assertThat(mutants).isEqualTo(new Mutants(4, 2, 1));
    assertThat(mutants.strength()).isCloseTo(200.0 / 3, within(1e-9));
  }

  @Test
  void aRunThatBreaksOffReachesNoGoal() {
    assertThat(Mutants.read(List.of()).strength()).isNaN();
  }
}
