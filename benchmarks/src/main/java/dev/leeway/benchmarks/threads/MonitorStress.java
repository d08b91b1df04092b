package dev.leeway.benchmarks.threads;

import dev.leeway.Monitor;
import dev.leeway.MonitorBuilder;
import dev.leeway.Stage;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.Evaluation;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A whole monitor with everything at once: writers, evaluations, merges of windows, baseline swaps, a rolling reference. */
final class MonitorStress {

  private static final int SIGNALS = 25;
  private static final long SWAP_NANOS = 50_000_000L;
  private static final long ASK_NANOS = 2_000_000L;

  private final int threads;
  private final int each;
  private final Duration pane;
  private final boolean inline;
  private final Baseline first = Twins.baseline(SIGNALS, "first", 50);
  private final Baseline second = Twins.baseline(SIGNALS, "second", 60);
  private final Set<String> digests = Set.of(first.digest(), second.digest());
  private final Map<String, AtomicLong> inWindows = new ConcurrentHashMap<>();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong torn = new AtomicLong();
  private final AtomicLong mixed = new AtomicLong();
  private final AtomicLong swaps = new AtomicLong();
  private volatile boolean over;

  /**
   * What came out.
   *
   * @param sent records
   * @param counted records, late, ahead and dropped ones
   * @param inNarrow records of all evaluations of the narrow tumbling window
   * @param torn evaluations or windows whose signals do not agree
   * @param mixed evaluations on another baseline than one of the two
   * @param heard evaluations that reached the sink
   * @param skipped windows that were not evaluated
   */
  record Outcome(
      long sent,
      long counted,
      long records,
      long late,
      long inNarrow,
      long torn,
      long mixed,
      long heard,
      long asked,
      long skipped,
      long swaps,
      long failures) {

    /** All that should be none. */
    List<Long> faults() {
      return List.of(sent - counted, skipped == 0 ? records - inNarrow : 0, torn, mixed, failures);
    }
  }

  /**
   * A stress to come.
   *
   * @param pane of the narrow window, which tumbles
   * @param inline whether evaluations are made by the thread that closes a pane, otherwise by the monitor's own
   */
  MonitorStress(int threads, int each, Duration pane, boolean inline) {
    this.threads = threads;
    this.each = each;
    this.pane = pane;
    this.inline = inline;
  }

  Outcome run() throws InterruptedException {
    WindowPolicy narrow = WindowPolicy.lasting(pane).tumbling();
    WindowPolicy wide = WindowPolicy.lasting(pane.multipliedBy(8)).inPanes(4);
    WindowPolicy rolling = WindowPolicy.lasting(pane.multipliedBy(12)).inPanes(3);
    MonitorBuilder<double[]> builder = Monitor.builder(Twins.schema(SIGNALS), first)
        .windows(narrow, wide)
        .rolling(rolling)
        .closeWithin(Duration.ofSeconds(60))
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            heard.incrementAndGet();
            look(evaluation);
            String length = String.valueOf(evaluation.window().length());
            if (evaluation.baseline().origin() != Origin.PREVIOUS_WINDOW) {
              inWindows
                  .computeIfAbsent(length, key -> new AtomicLong())
                  .addAndGet(evaluation.window().records());
            }
          }
        });
    Monitor<double[]> monitor = (inline ? builder.executor(Runnable::run) : builder).build();
    Crew writers = new Crew();
    for (int t = 0; t < threads; t++) {
      writers.start("writer-" + t, () -> write(monitor));
    }
    Crew others = new Crew();
    others.start("asker", () -> ask(monitor));
    others.start("merger", () -> merge(monitor));
    others.start("swapper", () -> swap(monitor));
    writers.join();
    over = true;
    others.join();
    monitor.close();
    AtomicLong inNarrow = inWindows.getOrDefault(narrow.label(), new AtomicLong());
    return new Outcome(
        (long) threads * each,
        monitor.records() + monitor.late() + monitor.ahead() + monitor.dropped(),
        monitor.records(),
        monitor.late(),
        inNarrow.get(),
        torn.get(),
        mixed.get(),
        heard.get(),
        asked.get(),
        monitor.skippedEvaluations()
            + monitor.deliveries().stream()
                .mapToLong(counts -> counts.dropped())
                .sum(),
        swaps.get(),
        Arrays.stream(Stage.values()).mapToLong(monitor::errors).sum());
  }

  private void write(Monitor<double[]> monitor) {
    double[][] rows = new double[Twins.VALUES][];
    for (int value = 0; value < rows.length; value++) {
      rows[value] = Twins.row(SIGNALS, value);
    }
    for (int i = 0; i < each; i++) {
      monitor.observe(rows[i % rows.length]);
    }
  }

  private void look(Evaluation evaluation) {
    boolean whole = evaluation.signals().stream()
        .allMatch(signal -> signal.records() == evaluation.window().records());
    torn.addAndGet(whole ? 0 : 1);
    String name = evaluation.baseline().name();
    // the window before is a baseline of its own, under the name of the one that it was counted on
    boolean known = evaluation.baseline().origin() == Origin.PREVIOUS_WINDOW
        ? name.equals(first.name()) || name.equals(second.name())
        : digests.contains(evaluation.baseline().digest());
    mixed.addAndGet(known ? 0 : 1);
  }

  private void ask(Monitor<double[]> monitor) {
    while (!over) {
      for (String window : monitor.windowNames()) {
        if (!window.endsWith("-previous")) {
          look(monitor.evaluate(window));
          asked.incrementAndGet();
        }
      }
      LockSupport.parkNanos(ASK_NANOS);
    }
  }

  /** Of what is there now, with what was there before: as for replicas. */
  private void merge(Monitor<double[]> monitor) {
    @Nullable Window before = null;
    while (!over) {
      Window now = monitor.window();
      if (before != null && before.baselineDigest().equals(now.baselineDigest())) {
        Window both = before.merge(now);
        torn.addAndGet(
            Twins.isSound(both)
                    && both.frame().records()
                        == before.frame().records() + now.frame().records()
                ? 0
                : 1);
      }
      before = now;
      LockSupport.parkNanos(ASK_NANOS);
    }
  }

  private void swap(Monitor<double[]> monitor) {
    while (!over) {
      LockSupport.parkNanos(SWAP_NANOS);
      monitor.swap(swaps.getAndIncrement() % 2 == 0 ? second : first);
    }
  }
}
