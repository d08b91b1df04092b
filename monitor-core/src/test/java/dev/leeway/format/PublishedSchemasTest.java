package dev.leeway.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Origin;
import dev.leeway.format.PublishedSchema.Described;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.Status;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas allow what the library writes, all of it and no more. */
class PublishedSchemasTest {

  private static final Map<String, Map<String, String>> WRITTEN = Map.of(
      "baseline", Documents.baselines(),
      "evaluation", Documents.evaluations(),
      "alert", Documents.alerts());

  /** Objects whose members are all of one kind, under names from data. */
  private static final Set<String> MAPS = Set.of(
      "statistics", "calibration", "hyperparameters", "metrics", "extra", "realised", "estimated");

  private static PublishedSchema schema(String format) {
    return PublishedSchema.of(format);
  }

  /** The document of a format that has most in it. */
  private static ObjectNode rich(String format) {
    String text = WRITTEN.get(format).values().iterator().next();
    try {
      return (ObjectNode) PublishedSchema.JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "evaluation", "alert"})
  void schemaIsSoundAndNamesItself(String format) {
    PublishedSchema schema = schema(format);
    String text = schema.text().toString();
    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
            .validate(text, InputFormat.JSON))
        .isEmpty();
    assertThat(schema.text().get("$id").asText()).isEqualTo("urn:leeway:" + format + ":1");
    assertThat(keywords(schema.text(), new ArrayList<>()))
        .as("keywords: a misspelt one would say nothing")
        .isSubsetOf(
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "title",
            "description",
            "type",
            "const",
            "enum",
            "format",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "items",
            "required",
            "properties",
            "additionalProperties",
            "anyOf",
            "if",
            "then",
            "else");
  }

  private static Collection<String> keywords(JsonNode schema, Collection<String> found) {
    schema.properties().forEach(member -> {
      found.add(member.getKey());
      if (Set.of("properties", "$defs").contains(member.getKey())) {
        member.getValue().forEach(child -> keywords(child, found));
      } else if (member.getValue().isArray()) {
        member.getValue().forEach(child -> keywords(child, found));
      } else {
        keywords(member.getValue(), found);
      }
    });
    return found;
  }

  /** One source: what the jar holds is what the documents show. */
  @ParameterizedTest
  @ValueSource(strings = {"baseline", "evaluation", "alert"})
  void documentsAndJarHaveTheSame(String format) throws IOException {
    Path page = Path.of("../docs/reference/schemas/leeway-" + format + "-1.schema.json");
    assertThat(PublishedSchema.JSON.readTree(Files.readString(page)))
        .isEqualTo(schema(format).text());
  }

  static Stream<Arguments> written() {
    return WRITTEN.entrySet().stream()
        .flatMap(format -> format.getValue().entrySet().stream()
            .map(document -> arguments(format.getKey(), document.getKey(), document.getValue())));
  }

  /** Also by the strict form, which refuses members that the schema does not describe: it cannot fall behind. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("written")
  void whatTheLibraryWritesIsDescribed(String format, String name, String document) {
    assertThat(schema(format).faults(document)).isEmpty();
    assertThat(schema(format).strict().faults(document)).isEmpty();
  }

  /** And it does not run ahead: each member that it describes is in some document. */
  @ParameterizedTest
  @ValueSource(strings = {"baseline", "evaluation", "alert"})
  void whatIsDescribedIsWritten(String format) {
    PublishedSchema schema = schema(format);
    List<Described> idle = new ArrayList<>();
    for (Described described : schema.described()) {
      PublishedSchema without = schema.without(described).strict();
      if (WRITTEN.get(format).values().stream()
          .allMatch(document -> without.faults(document).isEmpty())) {
        idle.add(described);
      }
    }
    assertThat(idle).isEmpty();
    assertThat(schema.described()).hasSizeGreaterThan(25);
  }

  @Test
  void constantsAreThoseOfTheLibrary() {
    JsonNode baseline = schema("baseline").text();
    JsonNode evaluation = schema("evaluation").text();
    JsonNode alert = schema("alert").text();
    assertThat(constants(baseline, "/properties/schema/properties/task"))
        .isEqualTo(names(Task.values()));
    assertThat(constants(baseline, "/$defs/role")).isEqualTo(names(SignalRole.values()));
    assertThat(constants(baseline, "/properties/schema/properties/signals/items/properties/type"))
        .isEqualTo(names(SignalType.values()));
    String columns = "/properties/schema/properties/data/properties/columns/items/properties";
    assertThat(constants(baseline, columns + "/role")).isEqualTo(names(ColumnRole.values()));
    assertThat(constants(baseline, columns + "/type")).isEqualTo(names(ColumnType.values()));
    List<String> stated = names(Origin.values());
    stated.remove("training");
    assertThat(constants(baseline, "/properties/origin")).isEqualTo(stated);
    assertThat(constants(evaluation, "/$defs/signal/properties/role"))
        .isEqualTo(names(SignalRole.values()));
    assertThat(constants(evaluation, "/$defs/signal/properties/type"))
        .isEqualTo(names(SignalType.values()));
    assertThat(constants(evaluation, "/$defs/status")).isEqualTo(names(Status.values()));
    assertThat(constants(evaluation, "/$defs/finding/properties/severity"))
        .isEqualTo(names(Severity.values()));
    assertThat(constants(alert, "/properties/state")).isEqualTo(names(Alert.State.values()));
    for (JsonNode schema : List.of(evaluation, alert)) {
      assertThat(constants(schema, "/$defs/check")).isEqualTo(names(Check.values()));
      assertThat(constants(schema, "/$defs/origin")).isEqualTo(names(Origin.values()));
    }
    assertThat(alert.at("/$defs/window")).isEqualTo(evaluation.at("/$defs/window"));
    assertThat(alert.at("/$defs/binShift")).isEqualTo(evaluation.at("/$defs/binShift"));
  }

  private static List<String> constants(JsonNode schema, String place) {
    List<String> found = new ArrayList<>();
    schema.at(place).get("enum").forEach(constant -> found.add(constant.asText()));
    return found;
  }

  private static List<String> names(Enum<?>[] constants) {
    return new ArrayList<>(
        Stream.of(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList());
  }

  /** The documents above are worth something: they hold windows of every kind. */
  @Test
  void documentsAreOfEveryKind() {
    assertThat(found("evaluation", "/status")).containsAll(names(Status.values()));
    assertThat(found("evaluation", "/window/partial")).contains("true", "false");
    assertThat(found("evaluation", "/baseline/origin"))
        .contains("training", "live", "previous_window");
    assertThat(found("evaluation", "/window/length")).contains("20d", "15d", "null");
    assertThat(found("baseline", "/origin")).contains("", "one_pass", "live", "previous_window");
    assertThat(found("baseline", "/schema/task")).contains("binary", "regression");
    assertThat(found("alert", "/state")).containsAll(names(Alert.State.values()));
    assertThat(found("alert", "/signal")).contains("null", "\u0000\u001b[31m\r\n\t\u2028\u202e");
  }

  private static Set<String> found(String format, String place) {
    Set<String> found = new TreeSet<>();
    for (String document : WRITTEN.get(format).values()) {
      try {
        found.add(PublishedSchema.JSON.readTree(document).at(place).asText());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }

  /** Within the format a newer version may add members anywhere; the strict form finds each of them. */
  @ParameterizedTest
  @ValueSource(strings = {"baseline", "evaluation", "alert"})
  void furtherMembersAreAllowed(String format) {
    PublishedSchema schema = schema(format);
    PublishedSchema strict = schema.strict();
    ObjectNode document = rich(format);
    List<ObjectNode> maps = new ArrayList<>();
    MAPS.forEach(name -> document.findValues(name).stream()
        .filter(ObjectNode.class::isInstance)
        .forEach(map -> maps.add((ObjectNode) map)));
    for (ObjectNode object : objects(document)) {
      if (maps.stream().noneMatch(map -> map == object)) {
        object.put("of_a_later_version", 1);
        assertThat(schema.faults(document.toString())).isEmpty();
        assertThat(strict.faults(document.toString()))
            .as("a further member of %s", object.properties())
            .isNotEmpty();
        object.remove("of_a_later_version");
      }
    }
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  private static Arguments spoilt(String format, String what, Consumer<ObjectNode> spoil) {
    return arguments(format, what, spoil);
  }

  private static ObjectNode at(ObjectNode document, String place) {
    JsonNode node = document.at(place);
    assertThat(node).as(place).isInstanceOf(ObjectNode.class);
    return (ObjectNode) node;
  }

  private static ArrayNode list(ObjectNode document, String place) {
    JsonNode node = document.at(place);
    assertThat(node).as(place).isInstanceOf(ArrayNode.class);
    return (ArrayNode) node;
  }

  static Stream<Arguments> spoiltDocuments() {
    return Stream.of(
        spoilt("baseline", "another format", d -> d.put("format", "leeway-baseline/2")),
        spoilt("baseline", "no format", d -> d.remove("format")),
        spoilt("baseline", "no digest", d -> d.remove("digest")),
        spoilt("baseline", "half a digest", d -> d.put("digest", "sha256:abc")),
        spoilt(
            "baseline", "a digest in capitals", d -> d.put("digest", "sha256:" + "AB".repeat(32))),
        spoilt("baseline", "a local time", d -> d.put("created", "2026-03-01T12:00:00")),
        spoilt("baseline", "a day", d -> d.put("created", "2026-03-01")),
        spoilt(
            "baseline",
            "an origin that is stated though it is training",
            d -> d.put("origin", "training")),
        spoilt("baseline", "an unknown origin", d -> d.put("origin", "guessed")),
        spoilt("baseline", "no row", d -> d.put("rows", 0)),
        spoilt("baseline", "half a row", d -> d.put("rows", 600.5)),
        spoilt("baseline", "rows as text", d -> d.put("rows", "600")),
        spoilt("baseline", "an unknown task", d -> at(d, "/schema").put("task", "ranking")),
        spoilt("baseline", "no signal", d -> list(d, "/signals").removeAll()),
        spoilt(
            "baseline",
            "a signal without a name",
            d -> at(d, "/schema/signals/0").put("name", "")),
        spoilt("baseline", "an unknown role", d -> at(d, "/signals/0").put("role", "target")),
        spoilt("baseline", "an unknown type", d -> at(d, "/signals/0").put("type", "text")),
        spoilt(
            "baseline",
            "numbers with the binning of categories",
            d -> at(d, "/signals/0").set("binning", d.at("/signals/1/binning"))),
        spoilt(
            "baseline",
            "categories with the binning of numbers",
            d -> at(d, "/signals/1").set("binning", d.at("/signals/0/binning"))),
        spoilt(
            "baseline",
            "categories with moments",
            d -> at(d, "/signals/1").set("moments", d.at("/signals/0/moments"))),
        spoilt("baseline", "numbers without moments", d -> at(d, "/signals/0").putNull("moments")),
        spoilt(
            "baseline",
            "one edge",
            d -> at(d, "/signals/0/binning").putArray("edges").add(1.0)),
        spoilt(
            "baseline",
            "a category twice",
            d -> at(d, "/signals/1/binning").putArray("categories").add("a").add("a")),
        spoilt(
            "baseline",
            "a negative deviation",
            d -> at(d, "/signals/0/binning").put("deviation", -1)),
        spoilt("baseline", "a negative count", d -> list(d, "/signals/0/counts").set(9, -1)),
        spoilt(
            "baseline",
            "a count that is no whole number",
            d -> list(d, "/signals/0/counts").set(9, 1.5)),
        spoilt(
            "baseline",
            "a negative count in a chunk",
            d -> list(d, "/signals/1/chunks/0/coarse").set(0, -1)),
        spoilt("baseline", "no chunk", d -> list(d, "/chunks").removeAll()),
        spoilt(
            "baseline",
            "negative natural movement",
            d -> at(d, "/signals/0/natural").put("psi", -0.1)),
        spoilt(
            "baseline",
            "numbers with unseen values",
            d -> at(d, "/signals/0/natural").set("unseen", d.at("/signals/1/natural/unseen"))),
        spoilt(
            "baseline", "fewer than no singletons", d -> at(d, "/signals/1").put("singletons", -2)),
        spoilt(
            "baseline",
            "a calibration without labels",
            d -> at(d, "/calibration/rentals").remove("labelled")),
        spoilt("baseline", "a metric as text", d -> at(d, "/lineage/metrics").put("mae", "low")),
        spoilt(
            "baseline",
            "a hyperparameter as a number",
            d -> at(d, "/lineage/hyperparameters").put("depth", 3)),
        spoilt("evaluation", "the format of a baseline", d -> d.put("format", "leeway-baseline/1")),
        spoilt("evaluation", "no window", d -> d.remove("window")),
        spoilt("evaluation", "an unknown status", d -> d.put("status", "stable")),
        spoilt("evaluation", "a status in capitals", d -> d.put("status", "OK")),
        spoilt("evaluation", "an unknown origin", d -> at(d, "/baseline").put("origin", "here")),
        spoilt("evaluation", "no digest", d -> at(d, "/baseline").putNull("digest")),
        spoilt("evaluation", "negative records", d -> at(d, "/window").put("records", -1)),
        spoilt(
            "evaluation",
            "an end without a zone",
            d -> at(d, "/window").put("end", "2026-03-01T12:00:00")),
        spoilt("evaluation", "nothing sampled", d -> at(d, "/window").put("sampling", 0)),
        spoilt("evaluation", "more than all sampled", d -> at(d, "/window").put("sampling", 1.5)),
        spoilt("evaluation", "a rate above one", d -> at(d, "/signals/0").put("missing_rate", 1.5)),
        spoilt("evaluation", "a negative rate", d -> at(d, "/signals/0").put("unseen_rate", -0.1)),
        spoilt(
            "evaluation",
            "NaN as text",
            d -> at(d, "/signals/0/statistics/psi").put("value", "NaN")),
        spoilt(
            "evaluation",
            "a p-value above one",
            d -> at(d, "/signals/0/statistics/psi").put("p_value", 1.01)),
        spoilt(
            "evaluation",
            "negative noise",
            d -> at(d, "/signals/0/statistics/psi").put("noise", -0.1)),
        spoilt(
            "evaluation",
            "a statistic without a convention",
            d -> at(d, "/signals/0/statistics/psi").remove("convention")),
        spoilt(
            "evaluation",
            "a statistic that is a number",
            d -> at(d, "/signals/0/statistics").put("psi", 0.1)),
        spoilt("evaluation", "an unknown check", d -> at(d, "/findings/0").put("check", "mood")),
        spoilt(
            "evaluation", "an unknown severity", d -> at(d, "/findings/0").put("severity", "ok")),
        spoilt(
            "evaluation",
            "a finding without a message",
            d -> at(d, "/findings/0").remove("message")),
        spoilt("alert", "another type", d -> d.put("type", "evaluation")),
        spoilt("alert", "an unknown state", d -> d.put("state", "closed")),
        spoilt("alert", "no data, which is no alarm", d -> d.put("severity", "no_data")),
        spoilt("alert", "no id", d -> d.remove("alert_id")),
        spoilt("alert", "no origin", d -> d.remove("baseline_origin")),
        spoilt("alert", "a value as text", d -> d.put("value", "0.4")),
        spoilt(
            "alert",
            "a last row before the first of all",
            d -> at(d, "/window").put("last_row", -2)),
        spoilt("alert", "evidence that is a text", d -> d.put("evidence", "bin 3")),
        spoilt("alert", "a share above one", d -> at(d, "/evidence/0").put("current", 2)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoiltDocuments")
  void spoiltDocumentIsRefused(String format, String what, Consumer<ObjectNode> spoil) {
    ObjectNode document = rich(format);
    assertThat(schema(format).faults(document.toString())).isEmpty();
    spoil.accept(document);
    assertThat(schema(format).faults(document.toString())).isNotEmpty();
  }

  /** Each member of a rich document in turn: without it, and with a value of another type. */
  @ParameterizedTest
  @ValueSource(strings = {"baseline", "evaluation", "alert"})
  void everyMemberIsNeededAndHasItsType(String format) {
    PublishedSchema schema = schema(format);
    ObjectNode document = rich(format);
    List<String> missed = new ArrayList<>();
    spoilEach(document, "", document, schema, missed);
    assertThat(missed).isEmpty();
  }

  private static void spoilEach(
      JsonNode node,
      String place,
      ObjectNode document,
      PublishedSchema schema,
      List<String> missed) {
    if (node.isArray() && !node.isEmpty()) {
      // the first stands for all
      spoilEach(node.get(0), place + "/0", document, schema, missed);
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    boolean map = MAPS.contains(place.substring(place.lastIndexOf('/') + 1));
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode value = object.get(name);
      String where = place + "/" + name;
      if (value.isBoolean()) {
        object.put(name, "true");
      } else {
        object.put(name, true);
      }
      if (schema.faults(document.toString()).isEmpty()) {
        missed.add(where + " of another type");
      }
      object.remove(name);
      if (!map && schema.faults(document.toString()).isEmpty()) {
        missed.add("no " + where);
      }
      object.set(name, value);
      spoilEach(value, where, document, schema, missed);
    }
  }
}
