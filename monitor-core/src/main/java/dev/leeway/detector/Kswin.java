package dev.leeway.detector;

import java.util.Map;

/**
 * Kolmogorov and Smirnov's test in a window: the newest values have another distribution than those before them.
 *
 * <p>Of the last W values the newest r are compared with r of the W − r before them, taken evenly: those at ⌊j(W − r)/r⌋, j = 0 …
 * r − 1. A drift if the exact two-sided p-value of their largest difference D is at most {@code alpha}; then the window is
 * the newest r values.
 * <ul>
 *   <li>Values: any numbers.
 *   <li>Good for: large changes of a distribution, such as a shift by a standard deviation, within a hundred values.
 *   <li>Poor for: small ones, which leave the window before they are found, and streams of errors. A test at each value finds
 *       something by chance, the more often the larger {@code alpha}.
 *   <li>p-value: 2 Σ (−1)^(j−1) C(2r, r − jk)/C(2r, r) with k = rD, exact where no two values are equal, else conservative.
 *   <li>Memory and cost: 28 bytes for each value of the window; one pass over the window a value, once it is full.
 *   <li>Deviation: River, and the paper, draw the older values at random, so that no two runs agree; here they are taken evenly.
 *   <li>Errors: settings out of range, or an {@code alpha} that {@code recent} values cannot reach, throw {@code
 *       IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param window values that are kept, 2 to 10,000
 * @param recent the newest of them, from 1, fewer than {@code window}
 * @param alpha p-value at or below which the level has changed, above 0 and below 1
 * @see <a href="https://doi.org/10.1016/j.neucom.2019.11.111">C. Raab, M. Heusinger, F.-M. Schleif (2020), Reactive soft prototype
 *     computing for concept drift streams</a>
 * @see "B. V. Gnedenko, V. S. Korolyuk (1951), On the maximum discrepancy between two empirical distributions"
 */
public record Kswin(int window, int recent, double alpha) implements DetectorSpec {

  static final String NAME = "kswin";

  public Kswin {
    Settings.within(NAME, "window", window, 2, 10_000);
    Settings.within(NAME, "recent", recent, 1, window - 1);
    Settings.between(NAME, "alpha", alpha, 0, 1);
    double smallest = EqualSizes.pValue(recent, recent);
    if (alpha < smallest) {
      throw Settings.wrong(
          NAME,
          "alpha",
          alpha,
          smallest + " or more: " + recent + " values reach no smaller p-value");
    }
  }

  /** The last 60 of 200 values, 0.0001. */
  public static Kswin standard() {
    return new Kswin(200, 60, 0.0001);
  }

  /** With another p-value. */
  public Kswin withAlpha(double value) {
    return new Kswin(window, recent, value);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of("window", window, "recent", recent, "alpha", alpha);
  }

  @Override
  public ChangeDetector start() {
    return new KswinDetector(this);
  }
}
