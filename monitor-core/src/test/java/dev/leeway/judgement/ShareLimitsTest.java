package dev.leeway.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.MeanChange;
import dev.leeway.statistic.Psi;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares at, just below and above their limits: limits are powers of two, so that nothing is rounded. */
class ShareLimitsTest {

  private record Row(Double x, String c) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("x", row -> {
        if (row.x() != null && row.x() == 666) {
          throw new IllegalStateException("unreadable");
        }
        return row.x();
      })
      .categorical("c", Row::c)
      .build();

  /** An eighth of x is missing, the rest are 0 … 99; c is a or b. */
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, rows(8_000, 1_000, null, "a")).build();

  /** So many rows of which the first ones have this x, and the others what training had. */
  private static List<Row> rows(int count, int special, Double x, String c) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(i < special ? new Row(x, c) : new Row(i % 100 + 0.0, i % 2 == 0 ? "a" : "b"));
    }
    return rows;
  }

  private static FixedPolicy policy(Check check) {
    return AlertPolicy.fixed().minimumRows(64).share(check, 0.125, 0.25);
  }

  private static CheckResult check(Evaluation evaluation, String signal, Check check) {
    return evaluation.signal(signal).checks().stream()
        .filter(result -> result.check() == check)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // an eighth is missing in training: the limits are on the change, in either direction
    "255, , 0.1240234375",
    "256, WARNING, 0.125",
    "383, WARNING, 0.2490234375",
    "384, CRITICAL, 0.25",
    "128, , 0",
    "1, , 0.1240234375",
    "0, WARNING, 0.125"
  })
  void missing(int missing, Severity severity, double change) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(policy(Check.MISSING))
        .of(SCHEMA, rows(1_024, missing, null, "a"));
    CheckResult result = check(evaluation, "x", Check.MISSING);
    assertThat(result.severity()).isEqualTo(severity);
    assertThat(result.value()).isEqualTo(change);
    assertThat(result.ratio()).isEqualTo(change / 0.125);
    assertThat(result.moved().reference()).isEqualTo(0.125);
    assertThat(result.moved().current()).isEqualTo(missing / 1_024.0);
  }

  @ParameterizedTest
  @CsvSource({
    "UNREADABLE, 127, ", "UNREADABLE, 128, WARNING", "UNREADABLE, 256, CRITICAL",
    "UNSEEN, 127, ", "UNSEEN, 128, WARNING", "UNSEEN, 256, CRITICAL",
    "OUT_OF_RANGE, 127, ", "OUT_OF_RANGE, 128, WARNING", "OUT_OF_RANGE, 256, CRITICAL"
  })
  void strangeRows(Check check, int strange, Severity severity) {
    for (double outside : new double[] {-1, 1e6}) {
      double x = check == Check.UNREADABLE ? 666 : check == Check.OUT_OF_RANGE ? outside : 1;
      Evaluation evaluation = Comparison.against(BASELINE)
          .policy(policy(check))
          .of(SCHEMA, rows(1_024, strange, x, check == Check.UNSEEN ? "new" : "a"));
      CheckResult result = check(evaluation, check == Check.UNSEEN ? "c" : "x", check);
      assertThat(result.value()).isEqualTo(strange / 1_024.0);
      assertThat(result.severity()).isEqualTo(severity);
      assertThat(result.enoughRows()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"4, false, 0", "5, true, 1.25"})
  void fewerThanFiveRowsSayNothing(int unseen, boolean enough, double ratio) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed().minimumRows(64).share(Check.UNSEEN, 0.0625, 0.5))
        .of(SCHEMA, rows(64, unseen, 1.0, "new"));
    CheckResult result = check(evaluation, "c", Check.UNSEEN);
    assertThat(result.enoughRows()).isEqualTo(enough);
    assertThat(result.ratio()).isEqualTo(ratio);
    assertThat(result.severity()).isEqualTo(enough ? Severity.WARNING : null);
  }

  /** An eighth of 64 rows are eight. */
  @ParameterizedTest
  @CsvSource({"3, true", "4, false", "8, false", "12, false", "13, true"})
  void whatMattersIsTheRowsByWhichAShareHasChanged(int missing, boolean enough) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed().minimumRows(50).share(Check.MISSING, 0.0625, 0.5))
        .of(SCHEMA, rows(64, missing, null, "a"));
    assertThat(check(evaluation, "x", Check.MISSING).enoughRows()).isEqualTo(enough);
  }

  @Test
  void outsideRowsCountOnBothSides() {
    List<Row> rows = rows(1_024, 64, -1.0, "a");
    rows.addAll(rows(64, 64, 1e6, "a"));
    CheckResult result = check(
        Comparison.against(BASELINE).policy(policy(Check.OUT_OF_RANGE)).of(SCHEMA, rows),
        "x",
        Check.OUT_OF_RANGE);
    assertThat(result.value()).isEqualTo(128 / 1_088.0);
  }

  /** A window that becomes the reference has rows outside the old training range. */
  @Test
  void whatWasOutsideInTheReferenceIsExpected() {
    List<Row> rows = rows(1_024, 64, -1.0, "a");
    rows.addAll(rows(256, 256, 1e6, "a"));
    Window window;
    try (Monitor<Row> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(10_000))
        .executor(Runnable::run)
        .build()) {
      rows.forEach(monitor::observe);
      window = monitor.window();
    }
    CheckResult result =
        check(Comparison.against(window.toBaseline()).of(SCHEMA, rows), "x", Check.OUT_OF_RANGE);
    assertThat(result.moved().reference()).isEqualTo(320 / 1_280.0);
    assertThat(result.value()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"63, NO_DATA", "64, OK"})
  void aShapeIsJudgedFromTheMinimumOfPresentValuesOn(int present, Status status) {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed(Psi.standard(), 50, 60).minimumRows(64).missing(5, 6))
        .of(SCHEMA, rows(73, 73 - present, null, "a"));
    assertThat(evaluation.signal("x").status()).isEqualTo(status);
  }

  /** Knows a reason to have no value. */
  private static final class Undefined implements DriftStatistic {
    @Override
    public String name() {
      return "undefined";
    }

    @Override
    public double between(Counts reference, Counts current) {
      throw new IllegalStateException("not asked where there is a reason");
    }

    @Override
    public String undefined(Counts reference, Counts current) {
      return "It rains.";
    }
  }

  @Test
  void aShapeThatCannotBeComparedIsNoDataAndSaysWhy() {
    Evaluation evaluation = Comparison.against(BASELINE)
        .policy(AlertPolicy.fixed(new Undefined(), 1, 2))
        .of(SCHEMA, rows(1_024, 128, null, "a"));
    assertThat(evaluation.status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluation.findings())
        .extracting(Finding::message)
        .containsExactly("Signal 'x': It rains.", "Signal 'c': It rains.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 1"})
  void aLabelThatIsAbsentIsNoFindingButAFewAre(int labelled, int findings) {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", i -> i % 100)
        .label("y", i -> i < 0 ? null : i % 2 == 0 ? "yes" : "no")
        .build();
    List<Integer> training = IntStream.range(0, 1_000).boxed().toList();
    List<Integer> live =
        IntStream.range(0, 1_000).map(i -> i < labelled ? i : i - 2_000).boxed().toList();
    Evaluation evaluation =
        Comparison.against(Baseline.fit(schema, training).build()).of(schema, live);
    assertThat(evaluation.signal("y").status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluation.findings().stream().filter(f -> "y".equals(f.signal())))
        .hasSize(findings)
        .allMatch(f -> f.check() == Check.LABEL_SHIFT && f.severity() == Severity.NO_DATA);
  }

  @Test
  void aFindingNamesTheLimitThatItExceeded() {
    for (Severity severity : new Severity[] {Severity.WARNING, Severity.CRITICAL}) {
      Evaluation evaluation = Comparison.against(BASELINE)
          .policy(policy(Check.UNSEEN))
          .of(SCHEMA, rows(1_024, severity == Severity.WARNING ? 200 : 300, 1.0, "new"));
      Finding finding = evaluation.findings().stream()
          .filter(f -> f.check() == Check.UNSEEN)
          .findFirst()
          .orElseThrow();
      assertThat(finding.severity()).isEqualTo(severity);
      assertThat(finding.threshold()).isEqualTo(severity == Severity.WARNING ? 0.125 : 0.25);
      assertThat(finding)
          .hasToString(finding.message())
          .asString()
          .endsWith(
              severity == Severity.WARNING
                  ? " (warning from 0.125, fixed)."
                  : " (critical from 0.25, fixed).");
    }
  }

  /** Its noise is not known. */
  private static final class LargestChange implements DriftStatistic {
    @Override
    public String name() {
      return "largest_change";
    }

    @Override
    public double between(Counts reference, Counts current) {
      double largest = 0;
      for (int bin = 0; bin < reference.shapeBins(); bin++) {
        double before = (double) reference.shape(bin) / reference.present();
        double now = (double) current.shape(bin) / current.present();
        largest = Math.max(largest, Math.abs(now - before));
      }
      return largest;
    }
  }

  @Test
  void aFindingOnAShapeSaysItsNoiseWhereThatIsKnown() {
    List<Row> rows = rows(1_024, 800, 3.0, "a");
    assertThat(Comparison.against(BASELINE).of(SCHEMA, rows).findings())
        .filteredOn(finding -> finding.statistic().equals("psi") && "x".equals(finding.signal()))
        .singleElement()
        .asString()
        .startsWith("Signal 'x' has drifted: psi exceeds its noise of ")
        .contains(" by ", " of the values, ", " in training");
    FixedPolicy size = AlertPolicy.fixed(new LargestChange(), 0.1, 0.2);
    assertThat(Comparison.against(BASELINE).policy(size).of(SCHEMA, rows).findings())
        .filteredOn(finding -> "x".equals(finding.signal()) && finding.check() == Check.DRIFT)
        .singleElement()
        .asString()
        .startsWith("Signal 'x' has drifted: largest_change is 0.");
    assertThat(size).hasToString("fixed limits on largest_change: 0.1 and 0.2");
    assertThat(size.name()).isEqualTo("fixed");
  }

  /** Of two critical findings the one twenty times over its limit comes before the one twice over. */
  @Test
  void findingsAreRankedByHowFarTheyExceedTheirOwnLimits() {
    FixedPolicy policy = AlertPolicy.fixed(new MeanChange(), 1e6, 2e6)
        .share(Check.OUT_OF_RANGE, 0.01, 0.02)
        .share(Check.UNSEEN, 0.2, 0.3);
    Evaluation evaluation =
        Comparison.against(BASELINE).policy(policy).of(SCHEMA, rows(1_024, 600, 1e6, "new"));
    assertThat(evaluation.findings())
        .filteredOn(finding -> finding.severity() == Severity.CRITICAL)
        .extracting(Finding::check)
        .containsSubsequence(Check.OUT_OF_RANGE, Check.UNSEEN);
  }

  @Test
  void theWorstFindingComesFirstAndTheSummarySaysIt() {
    FixedPolicy policy = AlertPolicy.fixed()
        .minimumRows(64)
        .share(Check.UNSEEN, 0.125, 0.25)
        .share(Check.OUT_OF_RANGE, 0.125, 0.75);
    Evaluation evaluation =
        Comparison.against(BASELINE).policy(policy).of(SCHEMA, rows(1_024, 400, 1e6, "new"));
    assertThat(evaluation.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
    List<Double> ratios = evaluation.findings().stream()
        .filter(finding -> finding.severity() == Severity.CRITICAL)
        .map(finding -> finding.value() / finding.threshold())
        .toList();
    assertThat(ratios).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    Finding last = evaluation.findings().get(evaluation.findings().size() - 1);
    assertThat(last.check()).isEqualTo(Check.OUT_OF_RANGE);
    assertThat(last.severity()).isEqualTo(Severity.WARNING);
    assertThat(evaluation.summary())
        .isEqualTo(evaluation.toString())
        .startsWith("CRITICAL over 1024 records against baseline 'baseline', ")
        .contains(evaluation.findings().size() + " findings, first: ")
        .endsWith(evaluation.findings().get(0).message());
  }

  @Test
  void theSummaryCountsFindingsAndNotWhatCouldNotBeJudged() {
    Evaluation quiet = Comparison.against(BASELINE).of(SCHEMA, rows(1_024, 128, null, "a"));
    assertThat(quiet.summary()).isEqualTo("OK over 1024 records against baseline 'baseline'.");
    Evaluation few = Comparison.against(BASELINE).of(SCHEMA, rows(10, 1, null, "a"));
    assertThat(few.summary())
        .startsWith(
            "NO_DATA over 10 records against baseline 'baseline': The window has 10 records");
    Evaluation one = Comparison.against(BASELINE)
        .policy(policy(Check.UNREADABLE))
        .of(SCHEMA, rows(1_024, 130, 666.0, "a"));
    assertThat(one.findings())
        .as("an eighth less is missing, and unreadable instead")
        .hasSize(2);
  }

  @Test
  void aStatusIsAtLeastWhatItIsAndNoDataIsNothing() {
    assertThat(Status.WARNING.isAtLeast(Status.WARNING)).isTrue();
    assertThat(Status.WARNING.isAtLeast(Status.CRITICAL)).isFalse();
    assertThat(Status.CRITICAL.isAtLeast(Status.OK)).isTrue();
    assertThat(Status.NO_DATA.isAtLeast(Status.OK)).isFalse();
    assertThat(Status.NO_DATA.isAtLeast(Status.NO_DATA)).isFalse();
  }
}
