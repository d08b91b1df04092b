package dev.leeway.golden;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * What SciPy was asked for, in Java and from the raw values: the words of the golden files as code. Nothing here is the
 * library's; it shows that data and values belong together, and what the library's numbers are held against.
 */
final class ScipyRecipe {

  private static final double FLOOR = 1e-4;

  private ScipyRecipe() {}

  /** All values of a numeric signal, under the names of the golden files. */
  static Map<String, Double> numeric(double[] referenceRows, double[] currentRows) {
    double[] reference = sorted(referenceRows);
    double[] current = sorted(currentRows);
    double deviation = deviation(reference);
    Map<String, Double> values = new LinkedHashMap<>();
    double[] edges = edges(reference);
    double[] q = shares(reference, edges);
    double[] p = shares(current, edges);
    values.put("psi", psi(q, p));
    values.put("js_distance_base2", jensenShannon(q, p));
    double[] gaps = gaps(reference, current);
    values.put("ks_d", gaps[0]);
    values.put("ks_p", kolmogorovSmirnovP(gaps[0], reference.length, current.length));
    values.put("wasserstein", gaps[1]);
    values.put("wasserstein_norm", deviation > 0 ? gaps[1] / deviation : Double.NaN);
    values.put("mean_ref", mean(reference));
    values.put("mean_cur", mean(current));
    values.put("std_ref", deviation);
    values.put("std_cur", deviation(current));
    values.put("bins", edges.length + 1.0);
    return values;
  }

  /** All values of a categorical signal. */
  static Map<String, Double> categorical(List<String> reference, List<String> current) {
    TreeMap<String, double[]> table = new TreeMap<>();
    reference.forEach(category -> table.computeIfAbsent(category, c -> new double[2])[0]++);
    current.forEach(category -> table.computeIfAbsent(category, c -> new double[2])[1]++);
    double m = reference.size();
    double n = current.size();
    double[] q = table.values().stream().mapToDouble(pair -> pair[0] / m).toArray();
    double[] p = table.values().stream().mapToDouble(pair -> pair[1] / n).toArray();
    double chiSquare = 0;
    for (double[] pair : table.values()) {
      double expected = (pair[0] + pair[1]) / (m + n);
      chiSquare += square(pair[0] - expected * m) / (expected * m);
      chiSquare += square(pair[1] - expected * n) / (expected * n);
    }
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, Math.abs(p[i] - q[i]));
    }
    int freedom = p.length - 1;
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("psi", psi(q, p));
    values.put("chi2", chiSquare);
    values.put(
        "chi2_p", chiSquare > 0 ? Gamma.regularizedGammaQ(freedom / 2.0, chiSquare / 2) : 1.0);
    values.put("dof", (double) freedom);
    values.put("l_inf", largest);
    values.put("js_distance_base2", jensenShannon(q, p));
    values.put("categories", (double) p.length);
    return values;
  }

  /**
   * Inner edges: the reference's deciles, without the first and the last. Where fewer than three deciles are distinct, all
   * of the training range is one bin between one below and one above it; this the golden files do not say in words.
   */
  private static double[] edges(double[] sorted) {
    TreeSet<Double> deciles = new TreeSet<>();
    for (int i = 0; i <= 10; i++) {
      deciles.add(quantile(sorted, i == 10 ? 1 : i * 0.1));
    }
    if (deciles.size() < 3) {
      return new double[] {Math.nextDown(deciles.first()), deciles.last()};
    }
    deciles.pollFirst();
    deciles.pollLast();
    return deciles.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** NumPy's linear quantile, with its two ways to interpolate: an ulp decides on which side of an edge a tie falls. */
  private static double quantile(double[] sorted, double q) {
    double place = (sorted.length - 1) * q;
    int below = (int) Math.floor(place);
    if (below >= sorted.length - 1) {
      return sorted[sorted.length - 1];
    }
    double part = place - below;
    double step = sorted[below + 1] - sorted[below];
    return part >= 0.5 ? sorted[below + 1] - step * (1 - part) : sorted[below] + step * part;
  }

  /** Shares of the bins (lower edge, upper edge]. */
  private static double[] shares(double[] sorted, double[] edges) {
    double[] shares = new double[edges.length + 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < edges.length && value > edges[bin]) {
        bin++;
      }
      shares[bin]++;
    }
    return Arrays.stream(shares).map(rows -> rows / sorted.length).toArray();
  }

  private static double psi(double[] reference, double[] current) {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double q = Math.max(FLOOR, reference[i]);
      double p = Math.max(FLOOR, current[i]);
      sum += (p - q) * Math.log(p / q);
    }
    return sum;
  }

  private static double jensenShannon(double[] reference, double[] current) {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double middle = (reference[i] + current[i]) / 2;
      sum += entropy(reference[i], middle) + entropy(current[i], middle);
    }
    return Math.sqrt(Math.max(0, sum) / 2 / Math.log(2));
  }

  private static double entropy(double share, double middle) {
    return share > 0 ? share * Math.log(share / middle) : 0;
  }

  /** The largest gap between both cumulated shares, and the area of all gaps. */
  private static double[] gaps(double[] reference, double[] current) {
    int m = reference.length;
    int n = current.length;
    int i = 0;
    int j = 0;
    double last = 0;
    double gap = 0;
    double largest = 0;
    double area = 0;
    while (i < m || j < n) {
      double value = j == n || i < m && reference[i] <= current[j] ? reference[i] : current[j];
      // before the first value there is no gap
      area += gap == 0 ? 0 : gap * (value - last);
      while (i < m && reference[i] == value) {
        i++;
      }
      while (j < n && current[j] == value) {
        j++;
      }
      gap = Math.abs((double) j / n - (double) i / m);
      largest = Math.max(largest, gap);
      last = value;
    }
    return new double[] {largest, area};
  }

  /**
   * SciPy's asymptotic p of two samples is the exact one of a single sample of n m / (n + m) rows, rounded. Commons
   * Statistics computes that one for a sample and not for a D, so it is given a sample that has this D.
   */
  private static double kolmogorovSmirnovP(double d, double m, double n) {
    int rows = (int) Math.rint(m * n / (m + n));
    if (d <= 0.5 / rows) {
      return 1;
    }
    double[] sample = new double[rows];
    Arrays.setAll(sample, i -> i);
    return KolmogorovSmirnovTest.withDefaults()
        .test(sample, i -> Math.min(1, i / rows + d))
        .getPValue();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Of the population: ddof 0. */
  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(value -> square(value - mean)).sum() / values.length);
  }

  private static double square(double value) {
    return value * value;
  }
}
