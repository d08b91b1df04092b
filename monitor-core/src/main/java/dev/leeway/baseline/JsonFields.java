package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How all of Leeway's formats write their fields: what does not exist is null, a number is never NaN, a constant is lower
 * case, and doubles have the same text on every JDK. For Leeway's own formats.
 */
public final class JsonFields {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private JsonFields() {}

  /** Something that writes one JSON value. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The text of what a body writes. */
  public static String text(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written to memory.", e);
    }
    return text.toString();
  }

  /** A string field from the text of a value. */
  public static void text(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value.toString());
    }
  }

  public static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  public static void constant(JsonGenerator json, String name, Enum<?> value) throws IOException {
    json.writeStringField(name, value.name().toLowerCase(Locale.ROOT));
  }
}
