package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Columns;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.Task;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same rows as records, arrays, maps and columns must be the same counts. */
class BindingsTest {

  private enum Grade {
    A,
    B,
    C
  }

  private record Case(double amount, int months, boolean owner, Grade grade, Instant opened) {}

  private static final Schema<Case> RECORDS = Schema.<Case>builder()
      .numeric("amount", Case::amount)
      .numeric("months", Case::months)
      .bool("owner", Case::owner)
      .categorical("grade", Case::grade)
      .time("opened", Case::opened)
      .score("p")
      .build();
  private static final List<Case> CASES = cases(2_000, 1);
  private static final Baseline BASELINE =
      Baseline.fit(RECORDS, CASES).scores(BindingsTest::score).build();

  private static List<Case> cases(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(new Case(
          random.nextDouble() * 1000,
          random.nextInt(60),
          random.nextBoolean(),
          Grade.values()[random.nextInt(3)],
          Instant.ofEpochSecond(1_700_000_000L + random.nextInt(10_000_000))));
    }
    return cases;
  }

  private static double score(Case one) {
    return one.amount() / 1000;
  }

  private static Map<String, Object> map(Case one) {
    Map<String, Object> map = new HashMap<>();
    map.put("amount", one.amount());
    map.put("months", one.months());
    map.put("owner", one.owner());
    map.put("grade", one.grade());
    map.put("opened", one.opened());
    return map;
  }

  private static <T> Monitor<T> monitor(Schema<T> schema, Baseline baseline) {
    return Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(100_000).tumbling())
        .executor(Runnable::run)
        .build();
  }

  private static List<Counts> expected(List<Case> cases) {
    try (Monitor<Case> monitor = monitor(RECORDS, BASELINE)) {
      cases.forEach(one -> monitor.observe(one, score(one)));
      return monitor.window().counts();
    }
  }

  @Test
  void mapsCountAsRecordsDo() {
    List<Case> live = cases(1_000, 2);
    try (Monitor<Map<String, ?>> monitor = monitor(BASELINE.mapSchema(), BASELINE)) {
      for (int i = 0; i < live.size(); i++) {
        Map<String, Object> row = map(live.get(i));
        if (i % 2 == 0) {
          row.put("p", score(live.get(i)));
          monitor.observe(row);
        } else {
          monitor.observe(row, score(live.get(i)));
        }
      }
      assertThat(monitor.window().counts()).isEqualTo(expected(live));
      assertThat(monitor.unknownKeys()).isZero();
    }
  }

  @Test
  void rowsOfObjectsCountAsRecordsDo() {
    List<Case> live = cases(1_000, 2);
    try (Monitor<Object[]> monitor = monitor(BASELINE.columnSchema(), BASELINE)) {
      for (Case one : live) {
        monitor.observe(new Object[] {
          one.amount(), one.months(), one.owner(), one.grade(), one.opened(), score(one)
        });
      }
      assertThat(monitor.window().counts()).isEqualTo(expected(live));
    }
  }

  @Test
  void columnsCountAsRecordsDo() {
    List<Case> live = cases(1_000, 2);
    Columns columns = Columns.builder()
        .numbers("amount", live.stream().mapToDouble(Case::amount).toArray())
        .numbers("months", live.stream().mapToInt(Case::months).toArray())
        .values("owner", live.stream().map(Case::owner).toArray())
        .values("grade", live.stream().map(one -> one.grade().name()).toArray())
        .values("opened", live.stream().map(Case::opened).toArray())
        .numbers("p", live.stream().mapToDouble(BindingsTest::score).toArray())
        .numbers("surplus", new long[1_000])
        .build();
    Evaluation theirs =
        Comparison.against(BASELINE).of(columns.schema(BASELINE.schemaSignals()), columns);
    Evaluation ours = Comparison.against(BASELINE).of(RECORDS, live, BindingsTest::score);
    assertThat(theirs.toJson()).isEqualTo(ours.toJson());
    assertThat(columns.names()).contains("surplus");
    assertThat(columns.rows()).isEqualTo(1_000);
  }

  @Test
  void columnsFitTheBaselineThatRecordsDo() {
    Columns columns = Columns.builder()
        .numbers("amount", CASES.stream().mapToDouble(Case::amount).toArray())
        .numbers("months", CASES.stream().mapToLong(Case::months).toArray())
        .build();
    Baseline fromColumns = Baseline.fit(
            columns.schema(Signal.numeric("amount"), Signal.numeric("months")), columns)
        .build();
    assertThat(fromColumns.signal("amount").counts())
        .isEqualTo(BASELINE.signal("amount").counts());
    assertThat(fromColumns.signal("months").counts())
        .isEqualTo(BASELINE.signal("months").counts());
  }

  @Test
  void columnsThatLackASignalAreMissingAndTextIsUnreadable() {
    Columns columns = Columns.builder()
        .values("amount", new Object[] {"a lot", 3.5, null})
        .numbers("grade", new double[] {1, 2, 2.5})
        .flags("owner", new boolean[] {true, false, true})
        .build();
    Evaluation evaluation =
        Comparison.against(BASELINE).of(columns.schema(BASELINE.schemaSignals()), columns);
    assertThat(evaluation.signal("amount").unreadableRate()).isEqualTo(1 / 3.0);
    assertThat(evaluation.signal("amount").missingRate()).isEqualTo(1 / 3.0);
    assertThat(evaluation.signal("months").missingRate()).isEqualTo(1);
    assertThat(evaluation.signal("grade").unseenRate()).isEqualTo(1);
    assertThat(evaluation.signal("owner").unseenRate()).isZero();
    assertThatThrownBy(() -> Columns.builder()
            .numbers("a", new int[3])
            .numbers("b", new float[4])
            .build())
        .hasMessageContaining("[3, 4] rows");
    assertThatThrownBy(() -> Columns.builder().numbers("a", new int[3]).flags("a", new boolean[3]))
        .hasMessageContaining("Two columns are named 'a'");
  }

  @Test
  void arraysOfNumbersCountAsTypedAccessorsDo() {
    Schema<double[]> typed = Schema.<double[]>builder()
        .numeric("x", row -> row[0])
        .numeric("y", row -> row[1])
        .score("p")
        .build();
    List<double[]> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 3_000; i++) {
      rows.add(new double[] {random.nextDouble(), i % 50 == 0 ? Double.NaN : random.nextInt(20)});
    }
    Baseline baseline = Baseline.fit(typed, rows).scores(row -> row[0]).build();
    Baseline same = Baseline.fit(
            Schema.ofArrays(Signal.numeric("x"), Signal.numeric("y"), Signal.score("p")), rows)
        .scores(row -> row[0])
        .build();
    assertThat(same.signal("y").counts()).isEqualTo(baseline.signal("y").counts());
    Window one;
    Window two;
    try (Monitor<double[]> monitor = monitor(typed, baseline)) {
      rows.forEach(row -> monitor.observe(row, row[0]));
      one = monitor.window();
    }
    try (Monitor<double[]> monitor = monitor(baseline.arraySchema(), baseline)) {
      rows.forEach(row -> monitor.observe(row, row[0]));
      two = monitor.window();
      assertThat(monitor.unknownKeys()).isZero();
      monitor.observe(new double[] {1}, 0.5);
      monitor.observe(new double[] {1, 2, 3, 4}, 0.5);
      monitor.observe(null, 0.5);
      Counts y = monitor.window().counts(1);
      assertThat(y.unreadable()).as("too short, and null").isEqualTo(2);
      assertThat(monitor.unknownKeys()).as("two values that nothing reads").isEqualTo(2);
      assertThat(monitor.records()).isEqualTo(3_003);
    }
    assertThat(two.counts()).isEqualTo(one.counts());
  }

  @Test
  void anArrayOfNumbersCannotCarryCategories() {
    assertThatThrownBy(BASELINE::arraySchema)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'owner' is categorical")
        .hasMessageContaining("columnSchema");
  }

  @Test
  void unknownKeysAreCountedAndAFewNamed() {
    Schema<Map<String, ?>> schema = BASELINE
        .mapSchema()
        .ignoring("id", "at")
        .withEventTime(row -> ((Number) row.get("at")).longValue());
    try (Monitor<Map<String, ?>> monitor = Monitor.builder(schema, BASELINE)
        .window(WindowPolicy.ofRecords(1_000_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      for (int i = 0; i < 10_000; i++) {
        Map<String, Object> row = map(CASES.get(i % CASES.size()));
        row.put("id", i);
        row.put("at", 1_700_000_000_000L);
        row.put("new-" + i, 1);
        row.remove("months");
        monitor.observe(row, 0.5);
      }
      assertThat(monitor.unknownKeys()).isEqualTo(10_000);
      assertThat(monitor.unknownKeyNames())
          .hasSizeBetween(1, 16)
          .allMatch(k -> k.startsWith("new-"));
      assertThat(monitor.evaluate().signal("months").missingRate()).isEqualTo(1);
      assertThat(monitor.errors(Stage.ACCESSOR)).isZero();
    }
  }

  @Test
  void hostileMapsHarmNobody() {
    Map<String, Object> failing = new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        throw new IllegalStateException("not today");
      }
    };
    Map<String, Object> broken = new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        throw new StackOverflowError();
      }
    };
    try (Monitor<Map<String, ?>> monitor = monitor(BASELINE.mapSchema(), BASELINE)) {
      monitor.observe(broken, 0.5);
      monitor.observe(failing, 0.5);
      monitor.observe(null, 0.5);
      Map<String, Object> text = new HashMap<>(Map.of("amount", "1000", "grade", new int[3]));
      text.put(null, 1);
      monitor.observe(text, 0.5);
      assertThat(monitor.records()).isEqualTo(4);
      assertThat(monitor.window().counts(0).unreadable()).isEqualTo(4);
      assertThat(monitor.unknownKeys()).as("the null key").isEqualTo(1);
      assertThat(monitor.unknownKeyNames()).isEmpty();
    }
  }

  @Test
  void oneAndOnePointZeroAreTheSameCategory() {
    Schema<Map<String, ?>> schema = Schema.ofMaps(Signal.categorical("code"));
    List<Map<String, ?>> rows =
        List.of(Map.of("code", 1), Map.of("code", 1.0), Map.of("code", "1"), Map.of("code", 1.5f));
    Baseline baseline = Baseline.fit(schema, rows).build();
    Counts counts = baseline.signal("code").counts();
    assertThat(counts.count(0)).isEqualTo(3);
    assertThat(counts.binning().name(1)).isEqualTo("1.5");
  }

  @Test
  void schemasOfMapsHaveTasksClassesAndChecks() {
    assertThat(Schema.ofMaps(Signal.numeric("x"), Signal.prediction("y"), Signal.numericLabel("t"))
            .task())
        .isEqualTo(Task.REGRESSION);
    Schema<Map<String, ?>> classes = Schema.ofMaps(
            Signal.numeric("x"), Signal.predictedClass("c"), Signal.label("t"))
        .withClasses("a", "b", "c");
    assertThat(classes.classes()).containsExactly("a", "b", "c");
    assertThat(classes.task()).isEqualTo(Task.MULTICLASS);
    assertThatThrownBy(() -> Schema.ofMaps(Signal.numeric("x"), Signal.numeric("x")))
        .hasMessageContaining("Two signals are named 'x'");
  }
}
