package dev.leeway.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of a report sees, or hears from a screen reader. */
class ReportLooksTest extends BrowserTest {

  private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page\\b");
  private static final String LIGHTNESS =
      "(%s.match(/[0-9.]+/g).slice(0, 3).map(Number).reduce((sum, part) => sum + part) / 765)";
  private static final String PAPER =
      LIGHTNESS.formatted("getComputedStyle(document.body).backgroundColor");
  private static final String INK = LIGHTNESS.formatted("getComputedStyle(document.body).color");

  /** What carries a meaning in a picture, and by which paint. */
  private static final List<List<String>> SHAPES = List.of(
      List.of("svg .line", "stroke"),
      List.of("svg .outline", "stroke"),
      List.of("svg .limit", "stroke"),
      List.of("svg path.current", "fill"),
      List.of("svg path.reference", "fill"),
      List.of("svg .dot", "fill"),
      List.of(".key.current", "backgroundColor"),
      List.of(".key.reference", "backgroundColor"),
      List.of("svg .mark path", "fill"),
      List.of("svg .mark circle", "stroke"),
      List.of("svg .cell.warning", "fill"),
      List.of("svg .cell.critical", "fill"));

  private Path windows;
  private Path one;
  private Path large;
  private Path awkward;
  private Path labels;

  @Override
  void write(Path to) {
    windows = Reports.over12Windows(to);
    one = Reports.ofOneWindow(to);
    large = Reports.of100SignalsOver100Windows(to);
    awkward = Reports.withAwkwardNames(to);
    labels = Reports.withLabels(to);
  }

  private Path file(String name) {
    return switch (name) {
      case "windows" -> windows;
      case "one" -> one;
      case "large" -> large;
      case "awkward" -> awkward;
      case "labels" -> labels;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void thePageIsDarkForWhoLikesItDark() throws InterruptedException {
    Page page = open(windows);
    assertThat(page.evaluate(PAPER).asDouble()).isGreaterThan(0.9);
    assertThat(page.evaluate(INK).asDouble()).isLessThan(0.3);
    page.media("", "dark");
    assertThat(page.evaluate(PAPER).asDouble()).isLessThan(0.2);
    assertThat(page.evaluate(INK).asDouble()).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource({
    "windows, light",
    "windows, dark",
    "one, light",
    "one, dark",
    "labels, light",
    "labels, dark"
  })
  void allTextsAndLinesStandOut(String name, String scheme) throws InterruptedException {
    Page page = open(file(name));
    page.media("", scheme);
    page.openAllDetails();
    assertThat(page.check("contrast.js", SHAPES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "one", "awkward", "labels"})
  void aScreenReaderHasAllThatTheEyeHas(String name) throws InterruptedException {
    Page page = open(file(name));
    page.openAllDetails();
    AccessibilityTree tree = page.accessibility();
    assertThat(tree.nameless()).isEmpty();
    assertThat(tree.count("main")).isEqualTo(1);
    for (String role :
        List.of("link", "button", "searchbox", "checkbox", "image", "region", "table")) {
      assertThat(tree.count(role)).as(role).isPositive();
    }
    assertThat(page.check("headings.js")).isEmpty();
    assertThat(page.texts("[document.documentElement.lang]")).containsExactly("en");
    assertThat(page.texts("[document.title]")).doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource({
    "windows, 1280",
    "windows, 390",
    "one, 1280",
    "one, 390",
    "large, 1280",
    "awkward, 1280",
    "awkward, 390",
    "labels, 1280",
    "labels, 390"
  })
  void everyPictureHasDataInItAndIsSeenWhole(String name, int width) throws InterruptedException {
    Page page = open(file(name));
    page.width(width);
    page.openAllDetails();
    assertThat(page.check("pictures.js")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "windows, 390",
    "windows, 1024",
    "windows, 1920",
    "one, 390",
    "one, 1024",
    "one, 1920",
    "large, 390",
    "large, 1024",
    "large, 1920",
    "awkward, 390",
    "awkward, 1024",
    "awkward, 1920",
    "labels, 390",
    "labels, 1024"
  })
  void thePageIsAsWideAsItsWindow(String name, int width) throws InterruptedException {
    Page page = open(file(name));
    page.width(width);
    page.openAllDetails();
    assertThat(page.check("overflow.js")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void paperIsWhite(String scheme) throws InterruptedException {
    Page page = open(windows);
    page.media("print", scheme);
    assertThat(page.evaluate(PAPER).asDouble()).isGreaterThan(0.9);
    assertThat(page.evaluate(INK).asDouble()).isLessThan(0.3);
  }

  /** Browsers print no backgrounds unless they are told to, and a legend without its colours explains nothing. */
  @Test
  void aLegendKeepsItsColoursOnPaper() throws InterruptedException {
    Page page = open(windows);
    assertThat(
            page.texts(
                "[...document.querySelectorAll('.key')].map(key => getComputedStyle(key).printColorAdjust)"))
        .isNotEmpty()
        .containsOnly("exact");
  }

  @Test
  void aPrintHasAllOfIt() throws InterruptedException {
    Page page = open(windows);
    byte[] asFound = page.pdf();
    assertThat(new String(asFound, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
    assertThat(pages(asFound)).isGreaterThan(1);
    assertThat(page.texts("document.querySelectorAll('details[open]')"))
        .as("what printing has opened is closed again")
        .isEmpty();
    page.openAllDetails();
    assertThat(pages(asFound)).as("details are printed open").isEqualTo(pages(page.pdf()));
  }

  private static long pages(byte[] pdf) {
    return PDF_PAGE
        .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
        .results()
        .count();
  }
}
