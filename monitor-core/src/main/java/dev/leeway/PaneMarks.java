package dev.leeway;

import dev.leeway.window.WindowPolicy;
import java.util.List;

/**
 * A number for each moment at which a pane of any window closed, so that what came in between can be told to be in a window or not.
 * One thread at a time closes; any may ask.
 */
final class PaneMarks {

  /** Of each window, the marks at which its last panes began, the oldest first. */
  private volatile int[][] begins;

  private volatile int now;

  PaneMarks(List<WindowPolicy> windows) {
    this.begins = windows.stream().map(window -> new int[window.panes()]).toArray(int[][]::new);
  }

  /** A pane of a window closed. Returns the mark at which the window that ends with it began. */
  int close(int which) {
    int[][] changed = begins.clone();
    int[] before = changed[which];
    int[] after = new int[before.length];
    System.arraycopy(before, 1, after, 0, before.length - 1);
    int next = now + 1;
    after[after.length - 1] = next;
    changed[which] = after;
    now = next;
    begins = changed;
    return before[0];
  }

  /** The mark of what comes now. */
  int now() {
    return now;
  }

  /** The mark at which the window that would end now began. */
  int sinceNow(int which) {
    return begins[which][0];
  }

  /** The oldest mark that a window still holds. */
  int oldest() {
    int oldest = Integer.MAX_VALUE;
    for (int[] ofWindow : begins) {
      oldest = Math.min(oldest, ofWindow[0]);
    }
    return oldest;
  }
}
