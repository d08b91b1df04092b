package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts records into panes and hands out windows. Safe for any number of threads; on the request path nothing is waited
 * for and nothing allocated.
 *
 * <p>The usual record goes into a stripe. What cannot go that way (it is late or ahead, a pane has to close, all stripes
 * are busy) stays in its slot and is applied by the thread that rolls the panes. That is one thread at a time: whoever
 * finds the counter {@code rolls} at 0 rolls, anybody else only adds one to it and leaves, and the roller goes round again.
 * So panes, the total and the set-aside records belong to one thread without any lock.
 *
 * <p>That thread may be stopped for as long as the scheduler likes. Then a limited number of records waits for it; those by the
 * clock go on counting in the pane that is open, and others count as late.
 *
 * <p>A pane that closes is complete when all stripes that hold records of it have been harvested; a stripe that is held at
 * that moment is harvested when its holder lets go and looks at the open pane again. A thread that is stopped in between
 * delays the window, never another thread; after two more panes the window goes without it. Its records then count in the
 * pane that is open when it goes on, or, where they have times of their own, as late.
 */
public final class Recorder {

  /** For records without an event time: they count in the pane that is open. */
  public static final long NO_TIME = Long.MIN_VALUE;

  static final long NO_PANE = Long.MIN_VALUE;

  private static final int MOST_STRIPES = 8;
  private static final long NAP_NANOS = 20_000;
  private static final int PUBLISHED_AT_ONCE = 64;

  /** A thread that adds to a closed pane's counter does not disturb the ones of the next panes. */
  private static final int COUNTERS = 4;

  private static final int MOST_ROWS = 1 << 30;

  /** While many wait already, a record whose pane closed meanwhile tries the next one. */
  private static final int TRIES = 16;

  private final GridLayout layout;
  private final WindowPolicy policy;
  private final List<WindowPolicy> policies;
  private final List<Integer> places;
  private final Clock clock;
  private final boolean ticked;
  private final PaneRoll roll;
  private final Stripes stripes;
  private final Slots slots;
  private final AtomicInteger rolls = new AtomicInteger();
  private final LongAdder crowdedOut = new LongAdder();
  private final AtomicLongArray published = new AtomicLongArray(COUNTERS);
  private final Consumer<Throwable> onFailure;
  private volatile @Nullable Thread roller;
  private volatile boolean closeAsked;
  private volatile boolean harvestAsked;
  private volatile boolean retired;
  private volatile boolean eventTimes;

  /** Hears of each window as its last pane closes. */
  public interface Listener {

    /**
     * On the thread that closed the pane: must be quick or the caller's own wish, and must not wait.
     *
     * @param which place of the window's policy among those of the recorder
     */
    void onWindow(int which, Window window);
  }

  /**
   * A recorder of windows on a baseline's bins.
   *
   * @param policies one or more windows that {@link WindowPolicy#requireTogether} lets stand together
   * @param clock for records without an event time
   * @param eventTimes whether records bring their times; a first one that does says so as well. Then the clock closes no
   *     pane, and a record without a time counts in the open one
   * @param ticked whether somebody calls {@link #tick} regularly; then records without a time need not look at the clock
   * @param sampling the share of records that reach this recorder, for the frames of its windows
   * @param windowIndex for each policy the number of its next window; recorders that follow each other share them
   * @param onWindow gets each window
   * @param onFailure hears of what onWindow throws
   */
  public Recorder(
      Baseline baseline,
      List<WindowPolicy> policies,
      Clock clock,
      boolean eventTimes,
      boolean ticked,
      double sampling,
      List<AtomicLong> windowIndex,
      Listener onWindow,
      Consumer<Throwable> onFailure) {
    WindowPolicy.requireTogether(policies);
    this.layout = new GridLayout(baseline);
    this.policies = List.copyOf(policies);
    this.places = narrowestFirst(policies);
    this.policy = policies.get(places.get(0));
    this.clock = clock;
    this.eventTimes = eventTimes;
    this.ticked = ticked;
    this.onFailure = onFailure;
    this.stripes = new Stripes(stripeCount(), layout.cells());
    this.slots = new Slots(layout.signals());
    List<WiderWindow> wider = new ArrayList<>();
    for (int place : places.subList(1, places.size())) {
      WindowPolicy wide = policies.get(place);
      PaneRing.Outlet outlet = new PaneRing.Outlet(
          windowIndex.get(place), sampling, window -> handOut(place, window, onWindow));
      PaneRing ring =
          new PaneRing(baseline, wide, layout, WiderWindow.keptPanes(wide.panes()), outlet);
      wider.add(new WiderWindow(wide, policy, ring, layout));
    }
    PaneRing.Outlet outlet = new PaneRing.Outlet(
        windowIndex.get(places.get(0)),
        sampling,
        window -> handOut(places.get(0), window, onWindow));
    this.roll = new PaneRoll(
        baseline,
        policy,
        layout,
        stripes,
        new PaneRing(baseline, policy, layout, PaneRoll.keptPanes(policy.panes()), outlet),
        wider,
        published,
        () -> this.eventTimes);
  }

