package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The rule of a baseline file's digest once more, character by character and without Jackson. Sound JSON only. */
final class FileText {

  private final String json;
  private int at;

  private FileText(String json) {
    this.json = json;
  }

  static String digest(String json) {
    FileText text = new FileText(json);
    String canonical = text.value(0);
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The text with one place changed, under the digest that fits the change. */
  static String changed(String json, String from, String to) {
    assertThat(json).contains(from);
    int place = json.indexOf(from);
    return redigested(json.substring(0, place) + to + json.substring(place + from.length()));
  }

  static String redigested(String json) {
    String stated = "\"digest\":\"sha256:";
    int begin = json.indexOf(stated) + stated.length() - "sha256:".length();
    return json.substring(0, begin) + digest(json) + json.substring(json.indexOf('"', begin));
  }

  private String value(int depth) {
    space();
    char c = json.charAt(at);
    if (c == '{') {
      return object(depth + 1);
    }
    if (c == '[') {
      return list(depth + 1);
    }
    if (c == '"') {
      return quoted(string());
    }
    int begin = at;
    while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    return json.substring(begin, at);
  }

  private String object(int depth) {
    List<String> members = new ArrayList<>();
    at++;
    for (space(); json.charAt(at) != '}'; space()) {
      if (json.charAt(at) == ',') {
        at++;
        space();
      }
      String name = string();
      space();
      at++; // the colon
      String member = quoted(name) + ":" + value(depth);
      if (depth > 1 || !name.equals("digest")) {
        members.add(member);
      }
    }
    at++;
    return "{" + String.join(",", members) + "}";
  }

  private String list(int depth) {
    List<String> items = new ArrayList<>();
    at++;
    for (space(); json.charAt(at) != ']'; space()) {
      if (json.charAt(at) == ',') {
        at++;
      }
      items.add(value(depth));
    }
    at++;
    return "[" + String.join(",", items) + "]";
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (at++; json.charAt(at) != '"'; at++) {
      char c = json.charAt(at);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(++at);
      if (escaped == 'u') {
        text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
        at += 4;
      } else {
        int known = "bfnrt".indexOf(escaped);
        text.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
      }
    }
    at++;
    return text.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < 0x20) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private void space() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }
}
