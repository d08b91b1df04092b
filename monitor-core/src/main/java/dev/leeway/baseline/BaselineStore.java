package dev.leeway.baseline;

import java.nio.file.Path;
import java.util.List;

/**
 * Where baselines live, apart from the code. A baseline has a name and versions; a version never changes once stored; one
 * version of each name is current. A baseline that is stored bears the name that it is stored under. Implementations are
 * safe for several threads and processes; {@code BaselineStoreContract} in monitor-testkit holds what they promise.
 */
public interface BaselineStore {

  /** Stores a baseline as the next version of a name and makes it current. Returns {@code name@version}. */
  String put(String name, Baseline baseline);

  /**
   * Stores a baseline as a version of its own and leaves the current one. Returns {@code name@version}.
   *
   * @throws IllegalStateException if that version exists
   */
  String put(String name, String version, Baseline baseline);

  /**
   * The current version, verified.
   *
   * @throws java.util.NoSuchElementException if there is none; the message says what there is
   * @throws BaselineFormatException if it was damaged
   */
  Baseline current(String name);

  /** A version, verified; throws as {@link #current}. */
  Baseline get(String name, String version);

  /** The versions of a name in the order of their storing as far as that is known, empty if there is none. */
  List<String> versions(String name);

  /**
   * Makes a stored version current.
   *
   * @throws java.util.NoSuchElementException if it does not exist
   */
  void use(String name, String version);

  /** A store in a directory, which is made if it does not exist. */
  static BaselineStore directory(Path directory) {
    return new DirectoryStore(directory);
  }
}
