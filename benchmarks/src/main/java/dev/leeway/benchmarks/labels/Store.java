package dev.leeway.benchmarks.labels;

/** One way to keep predictions until their labels come: the oldest one leaves when there are as many as it may keep. */
interface Store<K> {

  /** The class and the number follow from the pane, so that a join can be checked. */
  void predicted(K id, int pane);

  void labelled(K id);

  /** Predictions that met their label; to be called after all operations. */
  long joined();
}
