package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.detector.Adwin;
import dev.leeway.detector.ChangeDetector;
import dev.leeway.detector.ChangeState;
import dev.leeway.detector.DetectorSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The code of docs/detectors.md, run. */
class DetectorsSnippetsTest {

  /** One error in ten, from answer 2,000 on three. */
  private static double[] errors() {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, 4_000)
        .mapToDouble(i -> random.nextDouble() < (i < 2_000 ? 0.1 : 0.3) ? 1 : 0)
        .toArray();
  }

  @Test
  void aChangedErrorRateIsFoundAndADetectorGoesOnLater() {
    double[] errors = errors();
    List<String> log = new ArrayList<>();
    // snippet: detectors-errors
    ChangeDetector detector = Adwin.standard().start();
    for (double error : errors) {
      if (detector.update(error) == ChangeState.DRIFT) {
        log.add("after " + detector.seen() + " answers the error rate has changed");
      }
    }
    // end
    assertThat(log).hasSize(1).first().asString().matches("after 2[01]\\d\\d answers .*");
    // snippet: detectors-snapshot
    String text = detector.snapshot().toJson();
    ChangeDetector resumed = DetectorSnapshot.fromJson(text).resume();
    // end
    assertThat(resumed.seen()).isEqualTo(4_000);
    assertThat(resumed.mean()).isEqualTo(detector.mean());
    assertThat(resumed.snapshot()).isEqualTo(detector.snapshot());
  }
}
