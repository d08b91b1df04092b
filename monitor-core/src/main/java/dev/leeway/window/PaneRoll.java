package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The panes of a recorder and their total. Belongs to the thread that rolls, but for {@link #open()}, {@link #paneOf},
 * {@link #isDue}, {@link #clockAt} and the counters, which any thread may ask.
 *
 * <p>{@code total} is the sum of the complete panes in the window; a pane that becomes complete is added, one that leaves
 * the window is taken away, a late record is added to its pane and to the total. Pane numbers only grow. With times a number
 * is that of the {@link PaneClock} plus {@code shift}, which moves when the clock is set back, so that no pane lasts until
 * the clock has caught up.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes, others only read
final class PaneRoll {

  /** Closed panes that may wait for a stripe whose holder has been stopped. */
  private static final int WAITING = 2;

  private final Baseline baseline;
  private final WindowPolicy policy;
  private final GridLayout layout;
  private final Stripe[] stripes;
  private final Consumer<Supplier<Window>> onWindow;
  private final AtomicLongArray published;
  private final BooleanSupplier eventTimes;
  private final @Nullable PaneClock clock;

  private final Pane[] panes;
  private final long[] total;
  private final MissingTotals missing;

  private volatile long open = Recorder.NO_PANE;
  private volatile long clockMillis = Recorder.NO_TIME;
  private volatile long shift;
  private volatile long late;
  private volatile long ahead;
  private volatile long recordsWithoutStripe;

  private long first = Recorder.NO_PANE;
  private long began;
  private long nextToComplete;
  private final AtomicLong index;
  private volatile boolean ended;

  private final SetAside aside;

  PaneRoll(
      Baseline baseline,
      WindowPolicy policy,
      GridLayout layout,
      Stripe[] stripes,
      Consumer<Supplier<Window>> onWindow,
      AtomicLongArray published,
      AtomicLong index,
      BooleanSupplier eventTimes) {
    this.baseline = baseline;
    this.policy = policy;
    this.layout = layout;
    this.stripes = stripes;
    this.onWindow = onWindow;
    this.published = published;
    this.index = index;
    this.eventTimes = eventTimes;
    this.clock = policy.isTimed() ? new PaneClock(policy.paneMillis(), policy.zone()) : null;
    this.panes = new Pane[keptPanes(policy.panes())];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = new Pane(layout.cells());
    }
    this.total = new long[layout.cells()];
    this.aside = new SetAside(layout, policy.panes());
    this.missing = new MissingTotals(baseline, layout);
  }

  /** The window's panes, the open one, and those that wait. */
  static int keptPanes(int windowPanes) {
    return windowPanes + 1 + WAITING;
  }

  /** The open pane; none once the roll has ended. */
  long open() {
    return ended ? Recorder.NO_PANE : open;
  }

  long late() {
    return late;
  }

  long ahead() {
    return ahead;
  }

  long recordsWithoutStripe() {
    return recordsWithoutStripe;
  }

  /** Counts as of the last harvest. */
  long missing(int signal) {
    return missing.of(signal);
  }

  long paneOf(long eventTime) {
    return clock == null ? open : clock.paneOf(eventTime);
  }

  /** How far the clock's pane is from the open one: 0 if it is that, or so little back that waiting is best. */
  long isDue(long now) {
    long pane = paneOf(now) + shift;
    return pane == open - 1 ? 0 : pane - open;
  }

  /** Tells the time; the next roll acts on it. */
  void clockAt(long millis) {
    clockMillis = millis;
  }

  /** Closes what the clock says is over. */
  void byClock() {
    long now = clockMillis;
    if (now != Recorder.NO_TIME) {
      clockMillis = Recorder.NO_TIME;
      if (open != Recorder.NO_PANE) {
        follow(now);
      }
    }
  }

  private void follow(long now) {
    long due = isDue(now);
    if (due > 0) {
      advance(open + due);
    } else if (due < 0) {
      shift -= due;
    }
  }

  /** A record without an event time, at this time by the clock, or with {@link Recorder#NO_TIME} in the open pane. */
  void addNow(int[] bins, long now) {
    if (ended) {
      late++;
      return;
    }
    if (open == Recorder.NO_PANE) {
      begin(now == Recorder.NO_TIME ? 0 : paneOf(now));
    } else if (now != Recorder.NO_TIME) {
      follow(now);
    }
    addToOpen(bins);
  }

  /** A record whose time is not known among ones that have theirs: late if it is the first of all. */
  void addWithoutTime(int[] bins) {
    if (clock != null && (ended || open == Recorder.NO_PANE)) {
      late++;
    } else {
      addNow(bins, Recorder.NO_TIME);
    }
  }

  /** A record with an event time, and what the clock says now. */
  void add(int[] bins, long time, long now) {
    if (clock == null) {
      addNow(bins, Recorder.NO_TIME);
      return;
    }
    if (ended) {
      late++;
      return;
    }
    long pane = clock.paneOf(time);
    if (open == Recorder.NO_PANE) {
      if (!policy.ordered() && pane - clock.paneOf(now) > policy.panes()) {
        // a first record from the future must not make all others late
        setAside(bins, time, pane);
        return;
      }
      begin(pane);
    }
    if (pane == open) {
      addToOpen(bins);
    } else if (pane < open) {
      addLate(bins, pane);
    } else if (policy.ordered() || pane - open <= policy.panes()) {
      advance(pane);
      if (pane == open) {
        addToOpen(bins);
      } else {
        // records that had been set aside have opened a later one
        addLate(bins, pane);
      }
    } else {
      setAside(bins, time, pane);
    }
  }

  private void begin(long pane) {
    first = pane;
    began = pane;
    nextToComplete = pane;
    paneFor(pane).reset(pane, 0);
    open = pane;
    harvestStale();
  }

  private void addToOpen(int[] bins) {
    if (ended) {
      // a listener of the pane that had to close first has ended the roll
      late++;
      return;
    }
    long now = open;
    Pane pane = paneFor(now);
    pane.add(bins, layout, null);
    missing.addRecord(bins);
    recordsWithoutStripe++;
    if (clock == null
        && published.incrementAndGet(Recorder.counterOf(now)) >= policy.paneRecords()) {
      closeIfFull();
    }
  }

  /** A late record counts in its own pane while that is in the window. */
  private void addLate(int[] bins, long number) {
    if (ended || number <= open - policy.panes()) {
      late++;
      return;
    }
    Pane pane = inRing(number);
    first = Math.min(first, number);
    pane.add(bins, layout, number < nextToComplete ? total : null);
    missing.addRecord(bins);
    recordsWithoutStripe++;
  }

  private void setAside(int[] bins, long time, long pane) {
    SetAside.Outcome outcome = aside.offer(bins, time, pane, rows());
    ahead = aside.givenUp();
    if (outcome == SetAside.Outcome.KEPT) {
      return;
    }
    if (open == Recorder.NO_PANE) {
      begin(aside.pane());
      settleAside();
    } else {
      advance(aside.pane());
    }
    if (outcome == SetAside.Outcome.BEARS_OUT) {
      add(bins, time, time);
    }
  }

  /** When the open pane has reached the records that were set aside, they count like all others. */
  private void settleAside() {
    if (aside.isEmpty() || aside.pane() > open) {
      return;
    }
    if (aside.pane() <= open - policy.panes()) {
      giveUpAside();
      return;
    }
    inRing(aside.pane()).add(aside.grid(), aside.pane() < nextToComplete ? total : null);
    missing.addGrid(aside.grid());
    recordsWithoutStripe += aside.records();
    boolean hasOther = aside.hasOther();
    aside.clear();
    if (hasOther) {
      add(aside.otherBins(), aside.otherTime(), aside.otherTime());
    }
  }

  private void giveUpAside() {
    aside.giveUp();
    ahead = aside.givenUp();
  }

  /**
   * Closes a pane that has its records. While a stripe whose holder has been stopped keeps older panes waiting, the open one
   * goes on growing: it reports its true size.
   */
  void closeIfFull() {
    if (clock != null
        || open == Recorder.NO_PANE
        || published.get(Recorder.counterOf(open)) < policy.paneRecords()) {
      return;
    }
    if (open - nextToComplete >= WAITING) {
      complete();
    }
    if (open - nextToComplete < WAITING) {
      advance(open + 1);
    }
  }

  /** Closes all panes before this one and opens it. */
  private void advance(long pane) {
    long rows = rows();
    published.set(Recorder.counterOf(pane), 0);
    open = pane;
    harvestStale();
    if (pane - nextToComplete > WAITING) {
      // a stripe whose holder has been stopped is not waited for any longer
      completeBefore(pane - WAITING);
    }
    paneFor(pane).reset(pane, rows);
    settleAside();
    complete();
  }

  /** The pane with this number, which lies in the window or waits: begun if there was no record of it so far. */
  private Pane inRing(long number) {
    Pane pane = paneFor(number);
    if (pane.number != number) {
      pane.reset(number, rows());
    }
    return pane;
  }

  private Pane paneFor(long number) {
    return panes[(int) Math.floorMod(number, (long) panes.length)];
  }

  /** Completes the closed panes, up to one that a busy stripe still holds records of. */
  void complete() {
    harvestStale();
    long before = open;
    for (Stripe stripe : stripes) {
      if (stripe.pane != Recorder.NO_PANE) {
        before = Math.min(before, stripe.pane);
      }
    }
    if (open != Recorder.NO_PANE) {
      completeBefore(before);
    }
  }

  private void completeBefore(long before) {
    while (nextToComplete < before) {
      complete(nextToComplete, false);
      if (total[GridLayout.RECORDS] == 0) {
        // nothing is left in the window: years without a record are one step
        nextToComplete = Math.max(nextToComplete, Math.min(before, firstFilled()));
      }
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

  /** Slides the window onto the next pane and hands it out. */
  private void complete(long number, boolean cutShort) {
    expireBefore(number - policy.panes() + 1);
    Pane pane = paneFor(number);
    if (pane.number == number) {
      pane.addTo(total);
    }
    nextToComplete = number + 1;
    boolean partial = cutShort || number - began + 1 < policy.panes();
    WindowFrame frame = frame(number, total[GridLayout.RECORDS], partial);
    index.incrementAndGet();
    onWindow.accept(() -> Window.of(baseline, frame, layout.counts(total)));
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

  private WindowFrame frame(long last, long records, boolean partial) {
    long oldest = Math.max(first, last - policy.panes() + 1);
    long firstRow = Long.MAX_VALUE;
    for (Pane pane : panes) {
      if (pane.number >= oldest && pane.number <= last && pane.records() > 0) {
        firstRow = Math.min(firstRow, pane.firstRow);
      }
    }
    firstRow = firstRow == Long.MAX_VALUE ? rows() : firstRow;
    return new WindowFrame(
        index.get(),
        records,
        firstRow,
        firstRow + records - 1,
        clock == null ? null : Instant.ofEpochMilli(clock.startOf(oldest - shift)),
        clock == null ? null : Instant.ofEpochMilli(clock.startOf(last + 1 - shift)),
        partial);
  }

  /**
   * The window that ends with the open pane as it stands; of a number of records the last full one, when the open pane has
   * none yet.
   */
  Window now() {
    if (open == Recorder.NO_PANE) {
      return Window.of(
          baseline, new WindowFrame(index.get(), 0, 0, -1, null, null, true), layout.counts(total));
    }
    boolean justClosed = clock == null && open > first && paneFor(open).records() == 0;
    long last = justClosed ? open - 1 : open;
    long[] sum = total.clone();
    long oldest = last - policy.panes() + 1;
    for (Pane pane : panes) {
      boolean counted = pane.number != Recorder.NO_PANE && pane.number < nextToComplete;
      if (counted && pane.number < oldest) {
        pane.takeFrom(sum);
      } else if (!counted && pane.number >= oldest) {
        pane.addTo(sum);
      }
    }
    boolean partial = last - began + 1 < policy.panes();
    return Window.of(baseline, frame(last, sum[GridLayout.RECORDS], partial), layout.counts(sum));
  }

  /** Closes the open pane as it stands; of a number of records it is then not full. */
  void end() {
    giveUpAside();
    // first nothing new comes in, then what did is collected: a record between the two would be in
    // no window
    ended = true;
    harvestAll();
    if (open != Recorder.NO_PANE && nextToComplete <= open) {
      completeBefore(open);
      if (paneFor(open).records() > 0) {
        complete(open, clock == null);
      }
      nextToComplete = open + 1;
    }
  }

  /** Rows counted so far, in whatever way. */
  private long rows() {
    long rows = recordsWithoutStripe + late + ahead + aside.count();
    for (Stripe stripe : stripes) {
      rows += stripe.seen();
    }
    return rows;
  }

  /** Empties the stripes that hold records of a closed pane and gives them the open one. */
  private void harvestStale() {
    for (Stripe stripe : stripes) {
      // an orphan goes to the open pane, which has to be begun
      boolean ready = !isOrphan(stripe.pane) || paneFor(open).number == open;
      if (stripe.pane != open && ready && stripe.tryTake()) {
        harvest(stripe);
        stripe.giveBack();
      }
    }
  }

  /** Whether the last window that a pane belongs to has gone without what a stripe still holds of it. */
  private boolean isOrphan(long number) {
    return number != Recorder.NO_PANE && number <= nextToComplete - policy.panes();
  }

  /** Empties the stripes that are free. */
  void harvest() {
    for (Stripe stripe : stripes) {
      if (stripe.tryTake()) {
        harvest(stripe);
        stripe.giveBack();
      }
    }
  }

  /** Empties all stripes, waiting for each holder's few increments; not for the request path. */
  void harvestAll() {
    for (Stripe stripe : stripes) {
      while (!stripe.tryTake()) {
        Thread.onSpinWait();
      }
      harvest(stripe);
      stripe.giveBack();
    }
    complete();
  }

  private void harvest(Stripe stripe) {
    long number = stripe.pane;
    int records = stripe.grid[GridLayout.RECORDS];
    if (records > 0) {
      if (!isOrphan(number)) {
        inRing(number).add(stripe.grid, number < nextToComplete ? total : null);
        missing.addGrid(stripe.grid);
      } else if (eventTimes.getAsBoolean()) {
        late += records;
        recordsWithoutStripe -= records;
      } else {
        // without times of their own, records belong to the pane that is open when they arrive
        paneFor(open).add(stripe.grid, null);
        missing.addGrid(stripe.grid);
      }
      Arrays.fill(stripe.grid, 0);
    }
    if (number != open) {
      stripe.pane = open;
      stripe.unpublished = 0;
    }
  }
}
