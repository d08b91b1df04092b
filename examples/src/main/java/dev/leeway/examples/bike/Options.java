package dev.leeway.examples.bike;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked for.
 *
 * @param directory where the baseline, the log and the numbers go
 * @param port where the meters are served on this machine, 0 for any free port; null: nowhere
 * @param speed how many times as fast as real time the year goes by; infinity: without waiting
 */
record Options(Path directory, @Nullable Integer port, double speed) {

  /** As fast as possible, without meters. */
  static Options into(Path directory) {
    return new Options(directory, null, Double.POSITIVE_INFINITY);
  }

  Options withDirectory(Path other) {
    return new Options(other, port, speed);
  }

  Options withPort(int other) {
    return new Options(directory, other, speed);
  }

  Options withSpeed(double other) {
    return new Options(directory, port, other);
  }
}
