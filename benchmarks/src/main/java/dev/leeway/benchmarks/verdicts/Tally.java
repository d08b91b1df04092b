package dev.leeway.benchmarks.verdicts;

import dev.leeway.benchmarks.verdicts.RealSet.Chunk;
import java.util.function.Predicate;

/**
 * How often verdicts on the shape of a signal in a chunk agree.
 *
 * @param nannyml ours and NannyML's
 * @param evidently ours and Evidently's, where it was run
 */
record Tally(Pair nannyml, Pair evidently) {

  /** Signals in chunks that were judged by both, and who found that the shape had moved. */
  record Pair(int judged, int both, int onlyOurs, int onlyTheirs) {

    int neither() {
      return judged - both - onlyOurs - onlyTheirs;
    }

    String row() {
      return judged == 0
          ? "– | – | – | –"
          : both + " | " + neither() + " | " + onlyOurs + " | " + onlyTheirs;
    }
  }

  static Tally of(RealSet set) {
    return new Tally(
        count(set, Cell::nannymlRan, Cell::nannymlMoved),
        count(set, Cell::evidentlyRan, Cell::evidentlyMoved));
  }

  private static Pair count(RealSet set, Predicate<Cell> ran, Predicate<Cell> theirs) {
    int judged = 0;
    int both = 0;
    int onlyOurs = 0;
    int onlyTheirs = 0;
    for (Chunk chunk : set.chunks()) {
      for (String signal : set.signals()) {
        Cell cell = Cell.of(chunk, signal);
        if (cell.oursJudged() && ran.test(cell)) {
          boolean ours = cell.oursMoved();
          boolean other = theirs.test(cell);
          judged++;
          both += ours && other ? 1 : 0;
          onlyOurs += ours && !other ? 1 : 0;
          onlyTheirs += other && !ours ? 1 : 0;
        }
      }
    }
    return new Pair(judged, both, onlyOurs, onlyTheirs);
  }
}
