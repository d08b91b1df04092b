package dev.leeway.benchmarks.hostile;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hostile rows into every way of observing: nothing may come back, and every one of them must be counted somewhere. */
final class HostileRows {

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Signal[] SIGNALS = {
    Signal.numeric("n"), Signal.categorical("c"), Signal.predictedClass("p"), Signal.score("s")
  };
  private static final int MOST_ASIDE = 201;
  private static final long BEGIN = 1_700_000_000_000L;

  private final SplittableRandom random;
  private final Faults faults = new Faults();
  private final List<Way<?>> ways = new ArrayList<>();
  private final Map<String, Object> changing = new HashMap<>();
  private volatile boolean over;
  private long sent;

  /** A monitor, and what rows of its kind are like. */
  private final class Way<T> {
    final String name;
    final Monitor<T> monitor;
    final Rows<T> rows;
    long seen;

    Way(String name, Monitor<T> monitor, Rows<T> rows) {
      this.name = name;
      this.monitor = monitor;
      this.rows = rows;
    }

    void one(long time) {
      seen++;
      sent++;
      try {
        observe(rows.next(), time);
      } catch (Throwable escaped) {
        faults.add(name + " threw", escaped);
      }
    }

    private void observe(T row, long time) {
      double number = Odd.number(random);
      switch (random.nextInt(8)) {
        case 0 -> monitor.observe(row);
        case 1 -> monitor.observe(row, number);
        case 2 -> monitor.observeAt(row, time);
        case 3 -> monitor.observeAt(row, number, time);
        case 4 -> monitor.observeClass(row, random.nextInt(3) == 0 ? null : Odd.text(random));
        case 5 -> monitor.observeClass(row, Odd.text(random), number);
        default -> monitor.observeProbabilities(row, probabilities());
      }
    }

    /** All are counted, and evaluating them gives numbers that exist. */
    void check() {
      try {
        long counted = monitor.records() + monitor.late() + monitor.ahead() + monitor.dropped();
        // while a monitor runs, records far ahead wait for others that bear them out
        boolean open = monitor.dropped() == 0;
        if (counted > seen || counted < (open ? seen - MOST_ASIDE : seen)) {
          faults.add(name + ": " + seen + " sent, " + counted + " counted");
        }
        Window window = monitor.window();
        for (Counts counts : window.counts()) {
          if (counts.total() != window.frame().records()) {
            faults.add(name + ": a window whose bins do not sum to its records");
          }
        }
        // names of categories are texts, whatever they say
        String numbers = TEXT.matcher(monitor.evaluate().toJson()).replaceAll("");
        if (numbers.contains("NaN") || numbers.contains("Infinity")) {
          faults.add(name + ": an evaluation with a number that does not exist");
        }
        monitor.unknownKeyNames();
      } catch (Throwable failure) {
        faults.add(name + " could not be looked at", failure);
      }
    }
  }

  /** Draws a row. */
  private interface Rows<T> {
    T next();
  }

  /** A row with accessors that do as it says. */
  private record Event(int mood, double number, @Nullable Object text) {

    double angryNumber() {
      if (mood % 7 == 0) {
        throw Odd.anger(mood / 7);
      }
      return number;
    }

    @Nullable
    Object angryText() {
      if (mood % 11 == 0) {
        throw Odd.anger(mood / 11);
      }
      return text;
    }

    long time() {
      if (mood % 13 == 0) {
        throw Odd.anger(mood / 13);
      }
      return BEGIN + mood * 1_000L;
    }
  }

  HostileRows(long seed) {
    random = new SplittableRandom(seed);
    WindowPolicy hours =
        WindowPolicy.lasting(Duration.ofHours(4)).inPanes(4).inZone(ZoneId.of("Europe/Berlin"));
    WindowPolicy days =
        WindowPolicy.lasting(Duration.ofDays(2)).inPanes(2).inZone(ZoneId.of("Europe/Berlin"));
    WindowPolicy rows = WindowPolicy.ofRecords(1_000).inPanes(4);
    Schema<Map<String, ?>> maps = Schema.ofMaps(SIGNALS).withClasses("a", "b");
    Baseline onMaps = Baseline.fit(maps, trainingMaps()).build();
    way("maps in event time", maps, onMaps, List.of(hours, days), this::mapRow);
    way("maps in windows of records", maps, onMaps, List.of(rows), this::mapRow);
    Schema<Object[]> cells = Schema.ofRows(SIGNALS).withClasses("a", "b");
    way(
        "arrays of objects",
        cells,
        Baseline.fit(cells, trainingCells()).build(),
        List.of(hours),
        this::cellRow);
    Schema<double[]> numbers =
        Schema.ofArrays(Signal.numeric("x"), Signal.numeric("y"), Signal.prediction("p"));
    way(
        "arrays of numbers",
        numbers,
        Baseline.fit(numbers, trainingNumbers()).predictions(row -> row[0]).build(),
        List.of(rows),
        this::numberRow);
    Schema<Event> typed = Schema.<Event>builder()
        .numeric("n", Event::angryNumber)
        .categorical("c", Event::angryText)
        .predictedClass("p")
        .score("s")
        .classes("a", "b")
        .eventTimeMillis(Event::time)
        .build();
    way(
        "typed accessors",
        typed,
        Baseline.fit(typed, trainingEvents())
            .predictedClasses(event -> event.mood % 2 == 0 ? "a" : "b")
            .scores(event -> event.number / 500)
            .build(),
        List.of(hours),
        this::eventRow);
  }

