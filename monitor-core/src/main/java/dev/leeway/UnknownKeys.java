package dev.leeway;

import dev.leeway.observation.RowEncoder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys of rows that no signal reads: counted, and a few of them named. The names are looked for in the records whose number
 * among those with such keys is a power of two, so that records cost no more for having them.
 */
final class UnknownKeys {

  private static final int MOST_NAMES = 16;
  private static final int LONGEST = 256;

  private final LongAdder keys = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  <T> void look(RowEncoder<T> encoder, T row) {
    int unknown = encoder.unknownKeys(row);
    if (unknown > 0) {
      keys.add(unknown);
      records.increment();
      if (row instanceof Map<?, ?> map && names.size() < MOST_NAMES) {
        long number = records.sum();
        if ((number & (number - 1)) == 0) {
          name(encoder, map);
        }
      }
    }
  }

  private void name(RowEncoder<?> encoder, Map<?, ?> map) {
    try {
      for (Object key : map.keySet()) {
        if (names.size() >= MOST_NAMES) {
          return;
        }
        if (key instanceof String text && !encoder.isKnown(key)) {
          names.add(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        }
      }
    } catch (RuntimeException changedMeanwhile) {
      // a name more or less; the keys are counted
    }
  }

  long count() {
    return keys.sum();
  }

  Set<String> names() {
    return new TreeSet<>(names);
  }
}
