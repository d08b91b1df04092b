package dev.leeway;

import dev.leeway.observation.RowEncoder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keys of rows that no signal reads: counted, and a few of them named. The names are looked for in the records whose number
 * among those with such keys is a power of two, so that records cost no more for having them.
 */
final class UnknownKeys {

  private static final int MOST_NAMES = 16;
  private static final int LONGEST = 256;

  private final LongAdder keys = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final AtomicReferenceArray<@Nullable String> names =
      new AtomicReferenceArray<>(MOST_NAMES);
  private volatile boolean full;

  <T> void look(RowEncoder<T> encoder, T row) {
    int unknown = encoder.unknownKeys(row);
    if (unknown > 0) {
      keys.add(unknown);
      records.increment();
      if (row instanceof Map<?, ?> map && !full) {
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
        if (key instanceof String text && !encoder.isKnown(key)) {
          keep(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        }
        if (full) {
          return;
        }
      }
    } catch (Throwable changedMeanwhile) {
      // a name more or less; the keys are counted
    }
  }

  /** In the first free place, without waiting for anybody. */
  private void keep(String name) {
    for (int i = 0; i < MOST_NAMES; i++) {
      if (names.compareAndSet(i, null, name) || name.equals(names.get(i))) {
        return;
      }
    }
    full = true;
  }

  long count() {
    return keys.sum();
  }

  Set<String> names() {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < MOST_NAMES; i++) {
      String name = names.get(i);
      if (name != null) {
        all.add(name);
      }
    }
    return all;
  }
}
