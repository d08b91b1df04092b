package dev.leeway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselinePerformance;
import dev.leeway.baseline.Origin;
import dev.leeway.binning.Counts;
import dev.leeway.format.PublishedSchema.Described;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Baseline files that were written once and are kept: every later version reads them, and to the same content. They are
 * never written anew; a change of the format adds one. {@code BaselineFileTest} looks into the first of them.
 */
class KeptBaselinesTest {

  private static final String TRAINED = "baseline-v1.json";
  private static final String LIVE = "baseline-v1-live.json";
  private static final String OF_COLUMNS = "baseline-v1-columns.json";
  private static final String SCORED = "baseline-v1-scored.json";

  private static Path kept(String name) throws URISyntaxException {
    return Path.of(KeptBaselinesTest.class.getResource("/baseline/" + name).toURI());
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINED, LIVE, OF_COLUMNS, SCORED})
  void keptFileIsReadAndAllowedByTheSchema(String name) throws Exception {
    String text = Files.readString(kept(name));
    Baseline read = BaselineFile.read(kept(name));
    assertThat(text).contains(read.digest());
    Baseline again = BaselineFile.parse(read.toJson());
    assertThat(again.signals()).as("what today's version writes").isEqualTo(read.signals());
    assertThat(again.lineage()).isEqualTo(read.lineage());
    assertThat(PublishedSchema.of("baseline").faults(text)).isEmpty();
  }

  /** As {@link Documents#live()} made it; today's need not give the same bytes. */
  @Test
  void liveBaselineOfVersion1HasItsContent() throws Exception {
    Baseline read = BaselineFile.read(kept(LIVE));
    assertThat(read.digest())
        .isEqualTo("sha256:ed3fe0ada810ee165bd123358021933e2ac33db444eaecb104d0e1d9fecad46b");
    assertThat(read.name()).isEqualTo("bike-demand");
    assertThat(read.origin()).isEqualTo(Origin.LIVE);
    assertThat(read.identity().binsOf())
        .isEqualTo("sha256:e9dc8667a3da429a39b2dc188cd0405d758f842362a72522e6dfa17ab5ea01d9");
    assertThat(read.task()).isEqualTo(Task.REGRESSION);
    assertThat(read.rows()).isEqualTo(36);
    assertThat(read.rowsPerMilli()).hasValue(36 / (20 * 86_400_000.0));
    assertThat(read.chunks()).hasSize(2).allMatch(chunk -> chunk.rows() == 18);
    assertThat(read.chunks().get(1).start()).isEqualTo("2026-03-18T00:00:00Z");
    assertThat(read.schemaSignals())
        .extracting(signal -> signal.name())
        .containsExactly(
            "temp",
            "season",
            "place \"日本\" \u0000 \uD83D\uDE00",
            "workday",
            "constant",
            "never there",
            "unreadable at times",
            "rentals",
            "truth");
    assertThat(read.signal("workday").signal().type()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(read.signal("workday").counts().toArray()).containsExactly(27, 9, 0, 0, 0, 0);
    Counts unreadable = read.signal("unreadable at times").counts();
    assertThat(unreadable.unreadable()).isEqualTo(3);
    assertThat(read.signal("never there").counts().missing()).isEqualTo(36);
    assertThat(read.signal("constant").isConstant()).isTrue();
    assertThat(read.signal("temp").moments().mean()).isEqualTo(16.055495888822172);
    assertThat(read.signal("temp").natural().psi()).isEqualTo(0.3216614193467521);
    assertThat(read.lineage().modelSha256()).isEqualTo("ab".repeat(32));
    assertThat(read.lineage().featureLogic()).isEqualTo("features.sql, 日本");
    assertThat(read.lineage().extra()).containsEntry("team", "\u0000 \uD83D\uDE00");
  }

  /** As {@link Documents#ofColumns()} made it. */
  @Test
  void columnsOfVersion1AreReadAsTheyWere() throws Exception {
    DataFormat format = BaselineFile.read(kept(OF_COLUMNS)).dataFormat();
    assertThat(format).isNotNull();
    assertThat(format.delimiter()).isEqualTo(';');
    assertThat(format.decimalMark()).isEqualTo(',');
    assertThat(format.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(format.columns()).hasSize(9);
    assertThat(format.column("when"))
        .isEqualTo(new DataColumn("when", ColumnRole.TIMESTAMP, ColumnType.TIME, "dd.MM.yyyy"));
    assertThat(format.column(ColumnRole.SEGMENT).name()).isEqualTo("land");
  }

  /** As {@link Documents#scored()} made it. */
  @Test
  void performanceOfVersion1IsReadAsItWas() throws Exception {
    BaselinePerformance known = BaselineFile.read(kept(SCORED)).performance();
    assertThat(known).isNotNull();
    assertThat(known.labelled()).isEqualTo(480);
    assertThat(known.positiveClass()).isEqualTo("true");
    assertThat(known.metrics().get("accuracy").metric().value()).isEqualTo(1);
    assertThat(known.metrics().get("roc_auc").metric().value()).isEqualTo(1);
    assertThat(known.metrics().get("brier").metric().value()).isBetween(0.05, 0.1);
    assertThat(known.predictedPositive().total()).isPositive();
  }

  @Test
  void liveBaselineOfVersion1CanBeComparedWith() throws Exception {
    Baseline read = BaselineFile.read(kept(LIVE));
    Evaluation evaluation = Comparison.against(read).of(Documents.RIDES, Documents.rows(600, 40));
    assertThat(evaluation.signal("temp").outOfRangeRate()).isPositive();
    assertThat(evaluation.baseline().origin()).isEqualTo(Origin.LIVE);
  }

  /** What no kept file uses could be lost without anybody seeing it. */
  @Test
  void keptFilesUseEveryMemberOfTheFormat() throws IOException, URISyntaxException {
    List<String> texts = List.of(
        Files.readString(kept(TRAINED)),
        Files.readString(kept(LIVE)),
        Files.readString(kept(OF_COLUMNS)),
        Files.readString(kept(SCORED)));
    PublishedSchema schema = PublishedSchema.of("baseline");
    for (Described described : schema.described()) {
      PublishedSchema without = schema.without(described).strict();
      assertThat(texts)
          .as("%s", described)
          .anyMatch(text -> !without.faults(text).isEmpty());
    }
  }
}
