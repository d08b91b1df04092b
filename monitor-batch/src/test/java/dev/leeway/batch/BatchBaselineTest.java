package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.DataSchema;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchBaselineTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir
  private Path folder;

  private CsvSource csv(String header, int rows, IntFunction<String> row) throws IOException {
    String text = header + "\n"
        + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n";
    return CsvSource.of(Files.writeString(folder.resolve("data" + text.hashCode() + ".csv"), text));
  }

  private static ColumnNote note(BatchBaseline fit, String name) {
    return fit.columns().stream()
        .filter(note -> note.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static DataFormat format(Baseline baseline) {
    return Objects.requireNonNull(baseline.dataFormat());
  }

  @Test
  void typesAreFoundAndRemarkable() throws IOException {
    BatchBaseline fit = BatchBaseline.of(csv(
        "whole,fraction,few,flag,day,text,id,same,empty,gap,mostly",
        600,
        i -> i + "," + i / 7.0 + "," + i % 4 + "," + (i % 2 == 0 ? "True" : "false") + ",2026-01-"
            + (10 + i % 20)
            + "," + "abc".charAt(i % 3) + ",u" + i + ",7,," + (i % 5 == 0 ? "NA" : "" + i) + ","
            + (i == 300 ? "lots" : "" + i * 0.5)));
    Baseline baseline = fit.build();
    assertThat(note(fit, "whole").type()).isEqualTo(ColumnType.INTEGER);
    assertThat(note(fit, "whole").watched()).isEqualTo(SignalType.NUMERIC);
    assertThat(note(fit, "fraction").type()).isEqualTo(ColumnType.DECIMAL);
    assertThat(note(fit, "few").watched()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(note(fit, "flag").type()).isEqualTo(ColumnType.BOOLEAN);
    assertThat(note(fit, "day").type()).isEqualTo(ColumnType.TIME);
    assertThat(note(fit, "day").remark()).contains("--timestamp");
    assertThat(note(fit, "text").type()).isEqualTo(ColumnType.TEXT);
    assertThat(note(fit, "id").role()).isEqualTo(ColumnRole.IGNORED);
    assertThat(note(fit, "id").remark()).contains("--id");
    assertThat(note(fit, "same").remark()).contains("the same value");
    assertThat(note(fit, "empty").remark()).contains("no value");
    assertThat(note(fit, "gap").watched()).isEqualTo(SignalType.NUMERIC);
    assertThat(note(fit, "mostly").watched()).isEqualTo(SignalType.NUMERIC);
    assertThat(note(fit, "mostly").remark()).contains("1 value is no number", "'lots'", "line 302");
    assertThat(baseline.signal("mostly").counts().unreadable()).isEqualTo(1);
    assertThat(baseline.signal("gap").counts().missing()).isEqualTo(120);
    assertThat(baseline.signal("flag").binning()).isEqualTo(CategoricalBinning.of("false", "true"));
    assertThat(baseline.schemaSignals()).extracting(signal -> signal.name()).doesNotContain("id");
    assertThat(baseline.task()).isEqualTo(Task.NONE);
  }

  /** The rule holds for whole numbers however they are written, and whatever they come from. */
  @Test
  void tenDistinctWholeNumbersAreCategoriesAndElevenAreNot() throws IOException {
    BatchBaseline fit = BatchBaseline.of(csv(
        "ten,eleven,halves",
        440,
        i -> (i % 10) + ".0," + i % 11 + "," + (i % 2 == 0 ? "1.5" : "2.5")));
    Baseline baseline = fit.build();
    assertThat(note(fit, "ten").watched()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(note(fit, "eleven").watched()).isEqualTo(SignalType.NUMERIC);
    assertThat(note(fit, "halves").watched()).isEqualTo(SignalType.NUMERIC);
    CategoricalBinning ten = (CategoricalBinning) baseline.signal("ten").binning();
    assertThat(ten.categories()).contains("0", "9").doesNotContain("0.0");
  }

  @Test
  void whatIsSaidGoesBeforeWhatIsFound() throws IOException {
    BatchBaseline fit = BatchBaseline.of(
            csv("few,many,note,key", 500, i -> i % 3 + "," + i + ",n" + i + "," + i))
        .numeric("few")
        .categorical("many")
        .categorical("note")
        .ignore("key");
    Baseline baseline = fit.build();
    assertThat(baseline.signal("few").signal().isNumeric()).isTrue();
    assertThat(baseline.signal("many").signal().isNumeric()).isFalse();
    assertThat(baseline.signal("note").signal().isNumeric()).isFalse();
    assertThat(baseline.signals()).hasSize(3);
    assertThat(format(baseline).column("key").role()).isEqualTo(ColumnRole.IGNORED);
  }

  /** The first 20,000 rows mislead: 60 % into the file numbers have fractions and a text comes. */
  @Test
  void allRowsDecideAndNotTheFirstOnes() throws IOException {
    BatchBaseline fit = BatchBaseline.of(csv(
        "x,c,n",
        60_000,
        i -> (i < 40_000 ? "" + i % 5 : i * 0.25) + "," + (i < 40_000 ? "" + i % 50 : "word") + ","
            + i));
    Baseline baseline = fit.build();
    assertThat(note(fit, "x").type()).isEqualTo(ColumnType.DECIMAL);
    assertThat(note(fit, "c").type()).isEqualTo(ColumnType.TEXT);
    assertThat(baseline.rows()).isEqualTo(60_000);
    assertThat(baseline.signal("x").moments().max()).isEqualTo(59_999 * 0.25);
    assertThat(baseline.signal("c").counts().total()).isEqualTo(60_000);
    assertThat(
            ((CategoricalBinning) baseline.signal("c").binning()).categories().get(0))
        .isEqualTo("word");
  }

  @Test
  void germanNumbersAndDatesAreFoundOutAndKept() throws IOException {
    BatchBaseline fit = BatchBaseline.of(csv(
            "Betrag;Tag;Land",
            900,
            i -> i + "," + i % 10 + ";" + (1 + i % 28) + ".03.2026;" + "AD".charAt(i % 2)))
        .timestamp("Tag");
    Baseline baseline = fit.build();
    DataFormat format = format(baseline);
    assertThat(format.delimiter()).isEqualTo(';');
    assertThat(format.decimalMark()).isEqualTo(',');
    assertThat(format.column("Tag").pattern()).isEqualTo("d.M.yyyy");
    assertThat(baseline.signal("Betrag").moments().max()).isEqualTo(899.9);
    assertThat(baseline.chunks()).hasSize(28);
    CsvSource more = csv("Land;Betrag", 400, i -> "AD".charAt(i % 2) + ";" + i * 2 + ",5");
    Evaluation evaluation = Comparison.against(baseline).of(more);
    assertThat(evaluation.signal("Betrag").unreadableRate()).isZero();
    assertThat(evaluation.signal("Land").status()).isEqualTo(Status.OK);
  }

  @Test
  void daysThatCouldBeMonthsAreRemarked() throws IOException {
    BatchBaseline fit = BatchBaseline.of(
        csv("when,x", 400, i -> "0" + (1 + i % 9) + "/0" + (1 + i % 8) + "/2026," + i));
    fit.timestamp("when").build();
    assertThat(note(fit, "when").remark()).contains("dd/MM/yyyy", "--date-format");
    BatchBaseline said = BatchBaseline.of(
        csv("when,x", 400, i -> "0" + (1 + i % 9) + "/0" + (1 + i % 8) + "/2026," + i));
    Baseline baseline = said.timestamp("when").dateFormat("MM/dd/yyyy").build();
    assertThat(note(said, "when").remark()).isEmpty();
    assertThat(baseline.chunks().get(0).start()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void timesAsNumbersAreSecondsOrMilliseconds() throws IOException {
    Baseline seconds = BatchBaseline.of(csv("t,x", 400, i -> 1_770_000_000L + i + "," + i))
        .timestamp("t")
        .build();
    Baseline millis = BatchBaseline.of(
            csv("t,x", 400, i -> 1_770_000_000_000L + i * 1000 + "," + i))
        .timestamp("t")
        .build();
    assertThat(seconds.chunks().get(0).start())
        .isEqualTo(millis.chunks().get(0).start())
        .isEqualTo(Instant.ofEpochSecond(1_770_000_000L));
  }

  @Test
  void theTaskIsFoundFromTheAnswers() throws IOException {
    CsvSource data = csv(
        "x,p,yes,class,number,truth,amount",
        600,
        i -> i + ",0." + i % 10 + "," + i % 2 + "," + "abc".charAt(i % 3) + "," + i * 1.5 + ","
            + i % 2 + "," + i);
    assertThat(BatchBaseline.of(data).score("p").label("truth").build().task())
        .isEqualTo(Task.BINARY);
    assertThat(BatchBaseline.of(data).prediction("yes").label("truth").build().task())
        .isEqualTo(Task.BINARY);
    assertThat(BatchBaseline.of(data).prediction("class").build().task())
        .isEqualTo(Task.MULTICLASS);
    Baseline regression =
        BatchBaseline.of(data).prediction("number").label("amount").build();
    assertThat(regression.task()).isEqualTo(Task.REGRESSION);
    assertThat(regression.signal("amount").signal().isNumeric()).isTrue();
    Baseline said =
        BatchBaseline.of(data).prediction("yes").task(Task.REGRESSION).build();
    assertThat(said.signal("yes").signal().isNumeric()).isTrue();
  }

  @Test
  void theSchemaOfOneBaselineSettlesAnother() throws IOException {
    CsvSource data = csv("x,c,id", 500, i -> i + "," + i % 3 + ",k" + i);
    Baseline first = BatchBaseline.of(data).numeric("c").id("id").clock(CLOCK).build();
    DataSchema schema = DataSchema.parse(DataSchema.of(first).toJson());
    Baseline second = BatchBaseline.of(data).schema(schema).clock(CLOCK).build();
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  @Test
  void chunksMayBeRowsOrDurations() throws IOException {
    CsvSource data = csv("t,x", 1_000, i -> Instant.ofEpochSecond(i * 3_600L) + "," + i);
    assertThat(BatchBaseline.of(data).timestamp("t").chunks(100).build().chunks())
        .hasSize(10);
    assertThat(BatchBaseline.of(data)
            .timestamp("t")
            .chunks(Duration.ofDays(7))
            .build()
            .chunks())
        .hasSize(6);
    assertThatThrownBy(() -> BatchBaseline.of(data).chunks(Duration.ofDays(7)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--timestamp");
  }

  @Test
  void typedSourcesFollowTheSameRules() {
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new Object[] {
        i % 3, i * 1.0, i % 2 == 0, Instant.ofEpochSecond(i), i % 7 == 0 ? null : i % 4 * 1.0
      });
    }
    BatchBaseline fit = BatchBaseline.of(RecordSource.ofRows(
        "memory",
        List.of(
            new SourceColumn("few", ColumnType.INTEGER),
            new SourceColumn("whole", ColumnType.DECIMAL),
            new SourceColumn("flag", ColumnType.BOOLEAN),
            new SourceColumn("when", ColumnType.TIME),
            new SourceColumn("floats", ColumnType.DECIMAL)),
        rows));
    Baseline baseline = fit.timestamp("when").build();
    assertThat(note(fit, "few").watched()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(note(fit, "whole").watched()).isEqualTo(SignalType.NUMERIC);
    assertThat(note(fit, "flag").watched()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(note(fit, "floats").watched()).isEqualTo(SignalType.CATEGORICAL);
    assertThat(baseline.chunks().get(0).start()).isEqualTo(Instant.EPOCH);
  }

  private void refused(BatchBaseline fit, String... words) {
    assertThatThrownBy(fit::build)
        .isInstanceOfAny(SourceException.class, IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
  }

  @Test
  void whatCannotBeIsRefusedWithTheColumnAndAWayOut() throws IOException {
    CsvSource data = csv("x,c,t", 300, i -> i + "," + "ab".charAt(i % 2) + ",t" + i % 3);
    refused(BatchBaseline.of(data).label("y"), "no column 'y'", "x, c, t");
    refused(BatchBaseline.of(data).numeric("c"), "'c'", "number", "'a'", "line 2");
    refused(BatchBaseline.of(data).timestamp("t"), "'t'", "'t0'", "--date-format");
    refused(BatchBaseline.of(data).ignore("x", "c", "t"), "Nothing is left");
    refused(
        BatchBaseline.of(CsvSource.of(Files.writeString(folder.resolve("h.csv"), "a,b\n"))),
        "no rows");
    refused(BatchBaseline.of(csv("a,b", 1, i -> "1")), "could not be taken apart");
    assertThatThrownBy(() -> BatchBaseline.of(data).label("x").score("x"))
        .hasMessageContaining("'x'")
        .hasMessageContaining("the label");
    assertThatThrownBy(() -> BatchBaseline.of(data).label("x").label("c"))
        .hasMessageContaining("name one");
    assertThatThrownBy(() -> BatchBaseline.of(data).numeric("x").categorical("x"))
        .hasMessageContaining("name it once");
    assertThatThrownBy(() -> BatchBaseline.of(data).dateFormat("tt.mm"))
        .hasMessageContaining("tt.mm");
  }
}
