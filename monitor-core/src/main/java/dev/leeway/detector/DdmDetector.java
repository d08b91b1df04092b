package dev.leeway.detector;

/** {@link Ddm} at work. */
final class DdmDetector extends ChangeDetector {

  private final double minimum;
  private final double warning;
  private final double drift;

  private double count;
  private double rate;

  /** Rate and standard error where their sum was lowest; no rate reaches the first one. */
  private double lowestRate;

  private double lowestError;
  private double lowest = Double.MAX_VALUE;

  DdmDetector(Ddm spec) {
    super(spec, Domain.ERROR);
    minimum = spec.minimum();
    warning = spec.warning();
    drift = spec.drift();
  }

  @Override
  ChangeState step(double value) {
    count++;
    rate += 1 / count * (value - rate);
    if (!(count > minimum)) {
      return ChangeState.STABLE;
    }
    double error = Math.sqrt(rate * (1 - rate) / count);
    double sum = rate + error;
    if (sum <= lowest) {
      lowestRate = rate;
      lowestError = error;
      lowest = sum;
    }
    if (sum > lowestRate + drift * lowestError) {
      return ChangeState.DRIFT;
    }
    return sum > lowestRate + warning * lowestError ? ChangeState.WARNING : ChangeState.STABLE;
  }

  @Override
  public double mean() {
    return count == 0 ? Double.NaN : rate;
  }

  @Override
  void forget() {
    count = 0;
    rate = 0;
    lowestRate = 0;
    lowestError = 0;
    lowest = Double.MAX_VALUE;
  }

  @Override
  void save(Memory memory) {
    memory.put("count", count);
    memory.put("rate", rate);
    memory.put("lowest_rate", lowestRate);
    memory.put("lowest_error", lowestError);
    memory.put("lowest", lowest);
  }

  @Override
  void load(Memory memory) {
    count = memory.count("count");
    rate = memory.number("rate", 0, 1);
    lowestRate = memory.number("lowest_rate", 0, 1);
    lowestError = memory.number("lowest_error", 0, 1);
    lowest = memory.number("lowest", 0, Double.MAX_VALUE);
  }
}
