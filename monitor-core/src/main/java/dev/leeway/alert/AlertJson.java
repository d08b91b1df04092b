package dev.leeway.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.leeway.judgement.BinShift;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alerts as JSON: one object, of the type {@code alert} among the events of a replay. */
final class AlertJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private AlertJson() {}

  static String write(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, alert);
    } catch (IOException e) {
      throw new UncheckedIOException("An alert cannot be written to memory.", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "alert");
    json.writeStringField("state", lower(alert.state()));
    json.writeStringField("alert_id", alert.id());
    json.writeStringField("severity", lower(alert.severity()));
    text(json, "signal", alert.signal());
    text(json, "segment", alert.segment());
    json.writeStringField("check", alert.check().key());
    json.writeStringField("statistic", alert.statistic());
    number(json, "value", alert.value());
    number(json, "threshold", alert.threshold());
    json.writeStringField("baseline_digest", alert.baseline().digest());
    text(json, "model_version", alert.baseline().modelVersion());
    json.writeObjectFieldStart("window");
    json.writeNumberField("index", alert.window().index());
    json.writeNumberField("records", alert.window().records());
    json.writeNumberField("first_row", alert.window().firstRow());
    json.writeNumberField("last_row", alert.window().lastRow());
    text(json, "start", Objects.toString(alert.window().start(), null));
    text(json, "end", Objects.toString(alert.window().end(), null));
    json.writeBooleanField("partial", alert.window().partial());
    json.writeEndObject();
    json.writeArrayFieldStart("evidence");
    for (BinShift bin : alert.evidence()) {
      json.writeStartObject();
      json.writeStringField("bin", bin.bin());
      number(json, "reference", bin.reference());
      number(json, "current", bin.current());
      number(json, "contribution", bin.contribution());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("message", alert.message());
    json.writeEndObject();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
