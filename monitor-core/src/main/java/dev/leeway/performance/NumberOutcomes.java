package dev.leeway.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of a model that answers with a number.
 *
 * <p>Metrics agree with scikit-learn 1.9 to rounding, but for the median of the absolute error, which comes from cells and is right
 * within 4.5 percent of itself. MAPE divides by the truth: it is large where truths are near 0, and a truth of 0 has no part in it.
 * Symmetric MAPE lies in [0, 2]; it punishes a forecast that is too low more than one that is as much too high. The bias is prediction
 * less truth.
 */
public final class NumberOutcomes extends Outcomes {

  // sizes of errors from 2^-64 to 2^64, eight cells to a doubling; what is smaller is 0, what is
  // larger in the last one
  private static final int DOUBLING = 8;
  private static final int SMALLEST = -64 * DOUBLING;
  private static final int SIZES = 2 * 64 * DOUBLING;
  private static final int SHOWN_BINS = 12;

  private final ExactSum error = new ExactSum();
  private final ExactSum absolute = new ExactSum();
  private final ExactSum square = new ExactSum();
  private final ExactSum fourth = new ExactSum();
  private final ExactSum relative = new ExactSum();
  private final ExactSum relativeSquare = new ExactSum();
  private final ExactSum symmetric = new ExactSum();
  private final ExactSum symmetricSquare = new ExactSum();
  private final ExactSum truth = new ExactSum();
  private final ExactSum truthSquare = new ExactSum();
  // by sign (too low, too high) and size; the first size is an error of about 0
  private final long[][] sizes = new long[2][SIZES + 1];
  private long records;
  private long relatives;

  /** An answer and its truth; both finite, else it is left out. Errors beyond 1e76 are, too: their fourth power has no double. */
  public void add(double predicted, double actual) {
    change(predicted, actual, 1);
  }

  /** Takes back what was added. */
  public void remove(double predicted, double actual) {
    change(predicted, actual, -1);
  }

  private void change(double predicted, double actual, int by) {
    double miss = predicted - actual;
    double size = Math.abs(miss);
    double power = size * size * size * size;
    if (!Double.isFinite(power) || !Double.isFinite(actual * actual)) {
      return;
    }
    records += by;
    change(error, miss, by);
    change(absolute, size, by);
    change(square, size * size, by);
    change(fourth, power, by);
    change(truth, actual, by);
    change(truthSquare, actual * actual, by);
    sizes[miss > 0 ? 1 : 0][sizeOf(size)] += by;
    double share = size / Math.abs(actual);
    if (actual != 0 && Double.isFinite(share * share)) {
      relatives += by;
      change(relative, share, by);
      change(relativeSquare, share * share, by);
    }
    double both = Math.abs(predicted) + Math.abs(actual);
    double part = both == 0 ? 0 : 2 * size / both;
    change(symmetric, part, by);
    change(symmetricSquare, part * part, by);
  }

  private static void change(ExactSum sum, double value, int by) {
    if (by > 0) {
      sum.add(value);
    } else {
      sum.subtract(value);
    }
  }

  private static int sizeOf(double size) {
    if (size == 0) {
      return 0;
    }
    int exponent = Math.getExponent(size);
    // position within the doubling by comparison with its eight borders: no logarithm, the same
    // everywhere
    double within = Math.scalb(size, -exponent);
    int place = 0;
    while (place + 1 < DOUBLING && within >= BORDERS[place + 1]) {
      place++;
    }
    int cell = exponent * DOUBLING + place - SMALLEST + 1;
    return Math.max(0, Math.min(SIZES, cell));
  }

  private static final double[] BORDERS = borders();

  private static double[] borders() {
    double[] borders = new double[DOUBLING + 1];
    for (int i = 0; i <= DOUBLING; i++) {
      borders[i] = StrictMath.pow(2, (double) i / DOUBLING);
    }
    return borders;
  }

  /** The middle of a cell of sizes. */
  private static double middle(int cell) {
    return cell == 0 ? 0 : Math.sqrt(lower(cell) * lower(cell + 1));
  }

  private static double lower(int cell) {
    int place = cell - 1 + SMALLEST;
    int exponent = Math.floorDiv(place, DOUBLING);
    return Math.scalb(BORDERS[Math.floorMod(place, DOUBLING)], exponent);
  }

  @Override
  public long labelled() {
    return records;
  }

