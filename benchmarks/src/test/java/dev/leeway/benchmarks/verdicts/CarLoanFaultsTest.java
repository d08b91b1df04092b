package dev.leeway.benchmarks.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.benchmarks.verdicts.RealSet.Chunk;
import dev.leeway.judgement.SignalEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Car loans with faults that NannyML put in: values missing in two columns, an unseen category in a third. NannyML's shares
 * per chunk are in the golden file.
 */
class CarLoanFaultsTest {

  @Test
  void missingAndUnseenAreToldApart() throws IOException {
    Optional<Path> folder = RealSet.folder();
    assumeTrue(
        folder.isPresent(),
        "Not run: there is no folder with NannyML's results beside the checkout, and none is named by LEEWAY_GOLDEN.");
    RealSet set = RealSet.read(folder.get(), "car_loan_dq");
    assertThat(set.chunks()).hasSize(10);
    for (Chunk chunk : set.chunks()) {
      for (String name : set.signals()) {
        SignalEvaluation ours = chunk.ours().signal(name);
        double missing = value(chunk.missing(), name);
        assertThat(ours.missingRate())
            .as("%s, missing in %s", name, chunk.key())
            .isCloseTo(missing, within(0.001));
        if (chunk.unseen() == null || !chunk.unseen().has(name + "/value")) {
          continue;
        }
        // of all rows, and there a missing value is an unseen one; ours is a share of the present
        // ones
        double unseen = value(chunk.unseen(), name) - missing;
        assertThat(ours.unseenRate() * (1 - ours.missingRate()))
            .as("%s, unseen in %s", name, chunk.key())
            .isCloseTo(unseen, within(0.001));
      }
      assertThat(chunk.ours().signal("salary_range").missingRate()).isGreaterThan(0.09);
      assertThat(chunk.ours().signal("salary_range").unseenRate()).isZero();
      assertThat(chunk.ours().signal("size_of_downpayment").missingRate()).isZero();
      assertThat(chunk.ours().signal("size_of_downpayment").unseenRate()).isGreaterThan(0.005);
      // where NannyML says unseen of both
      assertThat(Cell.of(chunk, "salary_range").ours().toLowerCase(Locale.ROOT))
          .contains("m")
          .doesNotContain("u");
    }
  }

  private static double value(@Nullable JsonNode chunk, String name) {
    return chunk == null || !chunk.has(name + "/value")
        ? 0
        : chunk.get(name + "/value").asDouble();
  }
}
