package dev.leeway.label;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins labels with the predictions made earlier, by key. For any number of threads: {@link #predicted} and {@link #labelled} never
 * wait, never throw and allocate nothing; memory is fixed from the start.
 *
 * <p>They leave their operation in a queue. Whoever finds it more than half full, and gets the turn by one compare-and-set, applies
 * a few; {@link #settle} applies all. Where the queue is full while another thread has the turn, the operation is dropped and
 * counted. On one thread alone nothing is ever dropped. Operations of one thread are applied in their order.
 *
 * <p>What is joined, what waits for how long, and what counts as a duplicate or a correction: see {@link LabelCounts}. When as many
 * entries as the capacity are there, the oldest one leaves. Labels that wait for their prediction take half of them at most.
 */
public final class LabelJoin {

  /** The class of a prediction that has none; a label with it cannot be read. */
  public static final int NO_CLASS = -1;

  /** Predictions that may be pending where nobody says otherwise: 33 to 37 megabytes. */
  public static final int DEFAULT_CAPACITY = 1_000_000;

  /** What one request applies for others at most: some microseconds. */
  private static final int AT_ONCE = 64;

  /** A slot of the queue for so many entries: one byte of queue for each at most. */
  private static final int ENTRIES_A_SLOT = 32;

  private static final int FEWEST_SLOTS = 1 << 10;
  private static final int MOST_SLOTS = 1 << 16;
  private static final long NAP_NANOS = 20_000;

  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(LabelJoin.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PendingLabels pending;
  private final OperationRing ring;
  private final Consumer<Throwable> onFailure;
  private final LongAdder droppedPredictions = new LongAdder();
  private final LongAdder droppedLabels = new LongAdder();

  /** Whether a thread has the turn; changed through BUSY. */
  private volatile boolean busy;

  /** Who has the turn: one that asks in the middle of it, from a listener, must not wait for itself. */
  private volatile @Nullable Thread holder;

  private LabelJoin(PendingLabels pending, int slots, Consumer<Throwable> onFailure) {
    this.pending = pending;
    this.ring = new OperationRing(slots);
    this.onFailure = onFailure;
  }

  /**
   * A join of predictions with the class that turned out to be true.
   *
   * @param capacity predictions that may be pending, 1 to 268,435,456; entries that are joined, and waiting labels, count too
   * @param listener hears of joined ones, with the turn in hand
   * @param onFailure hears of what the listener throws
   * @throws IllegalArgumentException if the capacity is out of range
   */
  public static LabelJoin ofClasses(
      int capacity, JoinListener listener, Consumer<Throwable> onFailure) {
    return new LabelJoin(new PendingLabels(capacity, false, listener), slots(capacity), onFailure);
  }

  /** A join of predictions with the number that turned out to be true; else as {@link #ofClasses}. */
  public static LabelJoin ofNumbers(
      int capacity, JoinListener listener, Consumer<Throwable> onFailure) {
    return new LabelJoin(new PendingLabels(capacity, true, listener), slots(capacity), onFailure);
  }

  private static int slots(int capacity) {
    int slots = Integer.highestOneBit(Math.max(1, capacity / ENTRIES_A_SLOT));
    return Math.min(MOST_SLOTS, Math.max(FEWEST_SLOTS, slots));
  }

  /**
   * A prediction was made.
   *
   * @param key from {@link Ids}
   * @param answer the model's number, handed on as it is; NaN where it gives none
   * @param predictedClass the class that the model chose, up to 32,767; beyond that, and below zero, {@link #NO_CLASS}. In a
   *     join of numbers it is not kept
   * @param pane the pane that it counts in
   */
  public void predicted(long key, double answer, int predictedClass, int pane) {
    short which = kept(predictedClass);
    if (ring.addPrediction(key, answer, which, pane)) {
      applySomeIfOverHalf();
    } else if (!applySome() || !ring.addPrediction(key, answer, which, pane)) {
      droppedPredictions.increment();
    }
  }

  /**
   * The truth about a prediction is known: before it, after it, or again.
   *
   * @param key from the {@link Ids} that gave the prediction's
   * @param truth in a join of numbers; one that is not finite cannot be read, and is counted so
   * @param trueClass in a join of classes, 0 to 32,767; any other cannot be read, and is counted so
   */
  public void labelled(long key, double truth, int trueClass) {
    short which = kept(trueClass);
    if (ring.addLabel(key, truth, which)) {
      applySomeIfOverHalf();
    } else if (!applySome() || !ring.addLabel(key, truth, which)) {
      droppedLabels.increment();
    }
  }

  private static short kept(int which) {
    return which >= 0 && which <= Short.MAX_VALUE ? (short) which : NO_CLASS;
  }

  private void applySomeIfOverHalf() {
    if (ring.isOverHalf()) {
      applySome();
    }
  }

  /** Returns whether this thread got the turn. */
  private boolean applySome() {
    if (!tryTakeTurn()) {
      return false;
    }
    try {
      apply(ring.taken() + AT_ONCE);
    } finally {
      giveTurn();
    }
    return true;
  }

  /** Applies what is before a position of the queue; a slot that its thread has not filled yet ends it. */
  private void apply(long before) {
    while (ring.taken() < before) {
      try {
        if (!ring.applyNext(pending)) {
          return;
        }
      } catch (Throwable failure) {
        onFailure.accept(failure);
      }
    }
  }

  private boolean tryTakeTurn() {
    if (busy || !BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    holder = Thread.currentThread();
    return true;
  }

  private void giveTurn() {
    holder = null;
    busy = false;
  }

  /**
   * Applies all that was added before, lets entries of panes before the oldest one leave, and reads with the turn in hand:
   * meanwhile the listener hears nothing. Waits for a thread that has the turn: not for the request path.
   *
   * @param oldestPane the first pane whose predictions may still be joined; {@link Integer#MIN_VALUE} keeps all. A label
   *     that waits belongs to the pane of the last prediction before it. Entries leave in the order in which they came, up to the
   *     first that may stay
   * @param read must be quick: while it takes its time, others fill the queue, and then drop
   */
  public <R> R settle(int oldestPane, Supplier<R> read) {
    boolean mine = holder == Thread.currentThread();
    if (!mine) {
      takeTurn();
    }
    try {
      if (!mine) {
        apply(ring.added());
        pending.expire(oldestPane);
      }
      return read.get();
    } finally {
      if (!mine) {
        giveTurn();
      }
    }
  }

  private void takeTurn() {
    while (!tryTakeTurn()) {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  /**
   * What became of all predictions and labels that were added before. Waits as {@link #settle} does; from a listener, or from
   * what settle reads, it is the state at hand.
   */
  public LabelCounts counts() {
    return settle(
        Integer.MIN_VALUE, () -> pending.counts(droppedPredictions.sum(), droppedLabels.sum()));
  }

  /** Bytes that this join takes, for as long as it lives. */
  public long memoryBytes() {
    return memoryBytes(pending.capacity(), pending.numbers());
  }

  /**
   * Bytes that a join takes: 32 a prediction for classes and 36 for numbers, and for its queue one more at most, but 32,768
   * at least.
   *
   * @param numbers whether truths are numbers
   * @throws IllegalArgumentException if the capacity is out of range
   */
  public static long memoryBytes(int capacity, boolean numbers) {
    return PendingLabels.memoryBytes(capacity, numbers)
        + (long) OperationRing.BYTES_A_SLOT * slots(capacity);
  }
}
