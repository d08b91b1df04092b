package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value read from JSON that knows where it stands, so that every complaint names its place. Values are maps, lists,
 * strings, booleans, Long, Double or null. For Leeway's own formats. Every method that finds another type than it wants, or
 * another length, throws a {@link BaselineFormatException} that names the place.
 */
public final class JsonNode {

  private final String path;
  private final @Nullable Object value;

  private JsonNode(String path, @Nullable Object value) {
    this.path = path;
    this.value = value;
  }

  static JsonNode read(JsonParser parser, int mostNumbers) throws IOException {
    int[] numbersLeft = {mostNumbers};
    parser.nextToken();
    Object value = value(parser, numbersLeft);
    if (parser.nextToken() != null) {
      throw new BaselineFormatException("There is more text after the end of the baseline.");
    }
    return new JsonNode("", value);
  }

  /**
   * Reads one JSON value.
   *
   * @throws BaselineFormatException if the text is not sound JSON, or exceeds a limit
   */
  public static JsonNode parse(String text, ReadLimits limits) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limits.bytes()) {
      throw new BaselineFormatException("There are more than " + limits.bytes() + " bytes");
    }
    try (JsonParser parser = BaselineJson.parser(bytes, limits)) {
      JsonNode node = read(parser, limits.numbers());
      node.requireSoundText();
      return node;
    } catch (IOException e) {
      throw new BaselineFormatException("It is not sound JSON: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object value(JsonParser parser, int[] numbersLeft) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new BaselineFormatException("The text is empty: a baseline is one JSON object.");
    }
    switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser, numbersLeft));
        }
        return object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, numbersLeft));
        }
        return list;
      }
      case VALUE_STRING -> {
        return parser.getText();
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (--numbersLeft[0] < 0) {
          throw new BaselineFormatException(
              "There are too many numbers: raise ReadLimits.numbers if the file is sound.");
        }
        return token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
            ? (Object) parser.getLongValue()
            : (Object) parser.getDoubleValue();
      }
      case VALUE_TRUE -> {
        return true;
      }
      case VALUE_FALSE -> {
        return false;
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> throw new BaselineFormatException("The text breaks off or is not JSON.");
    }
  }

  /** Refuses unpaired surrogates, which have no UTF-8: the digest could not tell one from another. */
  void requireSoundText() {
    requireSoundText(value);
  }

  private static void requireSoundText(@Nullable Object value) {
    if (value instanceof String text && !Sha256.isWellFormed(text)) {
      throw new BaselineFormatException(
          "A string has an unpaired surrogate: it is no sound Unicode");
    }
    if (value instanceof List<?> list) {
      list.forEach(JsonNode::requireSoundText);
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> {
        requireSoundText(name);
        requireSoundText(member);
      });
    }
  }

  public boolean isNull() {
    return value == null;
  }

  /** The member of this object; a null node where it is absent. */
  public JsonNode get(String name) {
    return new JsonNode(path.isEmpty() ? name : path + "." + name, object().get(name));
  }

  private Map<?, ?> object() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw expected("an object");
  }

  public List<JsonNode> list() {
    if (!(value instanceof List<?> items)) {
      throw expected("a list");
    }
    List<JsonNode> nodes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      nodes.add(new JsonNode(path + "[" + i + "]", items.get(i)));
    }
    return nodes;
  }

  /** Names of an object's members, in order. */
  public List<String> names() {
    return object().keySet().stream().map(String::valueOf).toList();
  }

  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw expected("a string");
  }

  /**
   * A string, a number or a boolean as it is.
   *
   * @throws BaselineFormatException for an object, a list or null
   */
  public Object plain() {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw expected("a string, a number or a boolean");
  }

  public @Nullable String textOrNull() {
    return value == null ? null : text();
  }

  public boolean bool() {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw expected("true or false");
  }

  public double number() {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw expected("a finite number");
  }

  double numberOrNaN() {
    return value == null ? Double.NaN : number();
  }

  /** A number of rows: whole and 0 or more. */
  public long rows() {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw expected("a whole number, 0 or more");
  }

  public long whole() {
    if (value instanceof Long number) {
      return number;
    }
    throw expected("a whole number");
  }

  public long[] rowsOf(int length) {
    long[] rows = list().stream().mapToLong(JsonNode::rows).toArray();
    if (rows.length != length) {
      throw expected("a list of " + length + " entries");
    }
    return rows;
  }

  double[] numbers() {
    return list().stream().mapToDouble(JsonNode::number).toArray();
  }

  double[] numbersOf(int length) {
    double[] numbers = numbers();
    if (numbers.length != length) {
      throw expected("a list of " + length + " entries");
    }
    return numbers;
  }

  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeParseException e) {
      throw expected("a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  public @Nullable Instant instantOrNull() {
    return value == null ? null : instant();
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    String text = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw expected(
        "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(java.util.Locale.ROOT));
  }

  /** A complaint about this value. */
  public BaselineFormatException expected(String what) {
    return new BaselineFormatException(message(what));
  }

  BaselineFormatException expected(String what, Throwable cause) {
    return new BaselineFormatException(message(what), cause);
  }

  private String message(String what) {
    String found = value instanceof List<?> list
        ? "a list of " + list.size()
        : value instanceof Map<?, ?> ? "an object" : "'" + shortened(String.valueOf(value)) + "'";
    return (path.isEmpty() ? "The whole text" : path) + " should be " + what + ", but is "
        + (value == null ? "missing" : found);
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
