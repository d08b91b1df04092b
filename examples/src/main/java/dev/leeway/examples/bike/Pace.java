package dev.leeway.examples.bike;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a replay back to so many times real time. Each row is due at its place since the first one, so that what the work
 * in between takes does not add up. For one thread.
 */
final class Pace {

  /** Waits. */
  @FunctionalInterface
  interface Wait {

    /** Returns whether the replay should end. */
    boolean nanos(long nanos) throws InterruptedException;
  }

  private final double speed;
  private final LongSupplier nanoTime;
  private final Wait wait;
  private @Nullable Instant first;
  private long begin;

  /**
   * A pace.
   *
   * @param speed how many times real time; infinity: never wait
   */
  Pace(double speed, LongSupplier nanoTime, Wait wait) {
    this.speed = speed;
    this.nanoTime = nanoTime;
    this.wait = wait;
  }

  /** Waits until the row of this time is due. Returns whether the replay should end instead. */
  boolean endsBefore(Instant time) throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (first == null) {
      first = time;
      begin = now;
    }
    double due = Duration.between(first, time).toMillis() * 1e6 / speed;
    // a cast stops at the largest long: three hundred years
    return wait.nanos(Math.max(0, (long) due - (now - begin)));
  }
}
