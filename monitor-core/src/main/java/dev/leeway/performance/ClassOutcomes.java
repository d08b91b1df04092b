package dev.leeway.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Of a model that answers with a class out of several. A class that is not among the known ones counts as one further class.
 *
 * <p>Metrics agree with scikit-learn 1.9. A class that neither is true nor was predicted has no part in the macro mean; one that
 * was never predicted has precision 0 in it.
 */
public final class ClassOutcomes extends Outcomes {

  /** Of more classes only the means are told. */
  private static final int MOST_TOLD = 20;

  private final List<String> classes;
  private final Map<String, Integer> places = new HashMap<>();
  // by truth and predicted class; the last place of both is for other classes
  private final long[][] records;

  /** No outcome yet, of these classes, at least one. */
  public ClassOutcomes(List<String> classes) {
    this.classes = List.copyOf(classes);
    for (String known : classes) {
      places.put(known, places.size());
    }
    this.records = new long[classes.size() + 1][classes.size() + 1];
  }

  /** The known classes. */
  public List<String> classes() {
    return classes;
  }

  private int place(String name) {
    Integer place = places.get(name);
    return place == null ? classes.size() : place;
  }

  /** An answer and its truth. */
  public void add(String predicted, String truth) {
    records[place(truth)][place(predicted)]++;
  }

  /** Takes back what was added. */
  public void remove(String predicted, String truth) {
    records[place(truth)][place(predicted)]--;
  }

  /** An answer and its truth by their places among the classes; any other number is for a class that is not known. */
  public void add(int predicted, int truth) {
    records[place(truth)][place(predicted)]++;
  }

  /** Takes back what was added. */
  public void remove(int predicted, int truth) {
    records[place(truth)][place(predicted)]--;
  }

  private int place(int which) {
    return which >= 0 && which < classes.size() ? which : classes.size();
  }

  /** The place of a class, or -1 where it is not known. */
  public int indexOf(String name) {
    Integer place = places.get(name);
    return place == null ? -1 : place;
  }

  /** Records by places among the classes; the number of classes is the place of all others. */
  public long records(int truth, int predicted) {
    return records[truth][predicted];
  }

  @Override
  public long labelled() {
    return Arrays.stream(records).flatMapToLong(Arrays::stream).sum();
  }

  @Override
  public Map<String, Metric> metrics() {
    int side = records.length;
    double[] cells = new double[side * side];
    for (int truth = 0; truth < side; truth++) {
      for (int predicted = 0; predicted < side; predicted++) {
        cells[truth * side + predicted] = records[truth][predicted];
      }
    }
    Map<String, Metric> metrics = new LinkedHashMap<>();
    double all = labelled();
    double right = 0;
    for (int place = 0; place < side; place++) {
      right += records[place][place];
    }
    // two classes that are both unknown may be different ones
    right -= records[side - 1][side - 1];
    double accuracy = right / all;
    put(metrics, "accuracy", accuracy, Shares.error(accuracy, all));
    put(metrics, "balanced_accuracy", cells, c -> meanRecall(c, side));
    put(metrics, "macro_f1", cells, c -> f1(c, side, false));
    put(metrics, "weighted_f1", cells, c -> f1(c, side, true));
    for (int place = 0; place < classes.size() && classes.size() <= MOST_TOLD; place++) {
      double truths = sum(cells, side, place, true);
      double predictions = sum(cells, side, place, false);
      double recall = records[place][place] / truths;
      double precision = records[place][place] / predictions;
      put(metrics, "recall_" + classes.get(place), recall, Shares.error(recall, truths));
      put(
          metrics,
          "precision_" + classes.get(place),
          precision,
          Shares.error(precision, predictions));
    }
    return metrics;
  }

  private static void put(
      Map<String, Metric> metrics, String key, double[] cells, ToDoubleFunction<double[]> metric) {
    put(metrics, key, metric.applyAsDouble(cells), Shares.error(cells, metric));
  }

  private static void put(Map<String, Metric> metrics, String key, double value, double error) {
    metrics.put(key, new Metric(key, value, Double.isNaN(value) ? Double.NaN : error));
  }

  private static double sum(double[] cells, int side, int place, boolean ofTruth) {
    double sum = 0;
    for (int other = 0; other < side; other++) {
      sum += ofTruth ? cells[place * side + other] : cells[other * side + place];
    }
    return sum;
  }

  /** NaN without a record. */
  private static double f1(double[] cells, int side, boolean weighted) {
    double sum = 0;
    double weights = 0;
    for (int place = 0; place < side; place++) {
      double truths = sum(cells, side, place, true);
      double predictions = sum(cells, side, place, false);
      if (truths + predictions > 0) {
        double weight = weighted ? truths : 1;
        sum += weight * 2 * cells[place * side + place] / (truths + predictions);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double meanRecall(double[] cells, int side) {
    double sum = 0;
    int seen = 0;
    for (int place = 0; place < side; place++) {
      double truths = sum(cells, side, place, true);
      if (truths > 0) {
        sum += cells[place * side + place] / truths;
        seen++;
      }
    }
    return sum / seen;
  }

  @Override
  public void add(Outcomes other) {
    if (!(other instanceof ClassOutcomes that) || !classes.equals(that.classes)) {
      throw different(this, other);
    }
    for (int truth = 0; truth < records.length; truth++) {
      for (int predicted = 0; predicted < records.length; predicted++) {
        records[truth][predicted] += that.records[truth][predicted];
      }
    }
  }

  @Override
  public Outcomes empty() {
    return new ClassOutcomes(classes);
  }

  /** Truths that were met, one row for each pair that was: truth, predicted class, records. */
  public List<ConfusionCell> confusion() {
    List<ConfusionCell> met = new ArrayList<>();
    for (int truth = 0; truth < records.length; truth++) {
      for (int predicted = 0; predicted < records.length; predicted++) {
        if (records[truth][predicted] > 0) {
          met.add(new ConfusionCell(name(truth), name(predicted), records[truth][predicted]));
        }
      }
    }
    return met;
  }

  private String name(int place) {
    return place < classes.size() ? classes.get(place) : "(other)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassOutcomes that
        && classes.equals(that.classes)
        && Arrays.deepEquals(records, that.records);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(records);
  }

  @Override
  public String toString() {
    return labelled() + " outcomes of the classes " + classes;
  }
}
