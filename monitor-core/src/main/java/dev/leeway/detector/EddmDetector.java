package dev.leeway.detector;

/** {@link Eddm} at work. */
final class EddmDetector extends ChangeDetector {

  private final long minimum;
  private final double warning;
  private final double drift;

  /** What {@link #seen} was when this began anew: most values only count up, and that is done already. */
  private long begin;

  /** What it was at the last error. */
  private long lastError;

  private long errors;
  private double mean;
  private double squares;
  private double largest = -1;
  private boolean warned;

  EddmDetector(Eddm spec) {
    super(spec, Domain.ERROR);
    minimum = spec.minimum();
    warning = spec.warning();
    drift = spec.drift();
  }

  @Override
  ChangeState step(double value) {
    if (value == 1 && error()) {
      return ChangeState.DRIFT;
    }
    return warned ? ChangeState.WARNING : ChangeState.STABLE;
  }

  private boolean error() {
    double distance = (double) (seen() - lastError);
    lastError = seen();
    errors++;
    double before = distance - mean;
    mean += 1.0 / errors * before;
    squares += before * (distance - mean);
    if (seen() - begin <= minimum) {
      return false;
    }
    double spread = errors > 1 ? Math.sqrt(squares / (errors - 1)) : 0;
    double reach = mean + 2 * spread;
    if (reach > largest) {
      largest = reach;
    } else if (errors > minimum) {
      double ratio = reach / largest;
      if (ratio < drift) {
        return true;
      }
      warned = ratio < warning;
    }
    return false;
  }

  @Override
  void forget() {
    begin = seen();
    lastError = begin;
    errors = 0;
    mean = 0;
    squares = 0;
    largest = -1;
    warned = false;
  }

  @Override
  void save(Memory memory) {
    memory.put("begin", (double) begin);
    memory.put("last_error", (double) lastError);
    memory.put("errors", (double) errors);
    memory.put("mean_distance", mean);
    memory.put("squares", squares);
    memory.put("largest", largest);
    memory.put("warned", warned);
  }

  @Override
  void load(Memory memory) {
    begin = (long) memory.count("begin");
    lastError = (long) memory.count("last_error");
    errors = (long) memory.count("errors");
    mean = memory.number("mean_distance");
    squares = memory.number("squares");
    largest = memory.number("largest");
    warned = memory.flag("warned");
  }
}
