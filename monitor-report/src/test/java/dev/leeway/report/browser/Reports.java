package dev.leeway.report.browser;

import dev.leeway.report.HtmlReport;
import dev.leeway.report.Payloads;
import dev.leeway.report.Worlds;
import dev.leeway.report.Worlds.World;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Reports as files, as a reader opens them. */
final class Reports {

  private static final List<String> KINDS = List.of("a", "b", "c", "d");

  /** Names that stretch or turn a page: long ones without a place to break, other scripts, from right to left. */
  static final List<String> AWKWARD = List.of(
      "a".repeat(190),
      "درجة_المخاطر_الائتمانية",
      "an_identifier_of_very_many_parts_".repeat(5),
      "סכום ההלוואה (abc) 12",
      "住宅ローンの残高と借入期間の比率を示す指標",
      "🏦".repeat(40),
      "e\u0301a\u0308o\u0302".repeat(30),
      "<b>bold</b> & \"quoted\"");

  private Reports() {}

  /** Five signals, twelve windows, findings and alerts. */
  static Path over12Windows(Path folder) {
    List<String> names = List.of("amount", "region", "months", "channel");
    return write(Worlds.of(names, KINDS, 12, 500), folder.resolve("windows.html"));
  }

  /** The last window of the same world alone. */
  static Path ofOneWindow(Path folder) {
    World world = Worlds.of(List.of("amount", "region", "months", "channel"), KINDS, 12, 500);
    Path file = folder.resolve("one.html");
    HtmlReport.of(world.baseline(), world.evaluations().subList(11, 12)).writeTo(file);
    return file;
  }

  /** With labels, and a model that grows worse. */
  static Path withLabels(Path folder) {
    return write(Worlds.labelled(8, 1_000), folder.resolve("labels.html"));
  }

  static Path of100SignalsOver100Windows(Path folder) {
    List<String> names =
        IntStream.range(0, 99).mapToObj(i -> "signal number " + i).toList();
    return write(Worlds.of(names, KINDS, 100, 200), folder.resolve("large.html"));
  }

  /** The awkward names are those of categories too. */
  static Path withAwkwardNames(Path folder) {
    return write(Worlds.of(AWKWARD, AWKWARD, 6, 400), folder.resolve("awkward.html"));
  }

  /** Every payload is the name of a signal, and the categories are payloads. */
  static Path withHostileNames(Path folder) {
    List<String> payloads = Payloads.all();
    return write(
        Worlds.of(payloads, payloads.subList(0, 25), 2, 300), folder.resolve("hostile.html"));
  }

  private static Path write(World world, Path file) {
    world.report().writeTo(file);
    return file;
  }
}
