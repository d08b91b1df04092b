package dev.leeway.window;

import java.util.Arrays;

/**
 * Records more than a window ahead, until others bear them out: 200 in their pane, or three in panes within a window of each
 * other; and they are at least half of all records since the first of them. A single wrong date must not close every pane,
 * nor must a trickle of them. Touched only by the thread that rolls the panes.
 */
final class SetAside {

  private static final int AGREEING = 200;

  private final GridLayout layout;
  private final int near;
  private final int[] grid;
  private final int[] otherBins;
  private long pane;
  private long since;
  private int records;
  private boolean hasOther;
  private long otherTime;
  private long givenUp;

  /** What became of a record that was offered. */
  enum Outcome {
    /** It waits. */
    KEPT,
    /** It waits no longer, and the others with it: their pane has to be opened. */
    BORNE_OUT,
    /** As {@code BORNE_OUT}, but it is not among the ones that waited and has to be added after them. */
    BEARS_OUT
  }

  SetAside(GridLayout layout, int windowPanes) {
    this.layout = layout;
    this.near = windowPanes;
    this.grid = new int[layout.cells()];
    this.otherBins = new int[layout.signals()];
  }

  /**
   * Takes a record of a pane far ahead into account.
   *
   * @param rows of all kinds that the roll has seen before this one
   */
  Outcome offer(int[] bins, long time, long ofPane, long rows) {
    boolean agrees = records > 0 && Math.abs(ofPane - pane) <= near;
    if (agrees && ofPane != pane) {
      if (records == 1 && !hasOther) {
        System.arraycopy(bins, 0, otherBins, 0, otherBins.length);
        otherTime = time;
        hasOther = true;
        return Outcome.KEPT;
      }
      if (isBorneOut(rows)) {
        return Outcome.BEARS_OUT;
      }
    }
    if (!agrees || ofPane != pane) {
      giveUp();
      pane = ofPane;
      since = rows;
    }
    boolean borneOut = isBorneOut(rows);
    layout.count(bins, grid);
    records++;
    if (borneOut && (hasOther || records >= AGREEING)) {
      return Outcome.BORNE_OUT;
    }
    if (records >= AGREEING) {
      giveUp();
    }
    return Outcome.KEPT;
  }

  /** Whether the waiting ones and the one that comes now are half of all since. */
  private boolean isBorneOut(long rows) {
    return rows + 1 - since <= 2L * (count() + 1);
  }

  boolean isEmpty() {
    return records == 0;
  }

  /** The pane that most of them belong to. */
  long pane() {
    return pane;
  }

  int count() {
    return records + (hasOther ? 1 : 0);
  }

  /** Records of {@link #pane}. */
  int[] grid() {
    return grid;
  }

  int records() {
    return records;
  }

  /** Whether one record of a pane nearby waits as well. */
  boolean hasOther() {
    return hasOther;
  }

  int[] otherBins() {
    return otherBins;
  }

  long otherTime() {
    return otherTime;
  }

  /** They are counted as given up. */
  void giveUp() {
    givenUp += count();
    clear();
  }

  /** They have been counted elsewhere. */
  void clear() {
    if (records > 0) {
      Arrays.fill(grid, 0);
    }
    records = 0;
    hasOther = false;
  }

  long givenUp() {
    return givenUp;
  }
}
