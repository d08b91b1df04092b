package dev.leeway.detector;

import java.util.Arrays;
import java.util.List;

/**
 * The exponential histogram of a window: row r holds buckets of 2^r values each, oldest first, as their sum and their sum of
 * squares about their own mean. New values are buckets of row 0; when a row has one bucket too many, its two oldest become one
 * of the next row. Higher rows are therefore older.
 *
 * <p>All rows lie in two arrays that are made at once. When the last row is full, its oldest bucket is dropped, so that the
 * window stops to grow instead of the memory.
 */
final class AdwinBuckets {

  static final int MOST_ROWS = 48;

  private final int rows;
  private final int maxBuckets;
  private final int stride;
  private final double[] sums;
  private final double[] squares;
  private final int[] counts;

  private int oldest;
  private int buckets;
  private double width;
  private double total;
  private double variation;

  AdwinBuckets(int maxBuckets, int rows) {
    this.rows = rows;
    this.maxBuckets = maxBuckets;
    stride = maxBuckets + 1;
    sums = new double[rows * stride];
    squares = new double[rows * stride];
    counts = new int[rows];
  }

  /** Values in the window. */
  double width() {
    return width;
  }

  /** Their sum. */
  double total() {
    return total;
  }

  /** Their sum of squares about their mean. */
  double variation() {
    return variation;
  }

  int buckets() {
    return buckets;
  }

  /** The highest row with a bucket. */
  int oldestRow() {
    return oldest;
  }

  /** Buckets of a row. */
  int count(int row) {
    return counts[row];
  }

  /** Where the sums of a row begin, oldest first. */
  int begin(int row) {
    return row * stride;
  }

  double sum(int place) {
    return sums[place];
  }

  void add(double value) {
    width += 1;
    if (width > 1) {
      double difference = value - total / (width - 1);
      variation += (width - 1) * difference * difference / width;
    }
    total += value;
    int place = counts[0]++;
    sums[place] = value;
    squares[place] = 0;
    buckets++;
    if (counts[0] > maxBuckets) {
      merge();
    }
  }

  private void merge() {
    double size = 1;
    double inverse = 1;
    for (int row = 0; counts[row] > maxBuckets; row++) {
      if (row == rows - 1) {
        dropOldest();
        return;
      }
      int from = row * stride;
      // a division by a power of two, to the last bit
      double difference = sums[from] * inverse - sums[from + 1] * inverse;
      int to = from + stride + counts[row + 1]++;
      sums[to] = sums[from] + sums[from + 1];
      squares[to] = squares[from] + squares[from + 1] + size * 0.5 * difference * difference;
      counts[row] -= 2;
      for (int i = from; i < from + counts[row]; i++) {
        sums[i] = sums[i + 2];
        squares[i] = squares[i + 2];
      }
      oldest = Math.max(oldest, row + 1);
      buckets--;
      size *= 2;
      inverse *= 0.5;
    }
  }

  /** Takes the oldest bucket out of the window. */
  void dropOldest() {
    double size = 1L << oldest;
    int from = oldest * stride;
    double sum = sums[from];
    width -= size;
    total -= sum;
    double difference = sum / size - total / width;
    variation -= squares[from] + size * width * difference * difference / (size + width);
    counts[oldest]--;
    for (int i = from; i < from + counts[oldest]; i++) {
      sums[i] = sums[i + 1];
      squares[i] = squares[i + 1];
    }
    buckets--;
    if (counts[oldest] == 0 && oldest > 0) {
      oldest--;
    }
  }

  void clear() {
    Arrays.fill(counts, 0);
    oldest = 0;
    buckets = 0;
    width = 0;
    total = 0;
    variation = 0;
  }

  void save(Memory memory) {
    memory.put("width", width);
    memory.put("total", total);
    memory.put("variation", variation);
    double[] rowCounts = Arrays.stream(counts).asDoubleStream().toArray();
    memory.put("buckets", Memory.listOf(rowCounts, 0, buckets == 0 ? 0 : oldest + 1));
    memory.put("sums", packed(sums));
    memory.put("squares", packed(squares));
  }

  /** Row for row, from the newest buckets to the oldest. */
  private List<Double> packed(double[] array) {
    double[] packed = new double[buckets];
    int next = 0;
    for (int row = 0; row <= oldest; row++) {
      System.arraycopy(array, row * stride, packed, next, counts[row]);
      next += counts[row];
    }
    return Memory.listOf(packed, 0, buckets);
  }

  void load(Memory memory) {
    clear();
    List<Double> rowCounts = memory.list("buckets", rows);
    for (int row = 0; row < rowCounts.size(); row++) {
      double count = rowCounts.get(row);
      // a row below the oldest one is never empty: a merge leaves at least one bucket behind
      if (!(count >= 1 && count <= maxBuckets && count == (int) count)) {
        throw memory.unsound("buckets", "the buckets of each row, 1 to " + maxBuckets);
      }
      counts[row] = (int) count;
      width += count * (1L << row);
      buckets += counts[row];
      oldest = row;
    }
    if (memory.count("width") != width) {
      throw memory.unsound("width", "what the buckets hold, " + width);
    }
    total = memory.number("total");
    variation = memory.number("variation");
    unpack(memory, "sums", sums);
    unpack(memory, "squares", squares);
  }

  private void unpack(Memory memory, String name, double[] array) {
    List<Double> packed = memory.list(name, buckets);
    if (packed.size() != buckets) {
      throw memory.unsound(name, "a list of " + buckets + " numbers");
    }
    int next = 0;
    for (int row = 0; row <= oldest; row++) {
      for (int i = 0; i < counts[row]; i++) {
        array[row * stride + i] = packed.get(next++);
      }
    }
  }
}
