package dev.leeway.benchmarks;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record of 25 doubles (9 normal, 8 lognormal, 8 uniform) on 256 cells a signal. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class HotPath {

  static final int SIGNALS = 25;
  private static final int ROWS = 1 << 16;
  private static final long SEED = 20240501;

  private double[][] rows;
  private int next;
  private long time = 1_700_000_000_000L;
  private NumericBinning[] binnings;
  private int[] offsets;
  private int[] grid;

  /** The monitor that all threads of a run share. */
  @State(Scope.Benchmark)
  public static class Shared {
    Monitor<double[]> monitor;

    /** Builds the monitor on the same rows. */
    @Setup(Level.Trial)
    public void build() {
      Schema<double[]> schema = schema();
      monitor = Monitor.builder(schema, baseline(schema))
          .window(WindowPolicy.ofRecords(2_000_000_000L).tumbling())
          .build();
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
      monitor.close();
    }
  }

  /** A monitor of 24 hours in 24 panes in event time. */
  @State(Scope.Benchmark)
  public static class Timed {
    Monitor<double[]> monitor;

    /** Builds the monitor on the same rows. */
    @Setup(Level.Trial)
    public void build() {
      Schema<double[]> schema = schema();
      monitor = Monitor.builder(schema, baseline(schema)).build();
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
      monitor.close();
    }
  }

  private static Schema<double[]> schema() {
    Schema.Builder<double[]> schema = Schema.builder();
    for (int i = 0; i < SIGNALS; i++) {
      int column = i;
      schema.numeric("x" + i, row -> row[column]);
    }
    return schema.build();
  }

  private static Baseline baseline(Schema<double[]> schema) {
    return Baseline.fit(schema, Arrays.asList(data())).build();
  }

  private static double[][] data() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] data = new double[ROWS][SIGNALS];
    for (double[] row : data) {
      for (int i = 0; i < SIGNALS; i++) {
        double gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
            * Math.cos(2 * Math.PI * random.nextDouble());
        row[i] = i < 9 ? gauss : i < 17 ? Math.exp(gauss) : random.nextDouble();
      }
    }
    return data;
  }

  /** Lays out the rows and the grid of the bare loop. */
  @Setup(Level.Trial)
  public void lay() {
    rows = data();
    Schema<double[]> schema = schema();
    List<dev.leeway.baseline.SignalBaseline> signals = baseline(schema).signals();
    binnings = new NumericBinning[SIGNALS];
    offsets = new int[SIGNALS];
    int cells = 0;
    for (int i = 0; i < SIGNALS; i++) {
      binnings[i] = (NumericBinning) signals.get(i).binning();
      offsets[i] = cells;
      cells += binnings[i].bins();
    }
    grid = new int[cells];
  }

  private double[] row() {
    next = (next + 1) & (ROWS - 1);
    return rows[next];
  }

  /** What memory costs alone. */
  @Benchmark
  public double sum() {
    double sum = 0;
    for (double value : row()) {
      sum += value;
    }
    return sum;
  }

  /** Finds the cell and adds one, without threads, windows or accessors. */
  @Benchmark
  public int bareLoop() {
    double[] row = row();
    for (int i = 0; i < SIGNALS; i++) {
      grid[offsets[i] + binnings[i].bin(row[i])]++;
    }
    return grid[0];
  }

  /** The monitor, with one accessor a signal. */
  @Benchmark
  public void observe(Shared shared) {
    shared.monitor.observe(row());
  }

  /** With event times in order: 3,600 records a pane. */
  @Benchmark
  public void observeInTime(Timed timed) {
    time += 1_000;
    timed.monitor.observeAt(row(), time);
  }

  /** Every second record belongs to one of the ten panes before. */
  @Benchmark
  public void observeHalfLate(Timed timed) {
    time += 1_000;
    long late = (next & 1) == 0 ? 0 : (next % 10 + 1) * 3_600_000L;
    timed.monitor.observeAt(row(), time - late);
  }

  /** A whole evaluation of the 25 signals. */
  @Benchmark
  public Evaluation evaluate(Shared shared) {
    return shared.monitor.evaluate();
  }
}
