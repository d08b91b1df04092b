package dev.leeway.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pane a time belongs to: floor(local time / pane length), where local time is UTC or the zone's. Pane numbers grow
 * with time but for the hour that a zone repeats in autumn, which shares its panes. The zone's offsets between 1900 and
 * 2100 are laid out beforehand, so that the request path allocates nothing; times beyond take the nearest.
 */
final class PaneClock {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private final long paneMillis;
  private final long[] changes;
  private final long[] offsets;

  PaneClock(long paneMillis, ZoneId zone) {
    this.paneMillis = paneMillis;
    ZoneRules rules = zone.getRules();
    List<Long> changeTimes = new ArrayList<>();
    List<Long> offsetMillis = new ArrayList<>();
    Instant start = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    Instant end = LocalDateTime.of(LAST_YEAR, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    offsetMillis.add(rules.getOffset(start).getTotalSeconds() * 1000L);
    for (ZoneOffsetTransition next = rules.nextTransition(start);
        next != null && next.getInstant().isBefore(end);
        next = rules.nextTransition(next.getInstant())) {
      changeTimes.add(next.getInstant().toEpochMilli());
      offsetMillis.add(next.getOffsetAfter().getTotalSeconds() * 1000L);
    }
    this.changes = changeTimes.stream().mapToLong(Long::longValue).toArray();
    this.offsets = offsetMillis.stream().mapToLong(Long::longValue).toArray();
  }

  long paneOf(long millis) {
    long offset = offsets[epoch(millis)];
    long local = millis + offset;
    // a time at the end of the range of a long stays where it is instead of wrapping round
    boolean wrapped = ((millis ^ local) & (offset ^ local)) < 0;
    return Math.floorDiv(wrapped ? millis : local, paneMillis);
  }

  private int epoch(long millis) {
    int low = 0;
    int high = changes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes[middle] <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** When a pane begins, in milliseconds since the epoch; the nearest long where that is beyond its range. */
  long startOf(long pane) {
    long high = Math.multiplyHigh(pane, paneMillis);
    long local = pane * paneMillis;
    if (high != local >> 63) {
      return pane < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    // the earliest instant with this local time: try the offsets around it
    int near = epoch(local);
    for (int i = Math.max(0, near - 1); i <= Math.min(offsets.length - 1, near + 1); i++) {
      long millis = local - offsets[i];
      if (epoch(millis) == i) {
        return millis;
      }
    }
    // local times that a zone skips in spring begin when it skips them
    for (int i = Math.max(0, near - 1); i < Math.min(changes.length, near + 1); i++) {
      if (local - offsets[i] >= changes[i] && local - offsets[i + 1] < changes[i]) {
        return changes[i];
      }
    }
    return local - offsets[near];
  }
}
