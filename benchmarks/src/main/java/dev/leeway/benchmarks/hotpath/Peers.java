package dev.leeway.benchmarks.hotpath;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.DoubleHistogram;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a user would pick instead, on the same records: one instance a signal, one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Peers {

  private static final int BUCKETS = 20;

  /** One of everything for each signal. */
  @State(Scope.Thread)
  public static class Instances {
    KllDoublesSketch[] sketches = {};
    DistributionSummary[] summaries = {};
    DistributionSummary[] simpleSummaries = {};
    DoubleHistogram[] histograms = {};

    /** Makes them. */
    @Setup(Level.Trial)
    public void make(HotPath.World world) {
      int signals = world.signals;
      MeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      MeterRegistry simple = new SimpleMeterRegistry();
      sketches = new KllDoublesSketch[signals];
      summaries = new DistributionSummary[signals];
      simpleSummaries = new DistributionSummary[signals];
      histograms = new DoubleHistogram[signals];
      for (int i = 0; i < signals; i++) {
        sketches[i] = KllDoublesSketch.newHeapInstance(200);
        double[] edges = world.binnings[i].edges();
        double[] buckets = new double[BUCKETS];
        for (int j = 0; j < BUCKETS; j++) {
          // summaries take positive boundaries alone, as their values are shifted to be
          buckets[j] = edges[(j + 1) * (edges.length - 1) / (BUCKETS + 1)] - edges[0] + 1e-9;
        }
        summaries[i] = summary("x" + i, buckets, prometheus);
        simpleSummaries[i] = summary("x" + i, buckets, simple);
        histograms[i] = new DoubleHistogram(2);
      }
    }

    private static DistributionSummary summary(
        String name, double[] buckets, MeterRegistry registry) {
      return DistributionSummary.builder(name)
          .serviceLevelObjectives(java.util.Arrays.stream(buckets).distinct().toArray())
          .register(registry);
    }
  }

  /** DataSketches KLL, k = 200. */
  @Benchmark
  public void kll(HotPath.World world, HotPath.Place place, Instances instances) {
    double[] row = place.row(world);
    for (int i = 0; i < row.length; i++) {
      instances.sketches[i].update(row[i]);
    }
  }

  /** Micrometer summaries with 20 buckets in a Prometheus registry. */
  @Benchmark
  public void summaries(HotPath.World world, HotPath.Place place, Instances instances) {
    double[] row = place.row(world);
    for (int i = 0; i < row.length; i++) {
      instances.summaries[i].record(row[i] + 10);
    }
  }

  /** The same in a simple registry. */
  @Benchmark
  public void simpleSummaries(HotPath.World world, HotPath.Place place, Instances instances) {
    double[] row = place.row(world);
    for (int i = 0; i < row.length; i++) {
      instances.simpleSummaries[i].record(row[i] + 10);
    }
  }

  /** HdrHistogram with two digits, which knows no negative values: of their size, between 0.01 and 10,000. */
  @Benchmark
  public void hdrHistogram(HotPath.World world, HotPath.Place place, Instances instances) {
    double[] row = place.row(world);
    for (int i = 0; i < row.length; i++) {
      instances.histograms[i].recordValue(Math.min(1e4, Math.max(0.01, Math.abs(row[i]))));
    }
  }
}
