package dev.leeway;

import java.util.concurrent.atomic.AtomicLong;

/** How often something was done, and how long that took in all. Safe for several threads. */
final class Durations {

  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  void add(long duration) {
    count.incrementAndGet();
    nanos.addAndGet(duration);
  }

  long count() {
    return count.get();
  }

  long nanos() {
    return nanos.get();
  }
}
