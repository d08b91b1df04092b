package dev.leeway.detector;

/** {@link HddmW} at work. */
final class HddmWDetector extends ChangeDetector {

  private final boolean twoSided;
  private final double driftLog;
  private final double warningLog;

  private final WeightedMean all;
  private final WeightedMean beforeRise;
  private final WeightedMean sinceRise;
  private final WeightedMean beforeFall;
  private final WeightedMean sinceFall;

  /** What the next cut must undercut, and exceed; the first value does. */
  private double lowest = Double.MAX_VALUE;

  private double highest = -Double.MAX_VALUE;

  HddmWDetector(HddmW spec) {
    super(spec, Domain.SHARE);
    twoSided = spec.twoSided();
    driftLog = StrictMath.log(1 / spec.drift());
    warningLog = StrictMath.log(1 / spec.warning());
    all = new WeightedMean(spec.lambda());
    beforeRise = new WeightedMean(spec.lambda());
    sinceRise = new WeightedMean(spec.lambda());
    beforeFall = new WeightedMean(spec.lambda());
    sinceFall = new WeightedMean(spec.lambda());
  }

  @Override
  ChangeState step(double value) {
    all.add(value);
    double bound = Math.sqrt(all.bound() * driftLog / 2);
    if (all.mean() + bound < lowest) {
      lowest = all.mean() + bound;
      beforeRise.become(all);
      sinceRise.clear();
    } else {
      sinceRise.add(value);
    }
    ChangeState state = moved(beforeRise, sinceRise, sinceRise.mean() - beforeRise.mean());
    if (!twoSided) {
      return state;
    }
    if (all.mean() - bound > highest) {
      highest = all.mean() - bound;
      beforeFall.become(all);
      sinceFall.clear();
    } else {
      sinceFall.add(value);
    }
    ChangeState fall = moved(beforeFall, sinceFall, beforeFall.mean() - sinceFall.mean());
    return fall.compareTo(state) > 0 ? fall : state;
  }

  private ChangeState moved(WeightedMean before, WeightedMean since, double difference) {
    // the bounds are above 0
    if (!before.hasBegun() || !since.hasBegun() || difference <= 0) {
      return ChangeState.STABLE;
    }
    double bounds = before.bound() + since.bound();
    if (difference > Math.sqrt(bounds * driftLog / 2)) {
      return ChangeState.DRIFT;
    }
    return difference > Math.sqrt(bounds * warningLog / 2)
        ? ChangeState.WARNING
        : ChangeState.STABLE;
  }

  @Override
  public double mean() {
    return all.hasBegun() ? all.mean() : Double.NaN;
  }

  @Override
  void forget() {
    all.clear();
    beforeRise.clear();
    sinceRise.clear();
    beforeFall.clear();
    sinceFall.clear();
    lowest = Double.MAX_VALUE;
    highest = -Double.MAX_VALUE;
  }

  @Override
  void save(Memory memory) {
    all.save(memory, "all");
    beforeRise.save(memory, "before_rise");
    sinceRise.save(memory, "since_rise");
    beforeFall.save(memory, "before_fall");
    sinceFall.save(memory, "since_fall");
    memory.put("lowest", lowest);
    memory.put("highest", highest);
  }

  @Override
  void load(Memory memory) {
    all.load(memory, "all");
    beforeRise.load(memory, "before_rise");
    sinceRise.load(memory, "since_rise");
    beforeFall.load(memory, "before_fall");
    sinceFall.load(memory, "since_fall");
    lowest = memory.number("lowest", -Double.MAX_VALUE, Double.MAX_VALUE);
    highest = memory.number("highest", -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
