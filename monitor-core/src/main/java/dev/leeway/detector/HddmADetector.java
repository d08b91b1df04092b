package dev.leeway.detector;

/** {@link HddmA} at work. */
final class HddmADetector extends ChangeDetector {

  private final boolean twoSided;
  private final double boundLog;
  private final double driftLog;
  private final double warningLog;

  private double count;
  private double mean;

  /** The cuts: values and their mean where mean + bound was lowest, and where mean - bound was highest. */
  private double lowCount;

  private double lowMean;
  private double highCount;
  private double highMean;

  HddmADetector(HddmA spec) {
    super(spec, Domain.SHARE);
    twoSided = spec.twoSided();
    boundLog = StrictMath.log(1 / spec.drift());
    driftLog = StrictMath.log(2 / spec.drift());
    warningLog = StrictMath.log(2 / spec.warning());
  }

  @Override
  ChangeState step(double value) {
    count++;
    mean += 1 / count * (value - mean);
    double bound = bound(count);
    if (lowCount == 0 || lowMean + bound(lowCount) >= mean + bound) {
      lowCount = count;
      lowMean = mean;
    }
    ChangeState state = moved(lowCount, mean - lowMean);
    if (!twoSided) {
      return state;
    }
    if (highCount == 0 || highMean - bound(highCount) <= mean - bound) {
      highCount = count;
      highMean = mean;
    }
    ChangeState fall = moved(highCount, highMean - mean);
    return fall.compareTo(state) > 0 ? fall : state;
  }

  private double bound(double values) {
    return Math.sqrt(1 / (2 * values) * boundLog);
  }

  private ChangeState moved(double cut, double difference) {
    // the bounds are above 0
    if (cut == count || difference <= 0) {
      return ChangeState.STABLE;
    }
    double m = (count - cut) / cut * (1 / count);
    if (difference >= Math.sqrt(m / 2 * driftLog)) {
      return ChangeState.DRIFT;
    }
    return difference >= Math.sqrt(m / 2 * warningLog) ? ChangeState.WARNING : ChangeState.STABLE;
  }

  @Override
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  @Override
  void forget() {
    count = 0;
    mean = 0;
    lowCount = 0;
    lowMean = 0;
    highCount = 0;
    highMean = 0;
  }

  @Override
  void save(Memory memory) {
    memory.put("count", count);
    memory.put("mean", mean);
    memory.put("low_count", lowCount);
    memory.put("low_mean", lowMean);
    memory.put("high_count", highCount);
    memory.put("high_mean", highMean);
  }

  @Override
  void load(Memory memory) {
    count = memory.count("count");
    mean = memory.number("mean", 0, 1);
    lowCount = memory.count("low_count", count);
    lowMean = memory.number("low_mean", 0, 1);
    highCount = memory.count("high_count", count);
    highMean = memory.number("high_mean", 0, 1);
  }
}
