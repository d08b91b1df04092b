package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.statistic.StatisticResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Evidently and NannyML printed, to nine digits. */
class PeersGoldenTest {

  private static final double DIGITS = 1e-9;
  private static final Peers PEERS = Peers.read();

  /** The packages' functions, by our names. */
  private static final Map<String, String> EVIDENTLY = Map.of(
      "psi_stat_test", "psi",
      "jensenshannon_stat_test", "jensen_shannon",
      "hellinger_stat_test", "hellinger",
      "wasserstein_stat_test", "wasserstein",
      "ks_stat_test", "ks",
      "chi_stat_test", "chi_square");

  private static final Map<String, String> NANNYML = Map.of(
      "['jensen_shannon']", "jensen_shannon",
      "['hellinger']", "hellinger",
      "['wasserstein']", "wasserstein",
      "['kolmogorov_smirnov']", "ks",
      "['chi2']", "chi_square");

  /** Evidently's automatic choice, by its names for the tests. */
  private static final Map<String, String> CHOSEN = Map.of(
      "ks", "ks",
      "wasserstein", "wasserstein",
      "jensenshannon", "jensen_shannon",
      "chisquare", "chi_square");

  /** The cases of the file that are not compared: the z-test of two shares is none of the statistics here. */
  private static final List<String> LEFT_OUT =
      List.of("evidently-0209", "evidently-0210", "evidently-0213", "evidently-0218");

  static Stream<Arguments> evidently() {
    return named("evidently", EVIDENTLY);
  }

  static Stream<Arguments> nannyMl() {
    return named("nannyml", NANNYML);
  }

  private static Stream<Arguments> named(String program, Map<String, String> names) {
    return names.entrySet().stream()
        .flatMap(name -> PEERS
            .cases(program, name.getKey())
            .map(c -> arguments(c.get("id").asText(), name.getValue(), c)));
  }

  static Stream<JsonNode> chosen() {
    return PEERS
        .cases("evidently", "[automatic choice]")
        .filter(c -> !LEFT_OUT.contains(c.get("id").asText()));
  }

  static Stream<JsonNode> binned() {
    return PEERS.cases("evidently", "get_binned_data");
  }

