package dev.leeway.benchmarks.hostile;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values without end: of categories, of keys that nobody knows. Live memory must stay what the formula says. */
final class Floods {

  private static final int LOOKS = 10;

  private Floods() {}

  /**
   * What came out.
   *
   * @param formula bytes of counts as published
   * @param most live heap over what there was before the monitor was built
   * @param spread largest less smallest live heap over the last half of the flood
   * @param lost records that are not counted
   */
  record Outcome(long formula, long most, long spread, long lost) {}

  /** One record of the flood. */
  private interface Drop<T> {
    T of(long number);
  }

  static Outcome categories(int count) {
    Schema<String> schema =
        Schema.<String>builder().categorical("c", text -> text).build();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add("c" + i % 100);
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    return flood(schema, baseline, count, number -> "new category " + number);
  }

  static Outcome keys(int count) {
    Schema<Map<String, ?>> schema = Schema.ofMaps(Signal.numeric("x"));
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(Map.of("x", i));
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    String tail = "k".repeat(1_000);
    return flood(schema, baseline, count, number -> {
      Map<String, Object> row = new HashMap<>();
      row.put("x", number);
      row.put("unknown " + number + (number % 100 == 0 ? tail : ""), number);
      return row;
    });
  }

  private static <T> Outcome flood(Schema<T> schema, Baseline baseline, int count, Drop<T> drop) {
    // everything that is loaded and laid out once
    run(schema, baseline, 20_000, drop);
    return run(schema, baseline, count, drop);
  }

  private static <T> Outcome run(Schema<T> schema, Baseline baseline, int count, Drop<T> drop) {
    long before = live();
    long most = 0;
    long smallest = Long.MAX_VALUE;
    long largest = 0;
    try (Monitor<T> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(count * 2L).inPanes(2))
        .build()) {
      for (int look = 0; look < LOOKS; look++) {
        int begin = (int) ((long) count * look / LOOKS);
        int end = (int) ((long) count * (look + 1) / LOOKS);
        for (int i = begin; i < end; i++) {
          monitor.observe(drop.of(i));
        }
        long now = live() - before;
        most = Math.max(most, now);
        if (look >= LOOKS / 2) {
          smallest = Math.min(smallest, now);
          largest = Math.max(largest, now);
        }
      }
      return new Outcome(
          monitor.memoryBytes(), most, largest - smallest, count - monitor.records());
    }
  }

  /** What is in use when all garbage is gone; the least of several looks, since other threads go on. */
  static long live() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
