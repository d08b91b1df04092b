package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineFitTest {

  private static final long DAY = 86_400_000L;

  /** What stands for an accessor that throws. */
  private static final Double BROKEN = -777.0;

  private static Baseline numbers(List<Double> values, UnaryOperator<BaselineFit<Double[]>> more) {
    Schema<Double[]> schema =
        Schema.<Double[]>builder().numericOrMissing("x", BaselineFitTest::read).build();
    List<Double[]> rows = values.stream().map(value -> new Double[] {value}).toList();
    return more.apply(Baseline.fit(schema, rows).clock(Samples.CLOCK)).build();
  }

  private static Baseline numbers(List<Double> values) {
    return numbers(values, fit -> fit);
  }

  private static Double read(Double[] row) {
    if (BROKEN.equals(row[0])) {
      throw new IllegalStateException("cannot be read");
    }
    return row[0];
  }

  private static Baseline texts(List<String> values) {
    Schema<String[]> schema =
        Schema.<String[]>builder().categorical("c", row -> row[0]).build();
    List<String[]> rows = values.stream().map(value -> new String[] {value}).toList();
    return Baseline.fit(schema, rows).clock(Samples.CLOCK).build();
  }

  private static NumericBinning numericBinning(Baseline baseline) {
    return (NumericBinning) baseline.signals().get(0).binning();
  }

  private static CategoricalBinning categoricalBinning(Baseline baseline) {
    return (CategoricalBinning) baseline.signals().get(0).binning();
  }

  /** Bin by bin with a plain search along the edges. */
  private static long[] recounted(List<Double> values, NumericBinning binning) {
    double[] edges = binning.edges();
    long[] counts = new long[binning.bins()];
    for (Double value : values) {
      if (value == null) {
        counts[binning.missing()]++;
      } else if (value.equals(BROKEN)) {
        counts[binning.unreadable()]++;
      } else if (value.isNaN()) {
        counts[binning.notANumber()]++;
      } else if (value.isInfinite()) {
        counts[value < 0 ? 0 : binning.orderedBins() - 1]++;
      } else {
        int cell = 0;
        while (value >= edges[cell + 1]) {
          cell++;
        }
        assertThat(value).isGreaterThanOrEqualTo(edges[cell]);
        counts[binning.firstCell() + cell]++;
      }
    }
    return counts;
  }

  static Stream<Arguments> data() {
    SplittableRandom random = new SplittableRandom(20240501);
    return Stream.of(
        Arguments.of("continuous", drawn(5_000, i -> Samples.gauss(random))),
        Arguments.of("whole numbers", drawn(5_000, i -> (double) random.nextInt(40))),
        Arguments.of("an atom", drawn(5_000, i -> i % 3 == 0 ? 0.0 : random.nextDouble())),
        Arguments.of("a heavy tail", drawn(5_000, i -> Math.exp(20 * Samples.gauss(random)))),
        Arguments.of("one value", drawn(100, i -> 3.5)),
        Arguments.of("one row", drawn(1, i -> -1.5)),
        Arguments.of("huge", drawn(3_000, i -> random.nextDouble(-1, 1) * 1.7e308)),
        Arguments.of("subnormal", drawn(3_000, i -> random.nextInt(3_000) * Double.MIN_VALUE)),
        Arguments.of("both zeros", drawn(100, i -> i % 2 == 0 ? 0.0 : -0.0)),
        Arguments.of("all missing", drawn(50, i -> null)),
        Arguments.of("all NaN", drawn(50, i -> Double.NaN)),
        Arguments.of(
            "only infinite",
            drawn(50, i -> i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)),
        Arguments.of("everything", drawn(7_000, i -> switch (i % 7) {
          case 0 -> null;
          case 1 -> Double.NaN;
          case 2 -> Double.POSITIVE_INFINITY;
          case 3 -> i % 2 == 0 ? Double.NEGATIVE_INFINITY : BROKEN;
          default -> Samples.gauss(random);
        })));
  }

  private static List<Double> drawn(int count, java.util.function.IntFunction<Double> draw) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(draw.apply(i));
    }
    return values;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("data")
  void countsEqualANaiveRecount(String what, List<Double> values) {
    Baseline baseline = numbers(values);
    SignalBaseline signal = baseline.signal("x");

    assertThat(signal.counts().toArray())
        .as(what)
        .isEqualTo(recounted(values, numericBinning(baseline)));
    assertThat(signal.counts().total()).isEqualTo(values.size());
    assertThat(baseline.rows()).isEqualTo(values.size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("data")
  void momentsEqualATwoPassComputation(String what, List<Double> values) {
    double[] finite = values.stream()
        .filter(v -> v != null && !v.equals(BROKEN) && Double.isFinite(v))
        .mapToDouble(v -> v)
        .toArray();
    Moments moments = numbers(values).signal("x").moments();

    assertThat(moments.rows()).isEqualTo(finite.length);
    if (finite.length == 0) {
      assertThat(moments.mean()).isNaN();
      assertThat(moments.variance()).isNaN();
      assertThat(moments.min()).isNaN();
      assertThat(moments.max()).isNaN();
      return;
    }
    assertThat(moments.min()).isEqualTo(Arrays.stream(finite).min().orElseThrow());
    assertThat(moments.max()).isEqualTo(Arrays.stream(finite).max().orElseThrow());
    double mean = Arrays.stream(finite).map(v -> v / finite.length).sum();
    double variance = Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum() / finite.length;
    double spread = moments.max() - moments.min();
    if (Double.isInfinite(spread)) {
      assertThat(moments.mean()).as("distances that no double holds").isNaN();
      return;
    }
    double size = Math.max(spread, Math.max(Math.abs(moments.min()), Math.abs(moments.max())));
    assertThat(moments.mean())
        .as(what)
        .isCloseTo(mean, offset(1e-12 * size + finite.length * Double.MIN_VALUE));
    if (Double.isFinite(variance)) {
      assertThat(moments.variance()).as(what).isCloseTo(variance, offset(1e-10 * variance + 1e-28));
    } else {
      assertThat(moments.variance()).as("values too large for a variance").isNaN();
    }
  }

  @Test
  void momentsAreStableFarFromZero() {
    SplittableRandom random = new SplittableRandom(20240502);
    double[] small = IntStream.range(0, 10_000)
        .mapToDouble(i -> random.nextInt(1024) / 1024.0)
        .toArray();
    double mean = Arrays.stream(small).average().orElseThrow();
    double variance =
        Arrays.stream(small).map(v -> (v - mean) * (v - mean)).average().orElseThrow();

    Moments moments = numbers(Arrays.stream(small).mapToObj(v -> 1e9 + v).toList())
        .signal("x")
        .moments();

    // 1e9 + i/1024 is exact; an ulp at 1e9 is 1.2e-7
    assertThat(moments.mean() - 1e9).isCloseTo(mean, within(1e-6));
    assertThat(moments.variance()).isCloseTo(variance, withinPercentage(1e-4));
    assertThat(moments.standardDeviation()).isEqualTo(Math.sqrt(moments.variance()));
  }

  @Test
  void cellsKeepTheMeanOfTheirTrainingValues() {
    SplittableRandom random = new SplittableRandom(20240503);
    List<Double> values = drawn(4_000, i -> random.nextDouble());
    NumericBinning binning = numericBinning(numbers(values, fit -> fit.bins(16)));
    double[] edges = binning.edges();

    assertThat(binning.cells()).isEqualTo(16);
    for (int cell = 0; cell < 16; cell++) {
      double from = edges[cell];
      double to = edges[cell + 1];
      double mean = values.stream()
          .filter(v -> v >= from && v < to)
          .mapToDouble(v -> v)
          .average()
          .orElseThrow();
      assertThat(binning.cellMeans()[cell]).isCloseTo(mean, within(1e-12));
    }
    assertThat(binning.deviation())
        .isEqualTo(numbers(values).signal("x").moments().standardDeviation());
  }

  @Test
  void categoriesAreCountedEachFrequentOnesFirst() {
    List<String> values = new ArrayList<>();
    values.addAll(Collections.nCopies(5, "rare"));
    values.addAll(Collections.nCopies(50, "often"));
    values.addAll(Collections.nCopies(7, null));
    values.addAll(Collections.nCopies(5, ""));
    values.add("once");
    Baseline baseline = texts(values);
    SignalBaseline signal = baseline.signal("c");

    assertThat(categoricalBinning(baseline).categories())
        .containsExactly("often", "", "rare", "once");
    assertThat(signal.counts().toArray()).containsExactly(50, 5, 5, 1, 0, 0, 7, 0);
    assertThat(signal.counts().missing()).isEqualTo(7);
    assertThat(signal.singletons()).isEqualTo(1);
    assertThat(signal.moments()).isNull();
    assertThat(categoricalBinning(baseline).isCapped()).isFalse();
  }

  @Test
  void singletonsAreTheCategoriesSeenOnce() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      values.add("c" + i);
      if (i % 2 == 0) {
        values.add("c" + i);
      }
    }

    assertThat(texts(values).signal("c").singletons()).isEqualTo(1_000);
    assertThat(numbers(List.of(1.0, 2.0)).signal("x").singletons()).isZero();
  }

  @Test
  void moreThan1024CategoriesAreCappedByFrequency() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      values.addAll(Collections.nCopies(i < 1_024 ? 3 : 2, "c" + i));
    }
    Collections.shuffle(values, new Random(1));
    Baseline baseline = texts(values);
    CategoricalBinning binning = categoricalBinning(baseline);

    assertThat(binning.categories())
        .hasSize(1_024)
        .allMatch(category -> Integer.parseInt(category.substring(1)) < 1_024);
    assertThat(binning.isCapped()).isTrue();
    assertThat(baseline.signal("c").counts().count(binning.other())).isEqualTo(2 * 476);
    assertThat(baseline.signal("c").counts().unseen()).isZero();
    assertThat(baseline.signal("c").counts().total()).isEqualTo(values.size());
  }

  @Test
  void exactly1024CategoriesAreAllKept() {
    List<String> values = IntStream.range(0, 1_024).mapToObj(i -> "c" + i).toList();

    assertThat(categoricalBinning(texts(values)).isCapped()).isFalse();
    assertThat(categoricalBinning(texts(values)).categories()).hasSize(1_024);
  }

  /** More than can be followed: what is frequent is kept all the same, and singletons are not known. */
  @Test
  void frequentCategoriesAreFoundAmongVeryMany() {
    List<String> values = new AbstractList<>() {
      @Override
      public String get(int i) {
        return i % 10 == 0 ? "often" : i % 10 == 1 ? "second" + i % 3 : "id" + i;
      }

      @Override
      public int size() {
        return 150_000;
      }
    };
    Baseline baseline = texts(values);
    SignalBaseline signal = baseline.signal("c");

    assertThat(categoricalBinning(baseline).categories()).hasSize(1_024).startsWith("often");
    assertThat(signal.counts().count(0)).isEqualTo(15_000);
    assertThat(signal.counts().total()).isEqualTo(150_000);
    assertThat(signal.singletons()).isEqualTo(-1);
  }

  @Test
  void textsThatAFileCannotHoldAreNoCategories() {
    String longest = "x".repeat(256);
    List<String> values =
        List.of("fine", "lone \uD83D", "\uDE00", longest, longest + "x", "\uD83D\uDE00", "fine");
    Baseline baseline = texts(values);
    CategoricalBinning binning = categoricalBinning(baseline);

    assertThat(binning.categories()).containsExactlyInAnyOrder("fine", longest, "\uD83D\uDE00");
    assertThat(binning.isCapped()).isTrue();
    assertThat(baseline.signal("c").counts().count(binning.other())).isEqualTo(3);
  }

  @Test
  void aCategoryWhoseAccessorThrowsIsUnreadable() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .categorical("c", row -> row % 2 == 0 ? "even" : List.of().get(row))
        .bool("flag", row -> 10 / (row - 4) > 0)
        .build();
    Baseline baseline = Baseline.fit(schema, List.of(0, 1, 2, 3, 4, 5, 6)).build();

    assertThat(baseline.signal("c").counts().toArray()).containsExactly(4, 0, 0, 0, 3);
    assertThat(baseline.signal("flag").counts().unreadable()).isEqualTo(1);
    assertThat(baseline.signal("flag").counts().total()).isEqualTo(7);
  }

  private static List<Long> chunkRows(Baseline baseline) {
    return baseline.chunks().stream().map(ChunkFrame::rows).toList();
  }

  private static void assertChunksAddUp(Baseline baseline) {
    assertThat(chunkRows(baseline).stream().mapToLong(n -> n).sum()).isEqualTo(baseline.rows());
    for (SignalBaseline signal : baseline.signals()) {
      assertThat(signal.chunks()).hasSameSizeAs(baseline.chunks());
      for (int i = 0; i < signal.chunks().size(); i++) {
        assertThat(signal.chunks().get(i).rows())
            .isEqualTo(baseline.chunks().get(i).rows());
      }
      long[] coarse = new long[signal.view().bins()];
      signal
          .chunks()
          .forEach(
              chunk -> Arrays.setAll(coarse, b -> coarse[b] + chunk.coarse().count(b)));
      assertThat(coarse).isEqualTo(signal.counts().coarse(signal.view()).toArray());
      assertThat(signal.chunks().stream().mapToLong(Chunk::missing).sum())
          .isEqualTo(signal.counts().missing());
      assertThat(signal.chunks().stream().mapToLong(Chunk::unreadable).sum())
          .isEqualTo(signal.counts().unreadable());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "199, 1, 199",
    "200, 1, 200",
    "201, 2, 200",
    "2000, 10, 200",
    "6000, 30, 200",
    "6001, 30, 201",
    "30000, 30, 1000"
  })
  void theDefaultIsAboutThirtyChunksOfAtLeast200Rows(int rows, int chunks, long first) {
    Baseline baseline = numbers(drawn(rows, i -> (double) (i % 7)));

    assertThat(baseline.chunks()).hasSize(chunks);
    assertThat(baseline.chunks().get(0).rows()).isEqualTo(first);
    assertThat(baseline.chunks().get(0).start()).isNull();
    assertThat(baseline.rowsPerMilli()).isEmpty();
    assertChunksAddUp(baseline);
  }

  @Test
  void chunksByRowsFollowTheOrderOfTheData() {
    Baseline baseline =
        numbers(drawn(25, i -> i < 10 ? 1.0 : 2.0), fit -> fit.chunks(Chunks.byRows(10)));

    assertThat(chunkRows(baseline)).containsExactly(10L, 10L, 5L);
    assertThat(baseline.chunks()).extracting(ChunkFrame::full).containsExactly(true, true, true);
    assertThat(baseline.signal("x").chunks().get(0).coarse().toArray()).startsWith(10, 0);
    assertChunksAddUp(baseline);
  }

  @Test
  void aChunkOfLessThanHalfTheMedianIsNotFull() {
    Baseline baseline = numbers(drawn(34, i -> (double) i), fit -> fit.chunks(Chunks.byRows(10)));

    assertThat(chunkRows(baseline)).containsExactly(10L, 10L, 10L, 4L);
    assertThat(baseline.chunks())
        .extracting(ChunkFrame::full)
        .containsExactly(true, true, true, false);
  }

  private static Baseline timed(List<Long> millis, boolean named, Chunks<Long> chunks) {
    Schema.Builder<Long> schema = Schema.<Long>builder().numeric("x", t -> t % 13);
    if (named) {
      schema.eventTimeMillis(t -> t);
    }
    BaselineFit<Long> fit = Baseline.fit(schema.build(), millis);
    return (chunks == null ? fit : fit.chunks(chunks)).build();
  }

  @Test
  void chunksByTimeTakeRowsInAnyOrderAndGapsLeaveNoChunk() {
    long day = 20_000 * DAY;
    List<Long> millis = new ArrayList<>(List.of(
        day + 5 * DAY,
        day,
        day + DAY - 1,
        day + DAY,
        day + 5 * DAY + 7,
        day + 5 * DAY + 3,
        day + 1));
    Chunks<Long> byTime = Chunks.byTime(Instant::ofEpochMilli, Duration.ofDays(1));
    Baseline baseline = timed(millis, false, byTime);

    assertThat(baseline.chunks())
        .extracting(ChunkFrame::rows, ChunkFrame::start, ChunkFrame::end)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                3L, Instant.ofEpochMilli(day), Instant.ofEpochMilli(day + DAY - 1)),
            org.assertj.core.api.Assertions.tuple(
                1L, Instant.ofEpochMilli(day + DAY), Instant.ofEpochMilli(day + DAY)),
            org.assertj.core.api.Assertions.tuple(
                3L, Instant.ofEpochMilli(day + 5 * DAY), Instant.ofEpochMilli(day + 5 * DAY + 7)));
    assertThat(baseline.rowsPerMilli()).hasValue(7.0 / (5 * DAY + 7));
    assertChunksAddUp(baseline);
    Collections.shuffle(millis, new Random(3));
    assertThat(timed(millis, false, byTime).chunks()).isEqualTo(baseline.chunks());
  }

  @Test
  void chunksByTimeBeginAtMultiplesSinceTheEpochAlsoBeforeIt() {
    Baseline baseline = timed(
        List.of(-1L, 0L, -DAY, DAY - 1, -DAY - 1),
        false,
        Chunks.byTimeMillis(t -> t, Duration.ofDays(1)));

    assertThat(chunkRows(baseline)).containsExactly(1L, 2L, 2L);
  }

  @ParameterizedTest(name = "{0} days, event time named: {1}, {2} chunks")
  @CsvSource({"10, true, 10", "9, true, 5", "10, false, 5", "40, true, 40"})
  void theDefaultIsByDayWhereTenDaysOfEventTimeAreCovered(int days, boolean named, int chunks) {
    long first = 19_000 * DAY + DAY / 2;
    List<Long> millis = IntStream.range(0, 1_000)
        .mapToObj(i -> first + (long) (i / 1_000.0 * (days - 0.5) * DAY))
        .toList();
    Baseline baseline = timed(millis, named, null);

    assertThat(baseline.chunks()).hasSize(chunks);
    assertThat(baseline.rowsPerMilli().isPresent()).isEqualTo(named);
    assertThat(baseline.chunks().get(0).start() != null).isEqualTo(named);
    assertChunksAddUp(baseline);
  }

  @Test
  void chunksByKeyStandInTheOrderOfTheirFirstRow() {
    List<String> keys = Arrays.asList("b", "a", "b", null, "c", "b", "a", null);
    Schema<String[]> schema =
        Schema.<String[]>builder().categorical("c", row -> row[0]).build();
    Baseline baseline = Baseline.fit(
            schema, keys.stream().map(k -> new String[] {k}).toList())
        .chunks(Chunks.byKey(row -> row[0]))
        .build();

    assertThat(chunkRows(baseline)).containsExactly(3L, 2L, 2L, 1L);
    assertThat(baseline.signal("c").chunks())
        .extracting(Chunk::missing)
        .containsExactly(0L, 0L, 2L, 0L);
    assertChunksAddUp(baseline);
  }

  static Stream<Arguments> manyChunks() {
    return Stream.of(
        Arguments.of("by rows", Chunks.<Long>byRows(1), 1_000, 334),
        Arguments.of("by rows, just enough", Chunks.<Long>byRows(1), 400, 400),
        Arguments.of("by rows, one too many", Chunks.<Long>byRows(1), 401, 201),
        Arguments.of("by key", Chunks.<Long>byKey(t -> t), 1_000, 334),
        Arguments.of("by key, one too many", Chunks.<Long>byKey(t -> t), 401, 201),
        Arguments.of(
            "by time",
            Chunks.<Long>byTimeMillis(t -> t * 1_000, Duration.ofSeconds(1)),
            1_000,
            334),
        Arguments.of(
            "by time, one too many",
            Chunks.<Long>byTimeMillis(t -> t * 1_000, Duration.ofSeconds(1)),
            401,
            201));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manyChunks")
  void ofMoreThan400ChunksNeighboursAreMerged(
      String what, Chunks<Long> chunks, int rows, int expected) {
    Schema<Long> schema = Schema.<Long>builder().numeric("x", t -> t % 13).build();
    List<Long> data = java.util.stream.LongStream.range(0, rows).boxed().toList();
    Baseline baseline = Baseline.fit(schema, data).chunks(chunks).build();

    assertThat(baseline.chunks()).as(what).hasSize(expected);
    assertChunksAddUp(baseline);
  }

  @Test
  void chunksByTimeAreAtMost400WhereverTheyBegin() {
    Schema<Long> schema = Schema.<Long>builder().numeric("x", t -> t % 13).build();
    List<Long> data = java.util.stream.LongStream.rangeClosed(1, 800).boxed().toList();
    Baseline baseline = Baseline.fit(schema, data)
        .chunks(Chunks.byTimeMillis(t -> t * 1_000, Duration.ofSeconds(1)))
        .build();

    assertThat(baseline.chunks()).hasSizeLessThanOrEqualTo(Chunks.MOST);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "alternating, '1,2,1,2', 1",
    "inside, '1,2,2,2,1', 3",
    "at the end, '1,2,2', 2",
    "all, '5,5,5,5', 4",
    "broken by a missing one, '3,3,,3,3,3', 3",
    "missing ones are no run, '1,,,,', 1",
    "across chunks, '1,9,9,9,9,9,9,1', 6"
  })
  void theLongestRunOfOneValueIsKept(String what, String values, long expected) {
    List<Double> numbers = Arrays.stream(values.split(",", -1))
        .map(text -> text.isEmpty() ? null : Double.valueOf(text))
        .toList();
    List<String> words = Arrays.stream(values.split(",", -1))
        .map(text -> text.isEmpty() ? null : text)
        .toList();

    assertThat(numbers(numbers, fit -> fit.chunks(Chunks.byRows(3))).signal("x").longestRun())
        .as(what)
        .isEqualTo(expected);
    assertThat(texts(words).signal("c").longestRun()).as(what).isEqualTo(expected);
  }

  private record Answered(double score, String predicted, double value, Object truth) {}

  @Test
  void labelsGiveTheRateAndTheMeanErrorOfEachBinOfTheScore() {
    SplittableRandom random = new SplittableRandom(20240504);
    List<Answered> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double score = Math.round(random.nextDouble() * 100) / 100.0;
      rows.add(new Answered(score, "", 0, i % 10 == 0 ? null : random.nextDouble() < score));
    }
    Schema<Answered> schema = Schema.<Answered>builder().score("p").label("y").build();
    Baseline baseline = Baseline.fit(schema, rows)
        .scores(Answered::score)
        .labels(Answered::truth)
        .build();
    Calibration calibration = baseline.signal("p").calibration();
    NumericBinning binning = (NumericBinning) baseline.signal("p").binning();

    Map<Integer, List<Answered>> byBin = new TreeMap<>();
    for (Answered row : rows) {
      if (row.truth != null) {
        byBin.computeIfAbsent(binning.bin(row.score), bin -> new ArrayList<>()).add(row);
      }
    }
    assertThat(calibration.bins()).isEqualTo(binning.bins());
    for (int bin = 0; bin < binning.bins(); bin++) {
      List<Answered> inside = byBin.getOrDefault(bin, List.of());
      assertThat(calibration.labelled(bin)).isEqualTo(inside.size());
      if (inside.isEmpty()) {
        assertThat(calibration.labelRate(bin)).isNaN();
        assertThat(calibration.meanError(bin)).isNaN();
      } else {
        long positives =
            inside.stream().filter(row -> Boolean.TRUE.equals(row.truth)).count();
        double error = inside.stream()
            .mapToDouble(row -> (Boolean.TRUE.equals(row.truth) ? 1 : 0) - row.score)
            .average()
            .orElseThrow();
        assertThat(calibration.labelRate(bin)).isEqualTo((double) positives / inside.size());
        assertThat(calibration.meanError(bin)).isCloseTo(error, within(1e-12));
      }
    }
    assertThat(baseline.task()).isEqualTo(Task.BINARY);
    assertThat(baseline.signal("y").calibration()).isNull();
    assertThat(baseline.signal("y").counts().missing()).isEqualTo(500);
  }

  @ParameterizedTest(name = "{0} is positive where {1} is asked for: {2}")
  @CsvSource({
    "true, , 1",
    "false, , 0",
    "1, , 1",
    "0, , 0",
    "1.0, , 1",
    "yes, yes, 1",
    "true, yes, 0",
    "0, 0, 1"
  })
  void thePositiveClassIsTrueOrOneUnlessSaid(String truth, String positive, double rate) {
    Schema<String> schema =
        Schema.<String>builder().score("p").label("y", row -> row).build();
    BaselineFit<String> fit = Baseline.fit(schema, List.of(truth)).scores(row -> 0.25);
    if (positive != null) {
      fit.positiveClass(positive);
    }
    Baseline baseline = fit.build();
    int bin = ((NumericBinning) baseline.signal("p").binning()).bin(0.25);

    assertThat(baseline.signal("p").calibration().labelRate(bin)).isEqualTo(rate);
    assertThat(baseline.signal("p").calibration().meanError(bin)).isEqualTo(rate - 0.25);
  }

  @Test
  void aLabelThatSaysNothingOfBeingPositiveIsRefused() {
    Schema<String> schema =
        Schema.<String>builder().score("p").label("y", row -> row).build();
    assertThatThrownBy(
            () -> Baseline.fit(schema, List.of("yes")).scores(row -> 0.25).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'yes'")
        .hasMessageContaining("positiveClass");
  }

  @Test
  void theSecondOfTwoClassesIsPositive() {
    Schema<String> schema = Schema.<String>builder()
        .score("p")
        .predictedClass("c", row -> row)
        .classes("no", "yes")
        .label("y", row -> row)
        .build();
    Baseline baseline = Baseline.fit(schema, List.of("yes", "no", "yes", "yes"))
        .scores(row -> 0.25)
        .build();
    int bin = ((NumericBinning) baseline.signal("p").binning()).bin(0.25);
    assertThat(baseline.signal("p").calibration().labelRate(bin)).isEqualTo(0.75);
  }

  @Test
  void booleanLabelsBesideNamedClassesAreReadAsTheyAre() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .score("p")
        .predictedClass("c", row -> "paid")
        .classes("paid", "default")
        .label("y", row -> row > 1)
        .build();
    Baseline baseline =
        Baseline.fit(schema, List.of(1, 2, 3, 4)).scores(row -> 0.25).build();
    int bin = ((NumericBinning) baseline.signal("p").binning()).bin(0.25);
    assertThat(baseline.signal("p").calibration().labelRate(bin)).isEqualTo(0.75);
  }

  @Test
  void theScoreOfSeveralClassesIsHeldAgainstWhetherTheClassWasRight() {
    Schema<String> schema = Schema.<String>builder()
        .score("p")
        .predictedClass("c", row -> row.substring(0, 1))
        .task(Task.MULTICLASS)
        .label("y", row -> row.substring(1))
        .build();
    Baseline baseline = Baseline.fit(schema, List.of("aa", "bb", "cc", "ca"))
        .scores(row -> 0.25)
        .build();
    int bin = ((NumericBinning) baseline.signal("p").binning()).bin(0.25);
    assertThat(baseline.signal("p").calibration().labelRate(bin)).isEqualTo(0.75);
  }

  @Test
  void predictedClassesAreComparedWithTheTruth() {
    List<Answered> rows = List.of(
        new Answered(0, "a", 0, "a"),
        new Answered(0, "a", 0, "b"),
        new Answered(0, "a", 0, "a"),
        new Answered(0, "a", 0, "a"),
        new Answered(0, "b", 0, "c"),
        new Answered(0, "b", 0, null));
    Schema<Answered> schema =
        Schema.<Answered>builder().predictedClass("class").label("y").build();
    Baseline baseline = Baseline.fit(schema, rows)
        .predictedClasses(Answered::predicted)
        .labels(Answered::truth)
        .build();
    Calibration calibration = baseline.signal("class").calibration();

    assertThat(baseline.task()).isEqualTo(Task.MULTICLASS);
    assertThat(calibration.labelled(0)).isEqualTo(4);
    assertThat(calibration.labelRate(0)).isEqualTo(0.75);
    assertThat(calibration.meanError(0)).isEqualTo(0.25);
    assertThat(calibration.labelled(1)).isEqualTo(1);
    assertThat(calibration.labelRate(1)).isZero();
    assertThat(calibration.meanError(1)).isEqualTo(1);
  }

  @Test
  void predictedClassesOfABinaryTaskGiveThePositiveRate() {
    List<Answered> rows = List.of(
        new Answered(0, "yes", 0, "yes"),
        new Answered(0, "yes", 0, "no"),
        new Answered(0, "yes", 0, "no"),
        new Answered(0, "no", 0, "yes"));
    Schema<Answered> schema = Schema.<Answered>builder()
        .predictedClass("class", Answered::predicted)
        .label("y", Answered::truth)
        .task(Task.BINARY)
        .build();
    Baseline baseline = Baseline.fit(schema, rows).positiveClass("yes").build();
    Calibration calibration = baseline.signal("class").calibration();

    assertThat(calibration.labelRate(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(calibration.meanError(0)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(calibration.labelRate(1)).isEqualTo(1);
    assertThat(calibration.meanError(1)).isEqualTo(1);
  }

  @Test
  void valuesAreComparedWithTheTrueNumber() {
    List<Answered> rows = List.of(
        new Answered(0, "", 10, 12),
        new Answered(0, "", 10, 9.0),
        new Answered(0, "", 20, null),
        new Answered(0, "", Double.NaN, 7));
    Schema<Answered> schema =
        Schema.<Answered>builder().prediction("value").numericLabel("y").build();
    Baseline baseline = Baseline.fit(schema, rows)
        .predictions(Answered::value)
        .labels(Answered::truth)
        .build();
    Calibration calibration = baseline.signal("value").calibration();
    NumericBinning binning = (NumericBinning) baseline.signal("value").binning();

    assertThat(baseline.task()).isEqualTo(Task.REGRESSION);
    assertThat(calibration.labelled(binning.bin(10))).isEqualTo(2);
    assertThat(calibration.labelRate(binning.bin(10))).isEqualTo(10.5);
    assertThat(calibration.meanError(binning.bin(10))).isEqualTo(0.5);
    assertThat(calibration.labelled(binning.bin(20))).isZero();
    assertThat(calibration.labelled(binning.notANumber())).isZero();
  }

  @Test
  void withoutALabelThereIsNoCalibration() {
    Schema<Double> schema = Schema.<Double>builder().score("p").label("y").build();
    List<Double> rows = List.of(0.1, 0.5);

    assertThat(Baseline.fit(schema, rows).scores(row -> row).build().signal("p").calibration())
        .isNull();
    assertThat(Baseline.fit(schema, rows)
            .scores(row -> row)
            .labels(row -> null)
            .build()
            .signal("p")
            .calibration())
        .isNull();
  }

  @Test
  void noRowsAreRefused() {
    assertThatThrownBy(() -> numbers(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one row")
        .hasMessageContaining("source of the training rows");
  }

  @Test
  void rowsThatCannotBeReadTwiceAreRefused() {
    Iterator<Double> once = List.of(1.0, 2.0, 3.0).iterator();
    Schema<Double> schema = Schema.<Double>builder().numeric("x", row -> row).build();

    assertThatThrownBy(() -> Baseline.fit(schema, () -> once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 rows when read first")
        .hasMessageContaining("0 when read again")
        .hasMessageContaining("starts anew");
  }

  @Test
  void rowsThatGrowBetweenTheReadingsAreRefused() {
    List<Double> rows = new ArrayList<>(List.of(1.0, 2.0));
    Schema<Double> schema = Schema.<Double>builder().numeric("x", row -> row).build();
    Iterable<Double> growing = () -> {
      rows.add(3.0);
      return List.copyOf(rows).iterator();
    };

    assertThatThrownBy(() -> Baseline.fit(schema, growing).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 rows when read first")
        .hasMessageContaining("4 when read again");
  }

  static Stream<Arguments> answerless() {
    Function<Schema.Builder<Double>, Schema.Builder<Double>> score = s -> s.score("answer");
    Function<Schema.Builder<Double>, Schema.Builder<Double>> value = s -> s.prediction("answer");
    Function<Schema.Builder<Double>, Schema.Builder<Double>> named =
        s -> s.predictedClass("answer");
    return Stream.of(
        Arguments.of("SCORE", ".scores(row", score),
        Arguments.of("PREDICTION", ".predictions(row", value),
        Arguments.of("PREDICTION", ".predictedClasses(row", named));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("answerless")
  void answersThatNobodyGivesAreRefused(
      String role, String method, Function<Schema.Builder<Double>, Schema.Builder<Double>> answer) {
    Schema<Double> schema = answer.apply(Schema.builder()).build();

    assertThatThrownBy(() -> Baseline.fit(schema, List.of(1.0)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(role + " 'answer'")
        .hasMessageContaining(method);
  }

  @Test
  void anAccessorThatAlwaysThrowsIsRefusedWithItsFirstFailure() {
    assertThatThrownBy(() -> numbers(Collections.nCopies(5, BROKEN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'")
        .hasMessageContaining("any of 5 rows")
        .hasMessageContaining("cannot be read")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({"15", "1025", "0", "-1"})
  void tooFewOrTooManyBinsAreRefused(int bins) {
    assertThatThrownBy(() -> numbers(List.of(1.0), fit -> fit.bins(bins)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 to 1024")
        .hasMessageContaining(String.valueOf(bins));
  }

  @Test
  void chunksWithoutExtentAreRefused() {
    assertThatThrownBy(() -> Chunks.byRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> Chunks.<Long>byTimeMillis(t -> t, Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least a millisecond");
  }

  @Test
  void anUnknownSignalIsNamedWithThoseThatExist() {
    assertThatThrownBy(() -> Samples.small().signal("y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'small'")
        .hasMessageContaining("'y'")
        .hasMessageContaining("[x, c]");
  }

  @Test
  void anotherSchemaIsRefused() {
    Schema<Double> other = Schema.<Double>builder().numeric("x", row -> row).build();

    assertThatThrownBy(() -> Samples.small().requireFor(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'small'")
        .hasMessageContaining("'c'");
  }

  @Test
  void aConstantIsKnownAsOne() {
    assertThat(numbers(drawn(50, i -> 3.5)).signal("x").isConstant()).isTrue();
    assertThat(numbers(drawn(50, i -> i == 7 ? 4.0 : 3.5)).signal("x").isConstant())
        .isFalse();
    assertThat(texts(List.of("a", "a")).signal("c").isConstant()).isTrue();
    assertThat(texts(List.of("a", "b")).signal("c").isConstant()).isFalse();
  }

  @Test
  void theSameRowsGiveTheSameBits() {
    for (long seed = 1; seed <= 10; seed++) {
      Baseline one = Samples.random(seed);
      Baseline other = Samples.random(seed);
      assertThat(one.toJson()).as("seed %d", seed).isEqualTo(other.toJson());
      assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }
    assertThat(Samples.random(1)).isNotEqualTo(Samples.random(2));
  }

  @Test
  void anotherNameGivesAnotherDigest() {
    Baseline baseline = Samples.small();
    Baseline renamed = baseline.named("other");

    assertThat(renamed.digest()).isNotEqualTo(baseline.digest());
    assertThat(renamed.signals()).isEqualTo(baseline.signals());
    assertThat(renamed.named("small")).isEqualTo(baseline);
    assertThat(baseline.created()).isEqualTo(Samples.CLOCK.instant());
    assertThat(baseline.toString())
        .contains("'small'", "6 rows", "1 numeric and 1 categorical", baseline.digest());
  }

  /** Edges come from a sample of a million; an edge's rank is then off by at most sqrt(1/4 / 1e6), here 4 times that. */
  @Test
  void beyondAMillionValuesCountsAreExactAndEdgesWithinSamplingError() {
    int rows = 1_200_000;
    SplittableRandom random = new SplittableRandom(20240505);
    double[] values =
        IntStream.range(0, rows).mapToDouble(i -> random.nextDouble()).toArray();
    Schema<Integer> schema =
        Schema.<Integer>builder().numeric("x", i -> values[i]).build();
    List<Integer> numbers = new AbstractList<>() {
      @Override
      public Integer get(int i) {
        return i;
      }

      @Override
      public int size() {
        return rows;
      }
    };
    Baseline baseline =
        Baseline.fit(schema, numbers).seed(7).clock(Samples.CLOCK).build();
    NumericBinning binning = numericBinning(baseline);
    double[] sorted = values.clone();
    Arrays.sort(sorted);

    double[] edges = binning.edges();
    assertThat(binning.cells()).isEqualTo(256);
    assertThat(edges[0]).isEqualTo(sorted[0]);
    assertThat(edges[256]).isEqualTo(Math.nextUp(sorted[rows - 1]));
    int below = 0;
    for (int cell = 0; cell < 256; cell++) {
      int place = Arrays.binarySearch(sorted, edges[cell + 1]);
      int rank = place < 0 ? -place - 1 : place;
      assertThat(baseline.signal("x").counts().count(binning.firstCell() + cell))
          .isEqualTo(rank - below);
      assertThat((double) rank / rows).isCloseTo((cell + 1) / 256.0, SAMPLING_ERROR);
      below = rank;
    }
    assertThat(baseline.signal("x").counts().total()).isEqualTo(rows);
    assertThat(baseline.signal("x").moments().rows()).isEqualTo(rows);
  }

  private static final Offset<Double> SAMPLING_ERROR = within(4 * Math.sqrt(0.25 / 1e6));
}
