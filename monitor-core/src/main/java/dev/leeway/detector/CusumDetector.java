package dev.leeway.detector;

/** {@link Cusum} at work. */
final class CusumDetector extends ChangeDetector {

  private final double slack;
  private final double threshold;
  private final double learning;
  private final Cusum spec;

  private double learnt;
  private double sum;
  private double mean;
  private double squares;

  /** 0 as long as the target is learnt. */
  private double sd;

  private double up;
  private double down;

  CusumDetector(Cusum spec) {
    super(spec, Domain.NUMBER);
    this.spec = spec;
    slack = spec.slack();
    threshold = spec.threshold();
    learning = spec.learning();
    empty();
  }

  private void empty() {
    Cusum.Target target = spec.target();
    learnt = 0;
    sum = 0;
    mean = target == null ? 0 : target.mean();
    squares = 0;
    sd = target == null ? 0 : target.sd();
    up = 0;
    down = 0;
  }

  @Override
  ChangeState step(double value) {
    if (sd == 0) {
      learn(value);
      return ChangeState.STABLE;
    }
    double z = (value - mean) / sd;
    up = Math.max(0, up + z - slack);
    down = Math.max(0, down - z - slack);
    return up > threshold || down > threshold ? ChangeState.DRIFT : ChangeState.STABLE;
  }

  private void learn(double value) {
    learnt++;
    sum += value;
    double before = value - mean;
    mean += before / learnt;
    squares += before * (value - mean);
    // values that differ by less than their rounding have no spread
    if (learnt >= learning && squares > 0) {
      mean = sum / learnt;
      sd = Math.max(1e-100, Math.sqrt(squares / (learnt - 1)));
    }
  }

  double up() {
    return up;
  }

  double down() {
    return down;
  }

  double sd() {
    return sd;
  }

  @Override
  public double mean() {
    return sd == 0 && learnt == 0 ? Double.NaN : mean;
  }

  @Override
  void forget() {
    empty();
  }

  @Override
  void afterDrift() {
    up = 0;
    down = 0;
  }

  @Override
  void save(Memory memory) {
    memory.put("learnt", learnt);
    memory.put("sum", sum);
    memory.put("mean", mean);
    memory.put("squares", squares);
    memory.put("sd", sd);
    memory.put("up", up);
    memory.put("down", down);
  }

  @Override
  void load(Memory memory) {
    learnt = memory.count("learnt");
    sum = memory.number("sum");
    mean = memory.number("mean");
    squares = memory.number("squares");
    sd = memory.number("sd", 0, 1e200);
    up = memory.number("up");
    down = memory.number("down");
  }
}
