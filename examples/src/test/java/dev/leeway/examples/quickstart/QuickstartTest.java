package dev.leeway.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

  @Test
  void noticesThatIncomesHaveFallenAndNothingElse(@TempDir Path directory) {
    Evaluation now = Quickstart.run(directory);
    assertThat(now.window().records()).isEqualTo(1_000);
    assertThat(now.signal("income").status()).isEqualTo(Status.CRITICAL);
    assertThat(now.signal("amount").status()).isEqualTo(Status.OK);
    assertThat(now.signal("months").status()).isEqualTo(Status.OK);
    assertThat(now.signal("region").status()).isEqualTo(Status.OK);
  }
}
