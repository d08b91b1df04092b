package dev.leeway.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.JsonFields;
import dev.leeway.judgement.BinShift;
import dev.leeway.window.FrameFields;
import java.io.IOException;

/** Alerts as JSON: one object, of the type {@code alert} among the events of a replay. */
final class AlertJson {

  private AlertJson() {}

  static String write(Alert alert) {
    return JsonFields.text(json -> write(json, alert));
  }

  private static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "alert");
    JsonFields.constant(json, "state", alert.state());
    json.writeStringField("alert_id", alert.id());
    JsonFields.constant(json, "severity", alert.severity());
    JsonFields.text(json, "signal", alert.signal());
    JsonFields.text(json, "segment", alert.segment());
    json.writeStringField("check", alert.check().key());
    json.writeStringField("statistic", alert.statistic());
    JsonFields.number(json, "value", alert.value());
    JsonFields.number(json, "threshold", alert.threshold());
    json.writeStringField("baseline_digest", alert.baseline().digest());
    JsonFields.text(json, "model_version", alert.baseline().modelVersion());
    JsonFields.constant(json, "baseline_origin", alert.baseline().origin());
    FrameFields.write(json, alert.window());
    json.writeArrayFieldStart("evidence");
    for (BinShift bin : alert.evidence()) {
      json.writeStartObject();
      json.writeStringField("bin", bin.bin());
      JsonFields.number(json, "reference", bin.reference());
      JsonFields.number(json, "current", bin.current());
      JsonFields.number(json, "contribution", bin.contribution());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("message", alert.message());
    json.writeEndObject();
  }
}
