package dev.leeway;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets. */
public class ManualClock extends Clock {

  private volatile long millis;

  public ManualClock(long millis) {
    this.millis = millis;
  }

  public void set(long newMillis) {
    this.millis = newMillis;
  }

  public void advance(long by) {
    this.millis += by;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public long millis() {
    return millis;
  }
}
