package dev.leeway.label;

/**
 * Finds the place of the entry with a key: a table of ints, twice as many as there are places, with linear probing. What is removed
 * leaves no mark: what stands behind it moves up, so that the table never has to be built anew. For one thread at a time.
 *
 * <p>A cell holds a place and, in the bits that are left, how far it stands from its home. So most cells that do not hold the key
 * are passed, and all that move up are moved, without a look at their entries, each of which lies somewhere else in memory.
 *
 * <p>The keys must be mixed already, as those of {@link Ids} are: the upper 32 bits choose the home.
 */
final class KeyIndex {

  /** At most half full, so that a search ends, and soon. */
  private static final int CELLS_A_PLACE = 2;

  static final int BYTES_A_PLACE = CELLS_A_PLACE * Integer.BYTES;

  private final Entries entries;
  /** 0 where there is none. */
  private final int[] cells;

  private final int placeBits;
  /** Stands for this distance and all larger ones. */
  private final int mostDistance;

  KeyIndex(Entries entries) {
    this(entries, Integer.SIZE - Integer.numberOfLeadingZeros(entries.capacity()));
  }

  /** With so many bits for places, below 32. */
  KeyIndex(Entries entries, int placeBits) {
    this.entries = entries;
    this.cells = new int[CELLS_A_PLACE * entries.capacity()];
    this.placeBits = placeBits;
    this.mostDistance = -1 >>> placeBits;
  }

  /** The place of a key, -1 where it is not there. */
  int find(long key) {
    int distance = 0;
    for (int i = home(key); cells[i] != 0; i = after(i)) {
      boolean sameHome = cells[i] >>> placeBits == Math.min(distance, mostDistance);
      if (sameHome && entries.key(place(cells[i])) == key) {
        return place(cells[i]);
      }
      distance++;
    }
    return -1;
  }

  /** Adds an entry, whose key must not be there yet. */
  void add(int place) {
    int distance = 0;
    int i = home(entries.key(place));
    while (cells[i] != 0) {
      i = after(i);
      distance++;
    }
    cells[i] = cell(place, distance);
  }

  /** Removes an entry, which must be there. */
  void remove(int place) {
    int hole = home(entries.key(place));
    while (place(cells[hole]) != place) {
      hole = after(hole);
    }
    int fromHole = 0;
    for (int i = after(hole); cells[i] != 0; i = after(i)) {
      fromHole++;
      int distance = distance(i);
      // what has its home between the hole and here stays: before its home nobody looks for it
      if (distance >= fromHole) {
        cells[hole] = cell(place(cells[i]), distance - fromHole);
        hole = i;
        fromHole = 0;
      }
    }
    cells[hole] = 0;
  }

  private int distance(int i) {
    int kept = cells[i] >>> placeBits;
    if (kept < mostDistance) {
      return kept;
    }
    int steps = i - home(entries.key(place(cells[i])));
    return steps >= 0 ? steps : steps + cells.length;
  }

  /** The place and one, so that no cell is 0. */
  private int cell(int place, int distance) {
    return Math.min(distance, mostDistance) << placeBits | place + 1;
  }

  private int place(int cell) {
    return (cell & (1 << placeBits) - 1) - 1;
  }

  /** A multiplication instead of a remainder: the table need not be a power of two, which would take up to twice as much. */
  private int home(long key) {
    return (int) ((key >>> Integer.SIZE) * cells.length >>> Integer.SIZE);
  }

  private int after(int i) {
    return i + 1 == cells.length ? 0 : i + 1;
  }
}