  /** The places of the policies, the one with the shortest panes first. */
  private static List<Integer> narrowestFirst(List<WindowPolicy> policies) {
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      sorted.add(i);
    }
    sorted.sort(Comparator.comparingLong(place -> policies.get(place).paneLength()));
    return List.copyOf(sorted);
  }

  /** Whatever a listener throws, the panes must stay sound. */
  private void handOut(int which, Supplier<Window> window, Listener onWindow) {
    try {
      onWindow.onWindow(which, window.get());
    } catch (Throwable failure) {
      onFailure.accept(failure);
    }
  }

  /** A clock that throws must not reach the request path. */
  private long clockMillis() {
    try {
      return clock.millis();
    } catch (Throwable failure) {
      onFailure.accept(failure);
      return System.currentTimeMillis();
    }
  }

  /** Twice as many as cores, as a power of two: with as many as cores two threads often begin at the same one. */
  private static int stripeCount() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.min(MOST_STRIPES, Integer.highestOneBit(Math.max(1, 4 * cores - 1)));
  }

  /** Borrows a buffer for one record; {@link #add} must follow. Null once retired. */
  public @Nullable Slot borrow() {
    Slot slot = slots.borrow((int) (mixed() >>> 58));
    // looked at after the slot is taken: whoever retires looks at the slots after that, so one sees
    // the other
    if (retired) {
      slots.giveBack(slot);
      return null;
    }
    return slot;
  }

  /**
   * Counts the record in a slot and gives the slot back. Never waits, never throws.
   *
   * @param eventTime milliseconds since the epoch, or {@link #NO_TIME}
   */
  public void add(Slot slot, long eventTime) {
    if (eventTime != NO_TIME && !eventTimes) {
      eventTimes = true;
    }
    for (int i = 0; i < (slot.index() < 0 ? TRIES : 1); i++) {
      long open = roll.open();
      boolean due = belongsTo(open, eventTime) || mayBeLate(slot, open, eventTime);
      if (due && count(slot, open)) {
        return;
      }
      if (open == roll.open()) {
        break;
      }
    }
    slot.time(eventTime);
    if (!slots.leave(slot)) {
      crowdedOut.increment();
      slots.giveBack(slot);
    }
    rollOn();
  }

  /**
   * Whether a record by the clock counts in the pane that is open though that one is over: while another thread rolls and has
   * more to apply than there are slots, so that what waits for it does not grow for as long as it is stopped.
   */
  private boolean mayBeLate(Slot slot, long open, long eventTime) {
    return slot.index() < 0
        && open != NO_PANE
        && eventTime == NO_TIME
        && !eventTimes
        && rolls.get() != 0;
  }

  private boolean belongsTo(long open, long eventTime) {
    if (open == NO_PANE) {
      return false;
    }
    if (!policy.isTimed()) {
      return true;
    }
    if (eventTime != NO_TIME) {
      return roll.paneOf(eventTime) == open;
    }
    return eventTimes || ticked || roll.isDue(clockMillis()) == 0;
  }

  private boolean count(Slot slot, long open) {
    int start = (int) (mixed() >>> 58);
    Stripe[] all = stripes.all();
    boolean allBusy = true;
    for (int i = 0; i < all.length; i++) {
      Stripe stripe = all[(start + i) & (all.length - 1)];
      if (stripe.tryTake()) {
        boolean current = stripe.pane == open && roll.open() == open;
        boolean full = false;
        if (current) {
          layout.count(slot.bins(), stripe.grid);
          stripe.sawOne();
          full = isFull(stripe);
        }
        stripe.giveBack();
        if (!current) {
          if (roll.open() != open) {
            return false;
          }
          // the thread that rolls has not come to this stripe yet
          allBusy = false;
          continue;
        }
        slots.giveBack(slot);
        if (full) {
          closeAsked = true;
        }
        if (full || roll.open() != open) {
          rollOn();
        }
        return true;
      }
    }
    if (allBusy) {
      stripes.moreThan(all);
    }
    return false;
  }

  /**
   * Whether the pane has its records, or the stripe's ints want to be emptied. A stripe tells the others every 64 records,
   * or when its own ones fill the pane: so one thread alone closes a pane exactly.
   */
  private boolean isFull(Stripe stripe) {
    if (stripe.grid[GridLayout.RECORDS] >= MOST_ROWS) {
      harvestAsked = true;
      return true;
    }
    if (policy.isTimed()) {
      return false;
    }
    int counter = counterOf(stripe.pane);
    stripe.unpublished++;
    if (stripe.unpublished >= PUBLISHED_AT_ONCE
        || published.get(counter) + stripe.unpublished >= policy.paneRecords()) {
      long now = published.addAndGet(counter, stripe.unpublished);
      stripe.unpublished = 0;
      return now >= policy.paneRecords();
    }
    return false;
  }

  static int counterOf(long pane) {
    return (int) pane & (COUNTERS - 1);
  }

  private static long mixed() {
    return Thread.currentThread().getId() * 0x9E3779B97F4A7C15L;
  }

  /** Closes panes whose time is over by the clock; to be called regularly by whoever said so in the constructor. */
  public void tick() {
    if (policy.isTimed() && !eventTimes && roll.open() != NO_PANE) {
      roll.clockAt(clockMillis());
      rollOn();
    }
  }

  private void rollOn() {
    if (rolls.getAndIncrement() == 0) {
      rollUntilDone(1);
    }
  }

  private void rollUntilDone(int asked) {
    int done = asked;
    do {
      roller = Thread.currentThread();
      try {
        rollOnce();
      } catch (Throwable failure) {
        onFailure.accept(failure);
      }
      roller = null;
      done = rolls.addAndGet(-done);
    } while (done != 0);
  }

  private void rollOnce() {
    if (harvestAsked) {
      harvestAsked = false;
      roll.harvest();
    }
    if (closeAsked) {
      closeAsked = false;
      roll.closeIfFull();
    }
    roll.byClock();
    for (Slot slot = slots.next(); slot != null; slot = slots.next()) {
      try {
        apply(slot);
      } finally {
        slots.giveBack(slot);
      }
    }
    roll.complete();
  }

  private void apply(Slot slot) {
    long time = slot.time();
    if (time != NO_TIME) {
      roll.add(slot.bins(), time, roll.open() == NO_PANE ? clockMillis() : NO_TIME);
    } else if (eventTimes) {
      roll.addWithoutTime(slot.bins());
    } else {
      boolean looks = policy.isTimed() && (!ticked || roll.open() == NO_PANE);
      roll.addNow(slot.bins(), looks ? clockMillis() : NO_TIME);
    }
  }

  /**
   * The window that ends now, with the open pane as it stands. Waits for a roll that is under way: not for the request
   * path.
   *
   * @param which place of the window's policy among those of the recorder
   */
  public Window now(int which) {
    int place = places.indexOf(which);
    if (roller == Thread.currentThread()) {
      // called from the listener of a window, in the middle of a roll: between two panes all counts
      // are sound
      return roll.now(place);
    }
    return exclusively(() -> roll.now(place));
  }

  private <R> R exclusively(Supplier<R> action) {
    while (!rolls.compareAndSet(0, 1)) {
      LockSupport.parkNanos(NAP_NANOS);
    }
    return whileRolling(action);
  }

  /** With the turn to roll in hand. */
  private <R> R whileRolling(Supplier<R> action) {
    try {
      roller = Thread.currentThread();
      rollOnce();
      roll.harvestAll();
      return action.get();
    } finally {
      roller = null;
      int asked = rolls.addAndGet(-1);
      if (asked != 0) {
        rollUntilDone(asked);
      }
    }
  }

  /**
   * Accepts no further record, waits until the ones under way are counted, closes the open pane as it stands and hands out
   * its last window. Waits until these times at most, by {@link System#nanoTime}.
   *
   * @param recordsNanos a record whose accessor sleeps longer counts as late
   * @param rollNanos where another thread is still closing panes then, since a listener holds it up or the scheduler has
   *     stopped it, what is in the open pane stays there and is in no window
   */
  public void retire(long recordsNanos, long rollNanos) {
    retired = true;
    if (roller == Thread.currentThread()) {
      roll.end();
      return;
    }
    while (!slots.areAllBack() && System.nanoTime() - recordsNanos < 0) {
      rollOn();
      LockSupport.parkNanos(NAP_NANOS);
    }
    while (!rolls.compareAndSet(0, 1)) {
      if (System.nanoTime() - rollNanos >= 0) {
        return;
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
    whileRolling(() -> {
      roll.end();
      return true;
    });
  }

  /** As {@link #retire(long, long)}, with one time for both. */
  public void retire(long deadlineNanos) {
    retire(deadlineNanos, deadlineNanos);
  }

  /** Whether it is retired and nothing is under way, so that its counters do not change any more. */
  public boolean isQuiet() {
    return retired && slots.areAllBack() && rolls.get() == 0;
  }

  /** Records that were ever counted in a pane. */
  public long records() {
    long sum = roll.recordsWithoutStripe();
    for (Stripe stripe : stripes.all()) {
      sum += stripe.seen();
    }
    return sum;
  }

  /**
   * Records whose pane had left the window when they came, or that came while 65,600 others waited for the thread that rolls
   * the panes; they are in no window.
   */
  public long late() {
    return roll.late() + crowdedOut.sum();
  }

  /** Records more than a window ahead that were not borne out by others; they are in no window. */
  public long ahead() {
    return roll.ahead();
  }

  /** Rows of a signal without a value, as of the last harvest. */
  public long missing(int signal) {
    return roll.missing(signal);
  }

  /** Bytes that this recorder takes now: grids of ints for stripes and panes, some of longs. */
  public long memoryBytes() {
    return memoryBytes(layout.cells(), layout.signals(), policies, stripes.all().length);
  }

  static long memoryBytes(int cells, int signals, List<WindowPolicy> policies, int stripes) {
    List<Integer> places = narrowestFirst(policies);
    long panes = PaneRing.memoryBytes(
        cells, PaneRoll.keptPanes(policies.get(places.get(0)).panes()));
    for (int place : places.subList(1, places.size())) {
      panes +=
          PaneRing.memoryBytes(cells, WiderWindow.keptPanes(policies.get(place).panes()));
    }
    return panes + 4L * cells * (stripes + 1L) + (long) Slots.COUNT * (4L * signals + 48);
  }

  /**
   * Bytes that a recorder of these windows takes on this machine, beside its baseline. With G the bins of all signals and
   * one, S stripes (twice the cores as a power of two, at most 8) and P panes of the narrowest window, these are 4 G (S + P
   * + 4) + 8 G and buffers of 64 (4 signals + 48); each further window of Q panes adds 4 G (Q + 1) + 8 G. Where more threads
   * than cores observe without pause, S grows to 64 at most, and the buffers to 65,600 and one a thread.
   */
  public static long memoryBytes(Baseline baseline, List<WindowPolicy> policies) {
    GridLayout layout = new GridLayout(baseline);
    return memoryBytes(layout.cells(), layout.signals(), policies, stripeCount());
  }
}
