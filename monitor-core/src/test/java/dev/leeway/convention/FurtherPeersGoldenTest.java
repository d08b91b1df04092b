package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What five further packages printed, by their rules, which are test classes here: they show that the differences between
 * packages are their rules and nothing else. The library offers none of them.
 */
class FurtherPeersGoldenTest {

  private static final double DIGITS = 1e-9;
  private static final double FLOAT_DIGITS = 1e-6;
  private static final Peers PEERS = Peers.read();

  /** The cases of these packages that are not compared, and why. */
  private static final Map<String, String> LEFT_OUT = Map.of(
      "whylogs-0319", "more than 1,024 values: the sketch is random",
      "whylogs-0320", "more than 1,024 values: the sketch is random");

  static Stream<Arguments> whylogs() {
    return cases("whylogs");
  }

  static Stream<Arguments> alibiDetect() {
    return cases("alibi-detect");
  }

  static Stream<Arguments> deepchecks() {
    return cases("deepchecks");
  }

  static Stream<Arguments> frouros() {
    return cases("frouros");
  }

  static Stream<Arguments> popmon() {
    return cases("popmon");
  }

  private static Stream<Arguments> cases(String program) {
    return PEERS
        .cases(program)
        .filter(c -> !LEFT_OUT.containsKey(c.get("id").asText()))
        .map(c -> arguments(c.get("id").asText(), method(c), c));
  }

  /** The last word of the package's function, with the method of Deepchecks. */
  private static String method(JsonNode c) {
    String function = c.get("function").asText();
    for (JsonNode argument : c.path("kwargs")) {
      if (argument.isTextual() && function.startsWith("deepchecks")) {
        return argument.asText();
      }
    }
    return function.substring(function.lastIndexOf('.') + 1);
  }

  private static String input(JsonNode c, int side) {
    return c.get("inputs")
        .get(side == 0 ? "reference" : c.get("inputs").has("target") ? "target" : "current")
        .asText();
  }

  private static NumberPair numbers(JsonNode c) {
    return NumberPair.of(PEERS.numbers(input(c, 0)), PEERS.numbers(input(c, 1)));
  }

