package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFileTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir
  private Path directory;

  private final Baseline small = Samples.small();
  private int refusals;

  private static void assertSame(Baseline read, Baseline written, String what) {
    assertThat(read).as(what).isEqualTo(written);
    assertThat(read.digest()).as(what).isEqualTo(written.digest());
    assertThat(read.toJson()).as(what).isEqualTo(written.toJson());
    assertThat(read.signals()).as(what).isEqualTo(written.signals());
    assertThat(read.chunks()).as(what).isEqualTo(written.chunks());
    assertThat(read.lineage()).as(what).isEqualTo(written.lineage());
    assertThat(read.identity()).as(what).isEqualTo(written.identity());
    assertThat(read.rowsPerMilli()).as(what).isEqualTo(written.rowsPerMilli());
    assertThat(read.task()).as(what).isEqualTo(written.task());
    assertThat(read.libraryVersion()).as(what).isEqualTo(written.libraryVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.json", "b.json.gz", "with space ü.json", "b"})
  void whatIsWrittenIsRead(String name) {
    Path file = directory.resolve(name);

    BaselineFile.write(small, file);

    assertSame(BaselineFile.read(file), small, name);
    assertSame(BaselineFile.parse(small.toJson()), small, name);
  }

  @Test
  void randomBaselinesSurviveTheirFile() {
    for (long seed = 1; seed <= 80; seed++) {
      Baseline written = Samples.random(seed);
      Path file = directory.resolve(seed % 2 == 0 ? "b.json" : "b.json.gz");

      BaselineFile.write(written, file);

      assertSame(BaselineFile.read(file), written, "seed " + seed);
      assertThat(written.digest()).as("seed %d", seed).isEqualTo(FileText.digest(written.toJson()));
    }
  }

  @Test
  void theDigestDoesNotDependOnWhiteSpaceOrEscapes() {
    String json = small.toJson();
    String spread =
        json.replace("{\"", " {\n\t\"").replace("\",\"", "\" ,\r\n\"").replace("[", "[ ");
    String escaped = json.replace("é", "\\u00E9")
        .replace("small", "\\u0073mall")
        .replace("sha256:", "sha25\\u0036:");

    assertThat(BaselineFile.parse(spread)).isEqualTo(small);
    assertThat(BaselineFile.parse(escaped)).isEqualTo(small);
    assertThat(FileText.digest(spread)).isEqualTo(small.digest());
  }

  @Test
  void theDigestTakesNumbersAsTheyAreWritten() {
    assertThat(FileText.digest("{\"a\":1.0}")).isNotEqualTo(FileText.digest("{\"a\":1.00}"));
    String json = small.toJson().replaceFirst("2\\.5", "2.50");

    assertThatThrownBy(() -> BaselineFile.parse(json))
        .hasMessageContaining("digest does not match");
    Baseline read = BaselineFile.parse(FileText.redigested(json));
    assertThat(read.digest()).isNotEqualTo(small.digest());
    assertThat(read.signals()).isEqualTo(small.signals());
  }

  private static boolean isSoundBaselineJson(byte[] bytes) throws IOException {
    try {
      JsonNode tree = JSON.readTree(bytes);
      return tree.path("format").asText().equals("leeway-baseline/1")
          && tree.path("digest").isTextual();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Four bits of each byte: digits become other digits, letters change their case, UTF-8 breaks. */
  @Test
  void anySingleChangedByteIsRefused() throws Exception {
    byte[] sound = small.toJson().getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("flipped.json");
    for (int i = 0; i < sound.length; i++) {
      for (int bit : new int[] {0, 2, 5, 7}) {
        byte[] damaged = sound.clone();
        damaged[i] ^= (byte) (1 << bit);
        String what = "byte " + i + " '" + (char) sound[i] + "' bit " + bit;
        assertRefused(damaged, file, what);
      }
    }
  }

  @Test
  void anyByteReplacedByAnyOtherKindOfByteIsRefused() throws Exception {
    byte[] sound = small.toJson().getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("flipped.json");
    // the last byte, the line's end, may become another white space
    for (int i = 0; i < sound.length - 1; i++) {
      for (char other : " 0\"\\".toCharArray()) {
        if (sound[i] != (byte) other) {
          byte[] damaged = sound.clone();
          damaged[i] = (byte) other;
          assertRefused(
              damaged, file, "byte " + i + " '" + (char) sound[i] + "' as '" + other + "'");
        }
      }
    }
  }

  /** In memory, since writing tens of thousands of files takes long; every hundredth as a file as well. */
  private void assertRefused(byte[] damaged, Path file, String what) throws IOException {
    Throwable refusal = catchThrowable(() -> BaselineReader.read(damaged, ReadLimits.standard()));
    requireBothDigests(damaged, refusal, what);
    if (refusals++ % 100 == 0) {
      Files.write(file, damaged);
      refusal = catchThrowable(() -> BaselineFile.read(file));
      requireBothDigests(damaged, refusal, what);
      assertThat(refusal).as(what).hasMessageStartingWith(file + ": ");
    }
  }

  private static void requireBothDigests(byte[] damaged, Throwable refusal, String what)
      throws IOException {
    if (!(refusal instanceof BaselineFormatException)) {
      fail(what + " gave " + refusal, refusal);
    }
    String message = refusal.getMessage();
    boolean soundJson = !message.contains("not sound JSON") && isSoundBaselineJson(damaged);
    boolean namesBoth =
        message.contains("its content has sha256:") && message.contains("the file states ");
    if (soundJson && !namesBoth) {
      fail(what + " does not name both digests: " + message);
    }
    if (soundJson && !message.contains(JSON.readTree(damaged).get("digest").asText())) {
      fail(what + " does not name the digest it states: " + message);
    }
  }

  @Test
  void aFileCutShortIsRefusedAtEveryLength() throws Exception {
    byte[] sound = small.toJson().getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("cut.json");
    // without its last byte, the line's end, it is whole
    for (int length = 0; length < sound.length - 1; length++) {
      assertRefused(Arrays.copyOf(sound, length), file, "length " + length);
    }
    Files.write(file, Arrays.copyOf(sound, sound.length - 1));
    assertThat(BaselineFile.read(file)).isEqualTo(small);
  }

  @Test
  void aCompressedFileCutShortOrDamagedIsRefusedOrReadWhole() throws Exception {
    Path file = directory.resolve("b.json.gz");
    BaselineFile.write(small, file);
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThatThrownBy(() -> BaselineFile.read(file))
          .isInstanceOf(BaselineFormatException.class)
          .hasMessageContaining(file.toString());
    }
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      try {
        // the head of a compressed file has bytes that say nothing about its content
        assertThat(BaselineFile.read(file)).isEqualTo(small);
        assertThat(i).isLessThan(10);
      } catch (BaselineFormatException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void whatFollowsTheBaselineIsRefused() {
    assertThatThrownBy(() -> BaselineFile.parse(small.toJson() + "{}"))
        .isInstanceOf(BaselineFormatException.class);
    assertThatThrownBy(() -> BaselineFile.parse(small.toJson() + small.toJson()))
        .isInstanceOf(BaselineFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "{\"format\":7}",
        "x",
        "\u0000",
        "{\"format\":\"leeway-baseline/1\"}"
      })
  void whatIsNoBaselineIsRefused(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("none.json"), text);

    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    String newer = FileText.changed(small.toJson(), "leeway-baseline/1", "leeway-baseline/2");

    assertThatThrownBy(() -> BaselineFile.parse(newer))
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining("'leeway-baseline/2'")
        .hasMessageContaining("'leeway-baseline/1'")
        .hasMessageContaining("version of Leeway");
    assertThatThrownBy(() -> BaselineFile.parse("{\"format\":\"other/1\",\"digest\":\"\"}"))
        .hasMessageContaining("'other/1'")
        .hasMessageContaining("no baseline file");
  }

  @Test
  void unknownFieldsOfANewerMinorVersionAreRead() {
    String extra = "\"future\":{\"digest\":[1.50,\"x\\u0007\",{}],\"deep\":[[[]]]},";
    String json = small.toJson();
    json = FileText.changed(json, "\"rows\":6", extra + "\"rows\":6");
    json = FileText.changed(json, "\"role\":\"feature\"", extra + "\"role\":\"feature\"");
    json = FileText.changed(json, "\"kind\":\"numeric\"", "\"kind\":\"numeric\",\"more\":null");
    json = FileText.changed(json, "\"contributions\":null", "\"contributions\":[1e5]");

    Baseline read = BaselineFile.parse(json);

    assertThat(read.digest()).isEqualTo(FileText.digest(json)).isNotEqualTo(small.digest());
    assertThat(read.signals()).isEqualTo(small.signals());
    String untold = json.replace("1.50", "1.5");
    assertThatThrownBy(() -> BaselineFile.parse(untold))
        .hasMessageContaining("digest does not match");
  }

  private void assertLimited(String json, ReadLimits limits, String... words) throws IOException {
    Path file = Files.writeString(directory.resolve("limited.json"), json);
    assertThatThrownBy(() -> BaselineFile.read(file, limits))
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void theLimitsOfReadingRefuse() throws Exception {
    String json = small.toJson();
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    Path file = Files.writeString(directory.resolve("sound.json"), json);

    assertThat(BaselineFile.read(file, new ReadLimits(bytes, 32, 65_536, 4_000_000)))
        .isEqualTo(small);
    assertLimited(
        json,
        new ReadLimits(bytes - 1, 32, 65_536, 4_000_000),
        "more than " + (bytes - 1) + " bytes",
        "ReadLimits.bytes");
    assertLimited(
        json, new ReadLimits(bytes, 32, 65_536, 20), "too many numbers", "ReadLimits.numbers");
  }

  @Test
  void tooDeepNestingAndTooLongTokensAreRefused() throws Exception {
    String json = small.toJson();
    String deep = "\"rows\":6,\"future\":" + "[".repeat(32) + "]".repeat(32);
    assertLimited(json, new ReadLimits(1 << 20, 3, 65_536, 4_000_000), "depth");
    assertLimited(FileText.changed(json, "\"rows\":6", deep), ReadLimits.standard(), "depth");
    String longest = "\"rows\":6,\"future\":\"" + "x".repeat(70_000) + "\"";
    assertLimited(FileText.changed(json, "\"rows\":6", longest), ReadLimits.standard(), "65536");
    String longName = "\"rows\":6,\"" + "x".repeat(70_000) + "\":0";
    assertLimited(FileText.changed(json, "\"rows\":6", longName), ReadLimits.standard(), "65536");
    String longNumber = "\"rows\":6,\"future\":" + "1".repeat(2_000);
    assertLimited(FileText.changed(json, "\"rows\":6", longNumber), ReadLimits.standard(), "1000");
  }

  @Test
  void aSmallFileThatExpandsToALargeOneIsRefused() throws Exception {
    Path file = directory.resolve("bomb.json.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] blank = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 40; i++) {
        gzip.write(blank);
      }
    }
    Files.write(file, bytes.toByteArray());

    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining("more than " + (16 << 20) + " bytes");
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0", "-1,1,1,1"})
  void aLimitIsPositive(int bytes, int depth, int length, int numbers) {
    assertThatThrownBy(() -> new ReadLimits(bytes, depth, length, numbers))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    String json = small.toJson();
    for (String twin : List.of(
        "\"rows\":6,\"rows\":6",
        "\"rows\":6,\"digest\":\"" + small.digest() + "\"",
        "\"rows\":6,\"\\u0072ows\":6")) {
      String twice =
          json.replaceFirst("\"rows\":6", java.util.regex.Matcher.quoteReplacement(twin));
      assertThatThrownBy(() -> BaselineFile.parse(twice))
          .as(twin)
          .isInstanceOf(BaselineFormatException.class)
          .hasMessageContaining("Duplicate");
    }
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(
            "an edge that does not ascend", "\"edges\":[1.0,", "\"edges\":[100.0,", "ascend"),
        Arguments.of("an edge twice", "\"edges\":[1.0,", "\"edges\":[1.0,1.0,", "ascend"),
        Arguments.of(
            "an edge as text",
            "\"edges\":[1.0,",
            "\"edges\":[\"NaN\",",
            "edges[0] should be a finite number"),
        Arguments.of(
            "an edge beyond a double",
            "\"edges\":[1.0,",
            "\"edges\":[-1e999,",
            "edges[0] should be a finite number"),
        Arguments.of(
            "an edge that is null",
            "\"edges\":[1.0,",
            "\"edges\":[null,",
            "edges[0] should be a finite number"),
        Arguments.of(
            "one more edge", "\"edges\":[1.0,", "\"edges\":[0.5,1.0,", "means should be a list of"),
        Arguments.of(
            "a negative deviation",
            "\"deviation\":",
            "\"deviation\":-",
            "deviation should be 0 or more"),
        Arguments.of(
            "a count too many", "\"counts\":[0,", "\"counts\":[0,0,", "counts should be a list of"),
        Arguments.of(
            "a negative count",
            "\"counts\":[0,",
            "\"counts\":[-1,",
            "counts[0] should be a whole number, 0 or more"),
        Arguments.of(
            "a count with a fraction",
            "\"counts\":[0,",
            "\"counts\":[0.0,",
            "counts[0] should be a whole number"),
        Arguments.of(
            "a count beyond a long",
            "\"counts\":[0,",
            "\"counts\":[99999999999999999999,",
            "counts[0] should be a whole number"),
        Arguments.of(
            "counts that overflow",
            "\"counts\":[0,0,",
            "\"counts\":[9223372036854775807,9223372036854775807,",
            "overflow"),
        Arguments.of(
            "a row too many in counts", "\"counts\":[0,", "\"counts\":[1,", "add up to 6 rows"),
        Arguments.of(
            "a row too many in a chunk", "\"coarse\":[1,", "\"coarse\":[2,", "a chunk of 3 rows"),
        Arguments.of(
            "a row moved to another bin of a chunk",
            "\"coarse\":[1,2,",
            "\"coarse\":[2,1,",
            "add up to the signal's counts"),
        Arguments.of(
            "missing rows that are not there",
            "\"coarse\":[1,2,0,0,0],\"missing\":0",
            "\"coarse\":[1,1,0,0,0],\"missing\":1",
            "add up to the signal's counts"),
        Arguments.of("rows that do not add up", "\"rows\":6", "\"rows\":7", "rows"),
        Arguments.of(
            "rows as text", "\"rows\":6", "\"rows\":\"6\"", "rows should be a whole number"),
        Arguments.of(
            "a chunk's rows", "\"chunks\":[{\"rows\":3", "\"chunks\":[{\"rows\":4", "rows"),
        Arguments.of(
            "a chunk frame too many",
            "\"chunks\":[{\"rows\":3",
            "\"chunks\":[{\"rows\":0,\"full\":false},{\"rows\":3",
            "one entry for each of the 3 chunks"),
        Arguments.of(
            "a category twice",
            "\"categories\":[\"a\",\"\\\"q\\\"\"",
            "\"categories\":[\"a\",\"a\"",
            "stands twice"),
        Arguments.of(
            "a category that is a number",
            "\"categories\":[\"a\"",
            "\"categories\":[1",
            "categories[0] should be a string"),
        Arguments.of(
            "an unknown binning",
            "\"kind\":\"numeric\"",
            "\"kind\":\"fuzzy\"",
            "numeric or categorical"),
        Arguments.of(
            "a numeric signal with categories",
            "\"kind\":\"numeric\"",
            "\"kind\":\"categorical\",\"categories\":[],\"capped\":false",
            "a binning for a NUMERIC signal"),
        Arguments.of(
            "an unknown role",
            "\"role\":\"feature\"",
            "\"role\":\"hero\"",
            "role should be one of"),
        Arguments.of(
            "an unknown type",
            "\"type\":\"numeric\"",
            "\"type\":\"Numeric\"",
            "type should be one of"),
        Arguments.of(
            "an unknown task", "\"task\":\"none\"", "\"task\":\"\"", "task should be one of"),
        Arguments.of(
            "another name in the schema", "\"name\":\"x\"", "\"name\":\"z\"", "the same signals"),
        Arguments.of("a blank name", "\"name\":\"x\"", "\"name\":\" \"", "blank"),
        Arguments.of(
            "a time that is none",
            "\"created\":\"2026",
            "\"created\":\"x2026",
            "created should be a time"),
        Arguments.of(
            "a negative variability",
            "\"natural\":{\"psi\":",
            "\"natural\":{\"psi\":-1e-9,\"old\":",
            "psi should be 0 or more"),
        Arguments.of(
            "no variability",
            "\"natural\":{\"psi\":",
            "\"natural\":{\"psj\":",
            "psi should be a finite number, but is missing"),
        Arguments.of(
            "a metric as text",
            "\"mae\":",
            "\"mae\":\"NaN\",\"old\":",
            "mae should be a finite number"),
        Arguments.of(
            "a negative run",
            "\"longest_run\":",
            "\"longest_run\":-",
            "longest_run should be a whole number, 0 or more"),
        Arguments.of(
            "no chunks", "\"chunks\":", "\"chunkz\":", "chunks should be a list, but is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void contentWithoutSenseIsRefusedUnderASoundDigest(
      String what, String from, String to, String words) throws Exception {
    String json = FileText.changed(small.toJson(), from, to);
    Path file = Files.writeString(directory.resolve("nonsense.json"), json);

    assertThatThrownBy(() -> BaselineFile.read(file))
        .as(what)
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  @Test
  void aFileThatDoesNotExistIsNamed() {
    Path file = directory.resolve("absent.json");

    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writingReplacesTheOldFileAndLeavesNothingElse() throws Exception {
    Path file = directory.resolve("b.json");

    BaselineFile.write(small, file);
    BaselineFile.write(Samples.random(4), file);

    assertThat(BaselineFile.read(file)).isEqualTo(Samples.random(4));
    assertThat(files()).containsExactly("b.json");
  }

  @Test
  void aDirectoryThatDoesNotExistIsNamedAndNothingIsLeft() throws Exception {
    Path file = directory.resolve("no such directory/b.json");

    assertThatThrownBy(() -> BaselineFile.write(small, file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("'small'")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("directory exists");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatStandsThereIsKeptWhenWritingFails() throws Exception {
    Path place = Files.createDirectories(directory.resolve("taken.json"));
    Path inside = Files.writeString(place.resolve("precious"), "old");

    assertThatThrownBy(() -> BaselineFile.write(small, place))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(place.toString());

    assertThat(inside).hasContent("old");
    assertThat(files()).containsExactly("taken.json");
  }

  @Test
  void twentyFiveSignalsOf256BinsAnd30ChunksStayBelowAMegabyte() throws Exception {
    SplittableRandom random = new SplittableRandom(20240501);
    double[][] rows = IntStream.range(0, 30_000)
        .mapToObj(i -> random.doubles(25).map(u -> Math.exp(3 * u) * 1e5).toArray())
        .toArray(double[][]::new);
    Schema.Builder<double[]> schema = Schema.builder();
    for (int i = 0; i < 25; i++) {
      int place = i;
      schema.numeric("signal " + i, row -> row[place]);
    }
    Baseline baseline = Baseline.fit(schema.build(), Arrays.asList(rows)).build();
    BaselineFile.write(baseline, directory.resolve("b.json"));
    BaselineFile.write(baseline, directory.resolve("b.json.gz"));

    assertThat(baseline.chunks()).hasSize(30);
    assertThat(((NumericBinning) baseline.signals().get(7).binning()).cells()).isEqualTo(256);
    assertThat(Files.size(directory.resolve("b.json"))).isLessThan(1_000_000);
    assertThat(Files.size(directory.resolve("b.json.gz"))).isLessThan(500_000);
    assertThat(BaselineFile.read(directory.resolve("b.json.gz"))).isEqualTo(baseline);
  }

  /** A file of format 1 as the first version wrote it; every later version reads it, and to the same content. */
  @Test
  void aFileOfVersion1IsRead() throws Exception {
    Path file = Path.of(getClass().getResource("/baseline/baseline-v1.json").toURI());

    Baseline read = BaselineFile.read(file);

    assertThat(read.digest())
        .isEqualTo("sha256:454a21b4a5df978591542d92bf589c70b504549b12863648cd0901ba6888843d");
    assertThat(FileText.digest(Files.readString(file))).isEqualTo(read.digest());
    assertThat(read.name()).isEqualTo("fixture");
    assertThat(read.created()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(read.rows()).isEqualTo(40);
    assertThat(read.chunks()).hasSize(4).allMatch(ChunkFrame::full);
    assertThat(read.schemaSignals())
        .extracting(signal -> signal.name())
        .containsExactly("amount", "région", "p", "y");
    SignalBaseline amount = read.signal("amount");
    NumericBinning binning = (NumericBinning) amount.binning();
    assertThat(binning.edges()[0]).isEqualTo(0.002);
    assertThat(amount.moments().max()).isEqualTo(1e23);
    assertThat(amount.counts().count(binning.bin(1e23))).isEqualTo(3);
    assertThat(amount.counts().missing()).isEqualTo(4);
    assertThat(amount.counts().total()).isEqualTo(40);
    assertThat(((CategoricalBinning) read.signal("région").binning()).categories())
        .containsExactly("süd", "\"ost\"", "\n\uD83D\uDE00");
    assertThat(read.signal("région").counts().toArray()).containsExactly(20, 13, 7, 0, 0, 0, 0);
    NumericBinning scores = (NumericBinning) read.signal("p").binning();
    assertThat(read.signal("p").calibration().labelled(scores.bin(0.5))).isEqualTo(4);
    assertThat(read.signal("p").calibration().labelRate(scores.bin(0.9))).isEqualTo(1);
    assertThat(read.lineage().modelVersion()).isEqualTo("7");
    assertThat(read.lineage().hyperparameters()).containsEntry("depth", "3");
    assertThat(read.lineage().metrics()).containsEntry("auc", 1e23).containsEntry("mae", 2e-3);
    assertThat(read.lineage().extra()).containsEntry("team", "kredit \"ü\"");
  }

  @Test
  void whatWasReadWithUnknownFieldsCanBeWrittenAndReadAgain() {
    String json = FileText.changed(small.toJson(), "\"rows\":6", "\"future\":1,\"rows\":6");
    String number = FileText.changed(small.toJson(), "2.5", "2.50");

    for (String text : List.of(json, number)) {
      Baseline again = BaselineFile.parse(BaselineFile.parse(text).toJson());
      assertThat(again.signals()).isEqualTo(small.signals());
    }
  }

  @Test
  void labelsWhoseSumOverflowsSurviveTheFile() {
    Schema<Double> schema =
        Schema.<Double>builder().prediction("v").numericLabel("y").build();
    Baseline baseline = Baseline.fit(schema, List.of(1.0, 1.0))
        .predictions(row -> row)
        .labels(row -> 1.5e308)
        .build();

    assertThat(BaselineFile.parse(baseline.toJson())).isEqualTo(baseline);
  }

  @Test
  void theLargestLimitOfBytesIsOne() {
    Path file = directory.resolve("b.json");
    BaselineFile.write(small, file);

    assertThat(BaselineFile.read(file, new ReadLimits(Integer.MAX_VALUE, 32, 65_536, 4_000_000)))
        .isEqualTo(small);
  }

  /** How the fixture was made; today's writer need not give the same bytes. */
  static Baseline fixture() {
    record Loan(Double amount, String region, double score, boolean truth) {}
    List<Loan> rows = IntStream.range(0, 40)
        .mapToObj(i -> new Loan(
            i % 10 == 3 ? null : i == 17 ? 1e23 : i == 18 ? 2e-3 : 10 + i / 8.0,
            i % 2 == 0 ? "süd" : i % 6 == 1 ? "\n\uD83D\uDE00" : "\"ost\"",
            i % 10 / 10.0,
            i % 10 > 4))
        .toList();
    Schema<Loan> schema = Schema.<Loan>builder()
        .numericOrMissing("amount", Loan::amount)
        .categorical("région", Loan::region)
        .score("p", Loan::score)
        .label("y", Loan::truth)
        .build();
    return Baseline.fit(schema, rows)
        .name("fixture")
        .bins(16)
        .chunks(Chunks.byRows(10))
        .clock(Samples.CLOCK)
        .lineage(Lineage.builder()
            .model("kredit", "7")
            .code("0123abc")
            .hyperparameter("depth", 3)
            .metric("auc", 1e23)
            .metric("mae", 2e-3)
            .with("team", "kredit \"ü\"")
            .build())
        .build();
  }
}
