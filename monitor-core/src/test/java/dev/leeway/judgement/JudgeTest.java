package dev.leeway.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.KolmogorovSmirnov;
import dev.leeway.statistic.MeanChange;
import dev.leeway.statistic.Psi;
import dev.leeway.statistic.Statistics;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private record Row(double x, String c) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", row -> row.x() < 0 ? null : row.x())
      .categorical("c", Row::c)
      .build();

  private static final Baseline BASELINE = baseline(0);

  /** A thousand rows 0 … 99 and two categories, with this many rows of a hundred without x. */
  private static Baseline baseline(int missing) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(new Row(i % 100 < missing ? -1 : i / 100, i % 2 == 0 ? "a" : "b"));
    }
    return Baseline.fit(SCHEMA, rows).name("judged").build();
  }

  /** Counts like the training data's, then some rows moved into one bin. */
  private static Window window(
      Baseline baseline, long records, int bin, long moved, boolean categorical) {
    List<Counts> counts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Counts reference = baseline.signals().get(i).counts();
      long[] rows = reference.toArray();
      for (int b = 0; b < rows.length; b++) {
        rows[b] = rows[b] * records / reference.total();
      }
      if (categorical == (i == 1)) {
        long left = moved;
        for (int b = 0; b < rows.length && left > 0; b++) {
          long taken = Math.min(left, (long) Math.ceil((double) rows[b] * moved / records));
          rows[b] -= Math.min(rows[b], taken);
          left -= taken;
        }
        rows[bin] += moved;
      }
      counts.add(Counts.of(reference.binning(), rows));
    }
    return Window.of(
        baseline, new WindowFrame(0, records, 0, records - 1, null, null, false), counts);
  }

  private static Evaluation judge(Window window) {
    return new Judge(
            BASELINE, WindowPolicy.ofRecords(10_000), AlertPolicy.fixed(), Statistics.standard())
        .evaluate(window);
  }

  private static final NumericBinning X =
      (NumericBinning) BASELINE.signals().get(0).binning();
  private static final CategoricalBinning C =
      (CategoricalBinning) BASELINE.signals().get(1).binning();

  @Test
  void theTrainingDataItselfIsOk() {
    Evaluation evaluation = judge(window(BASELINE, 1_000, 0, 0, false));
    assertThat(evaluation.status()).isEqualTo(Status.OK);
    assertThat(evaluation.findings()).isEmpty();
    assertThat(evaluation.summary()).startsWith("OK over 1000 records against baseline 'judged'");
    assertThat(evaluation.signal("x").checks())
        .extracting(CheckResult::check)
        .containsExactly(Check.DRIFT, Check.MISSING, Check.UNREADABLE, Check.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING, 19, NONE",
    "MISSING, 21, WARNING",
    "MISSING, 101, CRITICAL",
    "NOT_A_NUMBER, 21, WARNING",
    "UNREADABLE, 19, NONE",
    "UNREADABLE, 21, WARNING",
    "UNREADABLE, 101, CRITICAL",
    "BELOW, 9, NONE",
    "BELOW, 11, WARNING",
    "BELOW, 101, CRITICAL",
    "ABOVE, 11, WARNING",
    "UNSEEN, 9, NONE",
    "UNSEEN, 11, WARNING",
    "UNSEEN, 101, CRITICAL"
  })
  void sharesAreJudgedByTheirChange(String where, long moved, String severity) {
    boolean categorical = where.equals("UNSEEN");
    int bin = switch (where) {
      case "MISSING" -> X.missing();
      case "NOT_A_NUMBER" -> X.notANumber();
      case "UNREADABLE" -> X.unreadable();
      case "BELOW" -> 0;
      case "ABOVE" -> X.orderedBins() - 1;
      default -> C.unseen();
    };
    Check check = switch (where) {
      case "NOT_A_NUMBER" -> Check.MISSING;
      case "BELOW", "ABOVE" -> Check.OUT_OF_RANGE;
      default -> Check.valueOf(where);
    };
    Evaluation evaluation = judge(window(BASELINE, 1_000, bin, moved, categorical));
    List<Finding> found =
        evaluation.findings().stream().filter(f -> f.check() == check).toList();
    if (severity.equals("NONE")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasSize(1);
      assertThat(found.get(0).severity()).isEqualTo(Severity.valueOf(severity));
      assertThat(found.get(0).value()).isCloseTo(moved / 1000.0, within(0.0011));
      assertThat(found.get(0).thresholdSource()).isEqualTo("fixed");
      assertThat(found.get(0).message())
          .contains("Signal '" + (categorical ? "c" : "x") + "' has", "in training");
    }
  }

  @Test
  void aShareThatFallsIsAFindingToo() {
    Baseline half = baseline(50);
    long[] none = half.signals().get(0).counts().toArray();
    NumericBinning binning = (NumericBinning) half.signals().get(0).binning();
    none[binning.firstCell()] += none[binning.missing()];
    none[binning.missing()] = 0;
    Window full = Window.of(
        half,
        new WindowFrame(0, 10_000, 0, 9_999, null, null, false),
        List.of(Counts.of(binning, none), half.signals().get(1).counts()));
    assertThat(new Judge(
                half, WindowPolicy.ofRecords(10_000), AlertPolicy.fixed(), Statistics.standard())
            .evaluate(full)
            .findings())
        .anyMatch(f -> f.check() == Check.MISSING && f.severity() == Severity.CRITICAL);
  }

  @Test
  void fewerThanFiveRowsAreNoFindingHoweverLargeTheirShare() {
    AlertPolicy small = AlertPolicy.fixed().minimumRows(50);
    Judge judge = new Judge(BASELINE, WindowPolicy.ofRecords(100), small, Statistics.standard());
    assertThat(judge.evaluate(window(BASELINE, 100, C.unseen(), 4, true)).findings())
        .noneMatch(f -> f.check() == Check.UNSEEN);
    assertThat(judge.evaluate(window(BASELINE, 100, C.unseen(), 5, true)).findings())
        .anyMatch(f -> f.check() == Check.UNSEEN);
  }

  @Test
  void allMissingHasNoShapeAndIsACriticalFinding() {
    Evaluation evaluation = judge(window(BASELINE, 1_000, X.missing(), 1_000, false));
    SignalEvaluation x = evaluation.signal("x");
    assertThat(x.missingRate()).isEqualTo(1);
    assertThat(x.statistic("psi").hasValue()).isFalse();
    assertThat(x.statistic("psi").reason()).isEqualTo("The window has no present value.");
    assertThat(x.status()).isEqualTo(Status.CRITICAL);
    assertThat(evaluation.findings())
        .anyMatch(f ->
            f.check() == Check.DRIFT && f.severity() == Severity.NO_DATA && "x".equals(f.signal()));
  }

  @Test
  void findingsAreRankedBySeverityAndThenByHowFarTheyExceedTheirLimit() {
    List<Finding> findings =
        judge(window(BASELINE, 1_000, X.firstCell(), 500, false)).findings();
    assertThat(findings).isNotEmpty();
    for (int i = 1; i < findings.size(); i++) {
      assertThat(findings.get(i).severity())
          .isLessThanOrEqualTo(findings.get(i - 1).severity());
    }
  }

  @Test
  void theBinsThatMovedMostComeFirstAndAddUpToPsi() {
    SignalEvaluation x =
        judge(window(BASELINE, 1_000, X.firstCell(), 300, false)).signal("x");
    assertThat(x.bins())
        .hasSize(16)
        .isSortedAccordingTo((a, b) -> Double.compare(b.contribution(), a.contribution()));
    assertThat(x.bins().stream().mapToDouble(BinShift::contribution).sum())
        .isCloseTo(x.statistic("psi").value(), within(1e-12));
    assertThat(x.bins().stream().mapToDouble(BinShift::current).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theLargestContributionComesFirstWhereverItsBinLies() {
    SignalEvaluation x = judge(window(BASELINE, 1_000, X.bin(60), 300, false)).signal("x");
    assertThat(x.bins().get(0).bin()).isEqualTo("(57, 63]");
    assertThat(x.bins())
        .isSortedAccordingTo((a, b) -> Double.compare(b.contribution(), a.contribution()));
  }

  /** (all others) is empty in training, and so it has no bin unless somebody comes into it. */
  @Test
  void binsThatAreEmptyOnBothSidesAreLeftOut() {
    SignalEvaluation quiet = judge(window(BASELINE, 1_000, 0, 400, true)).signal("c");
    assertThat(quiet.bins()).extracting(BinShift::bin).containsExactlyInAnyOrder("a", "b");
    SignalEvaluation unseen =
        judge(window(BASELINE, 1_000, C.unseen(), 400, true)).signal("c");
    assertThat(unseen.bins())
        .extracting(BinShift::bin)
        .containsExactlyInAnyOrder("a", "b", "(all others)");
    for (SignalEvaluation c : List.of(quiet, unseen)) {
      assertThat(c.bins().stream().mapToDouble(BinShift::contribution).sum())
          .isCloseTo(c.statistic("psi").value(), within(1e-12));
    }
  }

  private record Visit(Instant time, String place) {}

  /** A row a second, one in a hundred is rare; rows without a place take nothing from what is expected of it. */
  @ParameterizedTest
  @CsvSource({"510, 0, true", "490, 0, false", "510, 100, true", "480, 100, false"})
  void aCategoryIsABinOfItsOwnIfFiveRowsOfItAreExpectedInTheTime(
      int seconds, int missing, boolean own) {
    Schema<Visit> schema = Schema.<Visit>builder()
        .categorical("place", Visit::place)
        .eventTime(Visit::time)
        .build();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i <= 1_000; i++) {
      String place = i % 100 == 50 ? "rare" : i % 10 == 0 && i / 10 < missing ? null : "often";
      visits.add(new Visit(Instant.ofEpochSecond(i), place));
    }
    Baseline baseline = Baseline.fit(schema, visits).build();
    Counts counts = baseline.signals().get(0).counts();
    Evaluation evaluation = new Judge(
            baseline,
            WindowPolicy.lasting(Duration.ofSeconds(seconds)),
            AlertPolicy.fixed(),
            Statistics.standard())
        .evaluate(Window.of(
            baseline,
            new WindowFrame(0, counts.total(), 0, counts.total() - 1, null, null, false),
            List.of(counts)));
    List<String> bins =
        evaluation.signal("place").bins().stream().map(BinShift::bin).toList();
    assertThat(bins.contains("rare")).as("%s", bins).isEqualTo(own);
  }

  @Test
  void fewRowsAreReadOnFewerBins() {
    AlertPolicy small = AlertPolicy.fixed().minimumRows(50);
    Judge judge = new Judge(BASELINE, WindowPolicy.ofRecords(1_000), small, Statistics.standard());
    assertThat(judge
            .evaluate(window(BASELINE, 100, 0, 0, false))
            .signal("x")
            .statistic("psi")
            .bins())
        .isEqualTo(10);
    assertThat(judge
            .evaluate(window(BASELINE, 200, 0, 0, false))
            .signal("x")
            .statistic("psi")
            .bins())
        .isEqualTo(16);
  }

  @Test
  void anOrderedStatisticLeavesTheShapeOfCategoriesAlone() {
    Judge judge = new Judge(
        BASELINE,
        WindowPolicy.ofRecords(1_000),
        AlertPolicy.fixed(new KolmogorovSmirnov(), 0.1, 0.2),
        Statistics.standard());
    Evaluation evaluation = judge.evaluate(window(BASELINE, 1_000, 0, 0, false));
    assertThat(evaluation.findings()).isEmpty();
    assertThat(evaluation.signal("c").status()).isEqualTo(Status.OK);
  }

  @Test
  void aFallOfASignedStatisticIsFound() {
    Judge judge = new Judge(
        BASELINE,
        WindowPolicy.ofRecords(1_000),
        AlertPolicy.fixed(new MeanChange(), 5, 10),
        Statistics.standard());
    assertThat(
            judge.evaluate(window(BASELINE, 1_000, X.firstCell(), 500, false)).findings())
        .anyMatch(f -> f.statistic().equals("mean_change") && f.severity() == Severity.CRITICAL);
  }

  @Test
  void aWindowOfAnotherBaselineIsRefused() {
    Baseline other = baseline(10);
    assertThatThrownBy(() -> judge(window(other, 1_000, 0, 0, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other.digest())
        .hasMessageContaining(BASELINE.digest());
  }

  @Test
  void twoStatisticsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Judge(
            BASELINE,
            WindowPolicy.ofRecords(1_000),
            AlertPolicy.fixed(),
            List.of(Psi.standard(), Psi.standard())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("psi");
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Limit(0.2, 0.1, true, 0, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limit(0, 0.1, true, 0, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limit(Double.NaN, 0.1, true, 0, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Limit(0.1, 0.1, true, 0, "x").critical())
        .as("critical from the first")
        .isEqualTo(0.1);
  }

  @Test
  void aConstantSignalIsMarkedAndItsStrangersAreOutside() {
    Schema<Double> schema = Schema.<Double>builder().numeric("k", v -> v).build();
    List<Double> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(7.0);
    }
    Baseline constant = Baseline.fit(schema, rows).build();
    Binning binning = constant.signals().get(0).binning();
    long[] counts = new long[binning.bins()];
    counts[((NumericBinning) binning).bin(7)] = 900;
    counts[((NumericBinning) binning).bin(8)] = 100;
    Evaluation evaluation = new Judge(
            constant, WindowPolicy.ofRecords(1_000), AlertPolicy.fixed(), Statistics.standard())
        .evaluate(Window.of(
            constant,
            new WindowFrame(0, 1_000, 0, 999, null, null, false),
            List.of(Counts.of(binning, counts))));
    SignalEvaluation k = evaluation.signal("k");
    assertThat(k.marks()).containsExactly("constant");
    assertThat(k.statistic("psi").hasValue()).isFalse();
    assertThat(k.statistic("ks").reason()).contains("constant in training");
    assertThat(k.statistic("wasserstein_normalised").hasValue()).isFalse();
    assertThat(k.status()).isEqualTo(Status.CRITICAL);
    assertThat(evaluation.findings())
        .extracting(Finding::check)
        .containsExactly(Check.OUT_OF_RANGE);
  }
}
