package dev.leeway.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One record on its way into a window: a buffer for its bins, borrowed by one thread at a time. User code runs while a
 * slot is held and nothing else is, so an accessor that sleeps holds up nobody.
 */
public final class Slot {

  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(Slot.class, "taken", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int[] bins;
  private final int index;

  @SuppressWarnings("unused") // through TAKEN
  private volatile boolean taken;

  private long time;

  Slot(int signals, int index) {
    this.bins = new int[signals];
    this.index = index;
  }

  /** The buffer: one bin a signal, written by the borrower. */
  public int[] bins() {
    return bins;
  }

  int index() {
    return index;
  }

  /** The record's time in milliseconds since the epoch; {@link Recorder#NO_TIME} for the pane that is open. */
  long time() {
    return time;
  }

  void time(long millis) {
    this.time = millis;
  }

  boolean tryTake() {
    return !taken && TAKEN.compareAndSet(this, false, true);
  }

  boolean isTaken() {
    return taken;
  }

  void giveBack() {
    TAKEN.setRelease(this, false);
  }
}
