package dev.leeway.observation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Names of categories that training did not have: the first few of a signal, each with the pane in which it last came. Fixed in
 * size, without allocation and without waiting; safe for any number of threads. Long names are left out, so that what it holds
 * cannot grow.
 */
final class NewCategories {

  /** Names kept of a signal. */
  static final int MOST = 8;

  /** Characters of the longest name that is kept. */
  static final int LONGEST = 64;

  private final AtomicReferenceArray<@Nullable String> names = new AtomicReferenceArray<>(MOST);
  private final AtomicIntegerArray lastPane = new AtomicIntegerArray(MOST);
  private volatile int pane;
  private volatile int oldest;

  /**
   * From now on names come in another pane.
   *
   * @param next its number, larger than the one before
   * @param stillHeld the oldest pane that a window holds: a name from before it makes room
   */
  void pane(int next, int stillHeld) {
    pane = next;
    oldest = stillHeld;
  }

  /** A name came. */
  void add(String name) {
    if (name.length() > LONGEST) {
      return;
    }
    int now = pane;
    int free = -1;
    for (int i = 0; i < MOST; i++) {
      String known = names.get(i);
      if (name.equals(known)) {
        if (lastPane.get(i) != now) {
          lastPane.set(i, now);
        }
        return;
      }
      if (free < 0 && (known == null || lastPane.get(i) < oldest)) {
        free = i;
      }
    }
    // a race for the place costs at most a name, which comes again if it matters
    if (free >= 0 && names.compareAndSet(free, names.get(free), name)) {
      lastPane.set(free, now);
    }
  }

  /** The names that came in this pane or later, sorted. */
  List<String> since(int first) {
    List<String> since = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      String name = names.get(i);
      if (name != null && lastPane.get(i) >= first && !since.contains(name)) {
        since.add(name);
      }
    }
    Collections.sort(since);
    return since;
  }
}