  private <T> void way(
      String name, Schema<T> schema, Baseline baseline, List<WindowPolicy> windows, Rows<T> rows) {
    Monitor<T> monitor = Monitor.builder(schema, baseline)
        .windows(windows.toArray(WindowPolicy[]::new))
        .executor(Runnable::run)
        .build();
    ways.add(new Way<>(name, monitor, rows));
  }

  private static List<Map<String, ?>> trainingMaps() {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(Map.of("n", i / 500.0, "c", "c" + i % 5, "p", i % 2 == 0 ? "a" : "b", "s", 0.5));
    }
    return rows;
  }

  private static List<Object[]> trainingCells() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new Object[] {i / 500.0, "c" + i % 5, i % 2 == 0 ? "a" : "b", 0.5});
    }
    return rows;
  }

  private static List<double[]> trainingNumbers() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new double[] {i, -i});
    }
    return rows;
  }

  private static List<Event> trainingEvents() {
    List<Event> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      // none of them is angry
      rows.add(new Event(1_001 * i + 1, i, "c" + i % 5));
    }
    rows.removeIf(event -> event.mood % 7 == 0 || event.mood % 11 == 0 || event.mood % 13 == 0);
    return rows;
  }

  private double[] probabilities() {
    if (random.nextInt(4) == 0) {
      return HostileRows.<double[]>anything(null);
    }
    double[] some = new double[random.nextInt(4)];
    for (int i = 0; i < some.length; i++) {
      some[i] = Odd.number(random);
    }
    return some;
  }

  /** A caller's own language may pass null or another type; so do casts and reflection. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T anything(@Nullable Object value) {
    return (T) value;
  }

  private Map<String, ?> mapRow() {
    return switch (random.nextInt(10)) {
      case 0 -> HostileRows.<Map<String, ?>>anything(null);
      case 1, 2 -> new Odd.OddMap(random.nextInt(1_000));
      case 3 -> changing;
      default -> HostileRows.<Map<String, ?>>anything(Odd.map(random, "n", "c", "p", "s"));
    };
  }

  private Object[] cellRow() {
    if (random.nextInt(20) == 0) {
      return HostileRows.<Object[]>anything(null);
    }
    @Nullable
    Object[] row = random.nextInt(10) == 0 ? new String[3] : new Object[random.nextInt(7)];
    for (int i = 0; i < row.length && !(row instanceof String[]); i++) {
      row[i] = Odd.value(random);
    }
    return HostileRows.<Object[]>anything(row);
  }

  private double[] numberRow() {
    if (random.nextInt(20) == 0) {
      return HostileRows.<double[]>anything(null);
    }
    double[] row = new double[random.nextInt(5)];
    for (int i = 0; i < row.length; i++) {
      row[i] = Odd.number(random);
    }
    return row;
  }

  private Event eventRow() {
    return random.nextInt(20) == 0
        ? HostileRows.<Event>anything(null)
        : new Event(random.nextInt(100_000), Odd.number(random), Odd.value(random));
  }

  /** Observes so many rows, the last hundredth of them after the monitors have been closed. */
  Faults run(int count) throws InterruptedException {
    Thread changer = new Thread(this::change, "changer");
    changer.setDaemon(true);
    changer.start();
    long now = BEGIN;
    for (int i = 0; i < count; i++) {
      now += 1_000;
      if (i == count - count / 100) {
        ways.forEach(way -> {
          way.check();
          way.monitor.close();
        });
      }
      ways.get(random.nextInt(ways.size())).one(Odd.time(random, now));
      if (i % 100_003 == 0) {
        ways.forEach(Way::check);
      }
    }
    over = true;
    changer.join();
    ways.forEach(Way::check);
    for (Way<?> way : ways) {
      if (way.monitor.dropped() == 0) {
        faults.add(way.name + ": nothing was dropped after the end");
      }
    }
    return faults;
  }

  long sent() {
    return sent;
  }

  /** What has a lock in no map, changes while it is read. */
  private void change() {
    int i = 0;
    while (!over) {
      changing.put("n", i);
      changing.put("k" + i % 3, i);
      changing.remove("c");
      changing.put("c", "c" + i % 7);
      changing.remove("k" + (i + 1) % 3);
      i++;
    }
  }
}
