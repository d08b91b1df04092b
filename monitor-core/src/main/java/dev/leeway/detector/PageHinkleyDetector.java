package dev.leeway.detector;

/** {@link PageHinkley} at work. */
final class PageHinkleyDetector extends ChangeDetector {

  private final boolean up;
  private final boolean down;
  private final double minimum;
  private final double delta;
  private final double threshold;
  private final double alpha;

  private double count;
  private double mean;
  private double rise;
  private double fall;
  private double lowest;
  private double highest;

  PageHinkleyDetector(PageHinkley spec) {
    super(spec, Domain.NUMBER);
    up = spec.direction().includesUp();
    down = spec.direction().includesDown();
    minimum = spec.minimum();
    delta = spec.delta();
    threshold = spec.threshold();
    alpha = spec.alpha();
    empty();
  }

  private void empty() {
    count = 0;
    mean = 0;
    rise = 0;
    fall = 0;
    // above every sum that there can be: a snapshot holds finite numbers only
    lowest = Double.MAX_VALUE;
    highest = -1;
  }

  @Override
  ChangeState step(double value) {
    count++;
    mean += 1 / count * (value - mean);
    double deviation = value - mean;
    rise = alpha * rise + deviation - delta;
    fall = alpha * fall + deviation + delta;
    lowest = Math.min(lowest, rise);
    highest = Math.max(highest, fall);
    boolean drift =
        count >= minimum && (up && rise - lowest > threshold || down && highest - fall > threshold);
    return drift ? ChangeState.DRIFT : ChangeState.STABLE;
  }

  @Override
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  @Override
  void forget() {
    empty();
  }

  @Override
  void save(Memory memory) {
    memory.put("count", count);
    memory.put("mean", mean);
    memory.put("rise", rise);
    memory.put("fall", fall);
    memory.put("lowest", lowest);
    memory.put("highest", highest);
  }

  @Override
  void load(Memory memory) {
    count = memory.count("count");
    mean = memory.number("mean");
    rise = memory.number("rise");
    fall = memory.number("fall");
    lowest = memory.number("lowest", -Double.MAX_VALUE, Double.MAX_VALUE);
    highest = memory.number("highest");
  }
}
