package dev.leeway.benchmarks.detectors;

import dev.leeway.detector.ChangeDetector;
import dev.leeway.detector.ChangeState;
import dev.leeway.detector.Detectors;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One value into one detector, and the question whether it raised an alarm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Streams.LENGTH)
public class Updates {

  /** A stream and a detector of each side. */
  @State(Scope.Thread)
  public static class World {

    /** A {@link Kind}. */
    @Param("adwin")
    public String kind = "";

    /** Of {@link Streams}. */
    @Param(Streams.ERRORS)
    public String stream = "";

    /** Whether MOA's detector is needed. */
    @Param("false")
    public boolean peer;

    double[] values = {};
    private @Nullable ChangeDetector ours;
    private @Nullable DoublePredicate theirs;

    /** Makes them. */
    @Setup(Level.Trial)
    public void make() {
      values = Streams.of(stream);
      ours = Detectors.named(kind).start();
      theirs = peer ? Moa.detector(Objects.requireNonNull(Kind.named(kind).moa(), kind)) : null;
    }

    ChangeDetector ours() {
      return Objects.requireNonNull(ours, "not made yet");
    }

    DoublePredicate theirs() {
      return Objects.requireNonNull(theirs, "not asked for");
    }
  }

  /** Leeway's. */
  @Benchmark
  public long leeway(World world) {
    ChangeDetector detector = world.ours();
    long drifts = 0;
    for (double value : world.values) {
      if (detector.update(value) == ChangeState.DRIFT) {
        drifts++;
      }
    }
    return drifts;
  }

  /** MOA's. */
  @Benchmark
  public long moa(World world) {
    DoublePredicate detector = world.theirs();
    long drifts = 0;
    for (double value : world.values) {
      if (detector.test(value)) {
        drifts++;
      }
    }
    return drifts;
  }
}
