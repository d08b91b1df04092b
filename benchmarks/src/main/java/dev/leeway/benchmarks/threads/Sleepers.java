package dev.leeway.benchmarks.threads;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Writers beside accessors that sleep in the middle of their record, which they hold a buffer for meanwhile. */
final class Sleepers {

  private final CountDownLatch wake = new CountDownLatch(1);
  private final CountDownLatch asleep;
  private final int sleepers;

  Sleepers(int sleepers) {
    this.sleepers = sleepers;
    this.asleep = new CountDownLatch(sleepers);
  }

  /**
   * What came out.
   *
   * @param sent by writers
   * @param whileAsleep records of the writers that were counted before the sleepers woke up
   * @param nanos that the writers took
   * @param windows that closed while they slept
   * @param inTheEnd records counted when all had woken up
   */
  record Outcome(long sent, long whileAsleep, long nanos, long windows, long inTheEnd) {}

  Outcome run(int threads, int each) throws InterruptedException {
    Schema<Double> schema = Schema.<Double>builder().numeric("x", this::read).build();
    List<Double> rows = IntStream.range(0, 100).mapToObj(i -> (double) i).toList();
    Baseline baseline = Baseline.fit(schema, rows).build();
    try (Monitor<Double> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .build()) {
      Crew beds = new Crew();
      for (int i = 0; i < sleepers; i++) {
        beds.start("sleeper-" + i, () -> monitor.observe(-1.0));
      }
      asleep.await();
      long begin = System.nanoTime();
      Crew writers = new Crew();
      for (int t = 0; t < threads; t++) {
        writers.start("writer-" + t, () -> {
          for (int i = 0; i < each; i++) {
            monitor.observe(rows.get(i % rows.size()));
          }
        });
      }
      writers.join();
      long nanos = System.nanoTime() - begin;
      long whileAsleep = monitor.records();
      long windows = monitor.evaluations() + monitor.skippedEvaluations();
      wake.countDown();
      beds.join();
      return new Outcome((long) threads * each, whileAsleep, nanos, windows, monitor.records());
    }
  }

  private double read(double value) {
    if (value < 0) {
      asleep.countDown();
      boolean up = false;
      while (!up) {
        try {
          wake.await();
          up = true;
        } catch (InterruptedException e) {
          // goes on sleeping: that is what it is here for
        }
      }
    }
    return value;
  }
}
