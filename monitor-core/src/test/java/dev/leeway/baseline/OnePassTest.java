package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are read once must be counted as exactly as ones that are read twice. */
class OnePassTest {

  private record Row(double x, String c, double p, boolean truth, Instant time) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numeric("x", Row::x)
      .categorical("c", Row::c)
      .score("p", Row::p)
      .label("truth", Row::truth)
      .build();

  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  private static List<Row> rows(int count, IntFunction<Double> x, IntFunction<String> c) {
    SplittableRandom random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double p = random.nextDouble();
      rows.add(
          new Row(x.apply(i), c.apply(i), p, random.nextDouble() < p, START.plusSeconds(600L * i)));
    }
    return rows;
  }

  private static Baseline once(List<Row> rows, int buffer) {
    return Baseline.fit(SCHEMA, rows.stream()).buffer(buffer).build();
  }

  @Test
  void withNoMoreRowsThanABlockItIsTheBaselineOfRowsReadTwice() {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows =
        rows(9_000, i -> random.nextDouble() * i, i -> "c" + random.nextInt(1 + i / 2));
    Baseline once = once(rows, 10_000);
    Baseline twice = Baseline.fit(SCHEMA, rows).build();
    assertThat(once.origin()).isEqualTo(Origin.ONE_PASS);
    assertThat(once.rows()).isEqualTo(twice.rows());
    for (SignalBaseline expected : twice.signals()) {
      SignalBaseline signal = once.signal(expected.signal().name());
      assertThat(signal.moments()).isEqualTo(expected.moments());
      assertThat(signal.longestRun()).isEqualTo(expected.longestRun());
      assertThat(signal.counts().total()).isEqualTo(9_000);
      if (expected.signal().name().equals("c")) {
        assertThat(expected.binning())
            .isInstanceOfSatisfying(
                CategoricalBinning.class,
                binning -> assertThat(binning.categories()).hasSize(1024));
      } else {
        assertThat(signal.singletons()).isEqualTo(expected.singletons());
      }
      assertThat(signal.binning()).isEqualTo(expected.binning());
      assertThat(signal.counts()).isEqualTo(expected.counts());
      if (expected.calibration() != null) {
        for (int bin = 0; bin < expected.binning().bins(); bin++) {
          assertThat(signal.calibration().labelled(bin))
              .isEqualTo(expected.calibration().labelled(bin));
          assertThat(signal.calibration().truthSum(bin))
              .isEqualTo(expected.calibration().truthSum(bin));
        }
      }
    }
  }

  static Stream<IntFunction<Double>> shapes() {
    SplittableRandom random = new SplittableRandom(3);
    return Stream.of(
        i -> random.nextDouble(),
        // a trend: each block lies beyond the one before
        i -> i + random.nextDouble(),
        i -> -2.0 * i,
        i -> Math.exp(4 * random.nextDouble() * random.nextDouble()) * (i % 2 == 0 ? 1 : -1),
        // atoms, one of which comes late
        i -> i < 6_000 ? random.nextInt(5) : 17.5,
        i -> i % 3 == 0 ? Double.NaN : i % 5 == 0 ? Double.POSITIVE_INFINITY : i % 7 * 1e300,
        i -> i % 4 == 0 ? Double.NEGATIVE_INFINITY : Double.MAX_VALUE,
        i -> i < 5_000 ? 3.0 : i < 10_000 ? -3e-310 : 1e9,
        i -> i < 19_999 ? 1.0 : -1e300);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyCountIsExactOnTheBinsThatComeOut(IntFunction<Double> shape) {
    List<Row> rows = rows(20_000, shape, i -> "c" + i / 1_000);
    Baseline baseline = once(rows, 1_000);
    SignalBaseline x = baseline.signal("x");
    NumericBinning binning = (NumericBinning) x.binning();
    long[] recount = new long[binning.bins()];
    rows.forEach(row -> recount[binning.bin(row.x())]++);
    assertThat(x.counts().toArray()).isEqualTo(recount);
    assertThat(binning.cells()).isLessThanOrEqualTo(513 + 2);
    Baseline twice = Baseline.fit(SCHEMA, rows).build();
    assertThat(x.moments()).isEqualTo(twice.signal("x").moments());
    assertThat(x.counts().below() + x.counts().above())
        .as("outside are infinities alone, as of rows read twice")
        .isEqualTo(
            twice.signal("x").counts().below() + twice.signal("x").counts().above());
    assertThat(baseline.signal("c").counts().total()).isEqualTo(20_000);
    // written and read: all sums agree
    Baseline read = BaselineReader.read(
        baseline.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8), ReadLimits.standard());
    assertThat(read).isEqualTo(baseline);
  }

  @Test
  void aTrendGetsCellsAsFullAsTheOthers() {
    List<Row> rows = rows(100_000, i -> (double) i, i -> "c");
    Counts counts = once(rows, 1_000).signal("x").counts();
    NumericBinning binning = (NumericBinning) counts.binning();
    long fullest = 0;
    for (int cell = 0; cell < binning.cells(); cell++) {
      fullest = Math.max(fullest, counts.count(binning.firstCell() + cell));
    }
    assertThat(binning.cells()).isBetween(200, 515);
    assertThat(fullest).as("of 100,000 rows").isLessThan(2_000);
    double[] edges = binning.edges();
    assertThat(edges[0]).isZero();
    assertThat(edges[edges.length - 1]).isEqualTo(Math.nextUp(99_999.0));
  }

  @Test
  void cellMeansStayExactWhenCellsAreMerged() {
    List<Row> rows = rows(60_000, i -> i * 0.25, i -> "c");
    SignalBaseline x = once(rows, 1_000).signal("x");
    NumericBinning binning = (NumericBinning) x.binning();
    double[] sums = new double[binning.bins()];
    long[] counts = new long[binning.bins()];
    for (Row row : rows) {
      int bin = binning.bin(row.x());
      sums[bin] += row.x();
      counts[bin]++;
    }
    double[] means = binning.cellMeans();
    for (int cell = 0; cell < binning.cells(); cell++) {
      int bin = binning.firstCell() + cell;
      if (counts[bin] > 0) {
        assertThat(means[cell]).isCloseTo(sums[bin] / counts[bin], within(1e-6));
      }
    }
    assertThat(binning.deviation()).isCloseTo(15_000 / Math.sqrt(12), within(1.0));
  }

  @Test
  void labelsAreCountedWhereTheBinsMove() {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      // scores far outside [0, 1], which grow
      double p = random.nextDouble() * (1 + i / 1_000);
      rows.add(new Row(0, "c", p, random.nextDouble() < 0.3, START));
    }
    SignalBaseline score = once(rows, 1_000).signal("p");
    NumericBinning binning = (NumericBinning) score.binning();
    long[] labelled = new long[binning.bins()];
    double[] truth = new double[binning.bins()];
    for (Row row : rows) {
      labelled[binning.bin(row.p())]++;
      truth[binning.bin(row.p())] += row.truth() ? 1 : 0;
    }
    for (int bin = 0; bin < binning.bins(); bin++) {
      assertThat(score.calibration().labelled(bin)).isEqualTo(labelled[bin]);
      assertThat(score.calibration().truthSum(bin)).isEqualTo(truth[bin]);
    }
  }

  @Test
  void lateCategoriesHaveBinsAndTheMostFrequentAreKept() {
    List<Row> rows = rows(50_000, i -> 0.0, i -> "c" + i % (1 + i / 25));
    Baseline once = once(rows, 1_000);
    Baseline twice = Baseline.fit(SCHEMA, rows).build();
    assertThat(once.signal("c").counts()).isEqualTo(twice.signal("c").counts());
    assertThat(once.signal("c").singletons()).isEqualTo(twice.signal("c").singletons());
  }

  @Test
  void afterFourThousandCategoriesNewOnesAreOther() {
    List<Row> rows = rows(12_000, i -> 0.0, i -> i < 6_000 ? "c" + i : i % 2 == 0 ? "late" : "c1");
    SignalBaseline c = once(rows, 1_000).signal("c");
    CategoricalBinning binning = (CategoricalBinning) c.binning();
    assertThat(binning.isCapped()).isTrue();
    assertThat(binning.categories()).hasSize(1024).contains("c1").doesNotContain("late");
    assertThat(c.counts().count(binning.bin("c1"))).isEqualTo(3_001);
    assertThat(c.counts().count(binning.other())).isEqualTo(12_000 - 3_001 - 1_023);
    assertThat(c.counts().unseen()).isZero();
    assertThat(c.singletons()).isEqualTo(-1);
  }

  @Test
  void chunksOfRowsComeOutAsThirtyToSixty() {
    for (int count : new int[] {1_000, 11_999, 12_001, 100_000}) {
      Baseline baseline = once(rows(count, i -> i * 1.0, i -> "c"), 1_000);
      assertThat(baseline.chunks().stream().mapToLong(ChunkFrame::rows).sum()).isEqualTo(count);
      long each = baseline.chunks().get(0).rows();
      assertThat(each % 200).isZero();
      assertThat(baseline.chunks())
          .hasSize((int) ((count + each - 1) / each))
          .hasSizeLessThanOrEqualTo(60);
      // in the order of the data
      Counts first = baseline.signal("x").chunks().get(0).coarse();
      assertThat(first.shape(0)).isGreaterThan(0);
    }
  }

  private static final Schema<Row> TIMED =
      Schema.<Row>builder().numeric("x", Row::x).eventTime(Row::time).build();

  @Test
  void chunksAreDaysWhereTenAreThere() {
    List<Row> rows = rows(40 * 144, i -> i * 1.0, i -> "c");
    Baseline once = Baseline.fit(TIMED, rows.iterator()).build();
    Baseline twice = Baseline.fit(TIMED, rows).build();
    assertThat(once.chunks()).isEqualTo(twice.chunks());
    assertThat(once.signal("x").natural()).isEqualTo(twice.signal("x").natural());
    assertThat(once.rowsPerMilli()).isEqualTo(twice.rowsPerMilli());
  }

  @Test
  void ofFewDaysChunksAreNeighboursInTime() {
    List<Row> rows = rows(5 * 144 * 20, i -> i * 1.0, i -> "c");
    List<Row> dense = IntStream.range(0, rows.size())
        .mapToObj(i -> new Row(i, "c", 0, false, START.plusSeconds(30L * i)))
        .toList();
    Baseline baseline = Baseline.fit(TIMED, dense.iterator()).build();
    assertThat(baseline.chunks()).hasSizeBetween(20, 31);
    assertThat(baseline.chunks())
        .isSortedAccordingTo(java.util.Comparator.comparing(ChunkFrame::start));
    assertThat(baseline.chunks().get(0).rows()).isGreaterThanOrEqualTo(480);
  }

  @Test
  void askedChunksAreMergedWhenThereAreTooMany() {
    List<Row> rows = rows(5_000, i -> i * 1.0, i -> "c" + i / 5);
    Baseline byTime = Baseline.fit(TIMED, rows.stream())
        .chunks(Chunks.byTime(Row::time, Duration.ofHours(1)))
        .build();
    assertThat(byTime.chunks()).hasSizeBetween(200, 400);
    Baseline byRows =
        Baseline.fit(TIMED, rows.stream()).chunks(Chunks.byRows(10)).build();
    assertThat(byRows.chunks()).hasSizeBetween(200, 400).allMatch(c -> c.rows() % 10 == 0);
    Baseline byKey =
        Baseline.fit(TIMED, rows.stream()).chunks(Chunks.byKey(Row::c)).build();
    assertThat(byKey.chunks()).hasSizeBetween(200, 400);
    for (Baseline baseline : List.of(byTime, byRows, byKey)) {
      assertThat(baseline.chunks().stream().mapToLong(ChunkFrame::rows).sum()).isEqualTo(5_000);
    }
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> Baseline.fit(SCHEMA, Stream.<Row>of()).build())
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> Baseline.fit(SCHEMA, Stream.<Row>of()).buffer(10))
        .hasMessageContaining("at least 1000 rows");
    Row row = rows(1, i -> 1.0, i -> "c").get(0);
    Iterator<Row> withNull = java.util.Arrays.asList(row, null).iterator();
    assertThatThrownBy(() -> Baseline.fit(SCHEMA, withNull).build())
        .hasMessageContaining("Row 1 of the training data is null");
  }
}
