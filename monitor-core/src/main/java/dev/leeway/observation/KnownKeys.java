package dev.leeway.observation;

import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a row without a class of its own some signal reads, so that the rest can be counted. */
final class KnownKeys {

  private final Set<String> keys;
  private final String[] list;
  private final int elements;

  private KnownKeys(Set<String> keys, int elements) {
    this.keys = keys;
    this.list = keys.toArray(String[]::new);
    this.elements = elements;
  }

  static KnownKeys of(Schema<?> schema) {
    Set<String> keys = new HashSet<>();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < schema.signals().size(); i++) {
      Accessor<?> accessor = schema.accessor(i);
      if (accessor instanceof Accessor.Entry<?> entry) {
        keys.add(entry.key());
      } else if (accessor instanceof Accessor.Element<?> element) {
        indices.add(element.index());
      } else if (accessor instanceof Accessor.Cell<?> cell) {
        indices.add(cell.index());
      }
    }
    if (!keys.isEmpty()) {
      keys.addAll(schema.ignoredKeys());
    }
    return new KnownKeys(keys, indices.stream().mapToInt(i -> i + 1).max().orElse(0));
  }

  boolean any() {
    return !keys.isEmpty() || elements > 0;
  }

  boolean isKnown(Object key) {
    return key instanceof String && keys.contains(key);
  }

  /** Without allocation: as many keys as the map has, less the known ones that it has. */
  int countUnknown(Object row) {
    try {
      if (row instanceof Map<?, ?> map) {
        int known = 0;
        for (String key : list) {
          known += map.containsKey(key) ? 1 : 0;
        }
        return Math.max(0, map.size() - known);
      }
      if (row instanceof double[] values) {
        return Math.max(0, values.length - elements);
      }
      return row instanceof Object[] values ? Math.max(0, values.length - elements) : 0;
    } catch (Throwable unreadable) {
      // whatever the caller's map throws; the signals that could not be read of it have said so
      return 0;
    }
  }
}
