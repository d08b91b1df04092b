package dev.leeway.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden cases of the Python packages: what went in and what each printed. */
final class Peers {

  static final String FILE = "/golden/python-peers.json";

  private final JsonNode golden;

  private Peers(JsonNode golden) {
    this.golden = golden;
  }

  static Peers read() {
    try (InputStream in = Peers.class.getResourceAsStream(FILE)) {
      return new Peers(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of a package whose function ends so. */
  Stream<JsonNode> cases(String program, String function) {
    return cases(program).filter(c -> c.get("function").asText().endsWith(function));
  }

  Stream<JsonNode> cases(String program) {
    return StreamSupport.stream(golden.get("cases").spliterator(), false)
        .filter(c -> c.get("package").asText().equals(program));
  }

  int size() {
    return golden.get("cases").size();
  }

  JsonNode inputs() {
    return golden.get("inputs");
  }

  boolean isCategorical(String input) {
    return inputs().get(input).has("categorical");
  }

  double[] numbers(String name) {
    JsonNode input = inputs().get(name);
    if (input.has("recipe")) {
      double[] sample = recipe(input.get("recipe"));
      for (JsonNode missing : input.path("nan_at")) {
        sample[missing.asInt()] = Double.NaN;
      }
      return sample;
    }
    List<Double> values = new ArrayList<>();
    for (JsonNode pair : input.get("repeat")) {
      for (int times = 0; times < pair.get(1).asInt(); times++) {
        values.add(number(pair.get(0)));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] recipe(JsonNode recipe) {
    return quantiles(
        recipe.get("dist").asText(),
        recipe.get("n").asInt(),
        recipe.get("stride").asLong(),
        recipe.get("a").asDouble(),
        recipe.get("b").asDouble());
  }

  static double[] quantiles(String distribution, int n, long stride, double a, double b) {
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      double u = (i * stride % n + 0.5) / n;
      double q = distribution.equals("exp") ? -Math.log(1 - u) : Math.log(u / (1 - u));
      sample[i] = a + b * q;
    }
    return sample;
  }

  List<String> categories(String name) {
    JsonNode input = inputs().get(name);
    List<String> blocks = new ArrayList<>();
    for (JsonNode pair : input.get("categorical")) {
      for (int times = 0; times < pair.get(1).asInt(); times++) {
        blocks.add(pair.get(0).asText());
      }
    }
    List<String> rows = new ArrayList<>();
    for (long i = 0; i < blocks.size(); i++) {
      rows.add(blocks.get((int) (i * input.get("stride").asLong() % blocks.size())));
    }
    return rows;
  }

  static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
  }

  /** Equal to a relative error; 0, NaN and the infinities exactly. */
  static void assertSame(double found, JsonNode expected, double relative) {
    double wanted = number(expected);
    if (Double.isFinite(wanted)) {
      assertThat(found).isCloseTo(wanted, within(relative * Math.abs(wanted)));
    } else {
      assertThat(Double.valueOf(found)).isEqualTo(Double.valueOf(wanted));
    }
  }
}
