package dev.leeway.benchmarks.labels;

/** Bytes that are reachable. */
final class LiveHeap {

  private static final int COLLECTIONS = 3;

  private LiveHeap() {}

  /** The least of several collections: one alone may leave what the one before has just promoted. */
  static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
