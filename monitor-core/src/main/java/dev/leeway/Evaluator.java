package dev.leeway;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a monitor's evaluations, one at a time: on a daemon thread of its own, or on the caller's executor. Waking it never
 * waits: its own thread is unparked, and looks by itself several times a second.
 */
final class Evaluator {

  private static final long NAP_NANOS = 50_000_000L;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final @Nullable Executor executor;
  private final Runnable tick;
  private final Runnable work;
  private final Consumer<Throwable> onFailure;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicInteger asked = new AtomicInteger();
  private final @Nullable Thread thread;
  private volatile long handedOverAt;
  private volatile boolean stopped;

  Evaluator(
      @Nullable Executor executor,
      String name,
      Runnable tick,
      Runnable work,
      Consumer<Throwable> onFailure) {
    this.executor = executor;
    this.tick = tick;
    this.work = work;
    this.onFailure = onFailure;
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
    } else if (executor != null && !stopped) {
      boolean first = asked.getAndIncrement() == 0;
      // an executor may lose a task; a second later it is asked again
      if (first || System.nanoTime() - handedOverAt > PATIENCE_NANOS) {
        handedOverAt = System.nanoTime();
        handOver(executor);
      }
    }
  }

  private void handOver(Executor to) {
    try {
      to.execute(this::runAsked);
    } catch (Throwable rejected) {
      // the next pane asks again
      asked.set(0);
      onFailure.accept(rejected);
    }
  }

  private void live() {
    while (!stopped) {
      safely(tick);
      exclusively(work);
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    exclusively(work);
  }

  /**
   * On the caller's executor: as often as it was asked meanwhile. Waits for nobody, since the caller may be rolling panes:
   * whoever has the turn goes round again.
   */
  private void runAsked() {
    // a sink that closes a pane on the thread that has the turn only leaves word
    while (!turn.isHeldByCurrentThread() && asked.get() != 0 && turn.tryLock()) {
      try {
        asked.set(0);
        safely(work);
      } finally {
        turn.unlock();
      }
    }
  }

  private void exclusively(Runnable action) {
    turn.lock();
    try {
      safely(action);
    } finally {
      turn.unlock();
    }
  }

  /**
   * One piece of evaluating work at a time, whichever thread does it. Not for the request path.
   *
   * @return whether its turn came before the deadline
   */
  boolean exclusivelyBefore(long deadlineNanos, Runnable action) {
    boolean mine = takeTurnBefore(deadlineNanos);
    if (mine) {
      try {
        safely(action);
      } finally {
        turn.unlock();
      }
    }
    runAsked();
    return mine;
  }

  /** An interrupt does not shorten the wait, and is not swallowed. */
  private boolean takeTurnBefore(long deadlineNanos) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return turn.tryLock(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whatever happens, there is a next time. */
  private void safely(Runnable action) {
    try {
      action.run();
    } catch (Throwable failure) {
      onFailure.accept(failure);
    }
  }

  /** Evaluates what waits and ends the thread, or gives up at the deadline. */
  void stop(long deadlineNanos) {
    stopped = true;
    if (thread == null) {
      // not through the executor, which may be shut down already or come too late
      exclusivelyBefore(deadlineNanos, work);
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
