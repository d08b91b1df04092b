package dev.leeway.report.browser;

import java.util.Map;

/** A key that does something on a page; the codes are those of the keyboard events of browsers. */
enum Key {
  TAB("Tab", 9, ""),
  ENTER("Enter", 13, "\r"),
  SPACE(" ", 32, " "),
  BACKSPACE("Backspace", 8, "");

  private final String key;
  private final int code;
  private final String text;

  Key(String key, int code, String text) {
    this.key = key;
    this.code = code;
    this.text = text;
  }

  Map<String, Object> down() {
    return Map.of(
        "type",
        text.isEmpty() ? "rawKeyDown" : "keyDown",
        "key",
        key,
        "code",
        this == SPACE ? "Space" : key,
        "windowsVirtualKeyCode",
        code,
        "text",
        text);
  }

  Map<String, Object> up() {
    return Map.of(
        "type",
        "keyUp",
        "key",
        key,
        "code",
        this == SPACE ? "Space" : key,
        "windowsVirtualKeyCode",
        code);
  }
}
