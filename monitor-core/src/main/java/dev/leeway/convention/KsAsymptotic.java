package dev.leeway.convention;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The p-value of the two-sample Kolmogorov-Smirnov test that SciPy calls asymptotic: the tail of the one-sample statistic
 * for a sample of n m / (n + m) values, rounded. The ways to that tail are those of SciPy's {@code kstwo.sf}, after R.
 * Simard and P. L'Ecuyer; each is exact or an approximation where the papers say that it is good.
 *
 * <p>Below a p of about 0.02, or 7e-4 for up to 140 values, the tail is summed as such; above, it is one less the
 * distribution function, to 1e-11 or better.
 *
 * @see <a href="https://doi.org/10.18637/jss.v039.i11">R. Simard, P. L'Ecuyer (2011), Computing the two-sided
 *     Kolmogorov-Smirnov distribution</a>; SciPy 1.17.1, {@code stats/_ksstats.py}
 */
final class KsAsymptotic {

  private static final int SMALL = 140;
  private static final int LARGE = 100_000;

  private KsAsymptotic() {}

  /**
   * The p-value of two samples.
   *
   * @param n values of one sample, at least 1
   * @param m values of the other, at least 1
   * @param d the statistic
   */
  static double pValue(long n, long m, double d) {
    double size = Math.rint((double) n * m / ((double) n + m));
    return tail((int) size, d);
  }

  /** P(D ≥ x) for the statistic D of one sample of n values against a known continuous distribution. */
  static double tail(int n, double x) {
    double t = n * x;
    if (x >= 1 || t <= 0.5) {
      return x >= 1 ? 0 : 1;
    }
    if (t <= 1) {
      return 1 - oneStep(n, 2 * t - 1);
    }
    if (t >= n - 1) {
      return 2 * Math.pow(1 - x, n);
    }
    double square = t * x;
    if (x >= 0.5 || square > (n <= SMALL ? 4 : 2.2)) {
      return n > SMALL && square >= 370 ? 0 : Math.min(1, 2 * oneSided(n, x));
    }
    boolean exact = n <= SMALL || n <= LARGE && n * Math.pow(x, 1.5) <= 1.4;
    return Math.max(0, Math.min(1, 1 - (exact ? matrix(n, x) : series(n, x))));
  }

  /**
   * n! (f/n)^n: every value in a stretch of its own.
   *
   * @see <a href="https://doi.org/10.18637/jss.v039.i11">Simard, L'Ecuyer (2011), after H. Ruben and J. Gambino (1982)</a>
   */
  private static double oneStep(int n, double f) {
    double product = 1;
    for (int i = 1; i <= n && product > 0; i++) {
      product *= i * f / n;
    }
    return product;
  }

  /**
   * P(D⁺ ≥ x) = x Σ C(n, j) (x + j/n)^(j−1) (1 − x − j/n)^(n−j) over 0 ≤ j ≤ n (1 − x): each term is a binomial probability
   * times x / (x + j/n), and positive.
   *
   * @see <a href="https://doi.org/10.1214/aoms/1177729550">Z. W. Birnbaum, F. H. Tingey (1951), One-sided confidence
   *     contours for probability distribution functions</a>
   */
  static double oneSided(int n, double x) {
    double sum = 0;
    for (int j = 0; j <= n; j++) {
      double share = x + (double) j / n;
      if (share >= 1) {
        break;
      }
      sum += new BinomialDistribution(null, n, share).probability(j) * x / share;
    }
    return sum;
  }

