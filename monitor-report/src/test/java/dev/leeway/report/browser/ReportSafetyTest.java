package dev.leeway.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.report.Payloads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A report asks for nothing and runs nothing that its data says. {@link BrowserTest} looks at that after each test of a report; here
 * are the worst of them, and pages that do what a report must not, so that a log that stays empty means something.
 */
class ReportSafetyTest extends BrowserTest {

  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"]+\"/>");

  private Path folder;
  private Path hostile;
  private Path windows;

  @Override
  void write(Path to) {
    folder = to;
    hostile = Reports.withHostileNames(to);
    windows = Reports.over12Windows(to);
  }

  private static void useAllOfIt(Page page) throws InterruptedException {
    page.openAllDetails();
    page.click("#signals tbody a");
    page.click("#signals thead button");
    page.click("#search");
    page.type("<");
    page.press(Key.TAB);
    page.press(Key.SPACE);
    page.click("nav a:last-child");
  }

  @Test
  void hostileNamesAreShownAndNotRun() throws InterruptedException {
    Page page = open(hostile);
    useAllOfIt(page);
    assertThat(page.holds("'struck' in window")).isFalse();
    assertThat(page.log().dialogs()).isEmpty();
    List<String> shown = page.texts(
        "[...document.querySelectorAll('details.signal h3 bdi')].map(name => name.textContent)");
    List<String> expected = Payloads.all().stream().map(Payloads::shown).toList();
    // spaces at the ends and in a row are there, but not to be seen
    assertThat(shown.stream().map(Payloads::shown))
        .containsAll(expected)
        .hasSize(expected.size() + 1);
    assertThat(page.texts("document.querySelectorAll('script')")).hasSize(1);
    assertThat(
            page.texts(
                "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on'))"))
        .isEmpty();
    assertThat(
            page.texts("document.querySelectorAll('img, iframe, object, embed, base, link, form')"))
        .isEmpty();
  }

  @Test
  void aReportThatIsUsedAsksForItsOwnFileOnly() throws InterruptedException {
    Page page = open(windows);
    useAllOfIt(page);
    assertThat(page.log().requests()).containsExactly(windows.toUri().toString());
  }

  @Test
  void theLogHearsARequest() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      asked.incrementAndGet();
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    });
    server.start();
    String place = "http://127.0.0.1:" + server.getAddress().getPort();
    URI address = file(
        "request.html",
        "<img src='" + place + "/image'><iframe srcdoc=\"<img src='" + place
            + "/frame'>\"></iframe>");
    try (Page page = page()) {
      page.open(address);
      assertThat(page.log().requests())
          .contains(address.toString(), place + "/image", place + "/frame");
      assertThat(asked).hasValueGreaterThanOrEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theLogHearsScriptsOfData() throws Exception {
    URI address = file(
        "runs.html",
        "<img src=x onerror=alert(1)><script>console.warn('beware'); throw new Error('thrown')</script>");
    try (Page page = page()) {
      page.open(address);
      page.waitUntil("window.struck === 1");
      assertThat(page.log().dialogs()).containsExactly("1");
      assertThat(page.log().complaints())
          .anyMatch(said -> said.contains("beware"))
          .anyMatch(said -> said.contains("thrown"));
    }
  }

  @Test
  void thePolicyOfAReportStopsWhatThisTestWrites() throws Exception {
    Matcher policy = POLICY.matcher(Files.readString(windows));
    assertThat(policy.find()).isTrue();
    URI address = file(
        "stopped.html",
        policy.group()
            + "<body onload=alert(1)><img src='http://127.0.0.1:9/image' onerror=alert(1)>"
            + "<p style='color: red'>text</p><script>alert(1)</script>");
    try (Page page = page()) {
      page.open(address);
      page.waitUntil("document.readyState === 'complete'");
      assertThat(page.log().complaints())
          .anyMatch(said -> said.startsWith("policy: script-src-attr inline"))
          .anyMatch(said -> said.startsWith("policy: script-src-elem inline"))
          .anyMatch(said -> said.startsWith("policy: style-src-attr inline"))
          .anyMatch(said -> said.startsWith("policy: img-src http://127.0.0.1:9"));
      assertThat(page.log().dialogs()).isEmpty();
      assertThat(page.holds("'struck' in window")).isFalse();
    }
  }

  private URI file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), "<!DOCTYPE html><meta charset=utf-8>" + text)
        .toUri();
  }
}
