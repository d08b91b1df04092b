package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneTest {

  private static final GridLayout LAYOUT = new GridLayout(Baseline.fit(
          Schema.<Integer>builder().numeric("x", Integer::doubleValue).build(), List.of(0, 1, 2, 3))
      .build());
  private static final int BIN = 9;
  private static final int CELL = LAYOUT.cell(0, BIN);

  /** All of one bin. */
  private static int[] grid(int records) {
    int[] grid = new int[LAYOUT.cells()];
    grid[GridLayout.RECORDS] = records;
    grid[CELL] = records;
    return grid;
  }

  private static long[] sum(Pane pane) {
    long[] sum = new long[LAYOUT.cells()];
    pane.addTo(sum);
    return sum;
  }

  /** With grids of this size, up to the last int and beyond. */
  @ParameterizedTest
  @ValueSource(ints = {1 << 30, Integer.MAX_VALUE})
  void countsBeyondTwoBillionRecords(int size) {
    Pane pane = new Pane(LAYOUT.cells());
    long[] total = new long[LAYOUT.cells()];
    pane.reset(5, 0);
    long records = 0;
    for (int i = 0; i < 4; i++) {
      pane.add(grid(size), total);
      records += size;
      int[] bins = {BIN};
      pane.add(bins, LAYOUT, total);
      records++;
      assertThat(pane.records()).isEqualTo(records);
      assertThat(sum(pane)[CELL]).isEqualTo(records);
      assertThat(sum(pane)[GridLayout.RECORDS]).isEqualTo(records);
    }
    assertThat(sum(pane)).isEqualTo(total);
    pane.takeFrom(total);
    assertThat(total).containsOnly(0);
    pane.reset(6, 0);
    assertThat(pane.records()).isZero();
    assertThat(sum(pane)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 1 << 30, Integer.MAX_VALUE})
  void panesAddUpWhateverTheirSize(int size) {
    Pane small = new Pane(LAYOUT.cells());
    small.add(grid(3), null);
    Pane other = new Pane(LAYOUT.cells());
    other.add(grid(size), null);
    other.add(grid(size), null);
    small.add(other);
    assertThat(small.records()).isEqualTo(2L * size + 3);
    assertThat(sum(small)[CELL]).isEqualTo(2L * size + 3);
    small.add(other);
    assertThat(sum(small)[CELL]).isEqualTo(4L * size + 3);
    other.add(small);
    assertThat(sum(other)[CELL]).as("a wide one into a narrow one").isEqualTo(6L * size + 3);
  }
}
