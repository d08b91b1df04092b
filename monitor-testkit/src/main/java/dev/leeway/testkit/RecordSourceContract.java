package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link RecordSource} should do, as JUnit tests: give the same records in the same order each time it is opened, only
 * the columns that are wanted, and let go when it is closed. Implement it in a test class and give a source of some records:
 *
 * <pre>{@code
 * class AvroSourceTest implements RecordSourceContract {
 *   public RecordSource source() {
 *     return new AvroSource(Path.of("src/test/data/loans.avro"));
 *   }
 *   public long records() {
 *     return 1_000;
 *   }
 * }
 * }</pre>
 */
public interface RecordSourceContract {

  /** The longest that a value may be shown in a message. */
  int LONGEST_SHOWN = 1_000;

  /** The source, with at least one column. Asked for in each test. */
  RecordSource source();

  /** How many records it has, at least one. */
  long records();

  /** What one column says of all records, in every way of reading it. */
  private static List<List<@Nullable Object>> all(RecordSource source, List<Integer> wanted) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    wanted.forEach(column -> columns.add(new ArrayList<>()));
    try (RecordSource.Blocks blocks = source.open(wanted)) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        for (int i = 0; i < wanted.size(); i++) {
          read(block, wanted.get(i), source.columns().get(wanted.get(i)), columns.get(i));
        }
      }
    }
    return columns;
  }

  private static ColumnReading reading(ColumnType type) {
    return new ColumnReading(type, '.', null, ZoneOffset.UTC);
  }

  private static void read(
      RecordBlock block, int column, SourceColumn of, List<@Nullable Object> into) {
    double[] numbers = new double[block.rows()];
    @Nullable String[] texts = new String[block.rows()];
    long[] times = new long[block.rows()];
    block.numbers(
        column, reading(of.type() == ColumnType.TEXT ? ColumnType.DECIMAL : of.type()), numbers);
    block.texts(column, reading(of.type()), texts);
    block.times(column, reading(ColumnType.TIME), times);
    for (int row = 0; row < block.rows(); row++) {
      // by its bits: a mark is a NaN of its own
      into.add(Arrays.asList(Double.doubleToRawLongBits(numbers[row]), texts[row], times[row]));
    }
  }

  private static List<Integer> every(RecordSource source) {
    return IntStream.range(0, source.columns().size()).boxed().toList();
  }

  @Test
  default void columnsHaveNamesOfTheirOwnAndStay() {
    RecordSource source = source();
    List<SourceColumn> columns = source.columns();
    assertThat(columns).as("the columns").isNotEmpty();
    assertThat(columns.stream().map(SourceColumn::name))
        .as("their names")
        .doesNotHaveDuplicates()
        .noneMatch(String::isBlank);
    assertThat(source.columns()).as("the columns, asked for again").isEqualTo(columns);
    assertThat(source.name()).as("the source's name, for messages").isNotBlank();
  }

  @Test
  default void everyRecordComesOnce() {
    List<List<@Nullable Object>> columns = all(source(), every(source()));
    assertThat(columns)
        .allSatisfy(column -> assertThat(column)
            .as("the records, as far as one column tells")
            .hasSize((int) records()));
  }

  /** A baseline is fitted by reading twice. */
  @Test
  default void eachReadingIsTheSame() {
    RecordSource source = source();
    assertThat(all(source, every(source)))
        .as("the second reading")
        .isEqualTo(all(source, every(source)));
  }

  @Test
  default void columnsThatAreNotWantedMakeNoDifference() {
    RecordSource source = source();
    List<List<@Nullable Object>> whole = all(source, every(source));
    for (int column : every(source)) {
      assertThat(all(source, List.of(column)).get(0))
          .as("column %d alone", column)
          .isEqualTo(whole.get(column));
    }
  }

  @Test
  default void blocksHaveRecordsAndPlaces() {
    RecordSource source = source();
    try (RecordSource.Blocks blocks = source.open(every(source))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        assertThat(block.rows()).as("the records of a block").isPositive();
        for (int row : new int[] {0, block.rows() - 1}) {
          assertThat(block.place(row))
              .as("the place of a record")
              .isNotBlank()
              .doesNotContain("\n");
          for (int column : every(source)) {
            String shown = block.shown(column, row);
            assertThat(shown == null ? 0 : shown.length())
                .as("the length of a value that is shown")
                .isLessThanOrEqualTo(LONGEST_SHOWN);
          }
        }
        assertThat(block.problems())
            .as("what could not be taken apart")
            .hasSizeLessThanOrEqualTo(block.rows());
      }
      assertThat(blocks.next()).as("what comes after the end").isNull();
    }
  }

  @Test
  default void progressIsAShareThatGrows() {
    RecordSource source = source();
    try (RecordSource.Blocks blocks = source.open(every(source))) {
      double before = 0;
      while (blocks.next() != null) {
        double now = blocks.progress();
        if (!Double.isNaN(now)) {
          assertThat(now).as("the progress").isBetween(before, 1.0);
          before = now;
        }
      }
    }
  }

  @Test
  default void itCanBeClosedBeforeItsEndAndTwice() {
    RecordSource source = source();
    assertThatCode(() -> {
          RecordSource.Blocks blocks = source.open(every(source));
          blocks.next();
          blocks.close();
          blocks.close();
          source.open(List.of()).close();
        })
        .as("close()")
        .doesNotThrowAnyException();
    assertThat(all(source, every(source)).get(0)).as("a reading after that").hasSize((int)
        records());
  }

  /** The same records, whatever the delimiter that a baseline remembers of a CSV file. */
  @Test
  default void aFormatWithoutADelimiterChangesNothing() {
    RecordSource source = source();
    RecordSource read = source.readAs(DataFormat.of(List.of()));
    assertThat(read.columns()).isEqualTo(source.columns());
    assertThat(all(read, every(read))).isEqualTo(all(source, every(source)));
  }
}
