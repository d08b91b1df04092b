package dev.leeway.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN as its description says it, with lists, all cuts computed in full at each check, and the raw values of each bucket
 * kept beside its sums.
 */
final class LiteralAdwin {

  private record Bucket(double sum, double squares, List<Double> values) {

    Bucket plus(Bucket newer) {
      double size = values.size();
      double difference = sum / size - newer.sum / size;
      List<Double> both = new ArrayList<>(values);
      both.addAll(newer.values);
      return new Bucket(
          sum + newer.sum, squares + newer.squares + size * 0.5 * difference * difference, both);
    }
  }

  private final Adwin spec;
  private final List<List<Bucket>> rows = new ArrayList<>();
  private double width;
  private double total;
  private double variation;
  private long tick;

  LiteralAdwin(Adwin spec) {
    this.spec = spec;
  }

  boolean update(double value) {
    width++;
    if (width > 1) {
      double difference = value - total / (width - 1);
      variation += (width - 1) * difference * difference / width;
    }
    total += value;
    add(0, new Bucket(value, 0, List.of(value)));
    boolean found = false;
    if (++tick % spec.clock() == 0 && width > spec.grace()) {
      while (isCut()) {
        found = true;
        drop();
      }
    }
    return found;
  }

  private void add(int row, Bucket bucket) {
    if (row == rows.size()) {
      rows.add(new ArrayList<>());
    }
    List<Bucket> buckets = rows.get(row);
    buckets.add(bucket);
    if (buckets.size() > spec.maxBuckets()) {
      Bucket older = buckets.remove(0);
      add(row + 1, older.plus(buckets.remove(0)));
    }
  }

  private List<Bucket> fromOldest() {
    List<Bucket> all = new ArrayList<>();
    for (int row = rows.size() - 1; row >= 0; row--) {
      all.addAll(rows.get(row));
    }
    return all;
  }

  private boolean isCut() {
    double n0 = 0;
    double n1 = width;
    double u0 = 0;
    double u1 = total;
    List<Bucket> all = fromOldest();
    for (Bucket bucket : all.subList(0, all.size() - 1)) {
      n0 += bucket.values.size();
      n1 -= bucket.values.size();
      u0 += bucket.sum;
      u1 -= bucket.sum;
      double log = StrictMath.log(2 * StrictMath.log(width) / spec.delta());
      double m = 1 / (n0 - spec.minWindow() + 1) + 1 / (n1 - spec.minWindow() + 1);
      double threshold = Math.sqrt(2 * m * (variation / width) * log) + 2.0 / 3.0 * log * m;
      if (n0 >= spec.minWindow()
          && n1 >= spec.minWindow()
          && Math.abs(u0 / n0 - u1 / n1) > threshold) {
        return true;
      }
    }
    return false;
  }

  private void drop() {
    List<Bucket> last = rows.get(rows.size() - 1);
    Bucket oldest = last.remove(0);
    double n = oldest.values.size();
    width -= n;
    total -= oldest.sum;
    double difference = oldest.sum / n - total / width;
    variation -= oldest.squares + n * width * difference * difference / (n + width);
    if (last.isEmpty()) {
      rows.remove(rows.size() - 1);
    }
  }

  double width() {
    return width;
  }

  double total() {
    return total;
  }

  double variation() {
    return variation;
  }

  /** The raw values of the window. */
  double[] values() {
    return fromOldest().stream()
        .flatMap(bucket -> bucket.values.stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
