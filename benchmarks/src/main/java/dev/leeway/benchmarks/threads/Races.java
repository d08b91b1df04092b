package dev.leeway.benchmarks.threads;

import dev.leeway.Monitor;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.judgement.Evaluation;
import dev.leeway.window.Recorder;
import dev.leeway.window.Slot;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Races of a few steps, for jcstress: two writers, a pane that closes, a reader. Two actors each, since jcstress gives
 * every actor a core of its own and leaves out what needs more than there are. An outcome that is not listed is forbidden.
 */
public final class Races {

  private static final Baseline BASELINE = Twins.baseline(2, "races", 4);
  private static final Baseline SUCCESSOR = Twins.baseline(2, "races", 8);
  private static final NumericBinning BINNING = Twins.binning(BASELINE);
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Races() {}

  /** A recorder that adds up what it hands out. */
  private static final class Counted {
    final AtomicLong inWindows = new AtomicLong();
    final AtomicLong torn = new AtomicLong();
    final Hand clock = new Hand();
    final Recorder recorder;

    Counted(WindowPolicy policy) {
      recorder = new Recorder(
          BASELINE,
          List.of(policy),
          clock,
          false,
          true,
          1,
          List.of(new AtomicLong()),
          (which, window) -> {
            inWindows.addAndGet(window.frame().records());
            look(window);
          },
          failure -> torn.incrementAndGet());
      // opens a pane, so that the writers find one
      add(0);
    }

    boolean add(int value) {
      Slot slot = recorder.borrow();
      if (slot == null) {
        return false;
      }
      slot.bins()[0] = BINNING.bin(value);
      slot.bins()[1] = BINNING.bin(value);
      recorder.add(slot, Recorder.NO_TIME);
      return true;
    }

    void look(Window window) {
      if (!Twins.isSound(window)) {
        torn.incrementAndGet();
      }
    }

    void closePane() {
      clock.millis.incrementAndGet();
      recorder.tick();
    }

    /** What is in windows when all is over; -1 where the recorder's own counter says something else. */
    int total() {
      recorder.retire(System.nanoTime() + PATIENCE_NANOS);
      return recorder.records() == inWindows.get() ? inWindows.intValue() : -1;
    }
  }

  /** A clock that is set by hand. */
  private static final class Hand extends Clock {
    final AtomicLong millis = new AtomicLong(1_700_000_000_000L);

