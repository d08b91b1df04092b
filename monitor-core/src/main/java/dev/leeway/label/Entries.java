package dev.leeway.label;

/**
 * Predictions and labels by their place, in one array of ints: 24 bytes an entry for classes, 28 for numbers. All of an entry lies
 * together since whoever looks up an id at random finds it in no cache: an array for each of six fields would make that six times
 * as slow. For one thread at a time.
 *
 * <p>Whether prediction and label are there is told by values that neither can have.
 */
final class Entries {

  private static final int KEY = 0;
  private static final int ANSWER = 2;
  private static final int PANE = 4;
  /** The predicted class in the upper half, the true one in the lower. */
  private static final int CLASSES = 5;

  private static final int TRUTH = 5;
  private static final int WORDS_WITH_CLASSES = 6;
  private static final int WORDS_WITH_NUMBERS = 7;

  /** A NaN, but not the one that stands for all others in {@link Double#doubleToLongBits}. */
  private static final long NO_ANSWER = 0x7FF8000000000001L;

  private final int[] words;
  private final int capacity;
  private final boolean numbers;

  /** So many places, and whether truths are numbers; else they are classes. */
  Entries(int capacity, boolean numbers) {
    this.capacity = capacity;
    this.numbers = numbers;
    this.words = new int[capacity * words(numbers)];
  }

  private static int words(boolean numbers) {
    return numbers ? WORDS_WITH_NUMBERS : WORDS_WITH_CLASSES;
  }

  static int bytesOfOne(boolean numbers) {
    return words(numbers) * Integer.BYTES;
  }

  int capacity() {
    return capacity;
  }

  boolean numbers() {
    return numbers;
  }

  /** Begins an entry, so far with neither prediction nor label. */
  void begin(int at, long key) {
    int base = base(at);
    put(base + KEY, key);
    put(base + ANSWER, NO_ANSWER);
    label(at, Double.NaN, LabelJoin.NO_CLASS);
  }

  /** The prediction is there. The class must fit in a short; it is not kept where truths are numbers. */
  void prediction(int at, double answer, int predictedClass, int pane) {
    int base = base(at);
    put(base + ANSWER, Double.doubleToLongBits(answer));
    words[base + PANE] = pane;
    if (!numbers) {
      words[base + CLASSES] = predictedClass << Short.SIZE | trueClass(at) & 0xFFFF;
    }
  }

  /** The label is there. */
  void label(int at, double truth, int trueClass) {
    int base = base(at);
    if (numbers) {
      put(base + TRUTH, Double.doubleToLongBits(truth));
    } else {
      words[base + CLASSES] = words[base + CLASSES] & ~0xFFFF | trueClass & 0xFFFF;
    }
  }

  /** The pane of a label that came before its prediction. */
  void pane(int at, int pane) {
    words[base(at) + PANE] = pane;
  }

  long key(int at) {
    return get(base(at) + KEY);
  }

  boolean hasPrediction(int at) {
    return get(base(at) + ANSWER) != NO_ANSWER;
  }

  boolean hasLabel(int at) {
    return numbers ? !Double.isNaN(truth(at)) : trueClass(at) != LabelJoin.NO_CLASS;
  }

  /** Whether the label that is there says the same. */
  boolean saysTheSame(int at, double truth, int trueClass) {
    return numbers ? truth(at) == truth : trueClass(at) == trueClass;
  }

  double answer(int at) {
    return Double.longBitsToDouble(get(base(at) + ANSWER));
  }

  int pane(int at) {
    return words[base(at) + PANE];
  }

  int predictedClass(int at) {
    return numbers ? LabelJoin.NO_CLASS : words[base(at) + CLASSES] >> Short.SIZE;
  }

  int trueClass(int at) {
    return numbers ? LabelJoin.NO_CLASS : (short) words[base(at) + CLASSES];
  }

  double truth(int at) {
    return numbers ? Double.longBitsToDouble(get(base(at) + TRUTH)) : Double.NaN;
  }

  private int base(int at) {
    return at * (numbers ? WORDS_WITH_NUMBERS : WORDS_WITH_CLASSES);
  }

  private long get(int word) {
    return (long) words[word] << Integer.SIZE | words[word + 1] & 0xFFFFFFFFL;
  }

  private void put(int word, long value) {
    words[word] = (int) (value >> Integer.SIZE);
    words[word + 1] = (int) value;
  }
}
