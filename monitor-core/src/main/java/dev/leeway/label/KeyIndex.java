package dev.leeway.label;

/**
 * Finds the place of a key in an array of keys that somebody else keeps: a table of ints, twice as long as the array, with linear
 * probing. What is removed leaves no mark: the entries after it move up, so that the table never has to be built anew.
 * For one thread at a time.
 *
 * <p>The keys must be mixed already, as those of {@link Ids} are: the upper 32 bits choose the place.
 */
final class KeyIndex {

  /** At most half full, so that a search ends, and soon. */
  private static final int ENTRIES_A_KEY = 2;

  static final int BYTES_A_KEY = ENTRIES_A_KEY * Integer.BYTES;

  private final long[] keys;

  /** A place among the keys and one; 0 where there is none. */
  private final int[] table;

  KeyIndex(long[] keys) {
    this.keys = keys;
    this.table = new int[ENTRIES_A_KEY * keys.length];
  }

  /** The place of a key, -1 where it is not there. */
  int find(long key) {
    for (int i = home(key); table[i] != 0; i = after(i)) {
      int place = table[i] - 1;
      if (keys[place] == key) {
        return place;
      }
    }
    return -1;
  }

  /** Adds the key that stands at a place; it must not be there yet. */
  void add(int place) {
    int i = home(keys[place]);
    while (table[i] != 0) {
      i = after(i);
    }
    table[i] = place + 1;
  }

  /** Removes the key that stands at a place; it must be there. */
  void remove(int place) {
    int hole = home(keys[place]);
    while (table[hole] != place + 1) {
      hole = after(hole);
    }
    for (int i = after(hole); table[i] != 0; i = after(i)) {
      // what lies between its home and the hole's far side would not be found beyond an empty entry
      if (steps(home(keys[table[i] - 1]), i) >= steps(hole, i)) {
        table[hole] = table[i];
        hole = i;
      }
    }
    table[hole] = 0;
  }

  /** A multiplication instead of a remainder: the table need not be a power of two, which would cost up to twice as much. */
  private int home(long key) {
    return (int) ((key >>> Integer.SIZE) * table.length >>> Integer.SIZE);
  }

  private int after(int i) {
    return i + 1 == table.length ? 0 : i + 1;
  }

  private int steps(int from, int to) {
    return to >= from ? to - from : to - from + table.length;
  }
}
