package dev.leeway.testkit;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is wrong with a source of records. */
class FaultySourcesTest {

  private static final int RECORDS = 3_000;

  /** The suite on whatever source is held out to it; run by the tests only. */
  static final class Held implements RecordSourceContract {

    static Supplier<RecordSource> held = FaultySourcesTest::sound;

    @Override
    public RecordSource source() {
      return held.get();
    }

    @Override
    public long records() {
      return RECORDS;
    }
  }

  private static RecordSource sound() {
    return RecordSource.ofRows("memory", columns("n", "t"), rows());
  }

  private static List<SourceColumn> columns(String first, String second) {
    return List.of(
        new SourceColumn(first, ColumnType.INTEGER), new SourceColumn(second, ColumnType.TEXT));
  }

  private static List<@Nullable Object @Nullable []> rows() {
    List<@Nullable Object @Nullable []> rows = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      rows.add(new Object[] {i, "k" + i % 9});
    }
    return rows;
  }

  /** A source that passes everything on, for changing one thing. */
  private static class Passing implements RecordSource {
    final RecordSource to = sound();

    @Override
    public String name() {
      return to.name();
    }

    @Override
    public List<SourceColumn> columns() {
      return to.columns();
    }

    @Override
    public Blocks open(List<Integer> wanted) {
      return to.open(wanted);
    }
  }

  private static RecordSource withBlocks(UnaryOperator<RecordSource.Blocks> change) {
    return new Passing() {
      @Override
      public Blocks open(List<Integer> wanted) {
        return change.apply(to.open(wanted));
      }
    };
  }

  private static class PassingBlocks implements RecordSource.Blocks {
    final RecordSource.Blocks to;

    PassingBlocks(RecordSource.Blocks to) {
      this.to = to;
    }

    @Override
    public @Nullable RecordBlock next() {
      return to.next();
    }

    @Override
    public void close() {
      to.close();
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("no name", "columnsHaveNamesOfTheirOwnAndStay", new Passing() {
          @Override
          public String name() {
            return " ";
          }
        }),
        arguments(
            "two columns of one name",
            "columnsHaveNamesOfTheirOwnAndStay",
            RecordSource.ofRows("memory", columns("n", "n"), rows())),
        arguments(
            "loses the last block",
            "everyRecordComesOnce",
            withBlocks(blocks -> new PassingBlocks(blocks) {
              private @Nullable RecordBlock held = to.next();

              @Override
              public @Nullable RecordBlock next() {
                RecordBlock now = held;
                held = now == null ? null : to.next();
                return held == null ? null : now;
              }
            })),
        arguments("can be read once", "eachReadingIsTheSame", onceOnly()),
        arguments(
            "another value each time",
            "eachReadingIsTheSame",
            withBlocks(blocks -> new PassingBlocks(blocks) {
              @Override
              public @Nullable RecordBlock next() {
                RecordBlock block = to.next();
                return block == null ? null : shifting(block);
              }
            })),
        arguments(
            "fails when it is closed twice",
            "itCanBeClosedBeforeItsEndAndTwice",
            withBlocks(blocks -> new PassingBlocks(blocks) {
              private boolean closed;

              @Override
              public void close() {
                if (closed) {
                  throw new IllegalStateException("closed already");
                }
                closed = true;
              }
            })),
        arguments(
            "progress beyond all",
            "progressIsAShareThatGrows",
            withBlocks(blocks -> new PassingBlocks(blocks) {
              @Override
              public double progress() {
                return 100;
              }
            })));
  }

  private static RecordSource onceOnly() {
    return new Passing() {
      private boolean opened;

      @Override
      public Blocks open(List<Integer> wanted) {
        Blocks blocks = to.open(wanted);
        if (opened) {
          while (blocks.next() != null) {
            // as a stream that has been used up
          }
        }
        opened = true;
        return blocks;
      }
    };
  }

  private static RecordBlock shifting(RecordBlock block) {
    return new RecordBlock() {
      @Override
      public int rows() {
        return block.rows();
      }

      @Override
      public void numbers(int column, ColumnReading reading, double[] into) {
        block.numbers(column, reading, into);
        into[0] = System.nanoTime();
      }

      @Override
      public void texts(int column, ColumnReading reading, @Nullable String[] into) {
        block.texts(column, reading, into);
      }

      @Override
      public void times(int column, ColumnReading reading, long[] into) {
        block.times(column, reading, into);
      }

      @Override
      public @Nullable String shown(int column, int row) {
        return block.shown(column, row);
      }

      @Override
      public String place(int row) {
        return block.place(row);
      }
    };
  }

  @Test
  void aSoundSourcePasses() {
    Held.held = FaultySourcesTest::sound;
    Suite.assertPasses(Held.class, 8, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theSuiteFindsWhatIsWrong(String fault, String test, RecordSource source) {
    Held.held = () -> source;
    Suite.assertFails(Held.class, test);
  }
}
