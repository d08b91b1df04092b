package dev.leeway.detector;

/** A mean that forgets exponentially, and the sum of its squared weights. */
final class WeightedMean {

  private final double lambda;
  private final double rest;
  private boolean begun;
  private double mean;
  private double bound = 1;

  WeightedMean(double lambda) {
    this.lambda = lambda;
    rest = 1 - lambda;
  }

  boolean hasBegun() {
    return begun;
  }

  double mean() {
    return mean;
  }

  double bound() {
    return bound;
  }

  void add(double value) {
    mean = begun ? lambda * value + rest * mean : value;
    bound = lambda * lambda + rest * rest * bound;
    begun = true;
  }

  void become(WeightedMean other) {
    begun = other.begun;
    mean = other.mean;
    bound = other.bound;
  }

  void clear() {
    begun = false;
    mean = 0;
    bound = 1;
  }

  void save(Memory memory, String name) {
    memory.put(name + "_begun", begun);
    memory.put(name + "_mean", mean);
    memory.put(name + "_bound", bound);
  }

  void load(Memory memory, String name) {
    begun = memory.flag(name + "_begun");
    mean = memory.number(name + "_mean", 0, 1);
    bound = memory.number(name + "_bound", 0, 1);
  }
}
