package dev.leeway.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The stripes of a recorder. A thread that the scheduler stops in the middle of a record keeps its stripe meanwhile; where
 * many more threads than cores do nothing but observe, that are soon all of them, and every record would have to be applied
 * by the one thread that rolls the panes. So their number doubles when none is free, up to 64.
 */
final class Stripes {

  static final int MOST = 64;

  private static final VarHandle ALL;

  static {
    try {
      ALL = MethodHandles.lookup().findVarHandle(Stripes.class, "all", Stripe[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int cells;

  /** Replaced through ALL. */
  private volatile Stripe[] all;

  /** With so many to begin with, a power of two. */
  Stripes(int count, int cells) {
    this.cells = cells;
    this.all = fresh(new Stripe[0], count);
  }

  private Stripe[] fresh(Stripe[] before, int count) {
    Stripe[] more = new Stripe[count];
    for (int i = 0; i < count; i++) {
      more[i] = i < before.length ? before[i] : new Stripe(cells);
    }
    return more;
  }

  /** A power of two. Further ones hold no records before the thread that rolls has seen them: it gives them their pane. */
  Stripe[] all() {
    return all;
  }

  /** All of these were busy. */
  void moreThan(Stripe[] busy) {
    if (busy.length < MOST && all == busy) {
      ALL.compareAndSet(this, busy, fresh(busy, 2 * busy.length));
    }
  }
}