  /**
   * P(D &lt; x) as n!/nⁿ times an entry of the n-th power of a matrix, exact; powers of two are kept apart so that nothing
   * overflows.
   *
   * @see <a href="https://doi.org/10.18637/jss.v008.i18">G. Marsaglia, W. W. Tsang, J. Wang (2003), Evaluating Kolmogorov's
   *     distribution</a>
   */
  static double matrix(int n, double x) {
    int k = (int) Math.ceil(n * x);
    double[][] h = steps(k, k - n * x);
    double[][] power = null;
    int exponent = 0;
    int exponentOfH = 0;
    for (int left = n; left > 0; left /= 2) {
      if (left % 2 == 1) {
        power = power == null ? h : product(power, h);
        exponent += exponentOfH;
      }
      h = product(h, h);
      exponentOfH *= 2;
      int size = Math.getExponent(h[k - 1][k - 1]);
      scale(h, -size);
      exponentOfH += size;
    }
    double p = power == null ? 1 : power[k - 1][k - 1];
    for (int i = 1; i <= n; i++) {
      p = p * i / n;
      int size = Math.getExponent(p);
      p = Math.scalb(p, -size);
      exponent += size;
    }
    return Math.scalb(p, exponent);
  }

  /** The matrix of one step, with h how far n x is from the next whole number k. */
  private static double[][] steps(int k, double h) {
    int size = 2 * k - 1;
    double[] inverseFactorial = new double[size + 1];
    inverseFactorial[0] = 1;
    for (int i = 1; i <= size; i++) {
      inverseFactorial[i] = inverseFactorial[i - 1] / i;
    }
    double[][] steps = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 1; column <= Math.min(row + 1, size - 1); column++) {
        steps[row][column] = inverseFactorial[row - column + 1];
      }
    }
    for (int i = 0; i < size - 1; i++) {
      double border = (1 - Math.pow(h, i + 1)) * inverseFactorial[i + 1];
      steps[i][0] = border;
      steps[size - 1][size - 1 - i] = border;
    }
    double corner = 1 - 2 * Math.pow(h, size) + Math.pow(Math.max(0, 2 * h - 1), size);
    steps[size - 1][0] = corner * inverseFactorial[size];
    return steps;
  }

  private static double[][] product(double[][] a, double[][] b) {
    int size = a.length;
    double[][] product = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < size; i++) {
        double factor = a[row][i];
        for (int column = 0; column < size; column++) {
          product[row][column] += factor * b[i][column];
        }
      }
    }
    return product;
  }

  private static void scale(double[][] matrix, int exponent) {
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.scalb(row[i], exponent);
      }
    }
  }

  /**
   * P(D &lt; x) by Kolmogorov's limit and three terms in 1/√n.
   *
   * @see <a href="https://doi.org/10.1111/j.2517-6161.1976.tb01579.x">W. Pelz, I. J. Good (1976), Approximating the lower
   *     tail-areas of the Kolmogorov-Smirnov one-sample statistic</a>
   */
  static double series(int n, double x) {
    double z = Math.sqrt(n) * x;
    double z2 = z * z;
    double z4 = z2 * z2;
    double z6 = z4 * z2;
    double pi2 = Math.PI * Math.PI;
    double k0 = 0;
    double k1 = 0;
    double k2 = 0;
    double k3 = 0;
    double k2More = 0;
    double k3More = 0;
    for (int k = (int) Math.ceil(16 * z / Math.PI); k > 0; k--) {
      double m2 = pi2 * (2 * k - 1) * (2 * k - 1) / 4;
      double odd = Math.exp(-m2 / (2 * z2));
      k0 += odd;
      k1 += odd * (m2 - z2);
      k2 += odd * (6 * z6 + 2 * z4 + m2 * (2 * z4 - 5 * z2) + m2 * m2 * (1 - 2 * z2));
      k3 += odd
          * (m2 * m2 * m2 * (5 - 30 * z2)
              + m2 * m2 * (212 * z4 - 60 * z2)
              + m2 * (135 * z4 - 96 * z6)
              - 30 * z6
              - 90 * z4 * z4);
      double e2 = pi2 * k * k;
      double even = e2 * Math.exp(-e2 / (2 * z2));
      k2More += even;
      k3More += even * (3 * z2 - e2);
    }
    double root = Math.sqrt(n);
    double sum = k0 / z
        + k1 / (6 * z4) / root
        + (k2 / (72 * z6 * z) - k2More / (36 * z2 * z)) / n
        + (k3 / (6480 * z6 * z4) + k3More / (216 * z6)) / (n * root);
    return Math.sqrt(2 * Math.PI) * sum;
  }
}