  private static Tallies categories(JsonNode c) {
    return Tallies.of(PEERS.categories(input(c, 0)), PEERS.categories(input(c, 1)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("whylogs")
  void whylogsPrintsTheSame(String id, String method, JsonNode c) {
    JsonNode expected = c.get("expected");
    switch (method) {
      case "KS" -> {
        Peers.assertSame(Whylogs.ks(numbers(c)), expected.get("statistic"), DIGITS);
        Peers.assertSame(Whylogs.ksPValue(numbers(c)), expected.get("pvalue"), DIGITS);
      }
      case "Hellinger" ->
        Peers.assertSame(Whylogs.hellinger(numbers(c)), expected.get("statistic"), DIGITS);
      case "ChiSquare" -> {
        Peers.assertSame(Whylogs.chiSquare(categories(c)), expected.get("statistic"), DIGITS);
        Peers.assertSame(Whylogs.chiSquarePValue(categories(c)), expected.get("pvalue"), DIGITS);
      }
      default -> throw new IllegalStateException(method);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("alibiDetect")
  void alibiDetectPrintsTheSame(String id, String method, JsonNode c) {
    JsonNode expected = c.get("expected");
    if (method.equals("ChiSquareDrift")) {
      Tallies rows = categories(c);
      double value = ChiSquareTests.homogeneity(rows);
      Peers.assertSame(value, expected.get("distance"), FLOAT_DIGITS);
      // the smallest float is 1.4e-45
      Peers.assertSame(
          (float) ChiSquareTests.pValue(value, rows.size() - 1),
          expected.get("p_val"),
          FLOAT_DIGITS);
    } else if (method.equals("KSDrift")) {
      assertKs(numbers(c), expected.get("distance"), expected.get("p_val"));
    } else {
      // six columns, as the inputs say in words
      long[] strides = {1, 3, 7, 9, 11, 13};
      double[] locations = {0, 0.05, 0.3, 0.55, 0.38, 0};
      for (int i = 0; i < strides.length; i++) {
        NumberPair column = NumberPair.of(
            Peers.quantiles("logistic", 500, strides[i], 0, 1),
            Peers.quantiles("logistic", 400, strides[i], locations[i], 1));
        assertKs(column, expected.get("distance").get(i), expected.get("p_val").get(i));
      }
    }
  }

  private static void assertKs(NumberPair pair, JsonNode distance, JsonNode p) {
    double d = Deepchecks.ks(pair);
    Peers.assertSame(d, distance, FLOAT_DIGITS);
    double tail = KsAsymptotic.pValue(pair.reference().length, pair.current().length, d);
    Peers.assertSame((float) tail, p, FLOAT_DIGITS);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("deepchecks")
  void deepchecksPrintsTheSame(String id, String method, JsonNode c) {
    double found = switch (method) {
      case "KS" -> Deepchecks.ks(numbers(c));
      case "EMD" -> Deepchecks.earthMover(numbers(c));
      case "PSI" -> Deepchecks.psi(categories(c));
      case "cramers_v" -> Deepchecks.cramersV(categories(c));
      default -> throw new IllegalStateException(method);
    };
    Peers.assertSame(found, c.get("expected").get("score"), DIGITS);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("frouros")
  void frourosPrintsTheSame(String id, String method, JsonNode c) {
    NumberPair pair = numbers(c);
    JsonNode expected = c.get("expected");
    if (method.equals("KSTest")) {
      int m = pair.reference().length;
      int n = pair.current().length;
      long gap = Distances.largestGap(pair.reference(), pair.current());
      Peers.assertSame((double) gap / ((double) m * n), expected.get("statistic"), DIGITS);
      Peers.assertSame(KsExact.pValueOfGap(m, n, gap), expected.get("p_value"), DIGITS);
      return;
    }
    double found = switch (method) {
      case "PSI" -> Frouros.psi(pair);
      case "JS" -> Frouros.jensenShannon(pair);
      case "HellingerDistance" -> Frouros.bins(pair).hellinger();
      case "EMD" -> Distances.wasserstein(pair.reference(), pair.current());
      default -> throw new IllegalStateException(method);
    };
    Peers.assertSame(found, expected.get("distance"), DIGITS);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("popmon")
  void popmonPrintsTheSame(String id, String method, JsonNode c) {
    JsonNode expected = c.get("expected");
    JsonNode inputs = c.get("inputs");
    Tallies rows = new Tallies(counts(inputs.elements().next()), counts(last(inputs)));
    double[] p = rows.shares().reference();
    double[] q = rows.shares().current();
    switch (method) {
      case "population_stability_index" ->
        Peers.assertSame(Popmon.psi(p, q), expected.get("value"), DIGITS);
      case "jensen_shannon_divergence" ->
        Peers.assertSame(Popmon.jensenShannon(p, q), expected.get("value"), DIGITS);
      case "ks" -> {
        Peers.assertSame(Popmon.ks(rows), expected.get("ks"), DIGITS);
        Peers.assertSame(Popmon.ksPValue(Popmon.ks(rows)), expected.get("p"), DIGITS);
      }
      case "uu_chi2" -> {
        Peers.assertSame(Popmon.chiSquare(rows), expected.get("chi2"), DIGITS);
        Peers.assertSame(Popmon.chiSquarePValue(rows), expected.get("p"), DIGITS);
      }
      default -> throw new IllegalStateException(method);
    }
  }

  private static JsonNode last(JsonNode inputs) {
    JsonNode last = inputs;
    for (JsonNode input : inputs) {
      last = input;
    }
    return last;
  }

  private static long[] counts(JsonNode numbers) {
    long[] counts = new long[numbers.size()];
    Arrays.setAll(counts, i -> numbers.get(i).asLong());
    return counts;
  }

  @Test
  void everyCaseIsCompared() {
    Map<String, Long> compared = new TreeMap<>();
    for (String program :
        new String[] {"whylogs", "alibi-detect", "deepchecks", "frouros", "popmon"}) {
      compared.put(program, cases(program).count());
    }
    assertThat(compared)
        .isEqualTo(Map.of(
            "whylogs", 23L, "alibi-detect", 16L, "deepchecks", 32L, "frouros", 35L, "popmon", 20L));
    assertThat(PEERS.cases("whylogs").count()).isEqualTo(23 + LEFT_OUT.size());
    long others = PEERS.cases("evidently").count() + PEERS.cases("nannyml").count();
    assertThat(PEERS.size()).isEqualTo(others + 126 + LEFT_OUT.size());
    assertThat(LEFT_OUT.keySet())
        .allSatisfy(id -> assertThat(PEERS
                .cases("whylogs")
                .filter(c -> c.get("id").asText().equals(id))
                .map(c -> PEERS.numbers(input(c, 0)).length > Whylogs.EXACT))
            .containsExactly(true));
  }
}
