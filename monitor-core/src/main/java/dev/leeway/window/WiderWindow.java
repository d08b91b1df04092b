package dev.leeway.window;

import java.util.List;

/**
 * A further window of a recorder, whose panes are made of whole panes of the narrowest one: a record is counted once, and
 * reaches this window when its narrow pane is complete. Belongs to the thread that rolls.
 */
final class WiderWindow {

  private final WindowPolicy policy;
  private final PaneRing ring;
  private final GridLayout layout;
  private final long narrowPanes;
  private long open = Recorder.NO_PANE;

  /**
   * A window of whole narrow panes.
   *
   * @param narrow the narrowest window of the recorder
   */
  WiderWindow(WindowPolicy policy, WindowPolicy narrow, PaneRing ring, GridLayout layout) {
    this.policy = policy;
    this.ring = ring;
    this.layout = layout;
    this.narrowPanes = policy.isTimed() ? 0 : policy.paneRecords() / narrow.paneRecords();
  }

  /** The window's panes and the open one. */
  static int keptPanes(int windowPanes) {
    return windowPanes + 1;
  }

  /** A narrow pane by its number, and where panes have times by its beginning. */
  record Narrow(long number, long startMillis) {}

  private long paneOf(Narrow narrow) {
    return ring.isTimed()
        ? ring.paneOf(narrow.startMillis) + ring.shift()
        : Math.floorDiv(narrow.number, narrowPanes);
  }

  void begin(Narrow narrow) {
    open = paneOf(narrow);
    ring.begin(open);
  }

  /** The clock was set back, so that a narrow pane begins earlier; it stays in its pane of this window. */
  void clockSetBack(Narrow before, Narrow after) {
    ring.shiftBy(Math.max(0, paneOf(before) - paneOf(after)));
  }

  /** Takes in a narrow pane that is complete. */
  void add(Narrow narrow, Pane pane) {
    long number = paneOf(narrow);
    ring.pane(number, pane.firstRow).add(pane);
    open = Math.max(open, number);
  }

  /** Closes the panes before the one that this narrow pane lies in. */
  void completeBefore(Narrow narrow, long rows) {
    long before = paneOf(narrow);
    while (ring.nextToComplete() < before) {
      ring.complete(ring.nextToComplete(), false, rows);
      ring.skipEmptyBefore(before);
    }
    open = Math.max(open, before);
  }

  /** Whether records of a narrow pane that is not in the narrow window any more still count here. */
  private boolean reaches(long number) {
    return open != Recorder.NO_PANE && number > open - policy.panes();
  }

  /** A record whose narrow pane has been taken in, or will not be. Returns whether it counts here. */
  boolean addLate(Narrow narrow, int[] bins, long row) {
    long number = paneOf(narrow);
    if (!reaches(number)) {
      return false;
    }
    ring.reachBackTo(number);
    ring.pane(number, row).add(bins, layout, ring.totalWith(number));
    return true;
  }

  /** As {@link #addLate}, for all that a grid holds. */
  boolean addLateGrid(Narrow narrow, int[] grid, long row) {
    long number = paneOf(narrow);
    if (!reaches(number)) {
      return false;
    }
    ring.reachBackTo(number);
    ring.pane(number, row).add(grid, ring.totalWith(number));
    return true;
  }

  /** Closes the open pane as it stands; of a number of records it is then not full. */
  void end(long rows) {
    if (open != Recorder.NO_PANE
        && ring.nextToComplete() <= open
        && ring.placeOf(open).number == open
        && ring.placeOf(open).records() > 0) {
      ring.complete(open, !ring.isTimed(), rows);
    }
  }

  /** A narrow pane that has not been taken in yet. */
  record Waiting(Narrow narrow, Pane pane) {}

  /** The window that ends with the open pane as it stands, with narrow panes that have not been taken in yet. */
  Window now(List<Waiting> waiting, long rows) {
    if (open == Recorder.NO_PANE) {
      return ring.emptyWindow();
    }
    long last = open;
    for (Waiting one : waiting) {
      last = Math.max(last, one.pane.records() > 0 ? paneOf(one.narrow) : last);
    }
    if (!ring.isTimed()
        && last > ring.first()
        && ring.placeOf(last).number != last
        && waiting.stream().allMatch(one -> one.pane.records() == 0)) {
      // just closed: the last full one
      last--;
    }
    long[] sum = ring.sumTo(last);
    for (Waiting one : waiting) {
      if (paneOf(one.narrow) > last - policy.panes()) {
        one.pane.addTo(sum);
      }
    }
    return ring.window(last, sum, Math.max(0, rows - sum[GridLayout.RECORDS]));
  }
}
