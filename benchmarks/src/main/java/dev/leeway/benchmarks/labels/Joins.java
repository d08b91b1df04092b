package dev.leeway.benchmarks.labels;

import dev.leeway.label.Ids;
import dev.leeway.label.JoinListener;
import dev.leeway.label.LabelJoin;
import java.util.function.ToLongFunction;

/** Our join as a store, of ids of any kind. */
final class Joins<K> implements Store<K>, JoinListener {

  private final LabelJoin join;
  private final ToLongFunction<K> key;
  private long hits;

  private Joins(int capacity, ToLongFunction<K> key) {
    this.join = LabelJoin.ofClasses(capacity, this, failure -> {
      throw new IllegalStateException(failure);
    });
    this.key = key;
  }

  static Joins<Long> ofNumbers(int capacity, long seed) {
    Ids ids = new Ids(seed);
    return new Joins<>(capacity, id -> ids.key((long) id));
  }

  static Joins<String> ofTexts(int capacity, long seed) {
    Ids ids = new Ids(seed);
    return new Joins<>(capacity, ids::key);
  }

  @Override
  public void predicted(K id, int pane) {
    join.predicted(key.applyAsLong(id), pane, pane & 1, pane);
  }

  @Override
  public void labelled(K id) {
    labelled(id, 1);
  }

  void labelled(K id, int trueClass) {
    join.labelled(key.applyAsLong(id), Double.NaN, trueClass);
  }

  @Override
  public long joined() {
    return join.counts().joined();
  }

  /** Classes that were predicted right, so that what is handed out is used. */
  long hits() {
    return hits;
  }

  LabelJoin join() {
    return join;
  }

  @Override
  public void joined(double answer, int predictedClass, double truth, int trueClass, int pane) {
    hits += predictedClass == trueClass ? 1 : 0;
  }

  @Override
  public void corrected(
      double answer,
      int predictedClass,
      double oldTruth,
      int oldClass,
      double truth,
      int trueClass,
      int pane) {
    hits += predictedClass == trueClass ? 1 : -1;
  }
}
