package dev.leeway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceRowsTest {

  private static final List<Signal> SIGNALS = List.of(Signal.numeric("x"), Signal.categorical("c"));

  private static final DataFormat FORMAT = DataFormat.of(List.of(
      new DataColumn("when", ColumnRole.TIMESTAMP, ColumnType.TIME, null),
      new DataColumn("x", ColumnRole.FEATURE, ColumnType.DECIMAL, null),
      new DataColumn("c", ColumnRole.FEATURE, ColumnType.TEXT, null)));

  private static RecordSource source(List<@Nullable Object @Nullable []> rows, String... names) {
    List<SourceColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new SourceColumn(name, ColumnType.TEXT));
    }
    return RecordSource.ofRows("memory", columns, rows);
  }

  private static List<@Nullable Object @Nullable []> sound(int count) {
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Object[] {Instant.ofEpochSecond(i), i * 0.5, i % 3 == 0 ? "a" : "b"});
    }
    return rows;
  }

  private static Baseline baseline() {
    SourceRows rows = SourceRows.of(source(sound(3_000), "when", "x", "c"), SIGNALS, FORMAT);
    return Baseline.fit(rows.schema(null), rows).dataFormat(FORMAT).build();
  }

  @Test
  void missingNotANumberAndUnreadableAreToldApart() {
    List<@Nullable Object @Nullable []> rows = sound(1_000);
    rows.set(10, new Object[] {Instant.EPOCH, null, "a"});
    rows.set(11, new Object[] {Instant.EPOCH, "", ""});
    rows.set(12, new Object[] {Instant.EPOCH, "many", "a"});
    rows.set(13, new Object[] {Instant.EPOCH, Double.NaN, "new"});
    rows.set(14, new Object[] {Instant.EPOCH, "1.5"});
    rows.set(15, null);
    Baseline baseline = baseline();
    SourceRows read = Comparison.rows(baseline, source(rows, "when", "x", "c"));
    Evaluation evaluation = Comparison.against(baseline).of(read);
    SignalEvaluation x = evaluation.signal("x");
    assertThat(x.records()).isEqualTo(1_000);
    assertThat(x.missingRate()).as("not-a-number included").isEqualTo(0.003);
    assertThat(x.unreadableRate()).isEqualTo(0.003);
    SignalEvaluation c = evaluation.signal("c");
    assertThat(c.missingRate()).isEqualTo(0.001);
    assertThat(c.unseenRate() * 997).isEqualTo(1);
    assertThat(c.unreadableRate()).isEqualTo(0.002);
    assertThat(read.problemCount()).isEqualTo(2);
    assertThat(read.problems())
        .containsExactly(
            new RecordBlock.Problem("memory, row 15", "has 2 values instead of 3"),
            new RecordBlock.Problem("memory, row 16", "is null"));
    assertThat(read.unreadable())
        .contains(new SourceRows.Unreadable("x", 3, "memory, row 13", "many"));
  }

  /** Later blocks are longer ones in other places of memory: nothing of an earlier block may be left. */
  @Test
  void allBlocksCount() {
    Evaluation evaluation =
        Comparison.against(baseline()).of(source(sound(3_000), "when", "x", "c"));
    assertThat(evaluation.window().records()).isEqualTo(3_000);
    assertThat(evaluation.signal("x").statistic("psi").value()).isZero();
    assertThat(evaluation.window().start()).isEqualTo(Instant.EPOCH);
    assertThat(evaluation.window().end()).isEqualTo(Instant.ofEpochMilli(2_999_001));
  }

  @Test
  void columnsOfAnotherOrderAreFoundByName() {
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new Object[] {"more", i % 3 == 0 ? "a" : "b", i * 3.0});
    }
    Baseline baseline = baseline();
    SourceRows read = Comparison.rows(baseline, source(rows, "extra", "c", "x"));
    assertThat(read.unknown()).containsExactly("extra");
    assertThat(read.absent()).containsExactly("when");
    Evaluation evaluation = Comparison.against(baseline).of(read);
    assertThat(evaluation.signal("c").status()).isEqualTo(Status.OK);
    assertThat(evaluation.window().start()).isNull();
  }

  @Test
  void aSignalWithoutItsColumnIsMissingInEveryRow() {
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new Object[] {i * 3.0});
    }
    Evaluation evaluation = Comparison.against(baseline()).of(source(rows, "x"));
    assertThat(evaluation.signal("c").missingRate()).isEqualTo(1);
    assertThat(evaluation.signal("c").status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void nothingSharedIsRefusedWithBothSides() {
    assertThatThrownBy(() -> Comparison.against(baseline()).of(source(sound(10), "y", "z", "w")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("(x, c)")
        .hasMessageContaining("y, z, w");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> SourceRows.of(source(sound(10), "x", "x", "c"), SIGNALS, FORMAT))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("'x'");
  }

  /** Rows of no time stand with the row before, and are counted all the same. */
  @Test
  void timesThatCannotBeReadLeaveTheRowsWhereTheyStand() {
    List<@Nullable Object @Nullable []> rows = sound(1_000);
    for (int i = 0; i < 1_000; i++) {
      rows.set(
          i, new Object[] {i % 4 == 1 ? "noon" : Instant.ofEpochSecond(i * 86_400L / 50), i, "a"});
    }
    SourceRows read = SourceRows.of(source(rows, "when", "x", "c"), SIGNALS, FORMAT);
    Baseline baseline = Baseline.fit(read.schema(null), read).build();
    assertThat(baseline.chunks()).hasSize(20).allMatch(chunk -> chunk.rows() == 50);
    assertThat(read.unreadable())
        .containsExactly(new SourceRows.Unreadable("when", 250, "memory, row 2", "noon"));
    Baseline once = Baseline.fit(read.schema(null), read.iterator()).build();
    assertThat(once.rows()).isEqualTo(1_000);
  }
}
