package dev.leeway.benchmarks.detectors;

import dev.leeway.benchmarks.report.Report;
import java.util.SplittableRandom;

/** Values with a change in the middle; read again and again, they change at each end, too. */
final class Streams {

  /** 1 for an error, 0 for none: 10 %, then 20 %. */
  static final String ERRORS = "errors";

  /** Uniform from 0 to 1, then from 0.2 to 1. */
  static final String SCORES = "scores";

  /** 2 MB: from the outer caches. */
  static final int LENGTH = 1 << 18;

  private Streams() {}

  static double[] of(String name) {
    SplittableRandom random = new SplittableRandom(Report.SEED);
    boolean errors = name.equals(ERRORS);
    double[] values = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      boolean before = i < LENGTH / 2;
      double draw = random.nextDouble();
      values[i] = errors ? draw < (before ? 0.1 : 0.2) ? 1 : 0 : before ? draw : 0.2 + 0.8 * draw;
    }
    return values;
  }
}
