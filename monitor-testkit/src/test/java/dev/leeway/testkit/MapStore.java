package dev.leeway.testkit;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A store in memory: right in every way, and in small steps that a test can spoil. */
class MapStore implements BaselineStore {

  private final Map<String, Map<String, Baseline>> names = new HashMap<>();
  private final Map<String, String> pointers = new HashMap<>();

  /** Under which name something is kept. */
  String key(String name) {
    return name;
  }

  synchronized String next(String name) {
    int number = 1;
    while (stored(name, Integer.toString(number)) != null) {
      number++;
    }
    return Integer.toString(number);
  }

  synchronized @Nullable Baseline stored(String name, String version) {
    return names.getOrDefault(key(name), Map.of()).get(key(version));
  }

  synchronized void keep(String name, String version, Baseline baseline) {
    names
        .computeIfAbsent(key(name), n -> new LinkedHashMap<>())
        .put(key(version), baseline.named(name));
  }

  synchronized void point(String name, String version) {
    pointers.put(key(name), key(version));
  }

  synchronized @Nullable String pointer(String name) {
    return pointers.get(key(name));
  }

  @Override
  public synchronized String put(String name, Baseline baseline) {
    String version = next(name);
    keep(name, version, baseline);
    point(name, version);
    return name + "@" + version;
  }

  @Override
  public synchronized String put(String name, String version, Baseline baseline) {
    if (stored(name, version) != null) {
      throw new IllegalStateException(name + " has a version " + version + " already.");
    }
    keep(name, version, baseline);
    return name + "@" + version;
  }

  @Override
  public Baseline current(String name) {
    String pointer = pointer(name);
    if (pointer == null) {
      throw new NoSuchElementException(name + " has no current version: " + versions(name));
    }
    return get(name, pointer);
  }

  @Override
  public Baseline get(String name, String version) {
    Baseline baseline = stored(name, version);
    if (baseline == null) {
      throw new NoSuchElementException(name + " has no version " + version + ": " + versions(name));
    }
    return baseline;
  }

  @Override
  public synchronized List<String> versions(String name) {
    return new ArrayList<>(names.getOrDefault(key(name), Map.of()).keySet());
  }

  @Override
  public void use(String name, String version) {
    get(name, version);
    point(name, version);
  }
}
