package dev.leeway.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader does with a report, by mouse and by keys. */
class ReportUseTest extends BrowserTest {

  private static final String VISIBLE =
      "[...document.querySelectorAll('#signals tbody tr')].filter(row => row.checkVisibility())";
  private static final String NAMES = VISIBLE + ".map(row => row.cells[0].textContent)";
  private static final String ALL_STATUSES = VISIBLE + ".map(row => row.dataset.status)";

  private Path windows;

  @Override
  void write(Path to) {
    windows = Reports.over12Windows(to);
  }

  private static String values(int column) {
    return VISIBLE + ".map(row => row.cells[" + column + "].dataset.value)";
  }

  private static int column(Page page, String head) throws InterruptedException {
    int column = page.texts(
            "[...document.querySelectorAll('#signals thead th')].map(head => head.textContent)")
        .indexOf(head);
    assertThat(column).as("column %s", head).isNotNegative();
    return column;
  }

  private static List<Double> numbers(Page page, int column) throws InterruptedException {
    return page.texts(values(column)).stream().map(Double::valueOf).toList();
  }

  @Test
  void aSearchLeavesTheRowsThatFit() throws InterruptedException {
    Page page = open(windows);
    assertThat(page.texts(NAMES)).hasSize(5);
    page.click("#search");
    page.type("ON");
    assertThat(page.texts(NAMES)).containsExactlyInAnyOrder("region", "months");
    assertThat(page.texts("[shown.textContent]")).containsExactly("2 of 5 signals");
    page.type("zzz");
    assertThat(page.texts(NAMES)).isEmpty();
    assertThat(page.texts("[shown.textContent]")).containsExactly("0 of 5 signals");
    for (int i = 0; i < "ONzzz".length(); i++) {
      page.press(Key.BACKSPACE);
    }
    assertThat(page.texts(NAMES)).hasSize(5);
    assertThat(page.texts("[shown.textContent]")).containsExactly("5 of 5 signals");
  }

  @Test
  void aStatusThatIsUncheckedIsHidden() throws InterruptedException {
    Page page = open(windows);
    List<String> before = page.texts(ALL_STATUSES);
    assertThat(before).contains("critical", "ok");
    page.click(".filter input[data-status=ok]");
    List<String> without =
        before.stream().filter(status -> !status.equals("ok")).toList();
    assertThat(page.texts(ALL_STATUSES)).isEqualTo(without);
    assertThat(page.texts("[shown.textContent]")).containsExactly(without.size() + " of 5 signals");

    page.tabUntil("document.activeElement.dataset.status === 'critical'", 80);
    page.press(Key.SPACE);
    assertThat(page.texts(ALL_STATUSES)).doesNotContain("critical", "ok");
    page.press(Key.SPACE);
    page.click(".filter input[data-status=ok]");
    assertThat(page.texts(ALL_STATUSES)).isEqualTo(before);
  }

  @Test
  void aClickSortsByAColumn() throws InterruptedException {
    Page page = open(windows);
    int column = column(page, "PSI");
    String button = "#signals thead th:nth-child(" + (column + 1) + ") button";
    page.click(button);
    assertSorted(page, column, "descending");
    page.click(button);
    assertSorted(page, column, "ascending");
    page.click("#signals thead th:first-child button");
    assertThat(page.texts(NAMES)).isSortedAccordingTo(Comparator.reverseOrder()).hasSize(5);
  }

  @Test
  void keysSortByAColumn() throws InterruptedException {
    Page page = open(windows);
    int column = column(page, "Missing");
    page.tabUntil(
        "document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent === 'Missing'",
        80);
    page.press(Key.ENTER);
    assertSorted(page, column, "descending");
    page.press(Key.SPACE);
    assertSorted(page, column, "ascending");
  }

