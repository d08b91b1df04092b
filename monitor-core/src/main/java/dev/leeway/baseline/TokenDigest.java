package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The digest of a baseline file: SHA-256 over its tokens as they stand, without white space and without the top-level
 * member {@code digest}. Numbers are taken as written and never serialised anew, so that a file from another JDK, or with
 * fields of a newer minor version, still verifies.
 */
final class TokenDigest {

  static final String MEMBER = "digest";
  private static final String PREFIX = "sha256:";

  private final MessageDigest digest = Sha256.digest();
  private final StringBuilder text = new StringBuilder();

  private TokenDigest() {}

  static String of(JsonParser parser) throws IOException {
    TokenDigest digest = new TokenDigest();
    digest.read(parser);
    return PREFIX + Sha256.hex(digest.digest);
  }

  private void read(JsonParser parser) throws IOException {
    int depth = 0;
    boolean first = true;
    boolean afterName = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (depth == 1 && token == JsonToken.FIELD_NAME && MEMBER.equals(parser.currentName())) {
        parser.nextToken();
        parser.skipChildren();
        continue;
      }
      boolean end = token.isStructEnd();
      if (!end && !first && !afterName) {
        text.append(',');
      }
      append(parser, token);
      if (token.isStructStart()) {
        depth++;
      } else if (end) {
        depth--;
      }
      first = token.isStructStart();
      afterName = token == JsonToken.FIELD_NAME;
      flush();
    }
  }

  private void append(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      quoted(parser.currentName());
      text.append(':');
    } else if (token == JsonToken.VALUE_STRING) {
      quoted(parser.getText());
    } else {
      text.append(parser.getText());
    }
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private void flush() {
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
