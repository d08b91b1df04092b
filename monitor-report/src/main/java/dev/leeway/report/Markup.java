package dev.leeway.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG. Whatever comes as a text or a value is escaped here and nowhere else: there is no way to write
 * markup that somebody else gave.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are names and values in turn, a null value leaves its attribute out. */
  Markup open(String element, Object... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** An element without content: a void element of HTML, or one of SVG. */
  Markup empty(String element, Object... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  private void tag(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      out.append(' ').append(attributes[i]).append("=\"");
      if (value instanceof Double number) {
        coordinate(number);
      } else {
        escape(String.valueOf(value));
      }
      out.append('"');
    }
  }

  /** Ends the element that was begun last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  Markup close(int elements) {
    for (int i = 0; i < elements; i++) {
      close();
    }
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** An element that holds a text. */
  Markup element(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** What this module's own resources hold: the style sheet and the script. */
  Markup own(String trusted) {
    out.append(trusted);
    return this;
  }

  /** A number of a picture: a tenth of a unit is all that an eye sees. */
  private void coordinate(double value) {
    out.append(Picture.coordinate(value));
  }

  /**
   * Characters that could end a text or an attribute, and those that would change the order of what follows or that HTML does
   * not allow, each as a reference or as the sign for what cannot be shown.
   */
  private void escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '`' -> out.append("&#96;");
        case '\n', '\r', '\t' -> out.append(' ');
        default -> {
          boolean control = c < ' ' || c >= 0x7f && c < 0xa0;
          boolean alone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
          boolean noCharacter = (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
          boolean turning = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
          out.appendCodePoint(control || alone || noCharacter || turning ? 0xfffd : c);
        }
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Not all elements are closed: " + open);
    }
    return out.toString();
  }
}