  private static StatisticResult compare(Convention convention, String statistic, JsonNode c) {
    String reference = c.get("inputs").get("reference").asText();
    String current = c.get("inputs").get("current").asText();
    return PEERS.isCategorical(reference)
        ? convention.compare(statistic, PEERS.categories(reference), PEERS.categories(current))
        : convention.compare(statistic, PEERS.numbers(reference), PEERS.numbers(current));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("evidently")
  void evidentlyPrintsTheSameScore(String id, String statistic, JsonNode c) {
    StatisticResult result = compare(Convention.EVIDENTLY, statistic, c);
    boolean test = statistic.equals("ks") || statistic.equals("chi_square");
    Peers.assertSame(
        test ? result.pValue() : result.value(), c.get("expected").get("drift_score"), DIGITS);
    assertThat(result.reason() == null).isEqualTo(test);
    assertThat(result.convention()).isEqualTo("evidently");
    assertThat(result.statistic()).isEqualTo(statistic);
    assertThat(result.bins()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void evidentlysAutomaticChoicePrintsTheSameScore(JsonNode c) {
    JsonNode expected = c.get("expected");
    String chosen = CHOSEN.get(expected.get("stattest").asText());
    StatisticResult result = compare(Convention.EVIDENTLY, chosen, c);
    Peers.assertSame(
        result.reason() == null ? result.pValue() : result.value(),
        expected.get("drift_score"),
        DIGITS);
  }

  @ParameterizedTest
  @MethodSource("binned")
  void evidentlysBinsAndSharesAreTheSame(JsonNode c) {
    JsonNode expected = c.get("expected");
    NumberPair pair = NumberPair.of(
        PEERS.numbers(c.get("inputs").get("reference").asText()),
        PEERS.numbers(c.get("inputs").get("current").asText()));
    Shares shares = EvidentlyBins.of(pair);
    if (c.get("kwargs").get("feel_zeroes").asBoolean()) {
      shares = EvidentlyBins.filled(shares);
    }
    assertSame(shares.reference(), expected.get("reference_percents"));
    assertSame(shares.current(), expected.get("current_percents"));
    if (expected.hasNonNull("edges")) {
      double[] edges = EvidentlyBins.edges(pair);
      assertThat(edges).hasSize(expected.get("edges").size());
      for (int i = 0; i < edges.length; i++) {
        // an edge near 0 is a difference of larger numbers
        assertThat(edges[i]).isCloseTo(expected.get("edges").get(i).asDouble(), within(1e-12));
      }
    }
  }

  private static void assertSame(double[] found, JsonNode expected) {
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      Peers.assertSame(found[i], expected.get(i), DIGITS);
    }
  }

  /** A preset report over three columns: numbers, three numbers taken as categories, categories. */
  @Test
  void evidentlysReportPrintsTheSameScores() {
    JsonNode report =
        PEERS.cases("evidently", ".run(current, reference)").findFirst().orElseThrow();
    Map<String, Double> scores = new TreeMap<>();
    for (JsonNode metric : report.get("expected")) {
      scores.put(metric.get("metric").asText(), metric.get("value").asDouble());
    }
    double[] cycle = IntStream.range(0, 300).mapToDouble(i -> i % 3).toArray();
    double[] shorter = DoubleStream.concat(
            IntStream.range(0, 249).mapToDouble(i -> i % 3), DoubleStream.of(1))
        .toArray();
    List<String> letters = letters(150, 100, 50);
    assertThat(Convention.EVIDENTLY
            .compare("ks", PEERS.numbers("log300"), PEERS.numbers("log250_shift"))
            .pValue())
        .isCloseTo(
            scores.get("ValueDrift(column=x,method=K-S p_value,threshold=0.05)"), within(1e-11));
    assertThat(Convention.EVIDENTLY.compare("chi_square", cycle, shorter).pValue())
        .isCloseTo(
            scores.get("ValueDrift(column=k,method=chi-square p_value,threshold=0.05)"),
            within(1e-9));
    assertThat(Convention.EVIDENTLY
            .compare("chi_square", letters, letters(90, 100, 60))
            .pValue())
        .isCloseTo(
            scores.get("ValueDrift(column=c,method=chi-square p_value,threshold=0.05)"),
            within(1e-14));
  }

  private static List<String> letters(int a, int b, int c) {
    List<String> letters = new ArrayList<>(Collections.nCopies(a, "a"));
    letters.addAll(Collections.nCopies(b, "b"));
    letters.addAll(Collections.nCopies(c, "c"));
    return letters;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("nannyMl")
  void nannyMlPrintsTheSameValue(String id, String statistic, JsonNode c) {
    StatisticResult result = compare(Convention.NANNYML, statistic, c);
    JsonNode expected = c.get("expected");
    Peers.assertSame(result.value(), expected.get("value"), DIGITS);
    if (expected.has("pvalue")) {
      Peers.assertSame(result.pValue(), expected.get("pvalue"), DIGITS);
    } else {
      assertThat(result.pValue()).isNaN();
    }
    if (expected.has("n_bins")) {
      int bins = expected.get("n_bins").asInt();
      assertThat(result.bins()).isBetween(bins, bins + 1);
      assertThat(Histogram.doane(
              NumberPair.of(PEERS.numbers(c.get("inputs").get("reference").asText()), new double[0])
                  .reference()))
          .hasSize(bins + 1);
    }
    assertThat(result.convention()).isEqualTo("nannyml");
  }

  /** Chunks of 800 rows of a number and of a category, against all of the reference. */
  @Test
  void nannyMlsCalculatorPrintsTheSameValuesAndLimits() {
    JsonNode c = PEERS.cases("nannyml", ".calculate(cur)").findFirst().orElseThrow();
    double[] reference = PEERS.numbers("log8000_strided");
    double[] current = PEERS.numbers("log4000_strided_shift");
    List<String> letters = letters(8000, 17, "a", "b", "c");
    List<String> later = letters(4000, 19, "a", "b", "c", "d");
    int values = 0;
    for (Map.Entry<String, JsonNode> expected : c.get("expected").properties()) {
      String method = expected.getKey().substring(2);
      String statistic = NANNYML.getOrDefault("['" + method + "']", "");
      if (statistic.isEmpty()) {
        // the largest difference of shares is none of the statistics here
        assertThat(method).isEqualTo("l_infinity");
        continue;
      }
      boolean number = expected.getKey().startsWith("x.");
      List<Double> found = new ArrayList<>();
      for (int chunk = 0; chunk < 15; chunk++) {
        int from = chunk < 10 ? chunk * 800 : (chunk - 10) * 800;
        found.add((number
                ? Convention.NANNYML.compare(
                    statistic,
                    reference,
                    Arrays.copyOfRange(chunk < 10 ? reference : current, from, from + 800))
                : Convention.NANNYML.compare(
                    statistic, letters, (chunk < 10 ? letters : later).subList(from, from + 800)))
            .value());
        JsonNode wanted = chunk < 10
            ? expected.getValue().get("reference_values").get(chunk)
            : expected.getValue().get("analysis_values").get(chunk - 10);
        Peers.assertSame(found.get(chunk), wanted, DIGITS);
        values++;
      }
      if (!expected.getValue().get("upper_threshold").isNull()) {
        double[] ofReference =
            found.subList(0, 10).stream().mapToDouble(Double::doubleValue).toArray();
        Peers.assertSame(
            Moment.mean(ofReference) + 3 * Moment.deviation(ofReference),
            expected.getValue().get("upper_threshold"),
            DIGITS);
      }
    }
    assertThat(values).isEqualTo(7 * 15);
  }

  /** Row i has the letter number ((11 i) mod m) mod k. */
  private static List<String> letters(int rows, int m, String... names) {
    return IntStream.range(0, rows)
        .mapToObj(i -> names[i * 11 % m % names.length])
        .toList();
  }

  @Test
  void everyCaseIsCompared() {
    assertThat(evidently().count()).isEqualTo(83);
    assertThat(chosen().count()).isEqualTo(15);
    assertThat(binned().count()).isEqualTo(14);
    // the report is one more
    assertThat(PEERS.cases("evidently").count()).isEqualTo(83 + 15 + 14 + 1 + LEFT_OUT.size());
    assertThat(nannyMl().count()).isEqualTo(65);
    // the calculator is one more
    assertThat(PEERS.cases("nannyml").count()).isEqualTo(65 + 1);
    assertThat(LEFT_OUT)
        .allSatisfy(id -> assertThat(PEERS
                .cases("evidently")
                .filter(c -> c.get("id").asText().equals(id))
                .map(c -> c.get("expected").get("stattest").asText()))
            .containsExactly("z"));
  }

  @Test
  void recipesGiveTheSamplesThatThePackagesGot() {
    int checked = 0;
    for (Map.Entry<String, JsonNode> input : PEERS.inputs().properties()) {
      int rows = PEERS.isCategorical(input.getKey())
          ? PEERS.categories(input.getKey()).size()
          : PEERS.numbers(input.getKey()).length;
      assertThat(rows).isEqualTo(input.getValue().get("n").asInt());
      if (input.getValue().has("sum")) {
        double[] present = Arrays.stream(PEERS.numbers(input.getKey()))
            .filter(Double::isFinite)
            .toArray();
        assertThat(Arrays.stream(present).sum())
            .isCloseTo(input.getValue().get("sum").asDouble(), within(1e-8));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(11);
  }
}
