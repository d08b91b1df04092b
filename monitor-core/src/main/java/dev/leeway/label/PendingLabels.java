package dev.leeway.label;

/**
 * Predictions that wait for their labels, the other way round, and the ones that met. For one thread at a time; each operation
 * takes the same time whatever is pending, but for {@link #expire}, and allocates nothing.
 *
 * <p>Entries stand in a ring in the order in which they came, with an index by key beside it. When the ring is full the oldest one leaves, whatever became of it. One that is joined
 * stays until then, so that its label can be repeated or corrected.
 *
 * <p>A second prediction under an id that is in the ring is a duplicate, and the first stays: most often a request was
 * retried, and what was done, and so the label, followed from the first answer. Taking the second would also need to take back
 * what was joined.
 *
 * <p>Labels may wait in half of the ring at most, beyond which they are unknown at once: where labels of many replicas come to each
 * of them, most belong to nobody here, and must not drive out the predictions.
 */
final class PendingLabels {

  /** Seven ints for each must fit into an array. */
  static final int MOST = 1 << 28;

  private final Entries entries;
  private final KeyIndex index;
  private final JoinListener listener;
  private final int mostWaiting;

  private int oldest;
  private int size;
  /** Where a label came before its prediction, it belongs to the pane of its neighbours. */
  private int lastPane = Integer.MIN_VALUE;

  private long predictions;
  private long labels;
  private long joined;
  private long pending;
  private long waiting;
  private long duplicates;
  private long repeated;
  private long corrected;
  private long expired;
  private long unknown;
  private long unreadable;

  /**
   * An empty ring.
   *
   * @param capacity entries, from 1 to {@link #MOST}
   * @param numbers whether truths are numbers; else they are classes
   * @throws IllegalArgumentException if the capacity is out of range
   */
  PendingLabels(int capacity, boolean numbers, JoinListener listener) {
    this.entries = new Entries(requireCapacity(capacity), numbers);
    this.index = new KeyIndex(entries);
    this.listener = listener;
    this.mostWaiting = Math.max(1, capacity / 2);
  }

  private static int requireCapacity(int capacity) {
    if (capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException(
          "Predictions that may be pending are " + capacity + ", expected 1 to " + MOST + ".");
    }
    return capacity;
  }

  /** Bytes that a ring takes: 32 an entry for classes, 36 for numbers. */
  static long memoryBytes(int capacity, boolean numbers) {
    return (long) requireCapacity(capacity)
        * (Entries.bytesOfOne(numbers) + KeyIndex.BYTES_A_PLACE);
  }

  int capacity() {
    return entries.capacity();
  }

  boolean numbers() {
    return entries.numbers();
  }

  /** See {@link LabelJoin#predicted}; the class must fit in a short. */
  void predicted(long key, double answer, int predictedClass, int pane) {
    predictions++;
    lastPane = pane;
    int at = index.find(key);
    if (at < 0) {
      at = admit(key);
      pending++;
      entries.prediction(at, answer, predictedClass, pane);
    } else if (!entries.hasPrediction(at)) {
      waiting--;
      entries.prediction(at, answer, predictedClass, pane);
      join(at);
    } else {
      duplicates++;
    }
  }

  /** See {@link LabelJoin#labelled}; the class must fit in a short. */
  void labelled(long key, double truth, int trueClass) {
    labels++;
    if (entries.numbers() ? !Double.isFinite(truth) : trueClass < 0) {
      unreadable++;
      return;
    }
    int at = index.find(key);
    if (at < 0) {
      admitLabel(key, truth, trueClass);
    } else if (!entries.hasLabel(at)) {
      pending--;
      entries.label(at, truth, trueClass);
      join(at);
    } else if (entries.saysTheSame(at, truth, trueClass)) {
      repeated++;
    } else {
      correct(at, truth, trueClass);
    }
  }

  private void admitLabel(long key, double truth, int trueClass) {
    if (waiting >= mostWaiting) {
      unknown++;
      return;
    }
    int at = admit(key);
    waiting++;
    entries.pane(at, lastPane);
    entries.label(at, truth, trueClass);
  }

  private void join(int at) {
    joined++;
    listener.joined(
        entries.answer(at),
        entries.predictedClass(at),
        entries.truth(at),
        entries.trueClass(at),
        entries.pane(at));
  }

  private void correct(int at, double truth, int trueClass) {
    double oldTruth = entries.truth(at);
    int oldClass = entries.trueClass(at);
    entries.label(at, truth, trueClass);
    corrected++;
    if (entries.hasPrediction(at)) {
      listener.corrected(
          entries.answer(at),
          entries.predictedClass(at),
          oldTruth,
          oldClass,
          entries.truth(at),
          entries.trueClass(at),
          entries.pane(at));
    }
  }

  /** The newest entry, so far with neither prediction nor label. */
  private int admit(long key) {
    int capacity = entries.capacity();
    if (size == capacity) {
      leave();
    }
    int at = oldest < capacity - size ? oldest + size : oldest - (capacity - size);
    size++;
    entries.begin(at, key);
    index.add(at);
    return at;
  }

  /** The oldest entry leaves. */
  private void leave() {
    if (!entries.hasLabel(oldest)) {
      pending--;
      expired++;
    } else if (!entries.hasPrediction(oldest)) {
      waiting--;
      unknown++;
    }
    index.remove(oldest);
    oldest = oldest + 1 == entries.capacity() ? 0 : oldest + 1;
    size--;
  }

  /**
   * Entries of panes before this one leave, from the oldest on, up to the first one of a later pane: an entry that came out of order
   * stays for as long as the one before it. Takes time for each entry that leaves.
   */
  void expire(int beforePane) {
    while (size > 0 && entries.pane(oldest) < beforePane) {
      leave();
    }
  }

  /** With what was dropped before it came here. */
  LabelCounts counts(long droppedPredictions, long droppedLabels) {
    return new LabelCounts(
        predictions + droppedPredictions,
        labels + droppedLabels,
        joined,
        pending,
        waiting,
        duplicates,
        repeated,
        corrected,
        expired,
        unknown,
        unreadable,
        droppedPredictions,
        droppedLabels);
  }
}
