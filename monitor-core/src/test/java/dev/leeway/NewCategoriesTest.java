package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewCategoriesTest {

  private static final Schema<Object[]> SCHEMA =
      Schema.ofRows(Signal.numeric("amount"), Signal.categorical("region"));
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, rows(600, "north", "south")).build();

  private static List<Object[]> rows(int count, String... regions) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Object[] {i % 50, regions[i % regions.length]});
    }
    return rows;
  }

  private static List<String> named(Evaluation evaluation) {
    return evaluation.signal("region").newCategories();
  }

  @Test
  void aComparisonNamesWhatTrainingDidNotHave() {
    Evaluation evaluation =
        Comparison.against(BASELINE).of(SCHEMA, rows(600, "north", "west", "south", "east"));
    assertThat(named(evaluation)).containsExactly("east", "west");
    assertThat(evaluation.signal("amount").newCategories()).isEmpty();
    assertThat(evaluation.toJson()).contains("\"new_categories\":[\"east\",\"west\"]");
    assertThat(named(Comparison.against(BASELINE).of(SCHEMA, rows(600, "north"))))
        .isEmpty();
  }

  private static List<List<String>> replay(WindowPolicy window, String... regions) {
    MemorySink sink = new MemorySink();
    try (Monitor<Object[]> monitor =
        Monitor.builder(SCHEMA, BASELINE).window(window).sink(sink).replay().build()) {
      for (String region : regions) {
        rows(250, "north", region).forEach(monitor::observe);
      }
    }
    return sink.evaluations().stream().map(NewCategoriesTest::named).toList();
  }

  @Test
  void eachWindowNamesItsOwn() {
    assertThat(replay(WindowPolicy.ofRecords(250).tumbling(), "west", "south", "east", "west"))
        .containsExactly(List.of("west"), List.of(), List.of("east"), List.of("west"));
  }

  @Test
  void aNameStaysAsLongAsItsPane() {
    assertThat(replay(
            WindowPolicy.ofRecords(500).inPanes(2), "west", "south", "east", "south", "south"))
        .containsExactly(
            List.of("west"), List.of("west"), List.of("east"), List.of("east"), List.of());
  }

  @Test
  void theFirstFewAreNamedAndOldOnesMakeRoom() {
    String[] many =
        IntStream.range(0, 20).mapToObj(i -> "r" + (char) ('a' + i)).toArray(String[]::new);
    assertThat(named(Comparison.against(BASELINE).of(SCHEMA, rows(600, many))))
        .containsExactly("ra", "rb", "rc", "rd", "re", "rf", "rg", "rh");
    assertThat(replay(WindowPolicy.ofRecords(250).tumbling(), many))
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> List.of(many[i])).toList());
  }

  @Test
  void longNamesAreLeftOut() {
    String longest = "x".repeat(64);
    assertThat(named(Comparison.against(BASELINE)
            .of(SCHEMA, rows(600, longest, longest + "x", "y".repeat(100_000)))))
        .containsExactly(longest);
  }

  @Test
  void aMonitorThatIsAskedToKeepsNone() {
    try (Monitor<Object[]> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(600).tumbling())
        .hideValues(true)
        .build()) {
      rows(500, "west").forEach(monitor::observe);
      assertThat(monitor.evaluate().signal("region").unseenRate()).isEqualTo(1);
      assertThat(named(monitor.evaluate())).isEmpty();
    }
  }

  @Test
  void theWindowThatEndsNowNamesThem() {
    try (Monitor<Object[]> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(600).tumbling())
        .build()) {
      rows(300, "west").forEach(monitor::observe);
      assertThat(named(monitor.evaluate())).containsExactly("west");
    }
  }

  @Test
  void namesTravelWithWindowsAndMerge() {
    Window one = window(List.of("west", "east"));
    Window other = window(List.of("east", "island"));
    Window merged = one.merge(other);
    assertThat(merged.newCategories(1)).containsExactly("east", "island", "west");
    assertThat(other.merge(one).newCategories()).isEqualTo(merged.newCategories());
    Window read = Window.fromJson(merged.toJson(), BASELINE);
    assertThat(read.newCategories()).isEqualTo(merged.newCategories());
    assertThat(read.counts()).isEqualTo(merged.counts());
    assertThat(one.merge(window(List.of())).newCategories(1)).containsExactly("east", "west");
    assertThatThrownBy(() -> one.withNewCategories(List.of(List.of("x"))))
        .hasMessageContaining("1 lists")
        .hasMessageContaining("2 signals");
  }

  private static Window window(List<String> names) {
    try (Monitor<Object[]> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(600).tumbling())
        .build()) {
      rows(100, "anything").forEach(monitor::observe);
      return monitor.window().withNewCategories(List.of(List.of(), names));
    }
  }

  @Test
  void manyThreadsNameEachOnce() throws Exception {
    try (Monitor<Object[]> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(1_000_000).tumbling())
        .build()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        List<Object[]> rows = rows(5_000, "a", "b", "c", "d", "e");
        Collections.rotate(rows, t);
        Thread thread = new Thread(() -> {
          try {
            start.await();
            rows.forEach(monitor::observe);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
        threads.add(thread);
        thread.start();
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(named(monitor.evaluate())).containsExactly("a", "b", "c", "d", "e");
    }
  }
}
