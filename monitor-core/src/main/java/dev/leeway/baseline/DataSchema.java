package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.schema.Signal;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, and how it is read from data: the member {@code schema} of a baseline's file, and a file of its own where
 * somebody settles the types of columns beforehand.
 *
 * @param signals in their order
 * @param format null unless the baseline was fitted on a {@link dev.leeway.source.RecordSource}
 */
public record DataSchema(
    Task task, List<Signal> signals, @Nullable DataFormat format) {

  private static final int MARK = 1;

  public DataSchema {
    signals = List.copyOf(signals);
  }

  public static DataSchema of(Baseline baseline) {
    return new DataSchema(baseline.task(), baseline.schemaSignals(), baseline.dataFormat());
  }

  /**
   * Reads the text of such a file, or of one that has it as its member {@code schema}, as a baseline does.
   *
   * @throws BaselineFormatException naming the place that is wrong
   */
  public static DataSchema parse(String json) {
    try {
      JsonNode node = JsonNode.parse(json, ReadLimits.standard());
      JsonNode inside = node.get("schema");
      return read(inside.isNull() ? node : inside);
    } catch (IllegalArgumentException e) {
      throw new BaselineFormatException("The content makes no sense: " + e.getMessage(), e);
    }
  }

  /** The text of such a file. */
  public String toJson() {
    return JsonFields.text(this::write) + '\n';
  }

  static DataSchema read(JsonNode node) {
    return new DataSchema(
        node.get("task").constant(Task.class),
        node.get("signals").list().stream().map(BaselineReader::signal).toList(),
        format(node.get("data")));
  }

  private static @Nullable DataFormat format(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    String delimiter = node.get("delimiter").textOrNull();
    String decimalMark = node.get("decimal_mark").text();
    if (delimiter != null && delimiter.length() != MARK) {
      throw node.get("delimiter").expected("one character");
    }
    if (decimalMark.length() != MARK) {
      throw node.get("decimal_mark").expected("one character");
    }
    return new DataFormat(
        delimiter == null ? null : delimiter.charAt(0),
        decimalMark.charAt(0),
        DataFormat.zone(node.get("zone").text()),
        node.get("columns").list().stream().map(DataSchema::column).toList());
  }

  private static DataColumn column(JsonNode node) {
    return new DataColumn(
        node.get("name").text(),
        node.get("role").constant(ColumnRole.class),
        node.get("type").constant(ColumnType.class),
        node.get("pattern").textOrNull());
  }

  /** Writes it as one JSON value. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    JsonFields.constant(json, "task", task);
    json.writeArrayFieldStart("signals");
    for (Signal signal : signals) {
      json.writeStartObject();
      json.writeStringField("name", signal.name());
      JsonFields.constant(json, "role", signal.role());
      JsonFields.constant(json, "type", signal.type());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (format != null) {
      json.writeObjectFieldStart("data");
      JsonFields.text(json, "delimiter", format.delimiter());
      json.writeStringField("decimal_mark", String.valueOf(format.decimalMark()));
      json.writeStringField("zone", format.zone().getId());
      json.writeArrayFieldStart("columns");
      for (DataColumn column : format.columns()) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        JsonFields.constant(json, "role", column.role());
        JsonFields.constant(json, "type", column.type());
        JsonFields.text(json, "pattern", column.pattern());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
