package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.binning.CellEdges;
import dev.leeway.binning.NumericBinning;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement with scikit-learn 1.9.1, on records that golden/performance.py describes. */
class PerformanceGoldenTest {

  /** The draws of the golden file. */
  static final class Draws {
    private long state;

    Draws(long seed) {
      this.state = seed;
    }

    double next() {
      state = 48271 * state % 2147483647L;
      return state / 2147483647.0;
    }
  }

  /** One answer and its truth. */
  record Answer(double score, boolean predicted, boolean truth) {}

  static List<Answer> binary(JsonNode recipe) {
    Draws draws = new Draws(recipe.get("seed").asLong());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < recipe.get("n").asInt(); i++) {
      double u1 = draws.next();
      double u2 = draws.next();
      double u3 = draws.next();
      double p = switch (recipe.get("shape").asInt()) {
        case 1 -> u1;
        case 2 -> u1 * u1;
        default -> u1 * u1 * u1;
      };
      if (!recipe.get("decimals").isNull()) {
        double power = Math.pow(10, recipe.get("decimals").asInt());
        p = (int) (p * power + 0.5) / power;
      }
      boolean truth =
          u2 < recipe.get("base").asDouble() + recipe.get("slope").asDouble() * (p - 0.5);
      answers.add(new Answer(p, p >= 0.5 != u3 < recipe.get("flip").asDouble(), truth));
    }
    return answers;
  }

  static NumericBinning grid(List<Answer> answers) {
    double[] sorted = answers.stream().mapToDouble(Answer::score).sorted().toArray();
    return NumericBinning.of(CellEdges.score(sorted, 0, 1, 256));
  }

  static BinaryOutcomes outcomes(List<Answer> answers) {
    BinaryOutcomes outcomes = new BinaryOutcomes(grid(answers));
    answers.forEach(a -> outcomes.add(a.score, a.predicted, a.truth));
    return outcomes;
  }

  private static ClassOutcomes classes(JsonNode recipe) {
    int k = recipe.get("k").asInt();
    ClassOutcomes outcomes =
        new ClassOutcomes(IntStream.range(0, k).mapToObj(i -> "c" + i).toList());
    Draws draws = new Draws(recipe.get("seed").asLong());
    for (int i = 0; i < recipe.get("n").asInt(); i++) {
      double u1 = draws.next();
      double u2 = draws.next();
      double u3 = draws.next();
      int truth = (int) (u1 * u1 * k);
      int predicted = u2 < recipe.get("right").asDouble() ? truth : (int) (u3 * k);
      outcomes.add("c" + predicted, "c" + truth);
    }
    return outcomes;
  }

  private static NumberOutcomes numbers(JsonNode recipe) {
    NumberOutcomes outcomes = new NumberOutcomes();
    Draws draws = new Draws(recipe.get("seed").asLong());
    for (int i = 0; i < recipe.get("n").asInt(); i++) {
      double u1 = draws.next();
      double v = draws.next() - 0.5;
      double u3 = draws.next();
      double truth = u3 < recipe.get("zeros").asDouble()
          ? 0
          : recipe.get("scale").asDouble() * (u1 - recipe.get("offset").asDouble());
      double miss = recipe.get("power").asInt() == 1 ? v : v * v * v;
      outcomes.add(truth + recipe.get("spread").asDouble() * miss, truth);
    }
    return outcomes;
  }

  static JsonNode golden() throws IOException {
    try (InputStream in =
        PerformanceGoldenTest.class.getResourceAsStream("/golden/performance.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  static Stream<Arguments> cases() throws IOException {
    return StreamSupport.stream(golden().get("cases").spliterator(), false)
        .map(c -> Arguments.of(c.get("kind").asText() + " " + c.get("recipe"), c));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void metricsAreThoseOfScikitLearn(String name, JsonNode golden) {
    JsonNode recipe = golden.get("recipe");
    Outcomes outcomes = switch (golden.get("kind").asText()) {
      case "binary" -> outcomes(binary(recipe));
      case "classes" -> classes(recipe);
      default -> numbers(recipe);
    };
    Map<String, Metric> metrics = outcomes.metrics();
    assertThat(outcomes.labelled()).isEqualTo(recipe.get("n").asLong());
    for (Map.Entry<String, JsonNode> expected : golden.get("metrics").properties()) {
      double value = expected.getValue().asDouble();
      double tolerance = Math.max(1e-12, 1e-12 * Math.abs(value));
      if (expected.getKey().equals("median_error")) {
        tolerance = 0.045 * value;
      } else if (outcomes instanceof BinaryOutcomes binary
          && List.of("roc_auc", "average_precision").contains(expected.getKey())) {
        double ofBins = binary.aucBinningError();
        tolerance += Double.isNaN(ofBins) ? 0 : ofBins;
      }
      double found = metrics.get(expected.getKey()).value();
      if (Double.isNaN(found)) {
        // scikit-learn puts 0, or the recall of the one class, where a class is missing; we say
        // that there is no number
        assertThat(value == 0 || metrics.get("base_rate").value() == 1)
            .as(expected.getKey())
            .isTrue();
      } else {
        assertThat(found).as(expected.getKey()).isEqualTo(value, within(tolerance));
      }
    }
  }

  /** By bootstrap: drawn again with replacement from the same records. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void standardErrorsAreThoseOfRepeatedDraws(String name, JsonNode golden) {
    JsonNode recipe = golden.get("recipe");
    if (!golden.get("kind").asText().equals("binary") || recipe.get("n").asInt() > 5000) {
      return;
    }
    List<Answer> answers = binary(recipe);
    BinaryOutcomes whole = outcomes(answers);
    Draws draws = new Draws(77);
    int repeats = 300;
    double[][] values = new double[3][repeats];
    List<String> keys = List.of("accuracy", "brier", "roc_auc");
    for (int r = 0; r < repeats; r++) {
      BinaryOutcomes drawn = new BinaryOutcomes(whole.scores());
      for (int i = 0; i < answers.size(); i++) {
        Answer a = answers.get((int) (draws.next() * answers.size()));
        drawn.add(a.score, a.predicted, a.truth);
      }
      for (int k = 0; k < keys.size(); k++) {
        values[k][r] = drawn.metrics().get(keys.get(k)).value();
      }
    }
    for (int k = 0; k < keys.size(); k++) {
      Metric metric = whole.metrics().get(keys.get(k));
      double mean = Arrays.stream(values[k]).average().orElseThrow();
      double sd = Math.sqrt(
          Arrays.stream(values[k]).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
      if (metric.hasValue() && !Double.isNaN(sd) && sd > 0) {
        assertThat(metric.standardError() / sd).as(metric.key()).isBetween(0.8, 1.25);
      }
    }
  }
}
