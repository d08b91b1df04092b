package dev.leeway.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads settings as they were written, with their lines. */
final class Entries {

  /** Properties that do not begin with this belong to somebody else. */
  static final String PREFIX = "leeway.";

  private static final int MOST_LETTERS = 1000;
  private static final int MOST_DEPTH = 8;
  private static final int MISSPELT = 2;

  private Entries() {}

  static List<Entry> ofMap(Map<String, String> settings, String source) {
    List<Entry> entries = new ArrayList<>();
    new TreeMap<>(settings).forEach((key, value) -> addProperty(entries, key, value, source, 0));
    return entries;
  }

  private static void addProperty(
      List<Entry> entries, String key, String value, String source, int line) {
    if (key.startsWith(PREFIX)) {
      entries.add(new Entry(key.substring(PREFIX.length()), value, source, line));
      return;
    }
    int dot = key.indexOf('.');
    String first = dot < 0 ? "" : key.substring(0, dot + 1);
    if (!first.isEmpty()
        && first.length() <= PREFIX.length() + MISSPELT
        && Setting.distance(first, PREFIX) <= MISSPELT) {
      Entry entry = new Entry(key, value, source, line);
      throw new ConfigurationException(entry.place() + ": there is no setting '" + key
          + "'; did you mean '" + PREFIX + Setting.nearest(key.substring(dot + 1)) + "'?");
    }
  }

  /** Each logical line by the rules of {@link Properties}, which alone does not tell lines. */
  static List<Entry> ofProperties(String text, String source) {
    List<Entry> entries = new ArrayList<>();
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i;
      String stripped = lines[i].stripLeading();
      StringBuilder logical = new StringBuilder(lines[i]);
      boolean comment = stripped.startsWith("#") || stripped.startsWith("!");
      while (!comment && endsOpen(lines[i]) && i + 1 < lines.length) {
        i++;
        logical.append('\n').append(lines[i]);
      }
      Properties one = new Properties();
      try {
        one.load(new StringReader(logical.toString()));
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigurationException(
            source + ", line " + (first + 1) + ": this is no property: " + e.getMessage(), e);
      }
      int line = first + 1;
      one.stringPropertyNames()
          .forEach(key -> addProperty(entries, key, one.getProperty(key), source, line));
    }
    return entries;
  }

  /** Whether a line goes on in the next one: it ends with an odd number of backslashes. */
  private static boolean endsOpen(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  static List<Entry> ofJson(String text, String source) {
    JsonFactory factory = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(MOST_DEPTH)
            .maxStringLength(MOST_LETTERS)
            .maxNameLength(MOST_LETTERS)
            .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ConfigurationException(source + ", line 1: settings are one JSON object, {...}.");
      }
      object(parser, "", source, entries);
      if (parser.nextToken() != null) {
        throw new ConfigurationException(source + ", line " + line(parser)
            + ": there is more text after the end of the settings.");
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage()
          .replaceFirst("(?s)\\s*\\(?(for|at|start marker at) \\[Source:.*", "");
      throw new ConfigurationException(
          source + ", line " + line + ": this is no sound JSON: " + reason, e);
    } catch (IOException e) {
      throw new ConfigurationException(source + ": cannot be read: " + e.getMessage(), e);
    }
    return entries;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static void object(JsonParser parser, String path, String source, List<Entry> entries)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = path + parser.currentName();
      int line = line(parser);
      switch (parser.nextToken()) {
        case START_OBJECT -> {
          int before = entries.size();
          object(parser, key + ".", source, entries);
          boolean known =
              Setting.keys().stream().anyMatch(setting -> setting.startsWith(key + "."));
          if (entries.size() == before && !known) {
            // nothing in it that would be refused by itself
            entries.add(new Entry(key, "{}", source, line));
          }
        }
        case START_ARRAY -> entries.add(new Entry(key, list(parser, key, source), source, line));
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          entries.add(new Entry(key, parser.getText(), source, line));
        default ->
          throw new Entry(key, "null", source, line)
              .expected("a value; leave the setting out for its default");
      }
    }
  }

  private static String list(JsonParser parser, String key, String source) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw new Entry(key, parser.getText(), source, line(parser))
            .expected("a list of plain values");
      }
      items.add(parser.getText());
    }
    return String.join(",", items);
  }
}
