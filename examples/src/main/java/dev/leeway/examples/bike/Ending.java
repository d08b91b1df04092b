package dev.leeway.examples.bike;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end the demo in good order: whoever wants the end asks for it and waits, and the demo says when everything is
 * written. An interrupt would not do: it closes the file that is being written.
 */
final class Ending {

  /** A signal should not be kept waiting longer. */
  private static final long PATIENCE_MILLIS = 900;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile boolean writing;

  /** From here on something is written that must not be cut short. */
  void begin() {
    writing = true;
  }

  /** Asks for the end; where something is written, waits for it as long as a signal may be kept waiting. */
  void askAndWait() {
    asked.countDown();
    try {
      if (writing) {
        reached.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits this long, or until somebody asks for the end. Returns whether somebody did. */
  boolean isAskedWithin(long nanos) throws InterruptedException {
    return asked.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Waits until somebody asks for the end. */
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  /** All that was begun is written. */
  void reached() {
    reached.countDown();
  }
}
