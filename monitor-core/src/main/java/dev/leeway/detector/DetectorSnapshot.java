package dev.leeway.detector;

import java.util.List;
import java.util.Map;

/**
 * All that a running detector is, at one moment. Immutable; a detector that is {@linkplain #resume resumed} from it goes on
 * bit for bit as the first one does.
 *
 * @param spec kind and settings
 * @param state after the last value that was counted
 * @param seen values counted
 * @param missing values that were NaN or infinite
 * @param refused finite values that the detector does not take
 * @param drifts drifts raised
 * @param memory what the detector remembers, by names of its own; each a list of numbers
 */
public record DetectorSnapshot(
    DetectorSpec spec,
    ChangeState state,
    long seen,
    long missing,
    long refused,
    long drifts,
    Map<String, List<Double>> memory) {

  /**
   * Checks that a detector can go on from it.
   *
   * @throws IllegalArgumentException if it cannot; the message names the part
   */
  public DetectorSnapshot {
    memory = Memory.copy(memory);
    if (seen < 0 || missing < 0 || refused < 0 || drifts < 0 || drifts > seen) {
      throw new IllegalArgumentException("The snapshot of detector '" + spec.name()
          + "' is not sound: no count is below 0, and there are at most as many drifts as values.");
    }
    spec.start().load(new Memory(spec.name(), memory));
  }

  /** A detector that goes on from here. */
  public ChangeDetector resume() {
    ChangeDetector detector = spec.start();
    detector.restore(this);
    return detector;
  }

  /** As JSON, format {@code leeway-detector/1}. */
  public String toJson() {
    return SnapshotJson.write(this);
  }

  /**
   * A snapshot that was written with {@link #toJson}.
   *
   * @throws IllegalArgumentException if the text is no sound snapshot; the message says where
   */
  public static DetectorSnapshot fromJson(String text) {
    return SnapshotJson.read(text);
  }
}
