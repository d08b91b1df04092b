package dev.leeway.convention;

import org.apache.commons.math3.special.Gamma;

/** Pearson's chi-square, as a test of fit and as a test of homogeneity. */
final class ChiSquareTests {

  private static final double YATES = 0.5;

  private ChiSquareTests() {}

  /**
   * How well the current sample fits the shares of the reference, which are taken as known: Σ (o − e)² / e with e the
   * reference's rows brought to the size of the current sample. Infinite where a category is not in the reference.
   *
   * @see <a href="https://doi.org/10.1080/14786440009463897">K. Pearson (1900)</a>; SciPy 1.17.1, {@code
   *     stats.chisquare}
   */
  static double fit(Tallies rows) {
    double ratio = (double) rows.currentRows() / rows.referenceRows();
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double expected = rows.reference(i) * ratio;
      double difference = rows.current(i) - expected;
      // nothing expected and something found: infinite, as the division says
      sum += difference * difference / expected;
    }
    return sum;
  }

  /**
   * Whether both samples can come from one distribution: Σ (o − e)² / e over both, with e from the pooled shares. With
   * two categories each difference is brought nearer to 0 by up to a half, after F. Yates.
   *
   * @see <a href="https://doi.org/10.2307/2983604">F. Yates (1934), Contingency tables involving small numbers and the χ²
   *     test</a>; SciPy 1.17.1, {@code stats.chi2_contingency}
   */
  static double homogeneity(Tallies rows) {
    double m = rows.referenceRows();
    double n = rows.currentRows();
    double correction = rows.size() == 2 ? YATES : 0;
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double both = (double) rows.reference(i) + rows.current(i);
      sum += term(rows.reference(i), both * m / (m + n), correction);
      sum += term(rows.current(i), both * n / (m + n), correction);
    }
    return sum;
  }

  private static double term(long found, double expected, double correction) {
    double difference = Math.abs(found - expected);
    difference -= Math.min(correction, difference);
    return difference * difference / expected;
  }

  /** P(X ≥ x) of chi-square, as a tail of its own; 1 with no degree of freedom. */
  static double pValue(double x, int degrees) {
    if (degrees < 1 || x <= 0) {
      return 1;
    }
    return x == Double.POSITIVE_INFINITY ? 0 : Gamma.regularizedGammaQ(degrees / 2.0, x / 2);
  }
}
