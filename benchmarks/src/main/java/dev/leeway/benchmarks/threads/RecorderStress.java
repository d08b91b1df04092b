package dev.leeway.benchmarks.threads;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.window.Recorder;
import dev.leeway.window.Slot;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Recorders under as many writers as are wished, that follow each other on two baselines as those of a monitor do, while
 * another one asks for open windows and closed ones are merged. Here every closed window is seen; a monitor leaves some out when
 * evaluating takes longer than a pane.
 */
final class RecorderStress {

  private static final int SIGNALS = 25;
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long SWAP_NANOS = 40_000_000L;
  private static final long READ_NANOS = 1_000_000L;

  private final int threads;
  private final int each;
  private final List<WindowPolicy> policies;
  private final boolean eventTimes;

  private final Baseline[] baselines = {
    Twins.baseline(SIGNALS, "first", 4), Twins.baseline(SIGNALS, "second", 8)
  };
  private final NumericBinning binning = Twins.binning(baselines[0]);
  private final List<AtomicLong> indices = new ArrayList<>();
  private final AtomicLong[] inWindows;
  private final AtomicLong windows = new AtomicLong();
  private final AtomicLong torn = new AtomicLong();
  private final AtomicLong mixed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final Map<String, Window> merged = new ConcurrentHashMap<>();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong ahead = new AtomicLong();
  private int recorders;
  private volatile Recorder current;
  private volatile boolean over;

  /**
   * What came out.
   *
   * @param sent records
   * @param counted in panes, late, or ahead
   * @param missing records in panes less those in closed windows, by the length of each window that tumbles
   * @param unmerged records in closed windows less those of the windows when merged, by length
   * @param torn windows whose signals do not agree with each other or with the number of records
   * @param mixed windows on another baseline than that of their recorder
   * @param failures what listeners and rolls threw
   */
  record Outcome(
      long sent,
      long counted,
      long late,
      Map<String, Long> missing,
      Map<String, Long> unmerged,
      long torn,
      long mixed,
      long failures,
      long windows,
      long reads,
      int recorders) {

    /** All that should be none. */
    List<Long> faults() {
      List<Long> faults = new ArrayList<>(List.of(sent - counted, torn, mixed, failures));
      faults.addAll(missing.values());
      faults.addAll(unmerged.values());
      return faults;
    }
  }

  /**
   * A stress to come.
   *
   * @param eventTimes whether records bring times, some of them late; otherwise the clock closes panes
   */
  RecorderStress(int threads, int each, List<WindowPolicy> policies, boolean eventTimes) {
    this.threads = threads;
    this.each = each;
    this.policies = policies;
    this.eventTimes = eventTimes;
    this.inWindows = new AtomicLong[policies.size()];
    for (int i = 0; i < inWindows.length; i++) {
      inWindows[i] = new AtomicLong();
      indices.add(new AtomicLong());
    }
    this.current = recorder();
  }

  private Recorder recorder() {
    Baseline baseline = baselines[recorders++ % baselines.length];
    return new Recorder(
        baseline,
        policies,
        Clock.systemUTC(),
        eventTimes,
        false,
        1,
        indices,
        (which, window) -> {
          windows.incrementAndGet();
          inWindows[which].addAndGet(window.frame().records());
          look(window);
          mixed.addAndGet(window.baselineDigest().equals(baseline.digest()) ? 0 : 1);
          merged.merge(
              window.frame().length() + " on " + window.baselineDigest(), window, Window::merge);
        },
        failure -> failures.incrementAndGet());
  }

  private void look(Window window) {
    if (!Twins.isSound(window)) {
      torn.incrementAndGet();
    }
  }

  Outcome run() throws InterruptedException {
    Crew writers = new Crew();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      writers.start("writer-" + t, () -> write(thread));
    }
    Crew others = new Crew();
    others.start("reader", this::read);
    others.start("swapper", this::swap);
    writers.join();
    over = true;
    others.join();
    end(current);
    return outcome();
  }

  private void write(int thread) {
    for (int i = 0; i < each; i++) {
      Recorder to = current;
      Slot slot = to.borrow();
      while (slot == null) {
        to = current;
        slot = to.borrow();
      }
      Arrays.fill(slot.bins(), binning.bin((thread + i) % Twins.VALUES));
      to.add(slot, eventTimes ? System.currentTimeMillis() - i % 5 / 4 * 60L : Recorder.NO_TIME);
    }
  }

  private void read() {
    while (!over) {
      look(current.now((int) (reads.getAndIncrement() % policies.size())));
      LockSupport.parkNanos(READ_NANOS);
    }
  }

  private void swap() {
    while (!over) {
      LockSupport.parkNanos(SWAP_NANOS);
      Recorder old = current;
      current = recorder();
      end(old);
    }
  }

  /** Adds up what it has counted and lets go of it: there will be more than fit into memory. */
  private void end(Recorder recorder) {
    recorder.retire(System.nanoTime() + PATIENCE_NANOS);
    while (!recorder.isQuiet()) {
      LockSupport.parkNanos(READ_NANOS);
    }
    records.addAndGet(recorder.records());
    late.addAndGet(recorder.late());
    ahead.addAndGet(recorder.ahead());
  }

  private Outcome outcome() {
    Map<String, Long> missing = new TreeMap<>();
    Map<String, Long> unmerged = new TreeMap<>();
    merged.values().forEach(this::look);
    for (int i = 0; i < policies.size(); i++) {
      String length = policies.get(i).label();
      long inMerged = merged.values().stream()
          .filter(window -> length.equals(window.frame().length()))
          .mapToLong(window -> window.frame().records())
          .sum();
      unmerged.put(length, inWindows[i].get() - inMerged);
      if (policies.get(i).panes() == 1) {
        missing.put(length, records.get() - inWindows[i].get());
      }
    }
    return new Outcome(
        (long) threads * each,
        records.get() + late.get() + ahead.get(),
        late.get(),
        missing,
        unmerged,
        torn.get(),
        mixed.get(),
        failures.get(),
        windows.get(),
        reads.get(),
        recorders);
  }
}
