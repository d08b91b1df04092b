package dev.leeway.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Real data and what SciPy and River made of it: from the class path what is shipped with the project (origins and licences are in
 * the README beside it), from a folder all of it.
 */
final class RealData {

  /** A reference, what is compared with it, and SciPy's values by signal. */
  record Piece(String name, Table reference, Table current, JsonNode signals) {}

  private static final String SHIPPED = "/golden/real/";
  private static final String FOLDER = "leeway.golden";
  private static final Set<String> COMMON_SCHOOLS = Set.of("Some-college", "HS-grad", "Bachelors");

  private final @Nullable Path folder;

  private RealData(@Nullable Path folder) {
    this.folder = folder;
  }

  static RealData shipped() {
    return new RealData(null);
  }

  /** The folder with {@code golden/real} and {@code data}: the property's, or the sibling of the checkout. */
  static Optional<RealData> ofFolder() {
    String named = System.getProperty(FOLDER);
    if (named != null) {
      return Optional.of(new RealData(Path.of(named)));
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Path sibling = root == null ? null : root.resolveSibling("shared");
    return sibling != null && Files.isDirectory(sibling.resolve("golden/real"))
        ? Optional.of(new RealData(sibling))
        : Optional.empty();
  }

  private InputStream open(String file) throws IOException {
    if (folder != null) {
      return Files.newInputStream(
          folder.resolve(file.endsWith(".json") ? "golden/real/" + file : file));
    }
    InputStream in = RealData.class.getResourceAsStream(SHIPPED + file);
    if (in == null) {
      throw new FileNotFoundException(SHIPPED + file);
    }
    return in;
  }

  Table table(String file) throws IOException {
    try (InputStream in = open("data/" + file)) {
      return Table.read(in);
    }
  }

  /** What the named package made of a set. */
  JsonNode peer(String set, String name) throws IOException {
    try (InputStream in = open(set + ".json")) {
      return new ObjectMapper().readTree(in).get("peers").get(name);
    }
  }

  /** Everything that is compared in a set: the whole, the chunks, months with the same month, the reference's halves. */
  List<Piece> pieces(String set) throws IOException {
    Table[] sides = sides(set);
    Table reference = sides[0];
    Table analysis = sides[1];
    Table before = sides[sides.length - 1];
    JsonNode scipy = peer(set, "scipy");
    JsonNode rows = scipy.get("rows");
    if (rows.get("reference").asInt() != reference.size()
        || rows.get("analysis").asInt() != analysis.size()) {
      throw new IllegalStateException(set + " is not the data that SciPy got: " + rows);
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece("whole", reference, analysis, scipy.get("whole")));
    int half = reference.size() / 2;
    pieces.add(new Piece(
        "halves",
        reference.slice(0, half),
        reference.slice(half, reference.size()),
        scipy.get("reference_halves")));
    for (JsonNode chunk : scipy.path("chunks")) {
      String key = chunk.get("key").asText();
      pieces.add(piece(key, reference, chunk(analysis, key), chunk));
    }
    for (JsonNode month : scipy.path("same_month_reference")) {
      String key = month.get("key").asText();
      String yearBefore = "2011" + key.substring(4);
      pieces.add(piece(
          key + " and " + yearBefore, chunk(before, yearBefore), chunk(analysis, key), month));
    }
    return pieces;
  }

  private static Piece piece(String name, Table reference, Table current, JsonNode golden) {
    if (golden.get("n").asInt() != current.size()) {
      throw new IllegalStateException(name + " has " + current.size() + " rows, not " + golden);
    }
    return new Piece(name, reference, current, golden.get("features"));
  }

  /** Keys are months, {@code 2012-01}, or rows, {@code 5000:9999}. */
  private static Table chunk(Table table, String key) {
    String[] ends = key.split(":", -1);
    if (ends.length == 2) {
      return table.slice(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
    }
    String[] times = table.texts("ts");
    return table.where(i -> times[i].startsWith(key));
  }

  /** Reference and analysis, as the golden files' {@code split} says in words. */
  Table[] sides(String set) throws IOException {
    switch (set) {
      case "bike" -> {
        Table all = table("bike_hour.csv.gz").with(table("models/bike_demand_predictions.csv.gz"));
        Table[] sides = split(all);
        return new Table[] {sides[0], sides[1], all};
      }
      case "car_loan", "car_loan_dq" -> {
        Table reference = table("car_loan_reference.csv.gz");
        Table truth = table("car_loan_analysis_target.csv.gz").only("repaid", "y_true");
        Table analysis = table(set + "_analysis.csv.gz");
        return new Table[] {truth(reference, "repaid"), analysis.with(truth)};
      }
      case "adult" -> {
        Table adult = adult();
        String[] schools = adult.texts("education");
        return new Table[] {
          adult.where(i -> !COMMON_SCHOOLS.contains(schools[i])),
          adult.where(i -> COMMON_SCHOOLS.contains(schools[i]))
        };
      }
      case "adult_null" -> {
        return split(adult().with(table("adult_null_split.csv.gz")));
      }
      case "digits_null", "digits_no_low", "digits_noise", "digits_flip" -> {
        return split(truth(table("digits_cases.csv.gz"), "label").where("case", set.substring(7)));
      }
      case "elec2" -> {
        Table all = table("elec2.csv.gz").with(table("models/elec2_updown_predictions.csv.gz"));
        return new Table[] {all.slice(24_144, 27_504), all.slice(27_504, 45_312)};
      }
      default -> throw new IllegalArgumentException("No such set: " + set);
    }
  }

  private Table adult() throws IOException {
    return truth(table("adult.csv.gz"), "class");
  }

  private static Table truth(Table table, String column) {
    return table.with(table.only(column, "y_true"));
  }

  private static Table[] split(Table table) {
    return new Table[] {table.where("split", "reference"), table.where("split", "analysis")};
  }
}
