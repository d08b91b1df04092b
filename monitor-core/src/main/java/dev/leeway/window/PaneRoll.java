package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

/**
 * The panes of a recorder and their total. Belongs to the thread that rolls, but for {@link #open()}, {@link #paneOf},
 * {@link #isDue}, {@link #clockAt} and the counters, which any thread may ask.
 *
 * <p>When the clock is set back, pane numbers are shifted, so that no pane lasts until the clock has caught up. Further,
 * wider windows take in each pane as it becomes complete, and late records that still belong to them.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes, others only read
final class PaneRoll {

  /** Closed panes that may wait for a stripe whose holder has been stopped. */
  private static final int WAITING = 2;

  private final WindowPolicy policy;
  private final GridLayout layout;
  private final Stripes stripes;
  private final AtomicLongArray published;
  private final BooleanSupplier eventTimes;
  private final PaneRing ring;
  private final List<WiderWindow> wider;
  private final boolean timed;
  private final MissingTotals missing;

  private volatile long open = Recorder.NO_PANE;
  private volatile long clockMillis = Recorder.NO_TIME;
  private volatile long late;
  private volatile long ahead;
  private volatile long recordsWithoutStripe;

  private volatile boolean ended;

  private final SetAside aside;

  PaneRoll(
      Baseline baseline,
      WindowPolicy policy,
      GridLayout layout,
      Stripes stripes,
      PaneRing ring,
      List<WiderWindow> wider,
      AtomicLongArray published,
      BooleanSupplier eventTimes) {
    this.policy = policy;
    this.layout = layout;
    this.stripes = stripes;
    this.ring = ring;
    this.wider = wider;
    this.published = published;
    this.eventTimes = eventTimes;
    this.timed = policy.isTimed();
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
    return timed ? ring.paneOf(eventTime) : open;
  }

  /** How far the clock's pane is from the open one: 0 if it is that, or so little back that waiting is best. */
  long isDue(long now) {
    long pane = paneOf(now) + ring.shift();
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
      WiderWindow.Narrow before = narrow(open);
      ring.shiftBy(-due);
      wider.forEach(window -> window.clockSetBack(before, narrow(open)));
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
    if (timed && (ended || open == Recorder.NO_PANE)) {
      late++;
    } else {
      addNow(bins, Recorder.NO_TIME);
    }
  }

  /** A record with an event time, and what the clock says now. */
  void add(int[] bins, long time, long now) {
    if (!timed) {
      addNow(bins, Recorder.NO_TIME);
      return;
    }
    if (ended) {
      late++;
      return;
    }
    long pane = ring.paneOf(time);
    if (open == Recorder.NO_PANE) {
      if (!policy.ordered() && pane - ring.paneOf(now) > policy.panes()) {
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
    ring.begin(pane);
    wider.forEach(window -> window.begin(narrow(pane)));
    ring.placeOf(pane).reset(pane, 0);
    open(pane);
  }

  /**
   * Half of the stripes are given the pane before it opens, the others after that: at no moment is there none that a record
   * could go into, though this thread may be stopped at any.
   */
  private void open(long pane) {
    Stripe[] all = stripes.all();
    for (int i = 0; i < all.length / 2; i++) {
      if (all[i].tryTake()) {
        // an orphan goes to the open pane, so it is left for after that
        if (!isOrphan(all[i].pane)) {
          harvest(all[i], pane);
        }
        all[i].giveBack();
      }
    }
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
    Pane pane = ring.placeOf(now);
    pane.add(bins, layout, null);
    missing.addRecord(bins);
    recordsWithoutStripe++;
    if (!timed && published.incrementAndGet(Recorder.counterOf(now)) >= policy.paneRecords()) {
      closeIfFull();
    }
  }

  /** A late record counts in its own pane while that is in the window, or in a wider one. */
  private void addLate(int[] bins, long number) {
    boolean inWindow = !ended && number > open - policy.panes();
    boolean counted = inWindow;
    if (inWindow) {
      ring.reachBackTo(number);
      inRing(number).add(bins, layout, ring.totalWith(number));
    }
    if (!ended && !(inWindow && number >= ring.nextToComplete())) {
      // its pane has been taken in by the wider windows, or left the narrow one
      for (WiderWindow window : wider) {
        counted |= window.addLate(narrow(number), bins, rows());
      }
    }
    if (counted) {
      missing.addRecord(bins);
      recordsWithoutStripe++;
    } else {
      late++;
    }
  }

  /** As {@link #addLate}, for all that a grid holds. */
  private boolean addGrid(int[] grid, long number, boolean inWindow) {
    boolean counted = inWindow;
    if (inWindow) {
      ring.reachBackTo(number);
      inRing(number).add(grid, ring.totalWith(number));
    }
    if (!(inWindow && number >= ring.nextToComplete())) {
      for (WiderWindow window : wider) {
        counted |= window.addLateGrid(narrow(number), grid, rows());
      }
    }
    if (counted) {
      missing.addGrid(grid);
    }
    return counted;
  }

  private WiderWindow.Narrow narrow(long number) {
    return new WiderWindow.Narrow(number, ring.startOf(number));
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
    if (!addGrid(aside.grid(), aside.pane(), aside.pane() > open - policy.panes())) {
      giveUpAside();
      return;
    }
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
    if (timed
        || open == Recorder.NO_PANE
        || published.get(Recorder.counterOf(open)) < policy.paneRecords()) {
      return;
    }
    if (open - ring.nextToComplete() >= WAITING) {
      complete();
    }
    if (open - ring.nextToComplete() < WAITING) {
      advance(open + 1);
    }
  }

  /** Closes all panes before this one and opens it. */
  private void advance(long pane) {
    long rows = rows();
    published.set(Recorder.counterOf(pane), 0);
    open(pane);
    // a stripe whose holder has been stopped is not waited for any longer
    completeBefore(pane - WAITING);
    ring.placeOf(pane).reset(pane, rows);
    settleAside();
    complete();
  }

  private Pane inRing(long number) {
    return ring.pane(number, rows());
  }

  /** Completes the closed panes, up to one that a busy stripe still holds records of. */
  void complete() {
    harvestStale();
    long before = open;
    for (Stripe stripe : stripes.all()) {
      if (stripe.pane != Recorder.NO_PANE) {
        before = Math.min(before, stripe.pane);
      }
    }
    if (open != Recorder.NO_PANE) {
      completeBefore(before);
    }
  }

  private void completeBefore(long before) {
    while (ring.nextToComplete() < before) {
      complete(ring.nextToComplete(), false);
      ring.skipEmptyBefore(before);
      WiderWindow.Narrow next = narrow(ring.nextToComplete());
      wider.forEach(window -> window.completeBefore(next, rows()));
    }
  }

  private void complete(long number, boolean cutShort) {
    Pane pane = ring.placeOf(number);
    if (pane.number == number) {
      // before anybody hears of it: a listener may end the roll
      wider.forEach(window -> window.add(narrow(number), pane));
    }
    ring.complete(number, cutShort, rows());
  }

  /**
   * A window that ends with the open pane as it stands; of a number of records the last full one, when the open pane has
   * none yet.
   *
   * @param which 0 for the narrowest, then the wider ones
   */
  Window now(int which) {
    if (open == Recorder.NO_PANE) {
      return which == 0 ? ring.emptyWindow() : wider.get(which - 1).now(List.of(), 0);
    }
    if (which > 0) {
      List<WiderWindow.Waiting> waiting = new ArrayList<>();
      for (long number = ring.nextToComplete(); number <= open; number++) {
        if (ring.placeOf(number).number == number) {
          waiting.add(new WiderWindow.Waiting(narrow(number), ring.placeOf(number)));
        }
      }
      return wider.get(which - 1).now(waiting, rows());
    }
    boolean justClosed = !timed && open > ring.first() && ring.placeOf(open).records() == 0;
    long last = justClosed ? open - 1 : open;
    return ring.window(last, ring.sumTo(last), rows());
  }

  /** Closes the open pane as it stands; of a number of records it is then not full. */
  void end() {
    giveUpAside();
    // first nothing new comes in, then what did is collected: a record between the two would be in
    // no window
    ended = true;
    harvestAll();
    if (open != Recorder.NO_PANE && ring.nextToComplete() <= open) {
      if (ring.placeOf(open).records() > 0) {
        complete(open, !timed);
      }
      wider.forEach(window -> window.end(rows()));
    }
  }

  /** Rows counted so far, in whatever way. */
  private long rows() {
    long rows = recordsWithoutStripe + late + ahead + aside.count();
    for (Stripe stripe : stripes.all()) {
      rows += stripe.seen();
    }
    return rows;
  }

  /** Empties the stripes that hold records of a closed pane and gives them the open one. */
  private void harvestStale() {
    for (Stripe stripe : stripes.all()) {
      // an orphan goes to the open pane, which has to be begun
      boolean ready = !isOrphan(stripe.pane) || ring.placeOf(open).number == open;
      if (stripe.pane != open && ready && stripe.tryTake()) {
        harvest(stripe);
        stripe.giveBack();
      }
    }
  }

  /** Whether the last window that a pane belongs to has gone without what a stripe still holds of it. */
  private boolean isOrphan(long number) {
    return number != Recorder.NO_PANE && number <= ring.nextToComplete() - policy.panes();
  }

  /** Empties the stripes that are free. */
  void harvest() {
    for (Stripe stripe : stripes.all()) {
      if (stripe.tryTake()) {
        harvest(stripe);
        stripe.giveBack();
      }
    }
  }

  /** Empties all stripes, waiting for each holder's few increments; not for the request path. */
  void harvestAll() {
    for (Stripe stripe : stripes.all()) {
      while (!stripe.tryTake()) {
        Thread.onSpinWait();
      }
      harvest(stripe);
      stripe.giveBack();
    }
    complete();
  }

  private void harvest(Stripe stripe) {
    harvest(stripe, open);
  }

  /** Takes out what is there; from now on it holds records of the next pane. */
  private void harvest(Stripe stripe, long next) {
    long number = stripe.pane;
    int records = stripe.grid[GridLayout.RECORDS];
    if (records > 0) {
      if (!isOrphan(number)) {
        addGrid(stripe.grid, number, true);
      } else if (eventTimes.getAsBoolean()) {
        if (!addGrid(stripe.grid, number, false)) {
          late += records;
          recordsWithoutStripe -= records;
        }
      } else {
        // without times of their own, records belong to the pane that is open when they arrive
        ring.placeOf(open).add(stripe.grid, null);
        missing.addGrid(stripe.grid);
      }
      Arrays.fill(stripe.grid, 0);
    }
    if (number != next) {
      stripe.pane = next;
      stripe.unpublished = 0;
    }
  }
}
