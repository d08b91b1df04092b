package dev.leeway.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A grid that one thread at a time counts in, taken by one compare-and-set and never waited for. No user code runs while
 * it is held, only the increments of one record.
 */
final class Stripe {

  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(Stripe.class, "busy", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // keeps the flags of neighbouring stripes on cache lines of their own
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  @SuppressWarnings("unused") // through BUSY
  private volatile int busy;

  /** The pane whose records the grid holds: changed by the harvest only, while the stripe is held. */
  long pane = Recorder.NO_PANE;

  /** Records that were ever counted here; only the holder writes. */
  private volatile long seen;

  /** Records since the last harvest that other stripes do not know of; holder only. */
  int unpublished;

  final int[] grid;

  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7;

  private static final VarHandle SEEN;

  static {
    try {
      SEEN = MethodHandles.lookup().findVarHandle(Stripe.class, "seen", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  Stripe(int cells) {
    this.grid = new int[cells];
  }

  boolean tryTake() {
    return busy == 0 && BUSY.compareAndSet(this, 0, 1);
  }

  /**
   * Lets go. A full fence stands between this and the holder's next look at the open pane, and so one of the two sees the
   * other: the one that closes a pane, or the one that lets go.
   */
  void giveBack() {
    BUSY.setVolatile(this, 0);
  }

  void sawOne() {
    SEEN.setOpaque(this, (long) SEEN.get(this) + 1);
  }

  long seen() {
    return seen;
  }
}