  @Override
  public Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    double n = records;
    double mae = absolute.value() / n;
    double mse = square.value() / n;
    double rmse = Math.sqrt(mse);
    put(metrics, "mae", mae, Shares.errorOfMean(mae, mse, n));
    double errorOfSquare = Shares.errorOfMean(mse, fourth.value() / n, n);
    put(metrics, "rmse", rmse, rmse == 0 ? 0 : errorOfSquare / (2 * rmse));
    double mape = relative.value() / relatives;
    put(metrics, "mape", mape, Shares.errorOfMean(mape, relativeSquare.value() / relatives, (double)
        relatives));
    double smape = symmetric.value() / n;
    put(metrics, "smape", smape, Shares.errorOfMean(smape, symmetricSquare.value() / n, n));
    double bias = error.value() / n;
    put(metrics, "bias", bias, Shares.errorOfMean(bias, mse, n));
    double mean = truth.value() / n;
    double spread = truthSquare.value() / n - mean * mean;
    put(metrics, "r2", spread > 0 ? 1 - mse / spread : Double.NaN, Double.NaN);
    put(metrics, "median_error", median(), medianError());
    put(metrics, "pinball_loss", mae / 2, Shares.errorOfMean(mae, mse, n) / 2);
    return metrics;
  }

  private static void put(Map<String, Metric> metrics, String key, double value, double error) {
    metrics.put(key, new Metric(key, value, Double.isNaN(value) ? Double.NaN : error));
  }

  /** Of an even number of errors the middle of the two in the middle. */
  private double median() {
    return (atRank((records + 1) / 2) + atRank(records / 2 + 1)) / 2;
  }

  /** The size that so many of all errors do not exceed; NaN without any. */
  public double quantile(double share) {
    return atRank((long) Math.ceil(Math.max(1, share * records)));
  }

  /** The size of the error that so many do not exceed, from 1; NaN beyond the last. */
  private double atRank(long rank) {
    long below = 0;
    for (int cell = 0; cell <= SIZES; cell++) {
      below += sizes[0][cell] + sizes[1][cell];
      if (below >= rank) {
        return middle(cell);
      }
    }
    return Double.NaN;
  }

  /** Half the distance between the order statistics one standard deviation around the middle. */
  private double medianError() {
    double reach = 0.5 / Math.sqrt((double) records);
    return (quantile(Math.min(1, 0.5 + reach)) - quantile(Math.max(0, 0.5 - reach))) / 2;
  }

  /** The distribution of the error, prediction less truth, from the largest too low to the largest too high. */
  public List<ErrorBin> errorBins() {
    // a few wide cells: so many of the widest error's doublings
    int widest = SIZES;
    while (widest > 0 && sizes[0][widest] + sizes[1][widest] == 0) {
      widest--;
    }
    int perBin = 2 * DOUBLING / 2;
    List<ErrorBin> bins = new ArrayList<>();
    for (int sign = 0; sign < 2; sign++) {
      List<ErrorBin> side = new ArrayList<>();
      int upper = (widest / perBin + 1) * perBin + 1;
      for (int i = 0; i < SHOWN_BINS / 2; i++) {
        int lower = i + 1 == SHOWN_BINS / 2 ? 0 : Math.max(0, upper - perBin);
        long rows = 0;
        for (int cell = lower; cell < Math.min(upper, SIZES + 1); cell++) {
          rows += sizes[sign][cell];
        }
        double from = lower <= 0 ? 0 : lower(lower);
        double to = lower(upper);
        side.add(new ErrorBin(sign == 0 ? -to : from, sign == 0 ? -from : to, rows));
        upper = lower;
        if (upper <= 0) {
          break;
        }
      }
      if (sign == 1) {
        Collections.reverse(side);
      }
      bins.addAll(side);
    }
    return bins;
  }

  @Override
  public void add(Outcomes other) {
    if (!(other instanceof NumberOutcomes that)) {
      throw different(this, other);
    }
    ExactSum[] mine = sums();
    ExactSum[] theirs = that.sums();
    for (int i = 0; i < mine.length; i++) {
      mine[i].add(theirs[i]);
    }
    for (int sign = 0; sign < 2; sign++) {
      for (int cell = 0; cell <= SIZES; cell++) {
        sizes[sign][cell] += that.sizes[sign][cell];
      }
    }
    records += that.records;
    relatives += that.relatives;
  }

  private ExactSum[] sums() {
    return new ExactSum[] {
      error,
      absolute,
      square,
      fourth,
      relative,
      relativeSquare,
      symmetric,
      symmetricSquare,
      truth,
      truthSquare
    };
  }

  @Override
  public Outcomes empty() {
    return new NumberOutcomes();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberOutcomes that
        && records == that.records
        && Arrays.equals(sums(), that.sums())
        && Arrays.deepEquals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums());
  }

  @Override
  public String toString() {
    return records + " outcomes of a number";
  }
}
