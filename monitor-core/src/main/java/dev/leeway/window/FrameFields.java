package dev.leeway.window;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.JsonFields;
import java.io.IOException;

/** How all of Leeway's formats say which records a window holds. For Leeway's own formats. */
public final class FrameFields {

  private FrameFields() {}

  /** Writes the member {@code window}. */
  public static void write(JsonGenerator json, WindowFrame frame) throws IOException {
    json.writeObjectFieldStart("window");
    json.writeNumberField("index", frame.index());
    json.writeNumberField("records", frame.records());
    json.writeNumberField("first_row", frame.firstRow());
    json.writeNumberField("last_row", frame.lastRow());
    JsonFields.text(json, "start", frame.start());
    JsonFields.text(json, "end", frame.end());
    json.writeBooleanField("partial", frame.partial());
    JsonFields.text(json, "length", frame.length());
    JsonFields.number(json, "sampling", frame.sampling());
    json.writeEndObject();
  }
}
