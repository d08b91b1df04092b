package dev.leeway.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and versions that a store must not take for something else. */
final class HostileNames {

  private static final int LONGEST_SHOWN = 40;

  private HostileNames() {}

  /** All of them, no two equal; absolute paths lie beside the directory where there is one. */
  static List<String> all(Optional<Path> directory) {
    List<String> names = new ArrayList<>(List.of(
        // out of the directory, or out of the row of a table
        "../x",
        "..",
        ".",
        "../../x/../y",
        "a/b",
        "a\\b",
        "..\\x",
        "/leeway-absolute",
        "C:\\leeway-absolute",
        "file:///leeway-absolute",
        "%2e%2e%2fx",
        "x@1",
        "x#1",
        "'; drop table baselines; --",
        "%",
        "_",
        "*",
        "?",
        // devices, and names of the store's own
        "NUL",
        "nul",
        "CON",
        "con",
        "con.txt",
        "COM1",
        "current",
        "Current",
        "baseline.json",
        "latest",
        "null",
        // twins: by case, by Unicode, by blanks and dots that file systems cut off
        "twin",
        "Twin",
        "TWIN",
        "\u00e4",
        "\u00c4",
        "a\u0308",
        "\u212b",
        "\u00c5",
        "\ufb01",
        "fi",
        "blank",
        "blank ",
        " blank",
        "blank.",
        "01",
        "1.0",
        // odd, long, empty
        "\u0000",
        "x\u0000y",
        "\n",
        "\t",
        "\u202e",
        "\uD83D\uDE00",
        "\uD83D",
        "日本",
        "-rf",
        "--",
        "~",
        "$HOME",
        "n".repeat(300),
        "n".repeat(299) + "m",
        "ü".repeat(100),
        "n".repeat(70_000),
        "",
        " "));
    directory.ifPresent(place -> {
      Path parent = place.toAbsolutePath().getParent();
      if (parent != null) {
        names.add(parent.resolve("leeway-absolute").toString());
      }
    });
    return names;
  }

  /** A name as a message can show it. */
  static String shown(String name) {
    StringBuilder text = new StringBuilder("'");
    name.chars().limit(LONGEST_SHOWN).forEach(c -> {
      if (c >= ' ' && c < 127) {
        text.append((char) c);
      } else {
        text.append(String.format("\\u%04x", c));
      }
    });
    return text.append(
            name.length() > LONGEST_SHOWN ? "…' of " + name.length() + " characters" : "'")
        .toString();
  }
}
