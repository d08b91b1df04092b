package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas of section 3 (item 4) and section 4 (rule 2) of the statistics, computed here from the rows alone. */
class NaturalVariabilityTest {

  private static final int CHUNKS = 30;
  private static final int ROWS = 400;

  /** Values may be missing (null); day is the chunk. */
  private record Row(int day, Double x, Double steady, String category, String rare) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", Row::x)
      .numericOrMissing("steady", Row::steady)
      .categorical("category", Row::category)
      .categorical("rare", Row::rare)
      .build();

  /** The last day has fewer than half the rows, and so is not full. */
  private static List<Row> rows(double dayDeviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int day = 0; day <= CHUNKS; day++) {
      double shift = dayDeviation * Samples.gauss(random);
      double missing = 0.05 * Math.exp(dayDeviation * Samples.gauss(random));
      for (int i = 0; i < (day == CHUNKS ? ROWS / 4 : ROWS); i++) {
        double x = Samples.gauss(random) + shift;
        String category = "c" + Math.round(2 * (Samples.gauss(random) + shift));
        String rare = random.nextInt(200) == 0 ? "new " + day + " " + random.nextInt(40) : "usual";
        rows.add(new Row(
            day,
            random.nextDouble() < missing ? null : random.nextInt(200) == 0 ? Double.NaN : x,
            Samples.gauss(random),
            random.nextDouble() < 0.02 ? null : category,
            rare));
      }
    }
    return rows;
  }

  private static Baseline fitted(List<Row> rows) {
    return Baseline.fit(SCHEMA, rows).bins(64).chunks(Chunks.byKey(Row::day)).build();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double psi(SignalBaseline signal) {
    int bins = signal.view().bins();
    double excess = 0;
    double size = 0;
    for (int c = 0; c < CHUNKS; c++) {
      double[] w = new double[bins];
      double[] r = new double[bins];
      for (int i = 0; i < signal.chunks().size(); i++) {
        for (int b = 0; b < bins; b++) {
          (i == c ? w : r)[b] += signal.chunks().get(i).coarse().count(b);
        }
      }
      int filled = 0;
      for (int b = 0; b < bins; b++) {
        filled += w[b] + r[b] > 0 ? 1 : 0;
      }
      double n = sum(w);
      double m = sum(r);
      double psi = 0;
      for (int b = 0; b < bins; b++) {
        if (w[b] + r[b] > 0) {
          double p = (w[b] + 0.5) / (n + filled / 2.0);
          double q = (r[b] + 0.5) / (m + filled / 2.0);
          psi += (p - q) * Math.log(p / q);
        }
      }
      double k = n * m / (n + m);
      excess += k * psi - (filled - 1);
      size += k;
    }
    return Math.max(0, excess / CHUNKS) / (size / CHUNKS);
  }

  private static double ks(List<Row> rows, NumericBinning binning) {
    double[] edges = binning.edges();
    double[][] counts = new double[CHUNKS + 1][edges.length - 1];
    for (Row row : rows) {
      if (row.x != null && !row.x.isNaN()) {
        int cell = 0;
        while (row.x >= edges[cell + 1]) {
          cell++;
        }
        counts[row.day][cell]++;
      }
    }
    double excess = 0;
    double size = 0;
    for (int c = 0; c < CHUNKS; c++) {
      double n = sum(counts[c]);
      double m = 0;
      for (int other = 0; other <= CHUNKS; other++) {
        m += other == c ? 0 : sum(counts[other]);
      }
      double f = 0;
      double g = 0;
      double d = 0;
      for (int cell = 0; cell < edges.length - 1; cell++) {
        for (int other = 0; other <= CHUNKS; other++) {
          if (other == c) {
            f += counts[other][cell] / n;
          } else {
            g += counts[other][cell] / m;
          }
        }
        d = Math.max(d, Math.abs(f - g));
      }
      double k = n * m / (n + m);
      excess += k * d * d - 0.8225;
      size += k;
    }
    return Math.max(0, excess / CHUNKS) / (size / CHUNKS);
  }

  private static double spread(double x, double n, double restX, double restN) {
    double l = Math.log((x + 0.5) / (n - x + 0.5));
    double rest = Math.log((restX + 0.5) / (restN - restX + 0.5));
    return (l - rest) * (l - rest)
        - (1 / (x + 0.5) + 1 / (n - x + 0.5))
        - (1 / (restX + 0.5) + 1 / (restN - restX + 0.5));
  }

  private static double ownMissing(List<Row> rows, java.util.function.Predicate<Row> isMissing) {
    double own = 0;
    for (int c = 0; c < CHUNKS; c++) {
      int day = c;
      double x = rows.stream().filter(r -> r.day == day && isMissing.test(r)).count();
      double n = rows.stream().filter(r -> r.day == day).count();
      double restX =
          rows.stream().filter(r -> r.day != day && isMissing.test(r)).count();
      own += spread(x, n, restX, rows.size() - n);
    }
    return Math.max(0, own / CHUNKS);
  }

  private static double ownUnseen(List<Row> rows) {
    double own = 0;
    for (int c = 0; c < CHUNKS; c++) {
      Map<String, Integer> here = new HashMap<>();
      Map<String, Integer> elsewhere = new HashMap<>();
      double n = 0;
      for (Row row : rows) {
        n += row.day == c ? 1 : 0;
        (row.day == c ? here : elsewhere).merge(row.rare, 1, Integer::sum);
      }
      double onlyHere = here.entrySet().stream()
          .filter(e -> !elsewhere.containsKey(e.getKey()))
          .mapToInt(Map.Entry::getValue)
          .sum();
      double once = elsewhere.values().stream().filter(count -> count == 1).count();
      own += spread(onlyHere, n, once, rows.size() - n);
    }
    return Math.max(0, own / CHUNKS);
  }

  @ParameterizedTest(name = "days differ by {0} standard deviations")
  @ValueSource(doubles = {0, 0.1, 0.5})
  void tauEqualsANaiveComputation(double dayDeviation) {
    List<Row> rows = rows(dayDeviation, 20240501);
    Baseline baseline = fitted(rows);

    assertThat(baseline.chunks()).hasSize(CHUNKS + 1);
    assertThat(baseline.chunks().get(CHUNKS).full()).isFalse();
    for (SignalBaseline signal : baseline.signals()) {
      assertThat(signal.natural().psi())
          .as(signal.signal().name())
          .isCloseTo(psi(signal), within(1e-12));
    }
    SignalBaseline x = baseline.signal("x");
    assertThat(x.natural().ks()).isCloseTo(ks(rows, (NumericBinning) x.binning()), within(1e-12));
    assertThat(baseline.signal("category").natural().ks()).isZero();
  }

  @ParameterizedTest(name = "days differ by {0} standard deviations")
  @ValueSource(doubles = {0, 0.5})
  void shareVariationEqualsANaiveComputation(double dayDeviation) {
    List<Row> rows = rows(dayDeviation, 20240502);
    Baseline baseline = fitted(rows);

    double ownX = ownMissing(rows, r -> r.x == null || r.x.isNaN());
    double ownCategory = ownMissing(rows, r -> r.category == null);
    // x and category have at least 5 missing rows a chunk; the other two have none and stay out of
    // the pool
    double pool = Math.max(0.0025, (ownX + ownCategory + 0.01) / 3);
    Natural.ShareVariation x = baseline.signal("x").natural().missing();
    assertThat(x.own()).isCloseTo(ownX, within(1e-12));
    assertThat(x.pool()).isCloseTo(pool, within(1e-12));
    assertThat(x.rows())
        .isEqualTo(rows.stream().filter(r -> r.x == null || r.x.isNaN()).count());
    Natural.ShareVariation category = baseline.signal("category").natural().missing();
    assertThat(category.own()).isCloseTo(ownCategory, within(1e-12));
    assertThat(category.pool()).isEqualTo(x.pool());
    assertThat(baseline.signal("steady").natural().missing().rows()).isZero();
    assertThat(baseline.signal("steady").natural().missing().pool()).isEqualTo(x.pool());
    if (dayDeviation > 0) {
      // log-normal days: the log-odds move by about their deviation
      assertThat(x.own()).isBetween(0.1, 0.6);
    }
  }

  @Test
  void variationOfNewCategoriesEqualsANaiveComputation() {
    List<Row> rows = rows(0.1, 20240503);
    Baseline baseline = fitted(rows);

    Natural.ShareVariation unseen = baseline.signal("rare").natural().unseen();
    assertThat(unseen.own()).isCloseTo(ownUnseen(rows), within(1e-12));
    assertThat(unseen.rows()).isEqualTo(baseline.signal("rare").singletons());
    assertThat(unseen.pool())
        .isEqualTo(baseline.signal("category").natural().unseen().pool());
    assertThat(baseline.signal("x").natural().unseen()).isNull();
  }

  /**
   * Under i.i.d. chunks the mean of 30 values k PSI has a standard error of sqrt(2 · 15 / 30) = 1, that of k D² one of
   * 0.52 / sqrt(30) = 0.095; four of them, over k of about 390.
   */
  @Test
  void chunksOfOneDistributionHaveHardlyAnyVariability() {
    Natural natural = fitted(rows(0, 20240504)).signal("steady").natural();

    assertThat(natural.psi()).isBetween(0.0, 4 / 385.0);
    assertThat(natural.ks()).isBetween(0.0, 4 * 0.095 / 385);
  }

  /** A shift of δ standard deviations has a PSI near δ²; its mean over days is the squared deviation of the days. */
  @Test
  void daysWithMeansOfTheirOwnShowThem() {
    Baseline baseline = fitted(rows(0.5, 20240505));

    assertThat(baseline.signal("x").natural().psi()).isBetween(0.1, 0.5);
    // D is near δ φ(0) for a shift of δ; its mean square 0.25 · 0.159
    assertThat(baseline.signal("x").natural().ks()).isBetween(0.015, 0.08);
    assertThat(baseline.signal("category").natural().psi()).isBetween(0.1, 0.5);
    assertThat(baseline.signal("steady").natural().psi()).isLessThan(4 / 385.0);
  }

  @Test
  void oneChunkHasNoVariability() {
    List<Row> rows = rows(0.5, 20240506);
    Baseline baseline =
        Baseline.fit(SCHEMA, rows).chunks(Chunks.byRows(1_000_000)).build();
    Natural natural = baseline.signal("x").natural();

    assertThat(baseline.chunks()).hasSize(1);
    assertThat(natural.psi()).isZero();
    assertThat(natural.ks()).isZero();
    assertThat(natural.missing().own()).isZero();
  }

  @Test
  void aChunkWithoutAnyValueIsLeftOut() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      rows.add(new Row(i / 300, i < 300 ? null : (double) (i % 10), 1.0, null, "a"));
    }
    Baseline baseline = fitted(rows);

    assertThat(baseline.signal("x").natural().psi()).isZero();
    assertThat(baseline.signal("x").natural().missing().own()).isPositive();
    assertThat(baseline.signal("category").natural().psi()).isZero();
    assertThat(baseline.signal("steady").natural().psi()).isZero();
  }
}
