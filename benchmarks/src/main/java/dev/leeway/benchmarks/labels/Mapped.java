package dev.leeway.benchmarks.labels;

import java.util.concurrent.ConcurrentHashMap;

/**
 * What one writes without a library: a concurrent map from ids to records, and the ids in the order in which they came, since
 * a map alone grows for ever. A joined one stays until it leaves, as in ours, so that a label that comes again is known.
 */
final class Mapped<K> implements Store<K> {

  private static final int NO_CLASS = -1;

  /** What our join keeps of a prediction. */
  private record Entry(double answer, int predictedClass, int pane, int trueClass) {}

  private final ConcurrentHashMap<K, Entry> entries = new ConcurrentHashMap<>();
  private final Object[] order;
  private long predictions;
  private long joined;

  Mapped(int capacity) {
    this.order = new Object[capacity];
  }

  @Override
  public void predicted(K id, int pane) {
    int at = (int) (predictions++ % order.length);
    Object oldest = order[at];
    if (oldest != null) {
      entries.remove(oldest);
    }
    order[at] = id;
    entries.putIfAbsent(id, new Entry(pane, pane & 1, pane, NO_CLASS));
  }

  @Override
  public void labelled(K id) {
    Entry entry = entries.get(id);
    if (entry != null && entry.trueClass == NO_CLASS) {
      joined++;
      entries.put(id, new Entry(entry.answer, entry.predictedClass, entry.pane, 1));
    }
  }

  @Override
  public long joined() {
    return joined;
  }
}
