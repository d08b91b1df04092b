package dev.leeway.detector;

/** {@link Eddm} at work. */
final class EddmDetector extends ChangeDetector {

  private final long minimum;
  private final double warning;
  private final double drift;

  /** Whole numbers, which are counted up faster than doubles: most values do no more than that. */
  private long count;

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
    count++;
    if (value == 1 && error()) {
      return ChangeState.DRIFT;
    }
    return warned ? ChangeState.WARNING : ChangeState.STABLE;
  }

  private boolean error() {
    double distance = (double) (count - lastError);
    lastError = count;
    errors++;
    double before = distance - mean;
    mean += 1.0 / errors * before;
    squares += before * (distance - mean);
    if (count <= minimum) {
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
    memory.put("count", (double) count);
    memory.put("last_error", (double) lastError);
    memory.put("errors", (double) errors);
    memory.put("mean_distance", mean);
    memory.put("squares", squares);
    memory.put("largest", largest);
    memory.put("warned", warned);
  }

  @Override
  void load(Memory memory) {
    count = (long) memory.count("count");
    lastError = (long) memory.count("last_error", (double) count);
    errors = (long) memory.count("errors", (double) count);
    mean = memory.number("mean_distance");
    squares = memory.number("squares");
    largest = memory.number("largest");
    warned = memory.flag("warned");
  }
}
