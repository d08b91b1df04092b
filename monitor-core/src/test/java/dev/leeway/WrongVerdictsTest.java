package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.Loans.Loan;
import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.sink.MemorySink;
import dev.leeway.statistic.Psi;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Verdicts that other monitors get wrong, each with what goes wrong there. Through the public API only. */
@Timeout(60)
class WrongVerdictsTest {

  private static final Schema<Double> NUMBER =
      Schema.<Double>builder().numeric("x", x -> x).build();
  private static final Schema<String> CATEGORY =
      Schema.<String>builder().categorical("c", c -> c).build();

  private final MemorySink sink = new MemorySink();

  private static List<Double> noise(int rows, long seed, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleSupplier gauss = () -> mean
        + Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
            * Math.cos(2 * Math.PI * random.nextDouble());
    return DoubleStream.generate(gauss).limit(rows).boxed().toList();
  }

  private static Baseline baseline(List<Double> rows) {
    return Baseline.fit(NUMBER, rows).build();
  }

  private static Evaluation compare(List<Double> reference, List<Double> current) {
    return Comparison.against(baseline(reference)).of(NUMBER, current);
  }

  private static Evaluation compareCategories(List<String> reference, List<String> current) {
    return Comparison.against(Baseline.fit(CATEGORY, reference).build()).of(CATEGORY, current);
  }

  private static <E> List<E> concat(List<? extends E> first, List<? extends E> second) {
    return Stream.<E>concat(first.stream(), second.stream()).toList();
  }

  private static List<Finding> alarms(Evaluation evaluation) {
    return evaluation.findings().stream()
        .filter(finding -> finding.severity() != Severity.NO_DATA)
        .toList();
  }

