package dev.leeway.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * {@link Kswin} at work. The values lie in a ring, in the order in which they came, and once more sorted, each with its place
 * in the ring: a new value moves a few of them, and one pass over the sorted ones gives the difference, where sorting both
 * samples anew would take ten times as long. The p-value is not needed for it: D is compared with the least that reaches alpha.
 */
final class KswinDetector extends ChangeDetector {

  private final int window;
  private final int recent;
  private final int critical;
  private final double[] ring;
  private final double[] sorted;
  private final int[] places;

  /** What the value of an age counts for: how often it is among the older sample, or -1; twice over, to spare a remainder. */
  private final int[] weights;

  private int oldest;
  private int size;
  private int difference;

  KswinDetector(Kswin spec) {
    super(spec, Domain.NUMBER);
    window = spec.window();
    recent = spec.recent();
    critical = EqualSizes.smallest(spec.alpha(), recent);
    ring = new double[window];
    sorted = new double[window];
    places = new int[window];
    weights = weights(window, recent);
  }

  private static int[] weights(int window, int recent) {
    int[] weights = new int[2 * window];
    for (int j = 0; j < recent; j++) {
      weights[(int) ((long) j * (window - recent) / recent)]++;
      weights[window - 1 - j]--;
    }
    System.arraycopy(weights, 0, weights, window, window);
    return weights;
  }

  @Override
  ChangeState step(double value) {
    add(value);
    if (size < window) {
      return ChangeState.STABLE;
    }
    difference = largestDifference();
    return difference >= critical ? ChangeState.DRIFT : ChangeState.STABLE;
  }

  private void add(double value) {
    int place = oldest + size;
    if (place >= window) {
      place -= window;
    }
    int free = size;
    if (size == window) {
      free = sortedIndexOf(oldest);
      oldest = oldest + 1 == window ? 0 : oldest + 1;
    } else {
      size++;
    }
    ring[place] = value;
    // the gap moves to where the value belongs
    for (; free > 0 && sorted[free - 1] > value; free--) {
      sorted[free] = sorted[free - 1];
      places[free] = places[free - 1];
    }
    for (; free < size - 1 && sorted[free + 1] < value; free++) {
      sorted[free] = sorted[free + 1];
      places[free] = places[free + 1];
    }
    sorted[free] = value;
    places[free] = place;
  }

  private int sortedIndexOf(int place) {
    double value = ring[place];
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (places[low] != place) {
      low++;
    }
    return low;
  }

  /** Of the full window: the largest difference of the samples' counts up to some value. */
  private int largestDifference() {
    int shift = window - oldest;
    int sum = 0;
    int largest = 0;
    int last = window - 1;
    for (int i = 0; i < last; i++) {
      sum += weights[places[i] + shift];
      // equal values belong together; behind the last one the counts are equal
      if (sorted[i] != sorted[i + 1]) {
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }

  /** D of the last test. */
  double distance() {
    return (double) difference / recent;
  }

  /** The p-value of the last test. */
  double pValue() {
    return EqualSizes.pValue(difference, recent);
  }

  @Override
  void forget() {
    oldest = 0;
    size = 0;
    difference = 0;
  }

  /** The newest values stay. */
  @Override
  void afterDrift() {
    if (size < window) {
      return; // only a snapshot that nobody took says so
    }
    int kept = 0;
    int gone = window - recent;
    for (int i = 0; i < window; i++) {
      int age = places[i] - oldest;
      if ((age < 0 ? age + window : age) >= gone) {
        sorted[kept] = sorted[i];
        places[kept] = places[i];
        kept++;
      }
    }
    oldest = (oldest + gone) % window;
    size = recent;
  }

  @Override
  void save(Memory memory) {
    List<Double> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(ring[(oldest + i) % window]);
    }
    memory.put("difference", difference);
    memory.put("values", values);
  }

  @Override
  void load(Memory memory) {
    forget();
    for (double value : memory.list("values", window, Domain.NUMBER)) {
      add(value);
    }
    difference = (int) memory.count("difference", recent);
  }
}
