package dev.leeway.examples.serverless;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Where windows lie between invocations: a table with conditional writes, an object store with versions. */
interface WindowStore {

  /** The text under a key; null where there is none. */
  @Nullable
  String get(String key);

  /** Writes a text if the one that was read is still there. Returns whether it was. */
  boolean replace(String key, @Nullable String read, String written);

  /** For the example and its tests. */
  static WindowStore inMemory() {
    return new WindowStore() {
      private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();

      @Override
      public @Nullable String get(String key) {
        return texts.get(key);
      }

      @Override
      public boolean replace(String key, @Nullable String read, String written) {
        return read == null
            ? texts.putIfAbsent(key, written) == null
            : texts.replace(key, read, Objects.requireNonNull(written));
      }
    };
  }
}
