package dev.leeway.window;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long a window is and in how many panes it slides. Immutable.
 *
 * <p>Panes of a duration begin at multiples of their length since the epoch, in UTC or the given zone. A record with an
 * event time belongs to the pane of that time; one without goes by the clock. With one pane the window tumbles.
 *
 * @param records records of a window, 0 where it lasts a duration
 * @param millis milliseconds of a window, 0 where it holds a number of records
 * @param panes pieces in which it slides, 1 to 1,000
 * @param zone whose midnight days begin at
 * @param ordered whether rows come in the order of their times, as in a replay: then a gap is believed at once
 */
public record WindowPolicy(long records, long millis, int panes, ZoneId zone, boolean ordered) {

  private static final int MOST_PANES = 1000;
  private static final int USUAL_PANES = 10;

  public WindowPolicy {
    if ((records > 0) == (millis > 0) || records < 0 || millis < 0) {
      throw new IllegalArgumentException(
          "A window holds a number of records or lasts a duration, at least 1 of either,"
              + " but got " + records + " records and " + millis + " ms.");
    }
    if (panes < 1 || panes > MOST_PANES) {
      throw new IllegalArgumentException(
          "A window has 1 to " + MOST_PANES + " panes, but " + panes + " were asked for.");
    }
    if (Math.max(records, millis) % panes != 0) {
      throw new IllegalArgumentException(
          "A window of " + (records > 0 ? records + " records" : Duration.ofMillis(millis))
              + " cannot be cut into " + panes
              + " equal panes: choose a number of panes that divides it.");
    }
  }

  /** The recent past of this duration; in 10 panes where they divide it to the millisecond, else tumbling. */
  public static WindowPolicy lasting(Duration duration) {
    long millis;
    try {
      millis = duration.toMillis();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "A window of " + duration + " is longer than milliseconds can count: shorten it.", e);
    }
    return new WindowPolicy(
        0, millis, millis % USUAL_PANES == 0 ? USUAL_PANES : 1, ZoneOffset.UTC, false);
  }

  /** The last so many records; in 10 panes where they divide it, else tumbling. */
  public static WindowPolicy ofRecords(long records) {
    return new WindowPolicy(
        records, 0, records % USUAL_PANES == 0 ? USUAL_PANES : 1, ZoneOffset.UTC, false);
  }

  /** In this number of panes: it is judged each time one closes. */
  public WindowPolicy inPanes(int count) {
    return new WindowPolicy(records, millis, count, zone, ordered);
  }

  /** Each record counts in one window only. */
  public WindowPolicy tumbling() {
    return inPanes(1);
  }

  /** Panes begin at this zone's midnight instead of UTC's. */
  public WindowPolicy inZone(ZoneId zoneId) {
    return new WindowPolicy(records, millis, panes, zoneId, ordered);
  }

  /** Rows come in the order of their times, from one thread: a record far ahead is believed at once. */
  public WindowPolicy inOrder() {
    return new WindowPolicy(records, millis, panes, zone, true);
  }

  public boolean isTimed() {
    return millis > 0;
  }

  public long paneMillis() {
    return millis / panes;
  }

  public long paneRecords() {
    return records / panes;
  }

  /** Records or milliseconds of a pane. */
  long paneLength() {
    return isTimed() ? paneMillis() : paneRecords();
  }

  /**
   * Refuses windows that one monitor cannot watch together: their panes must be made of whole panes of each other.
   *
   * @throws IllegalArgumentException saying which two do not fit, and what to change
   */
  public static void requireTogether(List<WindowPolicy> windows) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("A monitor has at least one window: name one.");
    }
    Set<String> labels = new HashSet<>();
    List<WindowPolicy> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingLong(WindowPolicy::paneLength));
    for (int i = 0; i < sorted.size(); i++) {
      WindowPolicy wide = sorted.get(i);
      if (!labels.add(wide.label())) {
        throw new IllegalArgumentException("Two windows are " + wide.label()
            + " long: their evaluations and meters could not be told apart. Keep one.");
      }
      if (i == 0) {
        continue;
      }
      WindowPolicy narrow = sorted.get(i - 1);
      if (wide.isTimed() != narrow.isTimed()
          || !wide.zone.equals(narrow.zone)
          || wide.ordered != narrow.ordered) {
        throw new IllegalArgumentException("The windows " + narrow + " and " + wide
            + " differ in kind: all last a duration or all hold records, in one zone.");
      }
      if (wide.paneLength() % narrow.paneLength() != 0) {
        throw new IllegalArgumentException("The panes of " + narrow + " (" + narrow.paneLabel()
            + ") do not divide those of " + wide + " (" + wide.paneLabel()
            + "): choose lengths and numbers of panes so that they do, such as 1h in 12 panes,"
            + " 24h in 24 and 30d in 30.");
      }
    }
  }

  private String paneLabel() {
    return isTimed() ? shown(paneMillis()) : paneRecords() + " records";
  }

  @Override
  public String toString() {
    String length = isTimed() ? shown(millis) : records + " records";
    return panes == 1 ? length : length + " in " + panes + " panes";
  }

  /** The length alone, as it stands in tags: {@code 24h}, {@code 30d}, {@code 2000}. */
  public String label() {
    return isTimed() ? shown(millis) : Long.toString(records);
  }

  private static String shown(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.equals(Duration.ofDays(duration.toDays())) && duration.toDays() > 1) {
      return duration.toDays() + "d";
    }
    if (duration.equals(Duration.ofHours(duration.toHours()))) {
      return duration.toHours() + "h";
    }
    if (duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
      return duration.toMinutes() + "m";
    }
    return duration.equals(Duration.ofSeconds(duration.toSeconds()))
        ? duration.toSeconds() + "s"
        : millis + "ms";
  }
}
