package dev.leeway.statistic;

import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** Upper tail probabilities, computed as such: one minus a distribution function is 0 from 1e-16 on. */
final class Tails {

  private static final double KOLMOGOROV_ONE = 0.2;
  private static final double CRAMER_VON_MISES_FAR = 2;
  private static final int MOST_STEPS = 1000;
  private static final double STEP = 0.2;
  private static final double[] COSH = cosh(STEP);
  private static final double[] COSH_OF_QUARTER = cosh(STEP / 4);

  private Tails() {}

  /** P(X >= x) of chi-square with so many degrees of freedom. */
  static double chiSquare(double x, int degrees) {
    if (degrees < 1) {
      return x > 0 ? 0 : 1;
    }
    if (x <= 0 || x == Double.POSITIVE_INFINITY) {
      return x > 0 ? 0 : 1;
    }
    return Gamma.regularizedGammaQ(degrees / 2.0, x / 2);
  }

  /**
   * P(K >= x) of Kolmogorov's limit: 2 Σ (-1)^(j-1) exp(-2 j² x²), to about 1e-15; 1 below 0.2, where the difference is
   * under 1e-12.
   */
  static double kolmogorov(double x) {
    if (x < KOLMOGOROV_ONE) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int j = 1; ; j++) {
      double term = Math.exp(-2.0 * j * j * x * x);
      sum += sign * term;
      if (term <= 1e-17 * sum || term == 0) {
        return Math.max(0, Math.min(1, 2 * sum));
      }
      sign = -sign;
    }
  }

  /** P(|Z| >= z) of the standard normal. */
  static double normalTwoSided(double z) {
    return Erf.erfc(Math.abs(z) / Math.sqrt(2));
  }

  /**
   * P(W >= x) of the limit of Cramér and von Mises' statistic: below 2 by the series of Anderson and Darling (1952), to
   * about 1e-13; from 2 on by the first integral of Smirnov (1937), to a relative 1e-12.
   */
  static double cramerVonMises(double x) {
    if (x <= 0) {
      return 1;
    }
    if (x < CRAMER_VON_MISES_FAR) {
      return 1 - cramerVonMisesBelow(x);
    }
    return x == Double.POSITIVE_INFINITY ? 0 : cramerVonMisesAbove(x);
  }

  private static double cramerVonMisesBelow(double x) {
    double sum = 0;
    double coefficient = 1;
    for (int j = 0; j < 40; j++) {
      double y = 4.0 * j + 1;
      double term = coefficient * Math.sqrt(y) * scaledBesselK(y * y / (16 * x));
      sum += term;
      if (term < 1e-18) {
        break;
      }
      // (-1)^j binomial(-1/2, j) = Γ(j + 1/2) / (Γ(1/2) j!)
      coefficient *= (j + 0.5) / (j + 1);
    }
    return Math.max(0, Math.min(1, sum / (Math.PI * Math.sqrt(x))));
  }

  /**
   * (2/π) times the integral of exp(-x t²/2) / √(-t sin t) over (π, 2π), with t = π + u²: then the integrand is smooth and
   * even in u, and the trapezoid rule converges exponentially.
   */
  private static double cramerVonMisesAbove(double x) {
    double step = 0.125 / Math.sqrt(2 * Math.PI * x);
    double sum = 1 / Math.sqrt(Math.PI) / 2;
    for (int i = 1; i < MOST_STEPS; i++) {
      double square = i * step * i * step;
      double decay = Math.exp(-x * square * (2 * Math.PI + square) / 2);
      if (decay < 1e-18 || square > 3) {
        break;
      }
      sum += decay * i * step / Math.sqrt((Math.PI + square) * Math.sin(square));
    }
    return 4 / Math.PI * step * sum * Math.exp(-x * Math.PI * Math.PI / 2);
  }

  /**
   * exp(-q) K(1/4, q) with the modified Bessel function, as the integral of exp(-q (1 + cosh t)) cosh(t / 4) over t > 0
   * by the trapezoid rule. The integrand is analytic within π/2 of the real line, so the error falls as exp(-π² / step): at
   * a step of 1/5 it is below 1e-16 of the value.
   */
  private static double scaledBesselK(double q) {
    double sum = Math.exp(-2 * q) / 2;
    for (int i = 1; i < COSH.length; i++) {
      double term = Math.exp(-q * (1 + COSH[i])) * COSH_OF_QUARTER[i];
      sum += term;
      if (term <= 1e-18 * sum || term == 0) {
        break;
      }
    }
    return sum * STEP;
  }

  private static double[] cosh(double step) {
    // for the smallest q, 1/32, terms are nothing from 8 on
    return IntStream.range(0, 50).mapToDouble(i -> Math.cosh(i * step)).toArray();
  }
}
