package dev.leeway.detector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a detector remembers, as named numbers: written by one detector, read and checked by the next. */
final class Memory {

  /** Far beyond what sums of accepted values and their squares reach. */
  private static final double LARGEST = 1e290;

  /** Up to here a double holds every whole number. */
  private static final double LARGEST_COUNT = 0x1p53;

  private final String detector;
  private final Map<String, List<Double>> values;

  Memory() {
    this("", new LinkedHashMap<>());
  }

  Memory(String detector, Map<String, List<Double>> values) {
    this.detector = detector;
    this.values = values;
  }

  Map<String, List<Double>> values() {
    return values;
  }

  void put(String name, double value) {
    values.put(name, List.of(value));
  }

  void put(String name, boolean value) {
    put(name, value ? 1 : 0);
  }

  void put(String name, List<Double> list) {
    values.put(name, list);
  }

  /** A finite number of a size that leaves room to go on adding. */
  double number(String name) {
    return number(name, -LARGEST, LARGEST);
  }

  double number(String name, double least, double most) {
    List<Double> list = list(name, 1);
    if (list.size() != 1 || !(list.get(0) >= least && list.get(0) <= most)) {
      throw unsound(name, "one number from " + least + " to " + most);
    }
    return list.get(0);
  }

  /** A whole number, 0 or more. */
  double count(String name) {
    return count(name, LARGEST_COUNT);
  }

  double count(String name, double most) {
    double value = number(name, 0, most);
    if (value != Math.rint(value)) {
      throw unsound(name, "a whole number from 0 to " + most);
    }
    return value;
  }

  boolean flag(String name) {
    return count(name, 1) == 1;
  }

  /** At most so many numbers. */
  List<Double> list(String name, int most) {
    List<Double> list = values.get(name);
    if (list == null || list.size() > most) {
      throw unsound(name, "a list of at most " + most + " numbers");
    }
    return list;
  }

  /** At most so many numbers of a domain. */
  List<Double> list(String name, int most, Domain domain) {
    List<Double> list = list(name, most);
    for (double value : list) {
      if (!(value >= domain.least && value <= domain.most)
          || domain == Domain.ERROR && value != 0 && value != 1) {
        throw unsound(name, "a list of numbers, each of them " + domain);
      }
    }
    return list;
  }

  IllegalArgumentException unsound(String name, String expected) {
    return new IllegalArgumentException("The snapshot of detector '" + detector
        + "' is not sound: '" + name + "' must be " + expected + ".");
  }

  /** Deep and unmodifiable. */
  static Map<String, List<Double>> copy(Map<String, List<Double>> values) {
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  static List<Double> listOf(double[] array, int from, int to) {
    List<Double> list = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      list.add(array[i]);
    }
    return list;
  }
}
