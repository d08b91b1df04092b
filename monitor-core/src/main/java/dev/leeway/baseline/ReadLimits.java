package dev.leeway.baseline;

/**
 * How much of a baseline file is read before it is refused, so that a hostile file cannot exhaust its reader.
 *
 * @param bytes of JSON text, after decompression
 * @param depth of nesting
 * @param stringLength characters of one string
 * @param numbers in the whole file
 */
public record ReadLimits(int bytes, int depth, int stringLength, int numbers) {

  /** 16 MiB of text, depth 32, strings of 64 Ki characters, 4 million numbers. */
  public static ReadLimits standard() {
    return new ReadLimits(16 << 20, 32, 64 << 10, 4_000_000);
  }

  public ReadLimits {
    if (bytes < 1 || depth < 1 || stringLength < 1 || numbers < 1) {
      throw new IllegalArgumentException("Every limit of a baseline's reader must be positive.");
    }
  }
}