  private static void assertSorted(Page page, int column, String direction)
      throws InterruptedException {
    Comparator<Double> order = Comparator.naturalOrder();
    List<Double> sorted = new ArrayList<>(numbers(page, column));
    sorted.sort(direction.equals("descending") ? order.reversed() : order);
    assertThat(numbers(page, column)).isEqualTo(sorted).hasSize(5);
    // as text they would stand in another order, or all numbers are the same and nothing is shown
    assertThat(Collections.min(sorted)).isLessThan(Collections.max(sorted));
    assertThat(page.texts("document.querySelectorAll('#signals th[aria-sort]')"))
        .hasSize(1);
    assertThat(page.texts(
                "[...document.querySelectorAll('#signals thead th')].map(head => head.ariaSort)")
            .get(column))
        .isEqualTo(direction);
  }

  private static String inSight(String id) {
    return ("document.getElementById('%1$s').open"
            + " && document.getElementById('%1$s').getBoundingClientRect().top >= -1"
            + " && document.getElementById('%1$s').getBoundingClientRect().top < innerHeight / 2"
            + " && document.getElementById('%1$s').querySelector('svg').checkVisibility()")
        .formatted(id);
  }

  @Test
  void aClickOnANameOpensTheSignal() throws InterruptedException {
    Page page = open(windows);
    assertThat(page.texts("document.querySelectorAll('details.signal[open]')")).isEmpty();
    page.click("#signals a[href='#signal-2']");
    page.waitUntil(inSight("signal-2"));
    assertThat(page.texts("document.querySelectorAll('details.signal[open]')")).hasSize(1);
  }

  @Test
  void keysOpenASignal() throws InterruptedException {
    Page page = open(windows);
    page.tabUntil("document.activeElement.matches(\"#signals a[href='#signal-1']\")", 80);
    page.press(Key.ENTER);
    page.waitUntil(inSight("signal-1"));
    // the reader goes on from there
    page.tabUntil("document.activeElement.matches('#signal-1 summary')", 3);
    page.press(Key.ENTER);
    page.waitUntil("!document.getElementById('signal-1').open");
  }

  @Test
  void aRowOfTheMapOpensItsSignalToo() throws InterruptedException {
    Page page = open(windows);
    page.click("#windows a[href='#signal-3'] text");
    page.waitUntil(inSight("signal-3"));
  }

  @Test
  void anAddressWithASignalOpensIt() throws InterruptedException {
    Page page = pageFor(windows);
    page.open(URI.create(windows.toUri() + "#signal-3"));
    page.waitUntil(inSight("signal-3"));
    page.open(URI.create(windows.toUri() + "#signal-1"));
    page.waitUntil(inSight("signal-1"));
  }

  /** One who has no mouse reaches all of it, and sees where they are. */
  @Test
  void tabReachesAllThatCanBeUsed() throws InterruptedException {
    Page page = open(windows);
    page.openAllDetails();
    page.evaluate("""
        document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")
          .forEach((element, place) => { if (element.checkVisibility()) { element.place = place; } })
        """);
    List<String> expected = page.texts(
        "[...document.querySelectorAll('*')].filter(e => 'place' in e).map(e => e.place)");
    assertThat(expected).hasSizeGreaterThan(30);
    List<String> reached = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size() + 10; i++) {
      page.press(Key.TAB);
      if (page.holds("document.activeElement === document.body")) {
        break;
      }
      reached.addAll(page.texts("[document.activeElement.place]"));
      wrong.addAll(page.check("focus.js"));
    }
    assertThat(wrong).isEmpty();
    assertThat(reached).containsExactlyElementsOf(expected);
  }

  @Test
  void withoutScriptThePageHasAllInIt() throws InterruptedException {
    Page page = pageFor(windows);
    page.withoutScript();
    page.open(windows.toUri());
    assertThat(page.holds("document.querySelector('#signals thead button')")).isFalse();
    assertThat(page.texts(NAMES)).hasSize(5);
    assertThat(page.texts(VISIBLE + ".map(row => row.querySelector('svg').checkVisibility())"))
        .containsOnly("true");
    assertThat(page.holds("document.querySelector('.tools').checkVisibility()")).isFalse();
    page.click("#signal-2 summary");
    page.waitUntil("document.querySelector('#signal-2').open");
    assertThat(page.holds("document.querySelector('#signal-2 svg').checkVisibility()"))
        .isTrue();
  }
}
