package dev.leeway.detector;

/** Which changes of a level are looked for. */
public enum Direction {
  /** Only a rise. */
  UP,
  /** Only a fall. */
  DOWN,
  /** Either. */
  BOTH;

  boolean includesUp() {
    return this != DOWN;
  }

  boolean includesDown() {
    return this != UP;
  }
}
