package dev.leeway.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A schema as the jar holds it, and what documents it allows. */
final class PublishedSchema {

  static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode text;
  private final Schema schema;

  private PublishedSchema(ObjectNode text) {
    this.text = text;
    this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text.toString(), InputFormat.JSON);
  }

  /** The schema of {@code baseline}, {@code evaluation} or {@code alert}. */
  static PublishedSchema of(String format) {
    String name = "/dev/leeway/schemas/leeway-" + format + "-1.schema.json";
    try (InputStream in = PublishedSchema.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new PublishedSchema((ObjectNode) JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode text() {
    return text;
  }

  /** What is wrong with a document, a line for each fault. */
  List<String> faults(String document) {
    return schema.validate(document, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** The same schema, which also refuses members that it does not describe. */
  PublishedSchema strict() {
    ObjectNode copy = text.deepCopy();
    close(copy);
    return new PublishedSchema(copy);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    // a condition stays open: it looks at one member of an object that has more
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getKey().equals("if")) {
        close(member.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(PublishedSchema::close);
    }
  }

  /** This schema without one of the members that it describes, by where it describes it. */
  List<Described> described() {
    List<Described> found = new ArrayList<>();
    collect(text, "", found);
    return found;
  }

  record Described(String place, String member) {}

  private static void collect(JsonNode node, String place, List<Described> found) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String below = place + "/" + member.getKey();
      if (member.getKey().equals("properties") && !place.endsWith("/if")) {
        member
            .getValue()
            .fieldNames()
            .forEachRemaining(name -> found.add(new Described(below, name)));
      }
      collect(member.getValue(), below, found);
    }
  }

  PublishedSchema without(Described described) {
    ObjectNode copy = text.deepCopy();
    ((ObjectNode) copy.at(described.place())).remove(described.member());
    return new PublishedSchema(copy);
  }
}
