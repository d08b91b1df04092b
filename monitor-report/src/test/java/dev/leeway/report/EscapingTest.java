package dev.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.owasp.encoder.Encode;

/**
 * What a page writes is read as what an encoder of others, OWASP's, writes for the same text. The only differences are the
 * substitutions of {@link #substituted}, which are made before.
 */
class EscapingTest {

  private static final int SIGN = 0xfffd;

  /** Line ends and tabs are spaces; what HTML forbids, and what turns the text after it round, is a sign. */
  private static String substituted(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (c == '\t' || c == '\n' || c == '\r') {
        result.append(' ');
      } else if (c <= 0x1f
          || c >= 0x7f && c <= 0x9f // control characters
          || c >= 0xd800 && c <= 0xdfff // halves of a pair without the other half
          || c >= 0xfdd0 && c <= 0xfdef
          || (c & 0xfffe) == 0xfffe // no characters, for ever
          || c >= 0x202a && c <= 0x202e // characters that turn the direction
          || c >= 0x2066 && c <= 0x2069) {
        result.appendCodePoint(SIGN);
      } else {
        result.appendCodePoint(c);
      }
    });
    return result.toString();
  }

  private static Element read(String html) {
    List<Element> all = Jsoup.parse(html).body().children();
    assertThat(all).as(html).hasSize(1);
    assertThat(all.get(0).childrenSize()).as(html).isZero();
    assertThat(all.get(0).attributes().size()).as(html).isEqualTo(1);
    return all.get(0);
  }

  private static void assertReadAlike(String text) {
    String ours = new Markup().element("p", text, "title", text).toString();
    String known = substituted(text);
    String theirs =
        "<p title=\"" + Encode.forHtmlAttribute(known) + "\">" + Encode.forHtml(known) + "</p>";
    Element read = read(ours);
    Element oracle = read(theirs);
    assertThat(read.wholeText()).as(ours).isEqualTo(oracle.wholeText()).isEqualTo(known);
    assertThat(read.attr("title")).as(ours).isEqualTo(oracle.attr("title")).isEqualTo(known);
  }

  @Test
  void payloadsAreReadAsThoseOfAnotherEncoder() {
    Payloads.all().forEach(EscapingTest::assertReadAlike);
  }

  @Test
  void everyCharacterIsReadAsThatOfAnotherEncoder() {
    StringBuilder row = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      row.append('x').appendCodePoint(c);
      if (c % 512 == 511) {
        assertReadAlike(row.toString());
        row.setLength(0);
      }
    }
  }

  @Test
  void noCharacterCanEndATextOrAnAttribute() {
    List<String> left = new ArrayList<>();
    for (String text : Payloads.all()) {
      String written = new Markup().text(text).toString();
      if (written.matches("(?s).*[<>\"'`].*") || written.matches("(?s).*&(?!#?[a-z0-9]+;).*")) {
        left.add(written);
      }
    }
    assertThat(left).isEmpty();
  }
}
