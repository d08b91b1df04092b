package dev.leeway.benchmarks.hotpath;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.judgement.Evaluation;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Observing one record of numbers on 256 cells a signal. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPath {

  /** The baseline, the records, and what all threads share. */
  @State(Scope.Benchmark)
  public static class World {

    /** A {@link Rows.Shape}. */
    @Param("MIXED")
    public String shape = "";

    /** Signals of a record. */
    @Param("25")
    public int signals;

    /** How the monitor is fed: {@code array}, {@code typed}, {@code map}, {@code timed}, {@code several}, {@code filled}; or not at all. */
    @Param("none")
    public String way = "";

    double[][] rows = {};
    private @Nullable Monitor<double[]> monitor;
    private @Nullable Monitor<Map<String, ?>> mapMonitor;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Map<String, ?>[] maps = new Map[0];

    NumericBinning[] binnings = {};
    int[] offsets = {};
    int cells;
    LongAdder[] adders = {};

    /** Lays everything out. */
    @Setup(Level.Trial)
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void lay() {
      Rows.Shape wanted = Rows.Shape.valueOf(shape);
      double[][] training = Rows.training(wanted, signals);
      rows = Rows.live(wanted, training);
      Baseline baseline = Rows.baseline(training);
      binnings = new NumericBinning[signals];
      offsets = new int[signals];
      for (int i = 0; i < signals; i++) {
        binnings[i] = (NumericBinning) baseline.signals().get(i).binning();
        offsets[i] = cells;
        cells += binnings[i].bins();
      }
      adders = new LongAdder[cells];
      for (int i = 0; i < cells; i++) {
        adders[i] = new LongAdder();
      }
      WindowPolicy large = WindowPolicy.ofRecords(2_000_000_000L).tumbling();
      WindowPolicy day = WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24);
      switch (way) {
        case "array" ->
          monitor = Monitor.builder(Rows.array(signals), baseline).window(large).build();
        case "filled" -> {
          monitor = Monitor.builder(Rows.array(signals), baseline).window(large).build();
          for (int r = 0; r < 10_000; r++) {
            monitor().observe(rows[r % rows.length]);
          }
        }
        case "typed" ->
          monitor = Monitor.builder(Rows.typed(signals), baseline).window(large).build();
        case "timed" ->
          monitor = Monitor.builder(Rows.array(signals), baseline).window(day).build();
        case "several" ->
          monitor = Monitor.builder(Rows.array(signals), baseline)
              .windows(
                  day,
                  WindowPolicy.lasting(Duration.ofHours(1)).inPanes(12),
                  WindowPolicy.lasting(Duration.ofDays(30)).inPanes(30))
              .build();
        case "map" -> {
          mapMonitor =
              Monitor.builder(baseline.mapSchema(), baseline).window(large).build();
          maps = new Map[4096];
          for (int r = 0; r < maps.length; r++) {
            Map<String, Double> map = new HashMap<>();
            for (int i = 0; i < signals; i++) {
              map.put("x" + i, rows[r % rows.length][i]);
            }
            maps[r] = map;
          }
        }
        default -> {}
      }
    }

    Monitor<double[]> monitor() {
      return Objects.requireNonNull(monitor, "the way does not make one");
    }

    Monitor<Map<String, ?>> mapMonitor() {
      return Objects.requireNonNull(mapMonitor, "the way does not make one");
    }

    /** Ends the monitor. */
    @TearDown(Level.Trial)
    public void close() {
      if (monitor != null) {
        monitor.close();
      }
      if (mapMonitor != null) {
        mapMonitor.close();
      }
    }
  }

  /** One thread's place in the records. */
  @State(Scope.Thread)
  public static class Place {
    int next;
    long time = 1_700_000_000_000L;
    int[] grid = {};

    /** The grid of the bare loop. */
    @Setup(Level.Trial)
    public void lay(World world) {
      grid = new int[world.cells];
    }

    double[] row(World world) {
      next = (next + 1) & (world.rows.length - 1);
      return world.rows[next];
    }
  }

  /** What memory costs alone. */
  @Benchmark
  public double sum(World world, Place place) {
    double sum = 0;
    for (double value : place.row(world)) {
      sum += value;
    }
    return sum;
  }

  /** Finds the cell and adds one, without threads, windows or accessors. */
  @Benchmark
  public int bareLoop(World world, Place place) {
    double[] row = place.row(world);
    int[] grid = place.grid;
    NumericBinning[] binnings = world.binnings;
    int[] offsets = world.offsets;
    for (int i = 0; i < row.length; i++) {
      grid[offsets[i] + binnings[i].bin(row[i])]++;
    }
    return grid[0];
  }

  /** The same cells, counted by an adder each. */
  @Benchmark
  public void adders(World world, Place place) {
    double[] row = place.row(world);
    for (int i = 0; i < row.length; i++) {
      world.adders[world.offsets[i] + world.binnings[i].bin(row[i])].increment();
    }
  }

  /** The monitor. */
  @Benchmark
  public void observe(World world, Place place) {
    world.monitor().observe(place.row(world));
  }

  /** The monitor, fed with maps. */
  @Benchmark
  public void observeMap(World world, Place place) {
    place.next = (place.next + 1) & (world.maps.length - 1);
    world.mapMonitor().observe(world.maps[place.next]);
  }

  /** With event times in order: 120,000 records an hour, 10,000 in five minutes. */
  @Benchmark
  public void observeInTime(World world, Place place) {
    place.time += 30;
    world.monitor().observeAt(place.row(world), place.time);
  }

  /** Every second record belongs to one of the ten hours before. */
  @Benchmark
  public void observeHalfLate(World world, Place place) {
    place.time += 30;
    double[] row = place.row(world);
    long late = (place.next & 1) == 0 ? 0 : (place.next % 10 + 1) * 3_600_000L;
    world.monitor().observeAt(row, place.time - late);
  }

  /** A whole evaluation. */
  @Benchmark
  public Evaluation evaluate(World world) {
    return world.monitor().evaluate();
  }
}
