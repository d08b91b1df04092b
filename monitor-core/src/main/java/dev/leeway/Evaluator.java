package dev.leeway;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a monitor's evaluations, one at a time: on a daemon thread of its own, or on the caller's executor. Waking it never
 * waits: its own thread is unparked, and looks by itself several times a second.
 */
final class Evaluator {

  private static final long NAP_NANOS = 50_000_000L;

  private final @Nullable Executor executor;
  private final Runnable tick;
  private final Runnable work;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final @Nullable Thread thread;
  private volatile boolean stopped;

  Evaluator(@Nullable Executor executor, String name, Runnable tick, Runnable work) {
    this.executor = executor;
    this.tick = tick;
    this.work = work;
    if (executor == null) {
      thread = new Thread(this::live, name);
      thread.setDaemon(true);
    } else {
      thread = null;
    }
  }

  void start() {
    if (thread != null) {
      thread.start();
    }
  }

  void wake() {
    if (thread != null) {
      LockSupport.unpark(thread);
    } else if (executor != null && asked.getAndIncrement() == 0) {
      executor.execute(this::runAsked);
    }
  }

  private void live() {
    while (!stopped) {
      tick.run();
      exclusively(work);
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    exclusively(work);
  }

  /** On the caller's executor: as often as it was asked meanwhile. */
  private void runAsked() {
    int done = asked.get();
    do {
      exclusively(work);
      done = asked.addAndGet(-done);
    } while (done != 0);
  }

  /** One piece of evaluating work at a time, whichever thread does it. Not for the request path. */
  synchronized void exclusively(Runnable action) {
    action.run();
  }

  void took(long duration) {
    count.incrementAndGet();
    nanos.addAndGet(duration);
  }

  long count() {
    return count.get();
  }

  long nanos() {
    return nanos.get();
  }

  /** Ends the thread after a last look, or gives up at the deadline. */
  void stop(long deadlineNanos) {
    stopped = true;
    if (thread == null) {
      wake();
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