    @Override
    public long millis() {
      return millis.get();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static WindowPolicy oneMilli() {
    return WindowPolicy.lasting(Duration.ofMillis(1)).tumbling();
  }

  /** Two writers; the clock closes the pane between the records of one. */
  @JCStressTest
  @State
  @Outcome(
      id = "5, 0",
      expect = Expect.ACCEPTABLE,
      desc = "All five records in windows, none torn.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A record is lost, counted twice, or torn.")
  public static class TwoWritersAndPane {
    private final Counted counted = new Counted(oneMilli());

    /** Writes. */
    @Actor
    public void first() {
      counted.add(1);
      counted.add(2);
    }

    /** Writes and closes the pane. */
    @Actor
    public void second() {
      counted.add(3);
      counted.closePane();
      counted.add(4);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      result.r1 = counted.total();
      result.r2 = counted.torn.intValue();
    }
  }

  /** Two writers that fill panes of two records between them. */
  @JCStressTest
  @State
  @Outcome(
      id = "5, 0",
      expect = Expect.ACCEPTABLE,
      desc = "All five records in windows, none torn.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A record is lost, counted twice, or torn.")
  public static class TwoWritersFillPanes {
    private final Counted counted = new Counted(WindowPolicy.ofRecords(2).tumbling());

    /** Writes. */
    @Actor
    public void first() {
      counted.add(1);
      counted.add(2);
    }

    /** Writes. */
    @Actor
    public void second() {
      counted.add(3);
      counted.add(4);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      result.r1 = counted.total();
      result.r2 = counted.torn.intValue();
    }
  }

  /** A writer whose pane closes, and somebody who asks for the open window meanwhile. */
  @JCStressTest
  @State
  @Outcome(
      id = "[0-4], 4, 0",
      expect = Expect.ACCEPTABLE,
      desc = "The reader sees whole records, and all of them are in windows in the end.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A record is lost, counted twice, or torn.")
  public static class WriterPaneAndReader {
    private final Counted counted = new Counted(oneMilli());

    /** Writes and closes the pane. */
    @Actor
    public void writer() {
      counted.add(1);
      counted.closePane();
      counted.add(2);
      counted.add(3);
    }

    /** Asks. */
    @Actor
    public void reader(III_Result result) {
      Window now = counted.recorder.now(0);
      counted.look(now);
      result.r1 = (int) now.frame().records();
    }

    /** Counts. */
    @Arbiter
    public void count(III_Result result) {
      result.r2 = counted.total();
      result.r3 = counted.torn.intValue();
    }
  }

  /** Two writers, one of which closes the pane and asks for what is open then. */
  @JCStressTest
  @State
  @Outcome(
      id = "[0-4], 4, 0",
      expect = Expect.ACCEPTABLE,
      desc = "The reader sees whole records, and all of them are in windows in the end.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A record is lost, counted twice, or torn.")
  public static class TwoWritersPaneAndReader {
    private final Counted counted = new Counted(oneMilli());

    /** Writes. */
    @Actor
    public void first() {
      counted.add(1);
      counted.add(2);
    }

    /** Writes, closes the pane and asks. */
    @Actor
    public void second(III_Result result) {
      counted.add(3);
      counted.closePane();
      Window now = counted.recorder.now(0);
      counted.look(now);
      result.r1 = (int) now.frame().records();
    }

    /** Counts. */
    @Arbiter
    public void count(III_Result result) {
      result.r2 = counted.total();
      result.r3 = counted.torn.intValue();
    }
  }

  /** Two writers, one of which retires the recorder: a record is in the last window, or its writer is told. */
  @JCStressTest
  @State
  @Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "In a window, or refused.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "A record is lost, counted twice, or torn.")
  public static class TwoWritersAndTheEnd {
    private final Counted counted = new Counted(oneMilli());
    private final AtomicLong refused = new AtomicLong();

    /** Writes. */
    @Actor
    public void first() {
      refused.addAndGet(counted.add(1) ? 0 : 1);
      refused.addAndGet(counted.add(2) ? 0 : 1);
    }

    /** Writes and ends. */
    @Actor
    public void second() {
      refused.addAndGet(counted.add(3) ? 0 : 1);
      counted.recorder.retire(System.nanoTime() + PATIENCE_NANOS);
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
      result.r1 = counted.total() + refused.intValue();
      result.r2 = counted.torn.intValue();
    }
  }

  /** Two writers, one of which takes the monitor to another baseline. */
  @JCStressTest
  @State
  @Outcome(
      id = "5, 0, 0",
      expect = Expect.ACCEPTABLE,
      desc = "All five records in evaluations, each of one baseline.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "A record is lost or counted twice, or an evaluation mixes baselines.")
  public static class TwoWritersAndSwap {
    private final AtomicLong evaluated = new AtomicLong();
    private final AtomicLong mixed = new AtomicLong();
    private final Monitor<double[]> monitor = Monitor.builder(Twins.schema(2), BASELINE)
        .window(WindowPolicy.ofRecords(1_000).tumbling())
        .executor(Runnable::run)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            evaluated.addAndGet(evaluation.window().records());
            boolean known = evaluation.baseline().digest().equals(BASELINE.digest())
                || evaluation.baseline().digest().equals(SUCCESSOR.digest());
            boolean whole = evaluation.signals().stream()
                .allMatch(signal -> signal.records() == evaluation.window().records());
            mixed.addAndGet(known && whole ? 0 : 1);
          }
        })
        .build();

    /** Begins with a record. */
    public TwoWritersAndSwap() {
      monitor.observe(Twins.row(2, 0));
    }

    /** Writes. */
    @Actor
    public void first() {
      monitor.observe(Twins.row(2, 1));
      monitor.observe(Twins.row(2, 2));
    }

    /** Writes and swaps. */
    @Actor
    public void second() {
      monitor.observe(Twins.row(2, 3));
      monitor.swap(SUCCESSOR);
      monitor.observe(Twins.row(2, 4));
    }

    /** Counts. */
    @Arbiter
    public void count(III_Result result) {
      monitor.close();
      result.r1 = monitor.records() == evaluated.get() ? evaluated.intValue() : -1;
      result.r2 = mixed.intValue();
      result.r3 = (int) (monitor.late() + monitor.ahead() + monitor.dropped());
    }
  }
}
