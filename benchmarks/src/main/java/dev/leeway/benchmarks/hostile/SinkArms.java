package dev.leeway.benchmarks.hostile;

import dev.leeway.Monitor;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.benchmarks.report.Report.Figures;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * What observing costs beside a sink that hangs, one that throws, and one that does neither: three monitors in one process,
 * in turn, so that whatever else the machine does falls on all of them.
 */
final class SinkArms {

  private static final int SIGNALS = 25;
  private static final int PER_ROUND = 20_000;
  private static final int PANE = 5_000;
  private static final double PART = 0.999;

  private SinkArms() {}

  /**
   * What came out.
   *
   * @param healthy nanoseconds of the 99.9th percentile, over the rounds
   * @param hung ratio to the healthy one of the same round
   * @param throwing likewise
   */
  record Outcome(Figures healthy, Figures hung, Figures throwing) {}

  static Outcome run(int rounds) {
    CountDownLatch hang = new CountDownLatch(1);
    List<Monitor<double[]>> arms = List.of(
        monitor("healthy", new Sink() {}),
        monitor("hung", new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        }),
        monitor("throwing", new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            throw new IllegalStateException("as it is meant to");
          }
        }));
    double[][] rows = new double[1024][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i);
    }
    List<double[]> percentiles = new ArrayList<>();
    long[] nanos = new long[PER_ROUND];
    int warmUp = Math.max(5, rounds / 10);
    for (int round = 0; round < rounds + warmUp; round++) {
      double[] ofRound = new double[arms.size()];
      for (int i = 0; i < arms.size(); i++) {
        // each arm comes first as often as the others
        int arm = (i + round) % arms.size();
        ofRound[arm] = percentile(arms.get(arm), rows, nanos);
      }
      if (round >= warmUp) {
        percentiles.add(ofRound);
      }
    }
    hang.countDown();
    arms.forEach(Monitor::close);
    return new Outcome(
        figures(percentiles.stream().map(all -> all[0]).toList()),
        figures(percentiles.stream().map(all -> all[1] / all[0]).toList()),
        figures(percentiles.stream().map(all -> all[2] / all[0]).toList()));
  }

  private static double[] row(int number) {
    return IntStream.range(0, SIGNALS)
        .mapToDouble(i -> (number * 31L + i * 17L) % 997)
        .toArray();
  }

  private static Monitor<double[]> monitor(String name, Sink sink) {
    Schema<double[]> schema = Schema.ofArrays(
        IntStream.range(0, SIGNALS).mapToObj(i -> Signal.numeric("x" + i)).toArray(Signal[]::new));
    Baseline baseline = Baseline.fit(
            schema, IntStream.range(0, 2_000).mapToObj(SinkArms::row).toList())
        .build();
    return Monitor.builder(schema, baseline)
        .name(name)
        .window(WindowPolicy.ofRecords(PANE).tumbling())
        .closeWithin(Duration.ofSeconds(2))
        .sink(sink)
        .build();
  }

  private static double percentile(Monitor<double[]> monitor, double[][] rows, long[] nanos) {
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      monitor.observe(rows[i & (rows.length - 1)]);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos[(int) (PART * nanos.length)];
  }

  private static Figures figures(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return new Figures(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }
}
