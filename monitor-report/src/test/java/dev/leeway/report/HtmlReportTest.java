package dev.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Comparison;
import dev.leeway.report.Worlds.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final List<String> FOUR = List.of("amount", "region", "months", "channel");
  private static final List<String> KINDS = List.of("a", "b", "c", "d");
  private static final World WORLD = Worlds.of(FOUR, KINDS, 12, 500);
  private static final String HTML = WORLD.report().toHtml();
  private static final Document PAGE = Jsoup.parse(HTML);

  private static String hash(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void whatAReaderNeedsFirstStandsFirst() {
    assertThat(PAGE.select("h1").text())
        .startsWith("▲ critical")
        .contains("of 5 signals moved far from training");
    assertThat(PAGE.select("h2").eachText())
        .containsExactly(
            "What needs attention",
            "Score and prediction over time",
            "All signals",
            "Windows",
            "Signal by signal",
            "Lineage",
            "How each number was made");
    assertThat(PAGE.select("#attention .findings > li").first().text())
        .contains("critical")
        .contains("amount");
    assertThat(PAGE.select("#signals tbody tr")).hasSize(5);
    assertThat(PAGE.select("details.signal")).hasSize(5);
    assertThat(PAGE.select("#lineage").text()).contains(WORLD.baseline().digest(), "abc", "auc");
  }

  @Test
  void theNumbersAreThoseOfTheEvaluation() {
    var last = WORLD.evaluations().get(WORLD.evaluations().size() - 1);
    for (Element row : PAGE.select("#signals tbody tr")) {
      var signal = last.signal(row.select("th").text());
      assertThat(Double.parseDouble(row.select("td").get(3).attr("data-value")))
          .isEqualTo(signal.statistic("psi").value());
      assertThat(Double.parseDouble(row.select("td").get(6).attr("data-value")))
          .isEqualTo(signal.missingRate());
      assertThat(row.attr("data-status"))
          .isEqualToIgnoringCase(signal.status().name().replace('_', ' '));
    }
  }

  @Test
  void aComparisonHasNoSectionsOverTime() {
    var one = HtmlReport.of(WORLD.baseline(), WORLD.evaluations().subList(0, 1)).toHtml();
    assertThat(Jsoup.parse(one).select("h2").eachText())
        .containsExactly(
            "What needs attention",
            "Score and prediction",
            "All signals",
            "Signal by signal",
            "Lineage",
            "How each number was made");
    assertThat(Jsoup.parse(one).select("h1").text()).contains("ok").contains("none of 5 signals");
  }

  @Test
  void nothingIsAskedForFromElsewhere() throws NoSuchAlgorithmException {
    assertThat(PAGE.select("script")).hasSize(1);
    assertThat(PAGE.select("style")).hasSize(1);
    String policy = PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none';")
        .contains("script-src " + hash(PAGE.select("script").first().data()))
        .contains("style-src " + hash(PAGE.select("style").first().data()))
        .doesNotContain("unsafe");
    assertThat(PAGE.select("link, img, iframe, object, embed, base, form, image, use"))
        .isEmpty();
    assertThat(PAGE.select("[style], [src], [srcset]")).isEmpty();
    for (Element link : PAGE.select("[href]")) {
      assertThat(link.attr("href")).startsWith("#");
      assertThat(PAGE.getElementById(link.attr("href").substring(1)))
          .as(link.attr("href"))
          .isNotNull();
    }
    assertThat(PAGE.select("style").first().data()).doesNotContain("url(", "@import", "http");
  }

  @Test
  void aModelThatGrowsWorseIsToldBeforeDrift() {
    World world = Worlds.labelled(8, 1_000);
    Document page = Jsoup.parse(world.report().toHtml());
    var last = world.evaluations().get(7).performance();
    assertThat(page.select("h1").text())
        .contains("The model is worse than in training, though none of 3 signals");
    assertThat(page.select("#attention .findings > li").first().text())
        .contains("performance")
        .contains("The model is worse: roc_auc is");
    assertThat(page.select("#attention .findings > li").first().select("svg path.line"))
        .hasSize(1);
    assertThat(page.select("#attention").text()).contains("The same scores mean something else");
    Element auc = page.select("#performance table")
        .first()
        .select("tr:has(th:contains(ROC AUC))")
        .first();
    assertThat(auc.select("td").get(1).text())
        .isEqualTo(Picture.number(last.realised().get("roc_auc").value()));
    assertThat(auc.select("td").get(3).text())
        .isEqualTo(Picture.number(last.estimated().get("roc_auc").value()));
    assertThat(page.select("#performance").text())
        .contains("Labels have come for")
        .contains("So far it was off by")
        .contains("How often yes was true, by score")
        .contains("What was said for what was true");
    assertThat(page.select("#performance svg.chart")).hasSize(3);
    assertThat(PAGE.select("#performance")).isEmpty();
  }

  private static final Pattern NUMBERS = Pattern.compile("[-0-9. MmHhVvLlZz]*");

  /** A picture that is empty, or draws where nothing is, is worse than none. */
  @Test
  void everyPictureHasDataInItAndAName() {
    assertThat(PAGE.select("svg.chart")).hasSizeGreaterThan(20);
    for (Element picture : PAGE.select("svg.chart")) {
      assertThat(picture.attr("aria-label")).isNotBlank();
      assertThat(picture.select("path[d], rect, circle")).isNotEmpty();
      for (Element path : picture.select("path")) {
        assertThat(path.attr("d")).isNotBlank().matches(NUMBERS);
      }
      for (Element bar : picture.select("rect")) {
        assertThat(Double.parseDouble(bar.attr("height"))).isBetween(0.0, 220.0);
        assertThat(Double.parseDouble(bar.attr("width"))).isPositive();
      }
    }
    // without the style sheet and the script, which are data to the parser
    assertThat(PAGE.text()).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void theSameEvaluationsGiveTheSamePage() {
    assertThat(WORLD.report().toHtml()).isEqualTo(HTML);
  }

  @Test
  void hostileNamesAreTexts() {
    List<String> names = Payloads.all();
    assertThat(names).hasSizeGreaterThan(200);
    for (int begin = 0; begin < names.size(); begin += 25) {
      List<String> some = names.subList(begin, Math.min(begin + 25, names.size()));
      Document page = Jsoup.parse(Worlds.of(some, some, 2, 300).report().toHtml());
      assertThat(page.select("script")).hasSize(1);
      assertThat(page.select("style")).hasSize(1);
      assertThat(
              page.select(
                  "img, iframe, base, math, object, embed, form, link, plaintext, xmp, b:not(.frame b)"))
          .isEmpty();
      assertThat(page.select("meta")).hasSize(5);
      Stream<Attribute> attributes =
          page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream());
      assertThat(attributes)
          .noneMatch(attribute -> attribute.getKey().startsWith("on"))
          .noneMatch(attribute ->
              attribute.getKey().equals("href") && !attribute.getValue().startsWith("#"))
          .noneMatch(attribute -> attribute.getKey().equals("style"));
      List<String> expected = new ArrayList<>(some.stream().map(Payloads::shown).toList());
      expected.add("score of the model");
      List<String> found = page.select("details.signal h3 bdi").eachText();
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void aHundredSignalsAndWindowsStayBelowTwoMegabytes() {
    List<String> names =
        IntStream.range(0, 99).mapToObj(i -> "signal number " + i).toList();
    World world = Worlds.of(names, KINDS, 100, 200);
    assertThat(world.report().toHtml().length()).isLessThan(2_000_000);
  }

  @Test
  void veryManyWindowsAreShownInGroups() {
    World world = Worlds.of(FOUR, KINDS, 500, 200);
    Document page = Jsoup.parse(world.report().toHtml());
    assertThat(page.select("#windows").text()).contains("500 windows").contains("the worst of 3");
    assertThat(page.toString().length()).isLessThan(1_000_000);
  }

  @Test
  void aPageIsThereAsAWholeOrNotAtAll(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    WORLD.report().writeTo(file);
    assertThat(Files.readString(file)).isEqualTo(HTML);
    assertThatThrownBy(() -> WORLD.report().writeTo(folder.resolve("no/where.html")))
        .hasMessageContaining("where.html");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void evaluationsOfAnotherBaselineAreRefused() {
    World other = Worlds.of(List.of("x", "y"), KINDS, 1, 300);
    assertThatThrownBy(() -> HtmlReport.of(WORLD.baseline(), other.evaluations()))
        .hasMessageContaining("'x'")
        .hasMessageContaining("'amount'");
    assertThatThrownBy(() -> HtmlReport.of(WORLD.baseline(), List.of()))
        .hasMessageContaining("at least one");
  }

  @Test
  void tooLittleDataIsSaidAndNotPassedOffAsCalm() {
    var few = Comparison.against(WORLD.baseline())
        .of(WORLD.baseline().columnSchema(), List.<Object[]>of(new Object[] {1.0, "a", 2.0, "b", 0.5
        }));
    Document page = Jsoup.parse(HtmlReport.of(WORLD.baseline(), List.of(few)).toHtml());
    assertThat(page.select("h1").text()).contains("no data").contains("too little");
    assertThat(page.select("#attention").text()).contains("could not be made");
  }
}
