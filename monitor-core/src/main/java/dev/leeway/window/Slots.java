package dev.leeway.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a recorder, fixed when it is built, and the ones among them that wait to be applied. Only when more than 64
 * records are under way at once does a further one get a slot of its own for its time under way.
 */
final class Slots {

  static final int COUNT = Long.SIZE;

  /** Further records that may wait: the thread that rolls may be stopped for as long as the scheduler likes. */
  static final int MOST_WAITING = 1 << 16;

  private static final VarHandle WAITING;

  static {
    try {
      WAITING = MethodHandles.lookup().findVarHandle(Slots.class, "waiting", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Slot[] slots = new Slot[COUNT];
  /** One bit for each slot whose record waits; changed through WAITING, without allocation. */
  private volatile long waiting;

  private final Queue<Slot> waitingExtras = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingExtrasCount = new AtomicInteger();
  private final AtomicLong extrasUnderWay = new AtomicLong();
  private final int signals;

  Slots(int signals) {
    this.signals = signals;
    for (int i = 0; i < COUNT; i++) {
      slots[i] = new Slot(signals, i);
    }
  }

  Slot borrow(int start) {
    for (int i = 0; i < COUNT; i++) {
      Slot slot = slots[(start + i) & (COUNT - 1)];
      if (slot.tryTake()) {
        return slot;
      }
    }
    extrasUnderWay.incrementAndGet();
    return new Slot(signals, -1);
  }

  void giveBack(Slot slot) {
    if (slot.index() >= 0) {
      slot.giveBack();
    } else {
      extrasUnderWay.decrementAndGet();
    }
  }

  /** Leaves a record for whoever rolls the panes next. Returns whether there is room for it. */
  boolean leave(Slot slot) {
    if (slot.index() >= 0) {
      WAITING.getAndBitwiseOr(this, 1L << slot.index());
      return true;
    }
    if (waitingExtrasCount.get() >= MOST_WAITING) {
      return false;
    }
    waitingExtrasCount.incrementAndGet();
    waitingExtras.add(slot);
    return true;
  }

  /** The next record that waits, null where none does. For the thread that rolls the panes. */
  @Nullable
  Slot next() {
    long bits = waiting;
    if (bits == 0) {
      Slot extra = waitingExtras.poll();
      if (extra != null) {
        waitingExtrasCount.decrementAndGet();
      }
      return extra;
    }
    long bit = Long.lowestOneBit(bits);
    WAITING.getAndBitwiseAnd(this, ~bit);
    return slots[Long.numberOfTrailingZeros(bit)];
  }

  /** Whether no record is under way. */
  boolean areAllBack() {
    for (Slot slot : slots) {
      if (slot.isTaken()) {
        return false;
      }
    }
    return extrasUnderWay.get() == 0;
  }
}
