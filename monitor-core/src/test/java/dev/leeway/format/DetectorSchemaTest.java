package dev.leeway.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.detector.ChangeDetector;
import dev.leeway.detector.Cusum;
import dev.leeway.detector.DetectorSnapshot;
import dev.leeway.detector.DetectorSpec;
import dev.leeway.detector.Detectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema of change detectors describes what is written, to the last member. */
class DetectorSchemaTest {

  private static final PublishedSchema SCHEMA = PublishedSchema.of("detector");

  private static List<String> snapshots() {
    List<DetectorSpec> specs = new ArrayList<>(Detectors.standard());
    specs.add(Cusum.standard().withTarget(0.2, 0.4));
    List<String> texts = new ArrayList<>();
    for (DetectorSpec spec : specs) {
      ChangeDetector detector = spec.start();
      for (int i = 0; i < 1_000; i++) {
        detector.update(i % 7 == 0 || i > 900 ? 1 : 0);
      }
      texts.add(detector.snapshot().toJson());
    }
    return texts;
  }

  @Test
  void everyKindIsDescribedToTheLastMember() {
    List<String> texts = snapshots();
    PublishedSchema strict = SCHEMA.strict();
    for (String text : texts) {
      assertThat(SCHEMA.faults(text)).as(text).isEmpty();
      assertThat(strict.faults(text)).as(text).isEmpty();
    }
    for (PublishedSchema.Described member : SCHEMA.described()) {
      PublishedSchema without = SCHEMA.without(member).strict();
      assertThat(texts)
          .as("%s is written", member)
          .anyMatch(text -> !without.faults(text).isEmpty());
    }
  }

  @Test
  void theKindsAreThoseThatThereAre() {
    List<String> names = new ArrayList<>();
    SCHEMA.text().at("/properties/detector/enum").forEach(node -> names.add(node.asText()));
    assertThat(names)
        .containsExactlyElementsOf(
            Detectors.standard().stream().map(DetectorSpec::name).toList());
  }

  @Test
  void whatIsRefusedIsNotAllowed() {
    String text = snapshots().get(0);
    for (String spoilt : List.of(
        text.replace("leeway-detector/1", "leeway-detector/2"),
        text.replace("\"adwin\"", "\"adwine\""),
        text.replace("\"clock\":32", "\"clock\":0"),
        text.replace("\"max_buckets\":5", "\"max_buckets\":1"),
        text.replaceFirst("\"seen\":\\d+", "\"seen\":-1"),
        text.replaceFirst("\"state\":\"\\w+\"", "\"state\":\"odd\""),
        text.replaceFirst("\"total\":\\[[^]]*]", "\"total\":[\"1\"]"))) {
      assertThat(spoilt).isNotEqualTo(text);
      assertThat(SCHEMA.faults(spoilt)).as(spoilt).isNotEmpty();
      assertThatIllegalArgumentException()
          .as(spoilt)
          .isThrownBy(() -> DetectorSnapshot.fromJson(spoilt));
    }
  }

  @Test
  void documentsAndJarHaveTheSame() throws Exception {
    JsonNode page = PublishedSchema.JSON.readTree(
        Files.readString(Path.of("../docs/reference/schemas/leeway-detector-1.schema.json")));
    assertThat(page).isEqualTo(SCHEMA.text());
  }
}
