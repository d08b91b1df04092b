package dev.leeway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names that have broken pages elsewhere. A script among them opens a dialog or sets {@code window.struck}. */
public final class Payloads {

  private Payloads() {}

  /** All of them: each as it is, and in forms that end a text, an attribute or an element first. */
  public static List<String> all() {
    List<String> bare = List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "javascript:alert(1)",
        "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "<!--<script>alert(1)//-->",
        "<iframe srcdoc=\"<script>alert(1)</script>\">",
        "`onmouseover=alert(1)",
        "\" autofocus onfocus=alert(1) x=\"",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<a href=javascript:alert(1)>x</a>",
        "{{constructor.constructor('alert(1)')()}}",
        "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
        "]]><script>alert(1)</script>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "x\u202egnp.exe",
        "a\u0000b\u0007c",
        "<plaintext>",
        "<xmp>",
        "--!><b>",
        "<details open ontoggle=alert(1)>",
        "</script><script>alert(1)</script>",
        "\u2028alert(1)\u2029",
        "<img src=x onerror=window.struck=1>",
        "<svg><script>window.struck=1</script></svg>");
    List<String> all = new ArrayList<>(bare);
    for (String payload : bare) {
      all.add(payload.toUpperCase(Locale.ROOT));
      all.add(" " + payload + " ");
      all.add("x'" + payload);
      all.add("x\"" + payload);
      all.add("</text></svg>" + payload);
      all.add("</bdi></th>" + payload);
      all.add("&#x22;" + payload);
      all.add(payload + "<");
    }
    // no name is longer than that
    return all.stream().filter(name -> name.length() <= 200).distinct().toList();
  }

  /** As a browser shows it: what may not stand in a page is a sign for that, and spaces are one. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints().forEach(c -> {
      boolean hidden = c < ' '
          || c >= 0x7f && c < 0xa0
          || c >= 0x202a && c <= 0x202e
          || c >= 0x2066 && c <= 0x2069;
      shown.appendCodePoint(hidden ? 0xfffd : c);
    });
    return shown.toString().replaceAll(" +", " ").replaceAll("^ | $", "");
  }
}
