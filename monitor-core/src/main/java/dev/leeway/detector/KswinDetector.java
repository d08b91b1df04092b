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
    // behind its equals: of these, the oldest always comes first
    int to = firstAbove(value);
    int free = size;
    if (size == window) {
      free = firstNotBelow(ring[oldest]);
      oldest = oldest + 1 == window ? 0 : oldest + 1;
    } else {
      size++;
    }
    if (free < to) {
      to--;
      move(free + 1, free, to - free);
    } else {
      move(to, to + 1, free - to);
    }
    ring[place] = value;
    sorted[to] = value;
    places[to] = place;
  }

  private void move(int from, int to, int length) {
    System.arraycopy(sorted, from, sorted, to, length);
    System.arraycopy(places, from, places, to, length);
  }

  private int firstNotBelow(double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int firstAbove(double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Of the full window: the largest difference of the samples' counts up to some value. */
  private int largestDifference() {
    int shift = window - oldest;
    int sum = 0;
    int highest = 0;
    int lowest = 0;
    for (int i = 1; i < window; i++) {
      sum += weights[places[i - 1] + shift];
      // equal values belong together; behind the last one the counts are equal
      if (sorted[i] > sorted[i - 1]) {
        highest = Math.max(highest, sum);
        lowest = Math.min(lowest, sum);
      }
    }
    return Math.max(highest, -lowest);
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
