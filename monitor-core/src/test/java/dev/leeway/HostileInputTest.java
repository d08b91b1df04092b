package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.window.WindowPolicy;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, observe returns, memory stays, and the evaluation says what happened. */
@Timeout(60)
class HostileInputTest {

  private record Event(
      double number, @Nullable Double boxed, @Nullable Object text) {}

  private static final Schema<Event> SCHEMA = Schema.<Event>builder()
      .numeric("number", Event::number)
      .numericOrMissing("boxed", Event::boxed)
      .categorical("text", Event::text)
      .prediction("answer")
      .build();

  private static Baseline baseline() {
    List<Event> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      rows.add(new Event(
          random.nextDouble(), i % 10 == 0 ? null : random.nextDouble(), "c" + random.nextInt(5)));
    }
    return Baseline.fit(SCHEMA, rows).predictions(Event::number).build();
  }

  private static Monitor<Event> monitor() {
    return Monitor.builder(SCHEMA, baseline())
        .window(WindowPolicy.ofRecords(2_000_000).tumbling())
        .executor(Runnable::run)
        .build();
  }

  private static final double[] NUMBERS = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e308,
    -1e308,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    1e-300
  };

  @Test
  void hostileNumbersGiveNumbersThatExist() {
    try (Monitor<Event> monitor = monitor()) {
      for (int i = 0; i < 12_000; i++) {
        double value = NUMBERS[i % NUMBERS.length];
        monitor.observe(new Event(value, i % 3 == 0 ? null : value, null), value);
      }
      Evaluation evaluation = monitor.evaluate();
      SignalEvaluation number = evaluation.signal("number");
      assertThat(number.missingRate()).isEqualTo(1.0 / 12);
      assertThat(number.outOfRangeRate()).isPositive();
      for (SignalEvaluation signal : evaluation.signals()) {
        for (StatisticResult result : signal.statistics().values()) {
          assertThat(Double.isInfinite(result.value()))
              .as("%s of %s", result, signal.name())
              .isFalse();
          assertThat(result.hasValue() || result.reason() != null)
              .as("%s", result)
              .isTrue();
        }
      }
      assertThat(evaluation.toJson())
          .doesNotContain("NaN")
          .doesNotContain("Infinity\"")
          .doesNotContain(":Infinity");
      assertThat(evaluation.signal("text").missingRate()).isEqualTo(1);
    }
  }

  @Test
  void longStringsAndAMillionCategoriesCostNothing() {
    String tenMegabytes = "x".repeat(10_000_000);
    try (Monitor<Event> monitor = monitor()) {
      long before = monitor.memoryBytes();
      for (int i = 0; i < 1_000; i++) {
        monitor.observe(new Event(0.5, 0.5, tenMegabytes), 0.5);
      }
      for (int i = 0; i < 1_000_000; i++) {
        monitor.observe(new Event(0.5, 0.5, "new" + i), 0.5);
      }
      assertThat(monitor.evaluate().signal("text").unseenRate()).isEqualTo(1);
      assertThat(monitor.memoryBytes()).isEqualTo(before);
    }
  }

  @Test
  void rowsThatAreNullOrThrowAnythingAreUnreadable() {
    Object angry = new Object() {
      @Override
      public String toString() {
        throw new StackOverflowError();
      }
    };
    Object odd = new Object() {
      @Override
      public String toString() {
        throw HostileInputTest.<RuntimeException>sneaky(new Exception("checked"));
      }
    };
    try (Monitor<Event> monitor = monitor()) {
      monitor.observe(null);
      monitor.observe(null, 1.0);
      monitor.observe(new Event(1, 1.0, angry), 1);
      monitor.observe(new Event(1, 1.0, odd), 1);
      monitor.observeProbabilities(new Event(1, 1.0, "c1"), null);
      assertThat(monitor.records()).isEqualTo(5);
      assertThat(monitor.errors(Stage.ACCESSOR)).isEqualTo(8);
      assertThat(monitor.window().counts(2).unreadable()).isEqualTo(4);
      assertThat(monitor.window().counts(0).unreadable()).isEqualTo(2);
    }
  }

  /** The row's own code runs outside of accessors as well, where unknown keys are counted. */
  @ParameterizedTest
  @ValueSource(strings = {"size", "containsKey", "keySet"})
  void mapsThatThrowErrorsAreCountedLikeAllRows(String method) {
    Schema<Map<String, ?>> schema = Schema.ofMaps(Signal.numeric("x"));
    Baseline baseline = Baseline.fit(
            schema, List.<Map<String, ?>>of(Map.of("x", 1), Map.of("x", 2)))
        .build();
    Map<String, Object> angry = new AbstractMap<>() {
      private void angryAt(String called) {
        if (called.equals(method)) {
          throw new StackOverflowError();
        }
      }

      @Override
      public Set<Entry<String, Object>> entrySet() {
        return Set.of(Map.entry("unknown", 1));
      }

      @Override
      public int size() {
        angryAt("size");
        return 1;
      }

      @Override
      public boolean containsKey(Object key) {
        angryAt("containsKey");
        return false;
      }

      @Override
      public Set<String> keySet() {
        angryAt("keySet");
        return Set.of("unknown");
      }
    };
    try (Monitor<Map<String, ?>> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      for (int i = 0; i < 100; i++) {
        monitor.observe(angry);
      }
      assertThat(monitor.records()).isEqualTo(100);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void categoriesWithStrangeTextAreShownAndDoNotBreakJson() throws Exception {
    Schema<String> schema =
        Schema.<String>builder().categorical("c", text -> text).build();
    List<String> rows = new ArrayList<>();
    String[] strange = {
      "", "\u0000", "\"quoted\"", "line\nbreak", "\u202Eright", "\ud83d\ude00", "\ud800", "<script>"
    };
    for (int i = 0; i < 4_000; i++) {
      rows.add(strange[i % strange.length]);
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    Evaluation evaluation = Comparison.against(baseline).of(schema, rows);
    com.fasterxml.jackson.databind.JsonNode json =
        new com.fasterxml.jackson.databind.ObjectMapper().readTree(evaluation.toJson());
    assertThat(json.get("format").asText()).isEqualTo("leeway-evaluation/1");
    assertThat(evaluation.signal("c").statistic("psi").value()).isZero();
  }

  /** An accessor that observes the same monitor again, on the same thread. */
  @Test
  void anAccessorMayObserveAgain() {
    List<Monitor<Integer>> self = new ArrayList<>();
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("depth", depth -> {
          if (depth > 0 && !self.isEmpty()) {
            self.get(0).observe(depth - 1);
          }
          return depth;
        })
        .build();
    Baseline baseline = Baseline.fit(schema, List.of(1, 2, 3, 4)).build();
    try (Monitor<Integer> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      self.add(monitor);
      monitor.observe(100);
      assertThat(monitor.records()).isEqualTo(101);
    }
  }
}
