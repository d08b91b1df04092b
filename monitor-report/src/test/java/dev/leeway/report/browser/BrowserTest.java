package dev.leeway.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of pages in a browser. Whatever a test does with a report, the report must have asked the network for nothing but its own
 * file, and neither it nor the browser may have complained.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

  /** A page that a test has opened, and what it shows. */
  private record Opened(Page page, URI address) {}

  private final List<Opened> opened = new ArrayList<>();
  private Browser browser;

  @BeforeAll
  void startBrowser(@TempDir Path folder) throws Exception {
    browser = Browser.start();
    write(folder);
  }

  /** Writes what the tests of the class look at. */
  abstract void write(Path to) throws Exception;

  @AfterEach
  void nothingElseWasAskedForAndNobodyComplained() throws InterruptedException {
    List<Opened> all = List.copyOf(opened);
    opened.clear();
    for (Opened one : all) {
      one.page.close();
    }
    for (Opened one : all) {
      PageLog log = one.page.log();
      assertThat(log.requests()).containsExactly(one.address.toString());
      assertThat(log.complaints()).isEmpty();
      assertThat(log.dialogs()).isEmpty();
    }
  }

  @AfterAll
  void endBrowser() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  /** A page that is not looked after. */
  Page page() throws InterruptedException {
    return browser.page();
  }

  /** An empty page for a report: at the end of the test it must have asked for this file only, and complained of nothing. */
  Page pageFor(Path file) throws InterruptedException {
    Page page = browser.page();
    opened.add(new Opened(page, file.toUri()));
    return page;
  }

  Page open(Path file) throws InterruptedException {
    Page page = pageFor(file);
    page.open(file.toUri());
    return page;
  }
}
