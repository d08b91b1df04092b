package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

  /** SHA-256 of the three bytes "abc", FIPS 180-2, appendix B.1. */
  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir
  private Path directory;

  @Test
  void nothingIsKnownUnlessSaid() {
    Lineage lineage = Lineage.unknown();

    assertThat(lineage.modelName()).isNull();
    assertThat(lineage.modelSha256()).isNull();
    assertThat(lineage.codeVersion()).isNull();
    assertThat(lineage.dataSha256()).isNull();
    assertThat(lineage.hyperparameters()).isEmpty();
    assertThat(lineage.metrics()).isEmpty();
    assertThat(lineage.extra()).isEmpty();
    assertThat(lineage).isEqualTo(Lineage.builder().build());
  }

  @Test
  void takesTheDigestOfModelAndData() throws Exception {
    Path file = Files.writeString(directory.resolve("abc"), "abc");

    Lineage lineage = Lineage.builder()
        .model("m", "7", file)
        .data("2025Q4", file)
        .code("c0ffee")
        .build();

    assertThat(lineage.modelName()).isEqualTo("m");
    assertThat(lineage.modelVersion()).isEqualTo("7");
    assertThat(lineage.modelLocation()).isEqualTo(file.toString());
    assertThat(lineage.modelSha256()).isEqualTo(SHA_OF_ABC);
    assertThat(lineage.dataVersion()).isEqualTo("2025Q4");
    assertThat(lineage.dataSha256()).isEqualTo(SHA_OF_ABC);
    assertThat(lineage.codeVersion()).isEqualTo("c0ffee");
  }

  @Test
  void aMissingArtifactIsNamed() {
    Path file = directory.resolve("no-such-model.onnx");

    assertThatThrownBy(() -> Lineage.builder().model("m", "7", file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no-such-model.onnx");
  }

  @Test
  void digestsAreCheckedAndLowerCase() {
    String upper = SHA_OF_ABC.toUpperCase(java.util.Locale.ROOT);

    assertThat(Lineage.builder().dataDigest(upper).build().dataSha256()).isEqualTo(SHA_OF_ABC);
    assertThatThrownBy(() -> Lineage.builder().modelArtifact("s3://m", "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hex digits")
        .hasMessageContaining("'abc'");
  }

  @Test
  void mapsAreSortedAndOutOfReach() {
    Map<String, String> given = new HashMap<>(Map.of("b", "2", "a", "1"));
    Lineage lineage =
        new Lineage(null, null, null, null, null, null, null, null, given, Map.of(), Map.of());
    given.put("c", "3");

    assertThat(List.copyOf(lineage.hyperparameters().keySet())).containsExactly("a", "b");
    assertThatThrownBy(() -> lineage.hyperparameters().put("d", "4"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theOrderOfNamingDoesNotMatter() {
    Lineage one = Lineage.builder()
        .hyperparameter("depth", 7)
        .hyperparameter("eta", 0.1)
        .with("team", "risk")
        .with("a", "b")
        .build();
    Lineage other = Lineage.builder()
        .with("a", "b")
        .with("team", "risk")
        .hyperparameter("eta", 0.1)
        .hyperparameter("depth", 7)
        .build();

    assertThat(one).isEqualTo(other);
    assertThat(one.hyperparameters()).containsEntry("depth", "7").containsEntry("eta", "0.1");
  }

  @Test
  void aMetricIsAFiniteNumber() {
    assertThatThrownBy(() -> Lineage.builder().metric("auc", Double.NaN).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auc")
        .hasMessageContaining("NaN");
  }

  @Test
  void identityTakesTheDataDigestWhereNoVersionIsSaid() {
    Baseline plain = Samples.small();
    BaselineIdentity identity = plain.identity();

    assertThat(identity.name()).isEqualTo("small");
    assertThat(identity.modelName()).isEqualTo("m");
    assertThat(identity.modelVersion()).isEqualTo("1");
    assertThat(identity.dataVersion()).isNull();
    assertThat(identity.shortDigest()).isEqualTo(plain.digest().substring(7, 19));
    Baseline.Content content = new Baseline.Content();
    content.lineage = Lineage.builder().dataDigest(SHA_OF_ABC).build();
    assertThat(new Baseline(content).identity().dataVersion()).isEqualTo(SHA_OF_ABC);
  }
}
