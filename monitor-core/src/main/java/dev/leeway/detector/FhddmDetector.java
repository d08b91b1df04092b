package dev.leeway.detector;

import java.util.ArrayList;
import java.util.List;

/** {@link Fhddm} at work. */
final class FhddmDetector extends ChangeDetector {

  private final int window;
  private final double limit;
  private final boolean[] errors;

  private int oldest;
  private int size;
  private int count;
  private double best;

  FhddmDetector(Fhddm spec) {
    super(spec, Domain.ERROR);
    window = spec.window();
    limit = Math.sqrt(StrictMath.log(1 / spec.confidence()) / (2 * window));
    errors = new boolean[window];
  }

  @Override
  ChangeState step(double value) {
    add(value == 1);
    if (size < window) {
      return ChangeState.STABLE;
    }
    double right = (double) (window - count) / window;
    best = Math.max(best, right);
    return best - right > limit ? ChangeState.DRIFT : ChangeState.STABLE;
  }

  private void add(boolean error) {
    if (size == window) {
      count -= errors[oldest] ? 1 : 0;
      errors[oldest] = error;
      oldest = oldest + 1 == window ? 0 : oldest + 1;
    } else {
      errors[size++] = error;
    }
    count += error ? 1 : 0;
  }

  @Override
  public double mean() {
    return size == 0 ? Double.NaN : (double) count / size;
  }

  @Override
  void forget() {
    oldest = 0;
    size = 0;
    count = 0;
    best = 0;
  }

  @Override
  void save(Memory memory) {
    memory.put("best", best);
    List<Double> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(errors[(oldest + i) % window] ? 1.0 : 0.0);
    }
    memory.put("values", values);
  }

  @Override
  void load(Memory memory) {
    forget();
    best = memory.number("best", 0, 1);
    for (double value : memory.list("values", window, Domain.ERROR)) {
      add(value == 1);
    }
  }
}
