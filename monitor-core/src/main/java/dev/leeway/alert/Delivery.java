package dev.leeway.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings evaluations and alerts to sinks, each in the order in which they came. One daemon thread serves all sinks; where a
 * sink does not return for a second, that thread is left to it and another one serves the others, so there is at most one
 * thread more than there are sinks that hang. Safe for several threads; never on the request path.
 */
public final class Delivery {

  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final long NAP_NANOS = 200_000_000L;

  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final BiConsumer<String, Throwable> onFailure;
  private final boolean inline;
  private final String threadName;
  private @Nullable Runner runner;
  private boolean stopped;

  private static final class Runner {
    final Thread thread;
    volatile @Nullable Lane busyWith;
    volatile long busySince;
    volatile boolean abandoned;

    Runner(Runnable body, String name) {
      thread = new Thread(body, name);
      thread.setDaemon(true);
    }
  }

  /**
   * A delivery to sinks.
   *
   * @param inline whether sinks are called on the thread that hands over; otherwise on a thread of this object's own
   * @param onFailure hears of everything that sinks throw, with the sink's name; must not throw
   */
  public Delivery(
      List<Sink> sinks,
      boolean inline,
      String threadName,
      BiConsumer<String, Throwable> onFailure) {
    sinks.forEach(sink -> lanes.add(new Lane(sink)));
    this.inline = inline;
    this.threadName = threadName;
    this.onFailure = onFailure;
  }

  /** Adds a sink that hears of what comes from now on. */
  public void add(Sink sink) {
    lanes.add(new Lane(sink));
  }

  /** Takes a sink away without closing it; what waits for it is dropped. */
  public void remove(Sink sink) {
    lanes.removeIf(lane -> lane.sink == sink);
  }

  /** Hands over alerts and evaluations, in this order, to all sinks. */
  public void put(List<?> items) {
    for (Lane lane : lanes) {
      items.forEach(lane::put);
    }
    if (inline) {
      for (Lane lane : lanes) {
        empty(lane);
      }
    } else {
      wake();
    }
  }

  private void empty(Lane lane) {
    for (Object item = lane.next(); item != null; item = lane.next()) {
      lane.deliver(item, onFailure);
    }
  }

  private synchronized void wake() {
    if (stopped || lanes.isEmpty()) {
      return;
    }
    Runner now = runner;
    if (now == null) {
      start();
    } else {
      LockSupport.unpark(now.thread);
    }
  }

  private void start() {
    Runner[] self = new Runner[1];
    Runner started = new Runner(() -> serve(self[0]), threadName);
    self[0] = started;
    runner = started;
    started.thread.start();
  }

  private void serve(Runner self) {
    while (!self.abandoned) {
      boolean any = false;
      for (Lane lane : lanes) {
        Object item = self.abandoned ? null : lane.next();
        if (item != null) {
          any = true;
          self.busySince = System.nanoTime();
          self.busyWith = lane;
          lane.deliver(item, onFailure);
          self.busyWith = null;
        }
      }
      if (!any) {
        synchronized (this) {
          if (stopped) {
            return;
          }
        }
        LockSupport.parkNanos(this, NAP_NANOS);
      }
    }
  }

  /** Looks whether a sink hangs; to be called now and then by another thread than the one that serves sinks. */
  public synchronized void watch() {
    Runner now = runner;
    if (now == null) {
      return;
    }
    Lane lane = now.busyWith;
    if (lane != null
        && System.nanoTime() - now.busySince > PATIENCE_NANOS
        && now.busyWith == lane) {
      now.abandoned = true;
      lane.stuck();
      start();
    }
  }

  /** What became of everything, for each sink. */
  public List<DeliveryCounts> counts() {
    return lanes.stream().map(Lane::counts).toList();
  }

  /**
   * Delivers what waits, closes the sinks and ends the thread, within a deadline; what a hanging sink has not taken by
   * then stays pending for ever, and its thread is left to it.
   */
  public void close(long deadlineNanos) {
    lanes.forEach(Lane::finish);
    while (!inline
        && !lanes.stream().allMatch(Lane::isDone)
        && System.nanoTime() - deadlineNanos < 0) {
      wake();
      watch();
      LockSupport.parkNanos(1_000_000);
    }
    synchronized (this) {
      stopped = true;
      if (runner != null) {
        LockSupport.unpark(runner.thread);
      }
    }
    lanes.forEach(Lane::closeWhenDone);
    Thread closer = new Thread(
        () -> lanes.stream().filter(Lane::isDone).forEach(lane -> lane.close(onFailure)),
        threadName + "-close");
    closer.setDaemon(true);
    closer.start();
    join(closer, deadlineNanos);
    Runner last = runner;
    if (last != null) {
      join(last.thread, deadlineNanos);
    }
  }

  private static void join(Thread thread, long deadlineNanos) {
    try {
      thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
