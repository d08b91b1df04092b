package dev.leeway.batch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a column by their hashes, so that the few names of a category are not made anew for millions of rows. Not
 * safe for several threads.
 *
 * <p>Two hashes of 63 bits stand for a text. That two texts of a column share both is about as likely as one in 10^26 with a
 * million different texts. (One text a cell through DuckDB's Java interface costs 90 ns, two hashes 15.)
 */
final class TextCache {

  private static final int MOST = 1024;
  private static final int SLOTS = 2 * MOST;
  private static final int LONGEST = 256;

  private long[] first = {};
  private long[] second = {};
  private @Nullable String[] texts = {};
  private int size;

  /** The text with these hashes; asks for it where it is not known. */
  @Nullable
  String text(long hash, long other, Supplier<@Nullable String> cell) {
    if (texts.length == 0) {
      first = new long[SLOTS];
      second = new long[SLOTS];
      texts = new String[SLOTS];
    }
    int at = (int) (hash ^ hash >>> Integer.SIZE) & SLOTS - 1;
    while (true) {
      String known = texts[at];
      if (known == null) {
        break;
      }
      if (first[at] == hash && second[at] == other) {
        return known;
      }
      at = at + 1 & SLOTS - 1;
    }
    String text = cell.get();
    if (size < MOST && text != null && text.length() <= LONGEST) {
      first[at] = hash;
      second[at] = other;
      texts[at] = text;
      size++;
    }
    return text;
  }
}
