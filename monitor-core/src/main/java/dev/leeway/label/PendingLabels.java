package dev.leeway.label;

/**
 * Predictions that wait for their labels, the other way round, and the ones that met. For one thread at a time; each operation
 * takes the same time whatever is pending, but for {@link #expire}, and allocates nothing.
 *
 * <p>Entries stand in a ring in the order in which they came, spread over arrays of primitive values: 25 bytes an entry for classes,
 * 29 for numbers, and 8 for the index by key. When the ring is full the oldest one leaves, whatever became of it. One that is joined
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

  /** Twice as many ints must fit into an array. */
  static final int MOST = 1 << 29;

  private static final byte PREDICTED = 1;
  private static final byte LABELLED = 2;
  private static final byte JOINED = 3;

  private final JoinListener listener;
  private final boolean numbers;
  private final long[] keys;
  private final double[] answers;
  private final int[] panes;
  private final byte[] states;
  /** Of length zero in a join of classes. */
  private final double[] truths;
  /** Of length zero in a join of numbers. */
  private final short[] predictedClasses;

  private final short[] trueClasses;
  private final KeyIndex index;
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
    this.listener = listener;
    this.numbers = numbers;
    this.keys = new long[requireCapacity(capacity)];
    this.answers = new double[capacity];
    this.panes = new int[capacity];
    this.states = new byte[capacity];
    this.truths = new double[numbers ? capacity : 0];
    this.predictedClasses = new short[numbers ? 0 : capacity];
    this.trueClasses = new short[numbers ? 0 : capacity];
    this.index = new KeyIndex(keys);
    this.mostWaiting = Math.max(1, capacity / 2);
  }

  private static int requireCapacity(int capacity) {
    if (capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException(
          "Predictions that may be pending are " + capacity + ", expected 1 to " + MOST + ".");
    }
    return capacity;
  }

  /** Bytes that a ring takes: 33 an entry for classes, 37 for numbers. */
  static long memoryBytes(int capacity, boolean numbers) {
    int truth = numbers ? Double.BYTES : 2 * Short.BYTES;
    int entry = Long.BYTES + Double.BYTES + Integer.BYTES + Byte.BYTES + truth;
    return (long) requireCapacity(capacity) * (entry + KeyIndex.BYTES_A_KEY);
  }

  int capacity() {
    return keys.length;
  }

  boolean numbers() {
    return numbers;
  }

  void predicted(long key, double answer, int predictedClass, int pane) {
    predictions++;
    lastPane = pane;
    int at = index.find(key);
    if (at < 0) {
      at = admit(key, PREDICTED);
      pending++;
      keepPrediction(at, answer, predictedClass, pane);
    } else if (states[at] == LABELLED) {
      waiting--;
      keepPrediction(at, answer, predictedClass, pane);
      join(at);
    } else {
      duplicates++;
    }
  }

  void labelled(long key, double truth, int trueClass) {
    labels++;
    if (numbers ? !Double.isFinite(truth) : trueClass < 0) {
      unreadable++;
      return;
    }
    int at = index.find(key);
    if (at < 0) {
      admitLabel(key, truth, trueClass);
    } else if (states[at] == PREDICTED) {
      pending--;
      keepTruth(at, truth, trueClass);
      join(at);
    } else if (numbers ? truths[at] == truth : trueClasses[at] == trueClass) {
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
    int at = admit(key, LABELLED);
    waiting++;
    panes[at] = lastPane;
    keepTruth(at, truth, trueClass);
  }

  private void join(int at) {
    states[at] = JOINED;
    joined++;
    listener.joined(answers[at], predictedClass(at), truth(at), trueClass(at), panes[at]);
  }

  private void correct(int at, double truth, int trueClass) {
    double oldTruth = truth(at);
    int oldClass = trueClass(at);
    keepTruth(at, truth, trueClass);
    corrected++;
    if (states[at] == JOINED) {
      listener.corrected(
          answers[at], predictedClass(at), oldTruth, oldClass, truth(at), trueClass(at), panes[at]);
    }
  }

  /** Makes room for a key where the newest entry stands. */
  private int admit(long key, byte state) {
    if (size == keys.length) {
      leave();
    }
    int at = oldest + size;
    if (at >= keys.length) {
      at -= keys.length;
    }
    size++;
    keys[at] = key;
    states[at] = state;
    index.add(at);
    return at;
  }

  /** The oldest entry leaves. */
  private void leave() {
    if (states[oldest] == PREDICTED) {
      pending--;
      expired++;
    } else if (states[oldest] == LABELLED) {
      waiting--;
      unknown++;
    }
    index.remove(oldest);
    oldest = oldest + 1 == keys.length ? 0 : oldest + 1;
    size--;
  }

  /**
   * Entries of panes before this one leave, from the oldest on, up to the first one of a later pane: an entry that came out of order
   * stays for as long as the one before it. Takes time for each entry that leaves.
   */
  void expire(int beforePane) {
    while (size > 0 && panes[oldest] < beforePane) {
      leave();
    }
  }

  private void keepPrediction(int at, double answer, int predictedClass, int pane) {
    answers[at] = answer;
    panes[at] = pane;
    if (!numbers) {
      predictedClasses[at] = (short) predictedClass;
    }
  }

  private void keepTruth(int at, double truth, int trueClass) {
    if (numbers) {
      truths[at] = truth;
    } else {
      trueClasses[at] = (short) trueClass;
    }
  }

  private int predictedClass(int at) {
    return numbers ? LabelJoin.NO_CLASS : predictedClasses[at];
  }

  private double truth(int at) {
    return numbers ? truths[at] : Double.NaN;
  }

  private int trueClass(int at) {
    return numbers ? LabelJoin.NO_CLASS : trueClasses[at];
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
