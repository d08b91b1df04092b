package dev.leeway.detector;

/** {@link Eddm} at work. */
final class EddmDetector extends ChangeDetector {

  private final double minimum;
  private final double warning;
  private final double drift;

  private double count;
  private double lastError;
  private double errors;
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
    count++;
    if (value == 1 && error()) {
      return ChangeState.DRIFT;
    }
    return warned ? ChangeState.WARNING : ChangeState.STABLE;
  }

  private boolean error() {
    double distance = count - lastError;
    lastError = count;
    errors++;
    double before = distance - mean;
    mean += 1 / errors * before;
    squares += before * (distance - mean);
    if (!(count > minimum)) {
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
    count = 0;
    lastError = 0;
    errors = 0;
    mean = 0;
    squares = 0;
    largest = -1;
    warned = false;
  }

  @Override
  void save(Memory memory) {
    memory.put("count", count);
    memory.put("last_error", lastError);
    memory.put("errors", errors);
    memory.put("mean_distance", mean);
    memory.put("squares", squares);
    memory.put("largest", largest);
    memory.put("warned", warned);
  }

  @Override
  void load(Memory memory) {
    count = memory.count("count");
    lastError = memory.count("last_error", count);
    errors = memory.count("errors", count);
    mean = memory.number("mean_distance");
    squares = memory.number("squares");
    largest = memory.number("largest");
    warned = memory.flag("warned");
  }
}
