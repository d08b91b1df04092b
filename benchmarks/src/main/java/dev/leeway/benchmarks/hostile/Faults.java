package dev.leeway.benchmarks.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What should not have happened: how often, and an example of each kind. */
final class Faults {

  private static final int KINDS = 8;

  private final Map<String, Long> kinds = new LinkedHashMap<>();
  private long count;

  void add(String what) {
    count++;
    if (kinds.size() < KINDS || kinds.containsKey(what)) {
      kinds.merge(what, 1L, Long::sum);
    }
  }

  /** With the place in the library where it came from, which tells one kind from another. */
  void add(String what, Throwable thrown) {
    StackTraceElement from = null;
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith("dev.leeway.")) {
        from = element;
        break;
      }
    }
    add(what + ": " + thrown.getClass().getName() + " at " + from);
  }

  long count() {
    return count;
  }

  List<String> examples() {
    List<String> examples = new ArrayList<>();
    kinds.forEach((kind, times) -> examples.add(times + " x " + kind));
    return examples;
  }

  @Override
  public String toString() {
    return examples().toString();
  }
}
