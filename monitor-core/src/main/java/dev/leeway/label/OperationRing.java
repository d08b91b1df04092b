package dev.leeway.label;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Predictions and labels on their way: a bounded queue for any number of threads that add and one at a time that takes. Nobody
 * waits: a thread that is stopped between claiming a slot and filling it holds up only what is behind it, and who adds finds the queue
 * full at worst.
 *
 * <p>A slot is four longs beside each other: its turn, the key, the number, and class, pane and kind in one. The slot of position
 * p may be filled when its turn is p, and emptied when it is p + 1.
 *
 * @see <a href="https://www.1024cores.net/home/lock-free-algorithms/queues/bounded-mpmc-queue">D. Vyukov, Bounded MPMC queue</a>
 */
final class OperationRing {

  static final int BYTES_A_SLOT = 4 * Long.BYTES;

  private static final int WORDS_A_SLOT = 4;
  private static final int KEY = 1;
  private static final int NUMBER = 2;
  private static final int REST = 3;
  private static final long LABEL = 1;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle ADDED;
  private static final VarHandle TAKEN;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ADDED = lookup.findVarHandle(OperationRing.class, "added", long.class);
      TAKEN = lookup.findVarHandle(OperationRing.class, "taken", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] words;
  private final int slots;

  // keeps what all threads write and what the taking one writes on cache lines of their own
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  /** Slots ever claimed; changed through ADDED. */
  private volatile long added;

  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7;

  /** Slots ever emptied; written by the taking thread, through TAKEN. */
  private volatile long taken;

  /** With so many slots, a power of two. */
  OperationRing(int slots) {
    this.slots = slots;
    this.words = new long[WORDS_A_SLOT * slots];
    for (int i = 0; i < slots; i++) {
      words[WORDS_A_SLOT * i] = i;
    }
  }

  int slots() {
    return slots;
  }

  /** Slots ever claimed. */
  long added() {
    return added;
  }

  /** Slots ever emptied. */
  long taken() {
    return taken;
  }

  boolean isOverHalf() {
    return added - taken() > slots >> 1;
  }

  /** Returns whether there is room for it. */
  boolean addPrediction(long key, double answer, short predictedClass, int pane) {
    return add(key, answer, rest(predictedClass, pane));
  }

  /** Returns whether there is room for it. */
  boolean addLabel(long key, double truth, short trueClass) {
    return add(key, truth, rest(trueClass, 0) | LABEL);
  }

  private static long rest(short which, int pane) {
    return (long) pane << 32 | (which & 0xFFFFL) << 16;
  }

  private boolean add(long key, double number, long rest) {
    while (true) {
      long position = added;
      int base = base(position);
      long behind = (long) WORD.getAcquire(words, base) - position;
      if (behind < 0) {
        return false;
      }
      // ahead of it: another thread has claimed the position meanwhile, and the next one is tried
      if (behind == 0 && ADDED.compareAndSet(this, position, position + 1)) {
        words[base + KEY] = key;
        words[base + NUMBER] = Double.doubleToRawLongBits(number);
        words[base + REST] = rest;
        WORD.setRelease(words, base, position + 1);
        return true;
      }
    }
  }

  /**
   * Takes the oldest operation and applies it; the slot is free before that, and so what a listener throws leaves the
   * queue sound. For one thread at a time.
   *
   * @return whether there was one whose thread has filled its slot
   */
  boolean applyNext(PendingLabels pending) {
    long position = taken();
    int base = base(position);
    if ((long) WORD.getAcquire(words, base) != position + 1) {
      return false;
    }
    long key = words[base + KEY];
    double number = Double.longBitsToDouble(words[base + NUMBER]);
    long rest = words[base + REST];
    WORD.setRelease(words, base, position + slots);
    TAKEN.setOpaque(this, position + 1);
    short which = (short) (rest >> 16);
    if ((rest & LABEL) != 0) {
      pending.labelled(key, number, which);
    } else {
      pending.predicted(key, number, which, (int) (rest >> 32));
    }
    return true;
  }

  private int base(long position) {
    return WORDS_A_SLOT * (int) (position & slots - 1);
  }
}
