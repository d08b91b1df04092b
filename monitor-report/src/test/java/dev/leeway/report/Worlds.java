package dev.leeway.report;

import dev.leeway.Monitor;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Worlds with drift in them: some numbers, some categories, a score, of any names. */
public final class Worlds {

  private Worlds() {}

  /** What a report is made of. */
  public record World(Baseline baseline, List<Evaluation> evaluations, List<Alert> alerts) {
    public HtmlReport report() {
      return HtmlReport.of(baseline, evaluations).alerts(alerts);
    }
  }

  /**
   * A world.
   *
   * @param names of the features, numbers and categories in turn
   * @param categories of every categorical feature
   */
  public static World of(List<String> names, List<String> categories, int windows, int rowsOfOne) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      signals.add(i % 2 == 0 ? Signal.numeric(names.get(i)) : Signal.categorical(names.get(i)));
    }
    signals.add(Signal.score("score of the model"));
    Schema<Object[]> schema = Schema.ofRows(signals.toArray(Signal[]::new));
    SplittableRandom random = new SplittableRandom(5);
    List<Object[]> training = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      training.add(row(signals, categories, random, 0));
    }
    Baseline baseline = Baseline.fit(schema, training)
        .name(names.get(0).isBlank() ? "world" : names.get(0))
        .chunks(Chunks.byRows(500))
        .lineage(Lineage.builder()
            .model(names.get(0), "7")
            .code("abc")
            .metric("auc", 0.9)
            .build())
        .clock(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC))
        .build();
    MemorySink sink = new MemorySink();
    try (Monitor<Object[]> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(rowsOfOne).tumbling())
        .sink(sink)
        .replay()
        .build()) {
      for (int window = 0; window < windows; window++) {
        for (int i = 0; i < rowsOfOne; i++) {
          monitor.observe(row(signals, categories, random, (double) window / windows));
        }
      }
    }
    return new World(baseline, List.copyOf(sink.evaluations()), List.copyOf(sink.alerts()));
  }

  private record Loan(double amount, double score, boolean repaid) {}

  /** A world whose labels are known, and in which scores come to mean something else. */
  public static World labelled(int windows, int rowsOfOne) {
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .score("p", Loan::score)
        .label("<b>repaid</b>", Loan::repaid)
        .build();
    SplittableRandom random = new SplittableRandom(6);
    List<Loan> training = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      training.add(loan(random, 0));
    }
    Baseline baseline = Baseline.fit(schema, training)
        .name("labelled")
        .clock(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC))
        .build();
    MemorySink sink = new MemorySink();
    try (Monitor<Loan> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(rowsOfOne).tumbling())
        .sink(sink)
        .replay()
        .build()) {
      for (int i = 0; i < windows * rowsOfOne; i++) {
        monitor.observe(loan(random, 0.5 * i / windows / rowsOfOne));
      }
    }
    return new World(baseline, List.copyOf(sink.evaluations()), List.copyOf(sink.alerts()));
  }

  private static Loan loan(SplittableRandom random, double turned) {
    double score = random.nextDouble();
    boolean truth = random.nextDouble() < score;
    return new Loan(random.nextDouble() * 100, score, random.nextDouble() < turned != truth);
  }

  private static Object[] row(
      List<Signal> signals, List<String> categories, SplittableRandom random, double moved) {
    Object[] row = new Object[signals.size()];
    for (int i = 0; i < row.length; i++) {
      double shift = i % 4 < 2 ? moved : 0;
      if (i == row.length - 1) {
        row[i] = Math.min(1, random.nextDouble() + moved / 4);
      } else if (signals.get(i).isNumeric()) {
        row[i] = random.nextInt(100) < 3 * shift * 10 ? null : random.nextDouble() * 10 + shift * 4;
      } else {
        double at = Math.pow(random.nextDouble(), 1 + shift * 2);
        row[i] = categories.get((int) (at * categories.size()));
      }
    }
    return row;
  }
}
