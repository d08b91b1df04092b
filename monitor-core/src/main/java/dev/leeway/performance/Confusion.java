package dev.leeway.performance;

/** Numbers of a 2 x 2 table: true and false positives and negatives, in counts or in expected counts. */
record Confusion(double tp, double fp, double fn, double tn) {

  static Confusion of(double[] cells) {
    return new Confusion(cells[0], cells[1], cells[2], cells[3]);
  }

  double[] cells() {
    return new double[] {tp, fp, fn, tn};
  }

  double records() {
    return tp + fp + fn + tn;
  }

  double accuracy() {
    return (tp + tn) / records();
  }

  /** NaN where nothing was predicted positive. */
  double precision() {
    return tp / (tp + fp);
  }

  /** NaN where nothing is positive. */
  double recall() {
    return tp / (tp + fn);
  }

  double specificity() {
    return tn / (tn + fp);
  }

  double balancedAccuracy() {
    return (recall() + specificity()) / 2;
  }

  /** NaN where neither a truth nor a prediction is positive. */
  double f1() {
    return 2 * tp / (2 * tp + fp + fn);
  }

  /** Matthews' correlation; NaN where a row or a column of the table is empty. */
  double mcc() {
    double product =
        Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
    return product == 0 ? Double.NaN : (tp * tn - fp * fn) / product;
  }
}
