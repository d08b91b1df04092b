package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The panes of one window and the sum of the complete ones: a pane that becomes complete is added, one that leaves the
 * window is taken away. Pane numbers only grow. With times a number is that of the {@link PaneClock} plus a shift, which
 * moves when the clock is set back. Belongs to the thread that rolls, but for {@link #paneOf} and {@link #shift}.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes, others only read
final class PaneRing {

  /** Where a ring's windows go to, and what they are numbered by. */
  record Outlet(AtomicLong index, double sampling, Consumer<Supplier<Window>> onWindow) {}

  private final Baseline baseline;
  private final WindowPolicy policy;
  private final GridLayout layout;
  private final Outlet outlet;
  private final @Nullable PaneClock clock;
  private final Pane[] panes;
  private final long[] total;

  private long first = Recorder.NO_PANE;
  private long began;
  private long nextToComplete;
  private volatile long shift;

  /**
   * A ring with room for so many panes.
   *
   * @param kept the window's panes, the open one, and those that wait
   */
  PaneRing(Baseline baseline, WindowPolicy policy, GridLayout layout, int kept, Outlet outlet) {
    this.baseline = baseline;
    this.policy = policy;
    this.layout = layout;
    this.outlet = outlet;
    this.clock = policy.isTimed() ? new PaneClock(policy.paneMillis(), policy.zone()) : null;
    this.panes = new Pane[kept];
    for (int i = 0; i < kept; i++) {
      panes[i] = new Pane(layout.cells());
    }
    this.total = new long[layout.cells()];
  }

  static long memoryBytes(int cells, int kept) {
    return 4L * cells * kept + 8L * cells;
  }

  boolean isTimed() {
    return clock != null;
  }

  /** The pane of a time, not shifted; only where panes have times. */
  long paneOf(long millis) {
    return clock == null ? 0 : clock.paneOf(millis);
  }

  /** When a pane begins, in milliseconds since the epoch; 0 where panes have no times. */
  long startOf(long number) {
    return clock == null ? 0 : clock.startOf(number - shift);
  }

  long shift() {
    return shift;
  }

  void shiftBy(long panesBack) {
    shift += panesBack;
  }

  void begin(long number) {
    first = number;
    began = number;
    nextToComplete = number;
  }

  long first() {
    return first;
  }

  /** A late record reaches back to this pane. */
  void reachBackTo(long number) {
    first = Math.min(first, number);
  }

  long nextToComplete() {
    return nextToComplete;
  }

  /** What else a late record of this pane has to be added to: the total, if the pane is part of it. */
  long @Nullable [] totalWith(long number) {
    return number < nextToComplete ? total : null;
  }

  /** The place of a pane, which may still hold another one. */
  Pane placeOf(long number) {
    return panes[(int) Math.floorMod(number, (long) panes.length)];
  }

  /** The pane with this number, which lies in the window or waits: begun if there was no record of it so far. */
  Pane pane(long number, long row) {
    Pane pane = placeOf(number);
    if (pane.number != number) {
      pane.reset(number, row);
    }
    return pane;
  }

  /** Slides the window onto the next pane and hands it out. */
  void complete(long number, boolean cutShort, long rows) {
    expireBefore(number - policy.panes() + 1);
    Pane pane = placeOf(number);
    if (pane.number == number) {
      pane.addTo(total);
    }
    nextToComplete = number + 1;
    boolean partial = cutShort || number - began + 1 < policy.panes();
    WindowFrame frame = frame(number, total[GridLayout.RECORDS], partial, rows);
    outlet.index.incrementAndGet();
    outlet.onWindow.accept(() -> Window.of(baseline, frame, layout.counts(total)));
  }

  /** Where nothing is left in the window, years without a record are one step. */
  void skipEmptyBefore(long before) {
    if (total[GridLayout.RECORDS] == 0) {
      nextToComplete = Math.max(nextToComplete, Math.min(before, firstFilled()));
    }
  }

  private long firstFilled() {
    long filled = Long.MAX_VALUE;
    for (Pane pane : panes) {
      if (pane.number >= nextToComplete && pane.records() > 0) {
        filled = Math.min(filled, pane.number);
      }
    }
    return filled;
  }

  private void expireBefore(long oldest) {
    for (Pane pane : panes) {
      if (pane.number != Recorder.NO_PANE && pane.number < oldest) {
        if (pane.number < nextToComplete) {
          pane.takeFrom(total);
        }
        pane.reset(Recorder.NO_PANE, 0);
      }
    }
  }

  /** The counts of the panes from the oldest of the window that ends with this one, complete or not. */
  long[] sumTo(long last) {
    long oldest = last - policy.panes() + 1;
    long[] sum = total.clone();
    for (Pane pane : panes) {
      boolean counted = pane.number != Recorder.NO_PANE && pane.number < nextToComplete;
      if (counted && pane.number < oldest) {
        pane.takeFrom(sum);
      } else if (!counted && pane.number >= oldest) {
        pane.addTo(sum);
      }
    }
    return sum;
  }

  /** A window that ends with this pane and has these counts. */
  Window window(long last, long[] sum, long rows) {
    boolean partial = last - began + 1 < policy.panes();
    return Window.of(
        baseline, frame(last, sum[GridLayout.RECORDS], partial, rows), layout.counts(sum));
  }

  /** Before the first record. */
  Window emptyWindow() {
    return Window.of(
        baseline,
        new WindowFrame(
            outlet.index.get(), 0, 0, -1, null, null, true, policy.label(), outlet.sampling),
        layout.counts(total));
  }

  private WindowFrame frame(long last, long records, boolean partial, long rows) {
    long oldest = Math.max(first, last - policy.panes() + 1);
    long firstRow = Long.MAX_VALUE;
    for (Pane pane : panes) {
      if (pane.number >= oldest && pane.number <= last && pane.records() > 0) {
        firstRow = Math.min(firstRow, pane.firstRow);
      }
    }
    firstRow = firstRow == Long.MAX_VALUE ? rows : firstRow;
    return new WindowFrame(
        outlet.index.get(),
        records,
        firstRow,
        firstRow + records - 1,
        clock == null ? null : Instant.ofEpochMilli(clock.startOf(oldest - shift)),
        clock == null ? null : Instant.ofEpochMilli(clock.startOf(last + 1 - shift)),
        partial,
        policy.label(),
        outlet.sampling);
  }
}
