package dev.leeway.benchmarks.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real data set, cut into the chunks that NannyML got, with what it and Evidently said of them and what Leeway says.
 */
record RealSet(String name, String split, List<String> signals, List<Chunk> chunks) {

  static final String ALL_ROWS = "all rows";

  private static final Set<String> COMMON_SCHOOLS = Set.of("Some-college", "HS-grad", "Bachelors");

  /**
   * One chunk.
   *
   * @param key the chunk as the golden file has it
   * @param rows number of its rows
   * @param ours Leeway's evaluation
   * @param drift NannyML's univariate results, null for all rows at once
   * @param missing NannyML's missing values, null for all rows at once
   * @param unseen NannyML's unseen values, null where there are no categories
   * @param evidently Evidently's results by signal, null where it was not run on the chunk
   */
  record Chunk(
      String key,
      int rows,
      Evaluation ours,
      @Nullable JsonNode drift,
      @Nullable JsonNode missing,
      @Nullable JsonNode unseen,
      @Nullable JsonNode evidently) {}

  /** The folder with {@code golden/real} and {@code data}: named by LEEWAY_GOLDEN, or the sibling of the checkout. */
  static Optional<Path> folder() {
    String named = System.getenv("LEEWAY_GOLDEN");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Path sibling = root == null ? null : root.resolveSibling("shared");
    return sibling != null && Files.isDirectory(sibling.resolve("golden/real"))
        ? Optional.of(sibling)
        : Optional.empty();
  }

  static RealSet read(Path folder, String set) throws IOException {
    JsonNode golden = new ObjectMapper()
        .readTree(folder.resolve("golden/real/" + set + ".json").toFile());
    JsonNode nannyml = golden.get("peers").get("nannyml");
    JsonNode univariate = nannyml.get("univariate");
    List<String> signals = new ArrayList<>();
    golden.get("numeric").forEach(name -> signals.add(name.asText()));
    Set<String> numbers = Set.copyOf(signals);
    golden.get("categorical").forEach(name -> signals.add(name.asText()));
    for (String answer : List.of("y_pred_proba", "y_pred")) {
      if (univariate.get(0).has(answer + "/jensen_shannon/alert")) {
        signals.add(answer);
      }
    }
    Schema<Map<String, String>> schema = schema(signals, numbers);
    Table[] sides = sides(folder.resolve("data"), set);
    Baseline baseline = Baseline.fit(schema, sides[0].rows()).build();
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < univariate.size(); i++) {
      JsonNode drift = univariate.get(i);
      int from = drift.get("start_index").asInt();
      int to = drift.get("end_index").asInt() + 1;
      chunks.add(new Chunk(
          drift.get("key").asText(),
          to - from,
          Comparison.against(baseline).of(schema, sides[1].slice(from, to).rows()),
          drift,
          nannyml.get("missing_values").get(i),
          nannyml.has("unseen_values") ? nannyml.get("unseen_values").get(i) : null,
          evidently(golden, drift)));
    }
    if (!golden.get("peers").path("evidently").has("chunks_default")) {
      chunks.add(new Chunk(
          ALL_ROWS,
          sides[1].rows().size(),
          Comparison.against(baseline).of(schema, sides[1].rows()),
          null,
          null,
          null,
          golden.get("peers").path("evidently").path("whole").get("default")));
    }
    return new RealSet(set, golden.get("split").asText(), signals, chunks);
  }

  /** Evidently's chunk of the same rows. */
  private static @Nullable JsonNode evidently(JsonNode golden, JsonNode chunk) {
    String key = chunk.get("key").asText().replace("[", "").replace("]", "");
    for (JsonNode other : golden.get("peers").path("evidently").path("chunks_default")) {
      if (other.get("key").asText().equals(key)) {
        return other.get("result");
      }
    }
    return null;
  }

  private static Schema<Map<String, String>> schema(List<String> signals, Set<String> numbers) {
    Schema.Builder<Map<String, String>> schema = Schema.builder();
    for (String name : signals) {
      if (name.equals("y_pred_proba")) {
        schema.score(name, row -> Double.parseDouble(row.get(name)));
      } else if (name.equals("y_pred")) {
        schema.prediction(name, row -> Double.parseDouble(row.get(name)));
      } else if (numbers.contains(name)) {
        schema.numericOrMissing(name, row -> Table.number(row, name));
      } else {
        schema.categorical(name, row -> row.get(name));
      }
    }
    return schema.build();
  }

  /** Reference and analysis, as the golden files' {@code split} says in words. */
  private static Table[] sides(Path data, String set) throws IOException {
    switch (set) {
      case "bike" -> {
        return split(Table.read(data.resolve("bike_hour.csv.gz"))
            .with(Table.read(data.resolve("models/bike_demand_predictions.csv.gz"))));
      }
      case "car_loan", "car_loan_dq" -> {
        return new Table[] {
          Table.read(data.resolve("car_loan_reference.csv.gz")),
          Table.read(data.resolve(set + "_analysis.csv.gz"))
        };
      }
      case "adult" -> {
        Table adult = Table.read(data.resolve("adult.csv.gz"));
        return new Table[] {
          adult.where(row -> !COMMON_SCHOOLS.contains(row.get("education"))),
          adult.where(row -> COMMON_SCHOOLS.contains(row.get("education")))
        };
      }
      case "adult_null" -> {
        return split(Table.read(data.resolve("adult.csv.gz"))
            .with(Table.read(data.resolve("adult_null_split.csv.gz"))));
      }
      case "elec2" -> {
        Table all = Table.read(data.resolve("elec2.csv.gz"))
            .with(Table.read(data.resolve("models/elec2_updown_predictions.csv.gz")));
        return new Table[] {all.slice(24_144, 27_504), all.slice(27_504, 45_312)};
      }
      default -> {
        return split(Table.read(data.resolve("digits_cases.csv.gz"))
            .where("case", set.substring("digits_".length())));
      }
    }
  }

  private static Table[] split(Table table) {
    return new Table[] {table.where("split", "reference"), table.where("split", "analysis")};
  }
}
