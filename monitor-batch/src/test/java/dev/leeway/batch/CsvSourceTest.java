package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {

  private static final ColumnReading TEXT =
      new ColumnReading(ColumnType.TEXT, '.', null, ZoneOffset.UTC);
  private static final ColumnReading NUMBER =
      new ColumnReading(ColumnType.DECIMAL, '.', null, ZoneOffset.UTC);

  @TempDir
  private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<RecordBlock> blocks(RecordSource source) {
    List<RecordBlock> all = new ArrayList<>();
    int columns = source.columns().size();
    try (RecordSource.Blocks blocks =
        source.open(IntStream.range(0, columns).boxed().toList())) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        all.add(block);
      }
    }
    return all;
  }

  private static List<@Nullable String> texts(RecordSource source, int column) {
    List<@Nullable String> all = new ArrayList<>();
    for (RecordBlock block : blocks(source)) {
      @Nullable String[] some = new String[block.rows()];
      block.texts(column, TEXT, some);
      all.addAll(Arrays.asList(some));
    }
    return all;
  }

  private static double[] numbers(RecordSource source, int column) {
    return blocks(source).stream()
        .flatMapToDouble(block -> {
          double[] some = new double[block.rows()];
          block.numbers(column, NUMBER, some);
          return Arrays.stream(some);
        })
        .toArray();
  }

  private static List<String> names(RecordSource source) {
    return source.columns().stream().map(SourceColumn::name).toList();
  }

  @Test
  void quotesLineBreaksAndUnicodeAreFields() throws IOException {
    CsvSource source = CsvSource.of(
        file(
            "a.csv",
            "id,\"the, name\"\r\n1,\"a \"\"quoted\"\" one\"\r\n2,\"two\nlines\"\r\n3,日本 😀\r\n4,\r\n5,\"\"\r\n"));
    assertThat(names(source)).containsExactly("id", "the, name");
    assertThat(texts(source, 1))
        .containsExactly("a \"quoted\" one", "two\nlines", "日本 😀", null, null);
    assertThat(numbers(source, 0)).containsExactly(1, 2, 3, 4, 5);
    assertThat(blocks(source).get(0).place(2)).endsWith("a.csv, line 5");
  }

  @Test
  void numbersAreTheSameBitsAsJavaReads() throws IOException {
    StringBuilder text = new StringBuilder("x\n");
    List<Double> expected = new ArrayList<>();
    java.util.SplittableRandom random = new java.util.SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        expected.add(value);
        text.append(value).append('\n');
      }
    }
    assertThat(numbers(CsvSource.of(file("n.csv", text.toString())), 0))
        .containsExactly(expected.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void whatIsNoNumberIsUnreadableAndWhatIsEmptyMissing() throws IOException {
    double[] values =
        numbers(CsvSource.of(file("n.csv", "x,y\n1,a\n,a\nabc,a\n1d,a\nNaN,a\nNA,a\n 2 ,a\n")), 0);
    assertThat(values[0]).isEqualTo(1);
    assertThat(Cell.isMissing(values[1])).isTrue();
    assertThat(Cell.isUnreadable(values[2])).isTrue();
    assertThat(Cell.isUnreadable(values[3])).isTrue();
    assertThat(values[4]).isNaN();
    assertThat(Cell.isMissing(values[4]) || Cell.isUnreadable(values[4])).isFalse();
    assertThat(Cell.isMissing(values[5])).isTrue();
    assertThat(values[6]).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void theDelimiterIsFoundOut(char delimiter) throws IOException {
    String text = "a,b,c\n1,\"x;y\",3\n2,\"x,y\",4\n3,z,5\n".replace(',', delimiter);
    CsvSource source = CsvSource.of(file("d.csv", text));
    assertThat(source.delimiter()).isEqualTo(delimiter);
    assertThat(numbers(source, 2)).containsExactly(3, 4, 5);
  }

  @Test
  void aSingleColumnHasNoDelimiterAndItsEmptyLinesAreMissingValues() throws IOException {
    CsvSource source = CsvSource.of(file("one.csv", "x\n1\n\n3\n"));
    double[] values = numbers(source, 0);
    assertThat(values).hasSize(3);
    assertThat(Cell.isMissing(values[1])).isTrue();
  }

  @Test
  void emptyLinesOfSeveralColumnsAreNoRecords() throws IOException {
    assertThat(numbers(CsvSource.of(file("e.csv", "x,y\n1,1\n\n2,2\n\n")), 0))
        .containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsNoPartOfTheFirstName(String charset) throws IOException {
    Path file = folder.resolve("bom.csv");
    Files.write(file, "\uFEFFä,b\n1,2\n".getBytes(Charset.forName(charset)));
    CsvSource source = CsvSource.of(file);
    assertThat(names(source)).containsExactly("ä", "b");
    assertThat(numbers(source, 1)).containsExactly(2);
  }

  private Path compressed(String name, byte[] text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text);
    }
    return file;
  }

  @Test
  void compressedFilesAreReadAndSoAreSeveralInOne() throws IOException {
    Path first = compressed("a.csv.gz", "x,y\n1,1\n".getBytes(StandardCharsets.UTF_8));
    Path second = compressed("b.csv.gz", "2,2\n".getBytes(StandardCharsets.UTF_8));
    Files.write(first, Files.readAllBytes(second), java.nio.file.StandardOpenOption.APPEND);
    assertThat(numbers(CsvSource.of(first), 0)).containsExactly(1, 2);
  }

  /** Nobody knows which column a value of such a line belongs to. */
  @Test
  void raggedLinesAreUnreadableRecordsWithTheirPlace() throws IOException {
    CsvSource source =
        CsvSource.of(file("r.csv", "x,y,z\n1,2,3\n4,5\n6,7,8,9\n10,11,12,\n13,14,15\n"));
    double[] values = numbers(source, 0);
    assertThat(values).hasSize(5);
    assertThat(values[0]).isEqualTo(1);
    assertThat(Cell.isUnreadable(values[1])).isTrue();
    assertThat(Cell.isUnreadable(values[2])).isTrue();
    assertThat(values[3]).as("an empty field too many does no harm").isEqualTo(10);
    assertThat(texts(source, 1).get(1)).isSameAs(Cell.UNREADABLE_TEXT);
    assertThat(blocks(source).get(0).problems())
        .containsExactly(
            new RecordBlock.Problem(
                folder.resolve("r.csv") + ", line 3", "has 2 fields instead of 3"),
            new RecordBlock.Problem(
                folder.resolve("r.csv") + ", line 4", "has 4 fields instead of 3"));
  }

  @Test
  void whatFollowsAQuoteBelongsToTheField() throws IOException {
    assertThat(texts(CsvSource.of(file("q.csv", "x,y\n\"a\"b,1\nc,2\n")), 0))
        .hasSize(2)
        .contains("c");
  }

  @Test
  void severalFilesAreOneDataSetWhateverTheOrderOfTheirColumns() throws IOException {
    CsvSource source = CsvSource.of(file("a.csv", "x,y\n1,a\n2,b\n"), file("b.csv", "y,x\nc,3\n"));
    assertThat(numbers(source, 0)).containsExactly(1, 2, 3);
    assertThat(texts(source, 1)).containsExactly("a", "b", "c");
  }

  @Test
  void filesWithOtherColumnsAreRefusedByName() throws IOException {
    CsvSource source = CsvSource.of(file("a.csv", "x,y\n1,a\n"), file("b.csv", "x,z\n1,a\n"));
    assertThatThrownBy(() -> blocks(source))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("b.csv")
        .hasMessageContaining("'y' is not there");
  }

  @Test
  void blocksEndWhereTheyMayAndNothingIsLost() throws IOException {
    StringBuilder text = new StringBuilder("i,s\n");
    for (int i = 0; i < 30_000; i++) {
      text.append(i).append(',').append("k").append(i % 5_000).append('\n');
    }
    CsvSource source = CsvSource.of(file("long.csv", text.toString()));
    double[] values = numbers(source, 0);
    assertThat(values).hasSize(30_000).isSorted();
    List<@Nullable String> names = texts(source, 1);
    assertThat(names.get(29_999)).isEqualTo("k4999");
    assertThat(names.get(4_999)).isEqualTo("k4999");
    assertThat(blocks(source)).hasSizeGreaterThan(3);
  }

  @Test
  void onlyWhatIsWantedIsKept() throws IOException {
    CsvSource source = CsvSource.of(file("w.csv", "a,b,c\n1,2,3\n"));
    try (RecordSource.Blocks blocks = source.open(List.of(2))) {
      RecordBlock block = blocks.next();
      double[] into = new double[1];
      block.numbers(2, NUMBER, into);
      assertThat(into).containsExactly(3);
      assertThatThrownBy(() -> block.numbers(1, NUMBER, into))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void progressGrowsToOne() throws IOException {
    StringBuilder text = new StringBuilder("i,s\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(",some text that is long\n");
    }
    Path file = file("p.csv", text.toString());
    CsvSource source = CsvSource.of(file, file);
    try (RecordSource.Blocks blocks = source.open(List.of(0))) {
      double before = 0;
      while (blocks.next() != null) {
        assertThat(blocks.progress()).isBetween(before, 1.0);
        before = blocks.progress();
      }
      assertThat(before).isEqualTo(1);
    }
  }

  @Test
  void aDecimalCommaIsRead() throws IOException {
    CsvSource source = CsvSource.of(file("c.csv", "x;y\n1,5;2\n-3,25;x\n"));
    double[] into = new double[2];
    blocks(source)
        .get(0)
        .numbers(0, new ColumnReading(ColumnType.DECIMAL, ',', null, ZoneOffset.UTC), into);
    assertThat(into).containsExactly(1.5, -3.25);
  }

  private void refused(Path file, String... words) {
    assertThatThrownBy(() -> blocks(CsvSource.of(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(file.getFileName().toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlaceAndAWayOut() throws IOException {
    refused(folder.resolve("none.csv"), "does not exist");
    refused(Files.createDirectory(folder.resolve("d.csv")), "is a directory");
    refused(file("empty.csv", ""), "is empty");
    refused(file("twice.csv", "a,b,a\n1,2,3\n"), "line 1", "'a'");
    refused(file("unclosed.csv", "a,b\n1,2\n3,\"never closed\n4,5\n"), "line 3");
    refused(file("nul.csv", "a\0,b\n1,2\n"), "line 1", "NUL");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "a,b\n1,x\n2,\u00e4\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(latin, "UTF-8", "iconv");
    Path cut =
        compressed("cut.csv.gz", "a,b\n1,2\n".repeat(9_000).getBytes(StandardCharsets.UTF_8));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
    refused(cut, "damaged or cut short");
    refused(file("no.csv.gz", "a,b\n1,2\n"), "damaged or cut short");
    refused(file("huge.csv", "a,b\n1," + "x".repeat(20_000_000) + "\n"), ", line 2", "16777216");
  }
}