  /** Elsewhere: PSI without its noise, critical in 20 of 20 streams that never change, with windows of 40 rows. */
  @Test
  void stationaryNoiseInSmallWindowsIsNeverCritical() {
    assertThatThrownBy(() -> Monitor.builder(NUMBER, baseline(noise(40, 0, 0)))
            .window(WindowPolicy.ofRecords(40).tumbling())
            .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    int largeByChance = 0;
    for (int stream = 0; stream < 20; stream++) {
      Evaluation few = compare(noise(40, stream, 0), noise(40, 100 + stream, 0));
      assertThat(few.status()).as("stream %d", stream).isEqualTo(Status.NO_DATA);
      assertThat(alarms(few)).isEmpty();
      largeByChance += few.signal("x").statistic("psi").value() >= 0.25 ? 1 : 0;
      try (Monitor<Double> monitor = Monitor.builder(NUMBER, baseline(noise(200, stream, 0)))
          .window(WindowPolicy.ofRecords(200).tumbling())
          .executor(Runnable::run)
          .sink(sink)
          .build()) {
        noise(1_000, 100 + stream, 0).forEach(monitor::observe);
      }
    }
    assertThat(largeByChance).as("PSI of noise above the usual limit").isPositive();
    assertThat(sink.evaluations())
        .hasSize(100)
        .noneMatch(evaluation -> evaluation.status() == Status.CRITICAL)
        .noneMatch(evaluation -> evaluation.status() == Status.NO_DATA);
  }

  /** Elsewhere: bins of equal width over the pooled range, so that all rows but the outlier share one bin. */
  @Test
  void anOutlierInTheBaselineHidesNoShift() {
    Evaluation shifted = compare(concat(noise(10_000, 1, 0), List.of(1e9)), noise(1_000, 2, 3));
    assertThat(shifted.status()).isEqualTo(Status.CRITICAL);
    assertThat(alarms(shifted)).extracting(Finding::check).contains(Check.DRIFT);
    assertThat(shifted.signal("x").statistic("psi").excess()).isGreaterThan(2);
    assertThat(shifted.signal("x").statistic("ks").value()).isGreaterThan(0.8);
  }

  private static List<String> categories(int rows, long seed, double unseen) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> random.nextDouble() < unseen
            ? "new" + random.nextInt(50)
            : "abcd".charAt(random.nextInt(4)) + "")
        .limit(rows)
        .toList();
  }

  /** Elsewhere: p = 1 as soon as a category is unseen, or only known categories are counted. */
  @Test
  void aFloodOfUnseenCategoriesIsCritical() {
    Evaluation flooded = compareCategories(categories(10_000, 1, 0), categories(1_000, 2, 0.9));
    SignalEvaluation signal = flooded.signal("c");
    assertThat(flooded.status()).isEqualTo(Status.CRITICAL);
    assertThat(alarms(flooded))
        .extracting(Finding::check)
        .containsExactlyInAnyOrder(Check.UNSEEN, Check.DRIFT);
    assertThat(signal.unseenRate()).isCloseTo(0.9, within(0.03));
    assertThat(signal.statistic("total_variation").value()).isCloseTo(0.9, within(0.03));
    assertThat(signal.statistic("chi_square").pValue()).isLessThan(1e-100);
    assertThat(signal.bins().get(0).bin()).isEqualTo("(all others)");
  }

  /** Elsewhere: an expected count of 0 makes chi-square infinite, and p = 0 for one row among thousands. */
  @Test
  void oneUnseenCategoryAmongManyRowsIsNoAlarm() {
    Evaluation evaluation = compareCategories(
        categories(10_000, 1, 0), concat(categories(5_000, 2, 0), List.of("new")));
    SignalEvaluation signal = evaluation.signal("c");
    assertThat(evaluation.status()).isEqualTo(Status.OK);
    assertThat(alarms(evaluation)).isEmpty();
    assertThat(signal.unseenRate()).isEqualTo(1 / 5_001.0);
    for (String statistic : List.of("psi", "jensen_shannon", "hellinger", "chi_square", "g_test")) {
      assertThat(signal.statistic(statistic).pValue()).as(statistic).isBetween(0.05, 1.0);
    }
  }

  private static List<Double> ones(int rows, int ones) {
    return IntStream.range(0, rows).mapToObj(i -> i < ones ? 1.0 : 0.0).toList();
  }

  /** Elsewhere: an approximate KS gives every tie with the minimum rank 1, and so reads D = 0. */
  @Test
  void aBinaryFeatureThatGoesFromHalfToATenthHasItsExactDistance() {
    Evaluation evaluation = compare(ones(2_000, 991), ones(2_000, 200));
    assertThat(evaluation.signal("x").statistic("ks").value()).isCloseTo(0.3955, within(1e-15));
    assertThat(evaluation.signal("x").statistic("wasserstein").value())
        .isCloseTo(0.3955, within(1e-15));
    assertThat(evaluation.status()).isEqualTo(Status.CRITICAL);
  }

  /** Elsewhere: one NaN throws, or sorts as the largest value and moves D without a word. */
  @Test
  void oneNanMovesNoStatisticAndIsCountedAsMissing() {
    List<Double> nine = noise(9, 2, 0.5);
    SignalEvaluation without = compare(noise(10_000, 1, 0), nine).signal("x");
    SignalEvaluation with =
        compare(noise(10_000, 1, 0), concat(nine, List.of(Double.NaN))).signal("x");
    assertThat(with.statistics()).isEqualTo(without.statistics());
    assertThat(with.statistic("ks").currentRows()).isEqualTo(9);
    assertThat(with.missingRate()).isEqualTo(0.1);
    assertThat(without.missingRate()).isZero();
    SignalEvaluation inTraining =
        compare(concat(noise(10_000, 1, 0), List.of(Double.NaN)), nine).signal("x");
    assertThat(inTraining.statistic("ks")).isEqualTo(without.statistic("ks"));
  }

  /** Elsewhere: with half of the rows NaN the shape has p = 0, or nothing is said at all. */
  @Test
  void halfOfTheValuesMissingIsAFindingOfItsOwnAndLeavesTheShapeAlone() {
    List<Double> present = noise(1_000, 2, 0);
    Baseline baseline = baseline(noise(10_000, 1, 0));
    Evaluation whole = Comparison.against(baseline).of(NUMBER, present);
    Evaluation half = Comparison.against(baseline)
        .of(NUMBER, concat(present, Collections.nCopies(1_000, Double.NaN)));
    assertThat(alarms(half)).hasSize(1);
    assertThat(alarms(half).get(0).check()).isEqualTo(Check.MISSING);
    assertThat(alarms(half).get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(half.signal("x").missingRate()).isEqualTo(0.5);
    assertThat(half.signal("x").statistic("ks")).isEqualTo(whole.signal("x").statistic("ks"));
    assertThat(half.signal("x").statistic("ks").pValue()).isGreaterThan(0.05);
  }

  private static final int COLUMNS = 30;

  private static Schema<double[]> columns() {
    Schema.Builder<double[]> columns = Schema.builder();
    for (int i = 0; i < COLUMNS; i++) {
      int column = i;
      columns.numeric("x" + i, row -> row[column]);
    }
    return columns.build();
  }

  private static List<double[]> rows(int rows, long seed, double... shifts) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] row = random.doubles(COLUMNS).toArray();
      for (int column = 0; column < shifts.length; column++) {
        row[column] += shifts[column];
      }
      all.add(row);
    }
    return all;
  }

  /** Elsewhere: the largest p-value of all columns decides: an alarm when none drifted, none when all or one did. */
  @Test
  void eachSignalIsJudgedForItself() {
    Schema<double[]> schema = columns();
    Comparison comparison =
        Comparison.against(Baseline.fit(schema, rows(10_000, 1)).build());
    Evaluation none = comparison.of(schema, rows(1_000, 2));
    assertThat(none.status()).isEqualTo(Status.OK);
    assertThat(none.findings()).isEmpty();
    // moved within its own range, so that the shape alone tells
    Evaluation one = comparison.of(schema, moved(rows(1_000, 2), 17));
    assertThat(one.status()).isEqualTo(Status.CRITICAL);
    assertThat(one.findings()).extracting(Finding::signal).containsExactly("x17");
    double[] everywhere = new double[COLUMNS];
    Arrays.fill(everywhere, 0.3);
    Evaluation all = comparison.of(schema, rows(1_000, 2, everywhere));
    assertThat(all.signals()).allMatch(signal -> signal.status() == Status.CRITICAL);
  }

  private static List<double[]> moved(List<double[]> rows, int column) {
    rows.forEach(row -> row[column] = 0.1 + 0.8 * row[column] * row[column]);
    return rows;
  }

  /** Elsewhere: 1e-10 in place of an empty share makes one emptied decile alone PSI 2.07. */
  @Test
  void anEmptiedDecileDoesNotMakePsiExplode() {
    CategoricalBinning deciles =
        CategoricalBinning.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    long[] even = new long[deciles.bins()];
    long[] emptied = new long[deciles.bins()];
    Arrays.fill(even, 0, 10, 900);
    Arrays.fill(emptied, 0, 9, 1_000);
    double psi = Psi.standard().between(Counts.of(deciles, even), Counts.of(deciles, emptied));
    double elsewhere = (0.1 - 1e-10) * Math.log(0.1 / 1e-10);
    assertThat(elsewhere).isCloseTo(2.07, within(0.01));
    // half a row in 9,005 against 900.5, and nine bins of 1,000.5 against 900.5
    assertThat(psi)
        .isCloseTo(
            900 / 9005.0 * Math.log(1801) + 900 / 9005.0 * Math.log(1000.5 / 900.5), within(1e-12));
    assertThat(psi).isLessThan(0.8);
    // and a window without its upper tenth is critical still
    List<Double> rows = noise(10_000, 1, 0);
    double cut = rows.stream().sorted().toList().get(9_000);
    Evaluation window =
        compare(rows, noise(1_000, 2, 0).stream().filter(x -> x < cut).toList());
    assertThat(window.signal("x").statistic("psi").excess()).isBetween(0.1, 0.8);
    assertThat(window.status()).isEqualTo(Status.CRITICAL);
  }

  /** Elsewhere: the baseline is taken as exact, so that all of a small baseline's own noise passes for drift. */
  @Test
  void theNoiseOfTheBaselineIsTakenIntoAccount() {
    int aboveTheLimit = 0;
    for (int seed = 0; seed < 20; seed++) {
      Evaluation evaluation = compare(noise(200, seed, 0), noise(50_000, 100 + seed, 0));
      StatisticResult psi = evaluation.signal("x").statistic("psi");
      assertThat(psi.noise())
          .isCloseTo((psi.bins() - 1) * (1 / 200.0 + 1 / 50_000.0), within(1e-12));
      assertThat(evaluation.findings())
          .as("seed %d", seed)
          .noneMatch(finding -> finding.check() == Check.DRIFT);
      aboveTheLimit += psi.value() - (psi.bins() - 1) / 50_000.0 >= 0.1 ? 1 : 0;
    }
    assertThat(aboveTheLimit).as("findings if only the window had noise").isPositive();
  }

  /** Elsewhere: p = 1 and "no drift" for no row and for one. */
  @Test
  void fewerThanTwoRowsAreNoData() {
    for (List<Double> rows : List.of(List.<Double>of(), List.of(1e9))) {
      Evaluation evaluation = compare(noise(10_000, 1, 0), rows);
      assertThat(evaluation.status()).isEqualTo(Status.NO_DATA);
      assertThat(evaluation.status().isAtLeast(Status.OK)).isFalse();
      assertThat(alarms(evaluation)).isEmpty();
      assertThat(evaluation.summary()).contains("200 are needed to judge it");
    }
    Evaluation noRow = compare(List.of(1.0), List.of());
    assertThat(noRow.status()).isEqualTo(Status.NO_DATA);
    assertThat(noRow.signal("x").statistics().values())
        .allMatch(result -> !result.hasValue() && Double.isNaN(result.pValue()));
  }

  private MonitorBuilder<Double> monitor() {
    return Monitor.builder(NUMBER, baseline(noise(10_000, 1, 0)))
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .sink(sink);
  }

  /** Elsewhere: the last chunk of a file, of one row, is judged like a full one. */
  @Test
  void aLastWindowOfOneRowIsNoData() {
    try (Monitor<Double> monitor = monitor().build()) {
      noise(1_000, 2, 0).forEach(monitor::observe);
      monitor.observe(1e9);
    }
    assertThat(sink.evaluations())
        .extracting(Evaluation::status)
        .containsExactly(Status.OK, Status.NO_DATA);
    assertThat(sink.evaluations().get(1).window().records()).isEqualTo(1);
    assertThat(sink.alerts()).isEmpty();
  }

  /** Elsewhere: a missing category is a new one. */
  @Test
  void missingIsNotUnseen() {
    List<String> half = new ArrayList<>(categories(500, 2, 0));
    half.addAll(Collections.nCopies(500, null));
    Evaluation evaluation = compareCategories(categories(10_000, 1, 0), half);
    assertThat(evaluation.signal("c").missingRate()).isEqualTo(0.5);
    assertThat(evaluation.signal("c").unseenRate()).isZero();
    assertThat(alarms(evaluation)).extracting(Finding::check).containsExactly(Check.MISSING);
  }

  /** Elsewhere: one column that cannot be read, and the whole report is lost. */
  @Test
  void oneUnreadableColumnLeavesTheRestOfTheReport() {
    Schema<Loan> broken = Schema.<Loan>builder()
        .numeric("amount", loan -> {
          throw new IllegalStateException("no amount today");
        })
        .numeric("income", Loan::income)
        .categorical("region", Loan::region)
        .score("p")
        .build();
    List<Loan> shifted = Loans.rows(1_000, 3, 1);
    Evaluation whole =
        Comparison.against(Loans.baseline()).of(Loans.SCHEMA, shifted, Loan::probability);
    Evaluation evaluation =
        Comparison.against(Loans.baseline()).of(broken, shifted, Loan::probability);
    assertThat(evaluation.signal("amount").unreadableRate()).isEqualTo(1);
    for (String signal : List.of("income", "region", "p")) {
      assertThat(evaluation.signal(signal)).isEqualTo(whole.signal(signal));
    }
    assertThat(alarms(evaluation))
        .extracting(finding -> finding.signal() + " " + finding.check())
        .containsExactlyInAnyOrder("amount UNREADABLE", "income DRIFT");
  }

  /** Elsewhere: a detector that has alarmed once never does again. */
  @Test
  void anAlarmReArmsAfterRecovery() {
    try (Monitor<Double> monitor = monitor().build()) {
      noise(1_000, 2, 1).forEach(monitor::observe);
      noise(1_000, 3, 0).forEach(monitor::observe);
      noise(1_000, 4, 1).forEach(monitor::observe);
    }
    assertThat(sink.alerts())
        .extracting(Alert::state)
        .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED, Alert.State.OPENED);
    assertThat(sink.alerts().get(1).id()).isEqualTo(sink.alerts().get(0).id());
    assertThat(sink.alerts().get(2).id()).isNotEqualTo(sink.alerts().get(0).id());
  }

  /** Elsewhere: what had been gathered for the next batch is forgotten at the end. */
  @Test
  void closingJudgesWhatWasGathered() {
    ManualClock clock = new ManualClock(1_000_000);
    try (Monitor<Double> monitor = monitor()
        .window(WindowPolicy.lasting(Duration.ofHours(1)).tumbling())
        .clock(clock)
        .build()) {
      noise(500, 2, 1).forEach(monitor::observe);
      assertThat(sink.evaluations()).isEmpty();
    }
    assertThat(sink.evaluations()).extracting(Evaluation::status).containsExactly(Status.CRITICAL);
    assertThat(sink.alerts()).extracting(Alert::check).containsExactly(Check.DRIFT);
  }

  /** As above, for a window of a number of records: an incomplete one is shown at the end, and judged when asked for. */
  @Test
  void anIncompleteWindowOfRecordsIsShownAtTheEndAndJudgedOnDemand() {
    try (Monitor<Double> monitor = monitor().build()) {
      noise(999, 2, 1).forEach(monitor::observe);
      assertThat(monitor.evaluate().status()).isEqualTo(Status.CRITICAL);
    }
    assertThat(sink.evaluations()).hasSize(1);
    Evaluation last = sink.evaluations().get(0);
    assertThat(last.window().records()).isEqualTo(999);
    assertThat(last.window().partial()).isTrue();
    assertThat(last.status()).isEqualTo(Status.NO_DATA);
    assertThat(last.signal("x").statistic("psi").excess()).isGreaterThan(0.25);
  }

  /** A sink that fails whatever it hears. */
  private static final class AngrySink implements Sink {
    @Override
    public void evaluated(Evaluation evaluation) {
      throw new IllegalStateException("evaluated");
    }

    @Override
    public void alerted(Alert alert) {
      throw new StackOverflowError();
    }

    @Override
    public void close() {
      throw new IllegalStateException("close");
    }
  }

  /** Elsewhere: what the monitor's own parts throw reaches the request that was served. */
  @Test
  void aMonitorWhosePartsThrowDoesNotBreakTheServingProcess() {
    Schema<Double> angry = Schema.<Double>builder()
        .numeric("x", x -> {
          if (x > 0) {
            throw new StackOverflowError();
          }
          return x;
        })
        .build();
    Monitor<Double> monitor = Monitor.builder(angry, baseline(noise(10_000, 1, 0)))
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .sink(new AngrySink())
        .sink(sink)
        .build();
    int served = 0;
    for (Double x : concat(noise(3_000, 2, 0), Collections.<@Nullable Double>nCopies(10, null))) {
      monitor.observe(x);
      served++;
    }
    monitor.close();
    monitor.observe(0.0);
    assertThat(served).isEqualTo(3_010);
    assertThat(monitor.records()).isEqualTo(3_010);
    assertThat(monitor.dropped()).isEqualTo(1);
    assertThat(monitor.errors(Stage.ACCESSOR)).isBetween(1_300L, 1_700L);
    assertThat(monitor.errors(Stage.SINK)).isPositive();
    assertThat(sink.evaluations().get(0).status()).isEqualTo(Status.CRITICAL);
    assertThat(sink.alerts()).extracting(Alert::check).contains(Check.UNREADABLE);
  }
}
