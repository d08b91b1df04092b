package dev.leeway.detector;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.baseline.JsonFields;
import dev.leeway.baseline.JsonNode;
import dev.leeway.baseline.ReadLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Snapshots as JSON, format {@code leeway-detector/1}. */
final class SnapshotJson {

  private static final String FORMAT = "leeway-detector/1";

  private SnapshotJson() {}

  static String write(DetectorSnapshot snapshot) {
    return JsonFields.text(json -> {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("detector", snapshot.spec().name());
      json.writeObjectFieldStart("settings");
      for (Map.Entry<String, Object> setting : snapshot.spec().settings().entrySet()) {
        json.writeFieldName(setting.getKey());
        json.writeObject(setting.getValue());
      }
      json.writeEndObject();
      JsonFields.constant(json, "state", snapshot.state());
      json.writeNumberField("seen", snapshot.seen());
      json.writeNumberField("missing", snapshot.missing());
      json.writeNumberField("refused", snapshot.refused());
      json.writeNumberField("drifts", snapshot.drifts());
      json.writeObjectFieldStart("memory");
      for (Map.Entry<String, List<Double>> part : snapshot.memory().entrySet()) {
        write(json, part.getKey(), part.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, String name, List<Double> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  static DetectorSnapshot read(String text) {
    try {
      return snapshot(JsonNode.parse(text, ReadLimits.standard()));
    } catch (BaselineFormatException e) {
      throw new IllegalArgumentException("The text is no detector: " + e.getMessage(), e);
    }
  }

  private static DetectorSnapshot snapshot(JsonNode root) {
    String format = root.get("format").text();
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "The format is '" + format + "', this version of Leeway reads '" + FORMAT + "'.");
    }
    Map<String, List<Double>> memory = new LinkedHashMap<>();
    JsonNode parts = root.get("memory");
    for (String name : parts.names()) {
      memory.put(name, parts.get(name).list().stream().map(JsonNode::number).toList());
    }
    return new DetectorSnapshot(
        spec(root.get("detector"), root.get("settings")),
        constant(root.get("state"), ChangeState.values()),
        root.get("seen").rows(),
        root.get("missing").rows(),
        root.get("refused").rows(),
        root.get("drifts").rows(),
        memory);
  }

  private static DetectorSpec spec(JsonNode name, JsonNode settings) {
    return switch (name.text()) {
      case Adwin.NAME ->
        new Adwin(
            settings.get("delta").number(),
            whole(settings.get("clock")),
            whole(settings.get("max_buckets")),
            whole(settings.get("min_window")),
            whole(settings.get("grace")));
      case PageHinkley.NAME ->
        new PageHinkley(
            constant(settings.get("direction"), Direction.values()),
            whole(settings.get("minimum")),
            settings.get("delta").number(),
            settings.get("threshold").number(),
            settings.get("alpha").number());
      case Cusum.NAME ->
        new Cusum(
            settings.get("slack").number(),
            settings.get("threshold").number(),
            whole(settings.get("learning")),
            target(settings));
      case Ddm.NAME ->
        new Ddm(
            whole(settings.get("minimum")),
            settings.get("warning").number(),
            settings.get("drift").number());
      case Eddm.NAME ->
        new Eddm(
            whole(settings.get("minimum")),
            settings.get("warning").number(),
            settings.get("drift").number());
      case HddmA.NAME ->
        new HddmA(
            settings.get("drift").number(),
            settings.get("warning").number(),
            settings.get("two_sided").bool());
      case HddmW.NAME ->
        new HddmW(
            settings.get("drift").number(),
            settings.get("warning").number(),
            settings.get("lambda").number(),
            settings.get("two_sided").bool());
      case Fhddm.NAME ->
        new Fhddm(whole(settings.get("window")), settings.get("confidence").number());
      case Kswin.NAME ->
        new Kswin(
            whole(settings.get("window")),
            whole(settings.get("recent")),
            settings.get("alpha").number());
      default -> throw name.expected("the name of a change detector");
    };
  }

  private static Cusum.@Nullable Target target(JsonNode settings) {
    return settings.get("mean").isNull()
        ? null
        : new Cusum.Target(settings.get("mean").number(), settings.get("sd").number());
  }

  private static int whole(JsonNode node) {
    long value = node.whole();
    if (value != (int) value) {
      throw node.expected("a whole number below 2^31");
    }
    return (int) value;
  }

  private static <E extends Enum<E>> E constant(JsonNode node, E[] constants) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(node.text())) {
        return constant;
      }
    }
    throw node.expected("one of " + List.of(constants).toString().toLowerCase(Locale.ROOT));
  }
}
