package dev.leeway.label;

/**
 * Ids of predictions as keys of 64 bits, so that a pending prediction takes eight bytes for its id whatever the id is.
 * Immutable, for any number of threads; allocates nothing.
 *
 * <ul>
 *   <li>Numbers: each has a key of its own.
 *   <li>Texts: two differing ones share a key by chance only, with a probability of 2⁻⁶⁴ a pair: among a million pending
 *       ones by 3·10⁻⁸ at all. Read are the length, the first 64 and the last 64 characters, so that an id of ten megabytes
 *       costs as little as one of 128 characters; longer ones that differ in the middle only do share a key.
 *   <li>The text "7" and the number 7 have nothing in common.
 *   <li>Where two ids share a key, the second prediction counts as a duplicate of the first, and a label goes to the first.
 *   <li>Without the seed nobody can choose ids that meet in one place of a table; that is no cryptographic promise.
 *   <li>Keys are compared only with keys of the same seed: they are nothing to store.
 * </ul>
 */
public final class Ids {

  private static final int READ_AT_EACH_END = 64;
  private static final int CHARS_A_WORD = Long.SIZE / Character.SIZE;

  /** Odd, with about as many ones as zeros: the golden ratio and a constant of wyhash. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long FACTOR = 0xA0761D6478BD642FL;

  private final long seed;

  /** Keys of a seed: of a random one where strangers may choose ids. No join depends on it, but for shared keys. */
  public Ids(long seed) {
    // else a seed of zero would map 0 to 0
    this.seed = mix(seed + GOLDEN);
  }

  /** The key of a number; different for different numbers. */
  public long key(long id) {
    return mix(id ^ seed);
  }

  /** The key of a text; see the class for what of it is read. */
  public long key(String id) {
    int length = id.length();
    int head = Math.min(length, READ_AT_EACH_END);
    long hash = fold(seed ^ length, GOLDEN);
    hash = read(id, 0, head, hash);
    hash = read(id, Math.max(head, length - READ_AT_EACH_END), length, hash);
    return mix(hash);
  }

  /** Four characters at a time; the length stands in the hash already, and so says how many there are in the last word. */
  private static long read(String id, int from, int to, long before) {
    long hash = before;
    int at = from;
    for (; at + CHARS_A_WORD <= to; at += CHARS_A_WORD) {
      long word = (long) id.charAt(at) << 48
          | (long) id.charAt(at + 1) << 32
          | (long) id.charAt(at + 2) << 16
          | id.charAt(at + 3);
      hash = fold(hash ^ word, FACTOR);
    }
    if (at < to) {
      long word = 0;
      for (; at < to; at++) {
        word = word << Character.SIZE | id.charAt(at);
      }
      hash = fold(hash ^ word, FACTOR);
    }
    return hash;
  }

  /**
   * Both halves of the product of 128 bits. With the lower half alone a difference in the topmost bit stays there whatever the
   * seed is, and the next word can undo it.
   */
  private static long fold(long value, long factor) {
    return Math.multiplyHigh(value, factor) ^ value * factor;
  }

  /**
   * A bijection after which each bit depends on all others.
   *
   * @see <a href="https://zimbry.blogspot.com/2011/09/better-bit-mixing-improving-on.html">D. Stafford (2011), Better bit
   *     mixing</a>, variant 13
   */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
