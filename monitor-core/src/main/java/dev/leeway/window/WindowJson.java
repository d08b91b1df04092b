package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.baseline.JsonFields;
import dev.leeway.baseline.JsonNode;
import dev.leeway.baseline.ReadLimits;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.Counts;
import java.util.ArrayList;
import java.util.List;

/** Windows as JSON, format {@code leeway-window/1}: to go on with in another process. */
final class WindowJson {

  private static final String FORMAT = "leeway-window/1";

  private WindowJson() {}

  static String write(Window window, Baseline baseline) {
    return JsonFields.text(json -> {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeObjectFieldStart("baseline");
      json.writeStringField("name", baseline.name());
      json.writeStringField("digest", baseline.digest());
      json.writeEndObject();
      FrameFields.write(json, window.frame());
      json.writeArrayFieldStart("signals");
      for (int i = 0; i < baseline.signals().size(); i++) {
        long[] rows = window.counts(i).toArray();
        json.writeStartObject();
        json.writeStringField("name", baseline.signals().get(i).signal().name());
        json.writeFieldName("counts");
        json.writeArray(rows, 0, rows.length);
        List<String> names = window.newCategories(i);
        if (!names.isEmpty()) {
          json.writeArrayFieldStart("new_categories");
          for (String name : names) {
            json.writeString(name);
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  static Window read(String text, Baseline baseline) {
    try {
      return window(JsonNode.parse(text, ReadLimits.standard()), baseline);
    } catch (BaselineFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("The text is no window: " + e.getMessage(), e);
    }
  }

  private static Window window(JsonNode root, Baseline baseline) {
    String format = root.get("format").text();
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "The format is '" + format + "', this version of Leeway reads '" + FORMAT + "'.");
    }
    String digest = root.get("baseline").get("digest").text();
    if (!digest.equals(baseline.digest())) {
      throw new IllegalArgumentException("The window is on baseline " + digest + ", not on '"
          + baseline.name() + "' (" + baseline.digest()
          + "): begin a new window when the baseline has changed.");
    }
    WindowFrame frame = frame(root.get("window"));
    List<JsonNode> signals = root.get("signals").list();
    List<Counts> counts = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    for (SignalBaseline signal : baseline.signals()) {
      if (counts.size() == signals.size()) {
        throw root.get("signals").expected("one entry for each signal of the baseline");
      }
      JsonNode node = signals.get(counts.size());
      if (!node.get("name").text().equals(signal.signal().name())) {
        throw node.get("name").expected("'" + signal.signal().name() + "'");
      }
      Counts rows =
          Counts.of(signal.binning(), node.get("counts").rowsOf(signal.binning().bins()));
      if (rows.total() != frame.records()) {
        throw node.get("counts").expected("counts that add up to " + frame.records() + " records");
      }
      counts.add(rows);
      names.add(names(node));
    }
    return Window.of(baseline, frame, counts).withNewCategories(names);
  }

  private static List<String> names(JsonNode signal) {
    JsonNode names = signal.get("new_categories");
    return names.isNull()
        ? List.of()
        : names.list().stream().map(JsonNode::text).toList();
  }

  private static WindowFrame frame(JsonNode node) {
    return new WindowFrame(
        node.get("index").rows(),
        node.get("records").rows(),
        node.get("first_row").whole(),
        node.get("last_row").whole(),
        node.get("start").instantOrNull(),
        node.get("end").instantOrNull(),
        node.get("partial").bool(),
        node.get("length").textOrNull(),
        node.get("sampling").number());
  }
}
