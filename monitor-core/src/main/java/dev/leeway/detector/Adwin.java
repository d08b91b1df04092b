package dev.leeway.detector;

import java.util.Map;

/**
 * Adaptive windowing: a window of all values that may still have one mean; as soon as the mean of its older part differs
 * from that of its newer one, the level has changed.
 *
 * <p>A cut into n₀ older and n₁ newer values is a change if |mean₀ − mean₁| &gt; √(2mvL) + (2/3)Lm, with v the variance of
 * the window of W values, L = ln(2 ln(W)/delta) and 1/m₀ + 1/m₁ = m, where mᵢ = nᵢ − minWindow + 1. Cuts are tried between
 * the buckets of an exponential histogram, from the oldest on.
 * <ul>
 *   <li>Values: any numbers; the bound is proven for values from 0 to 1 and used with the window's own variance.
 *   <li>Good for: error rates and other means, up or down, sudden or slow. No scale and no length needs to be chosen.
 *   <li>Memory: (maxBuckets + 1) × 48 × 16 bytes, 4.6 KB by default, for a window of up to maxBuckets × 2⁴⁸ values; then
 *       the oldest are forgotten without a drift.
 *   <li>Cost: a few operations a value, and every {@code clock} values one pass over at most as many buckets as are filled,
 *       maxBuckets × log₂(W / maxBuckets) or so.
 *   <li>Deviation from the paper: after a drift the next value empties the whole window, as River 0.26.1 does, where the paper
 *       keeps the newer part; and m is of nᵢ less {@code minWindow}, less 1.
 *   <li>Alarms when nothing changes: none at the default in 2,000,000 errors, 4 in as many normal values; more for a larger
 *       {@code delta}. The bound holds for one check, not for all checks of a stream.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param delta chance of a false alarm in one check, above 0 and below 1
 * @param clock values from one check to the next, from 1
 * @param maxBuckets buckets of one size that are kept before two are merged, 2 to 64
 * @param minWindow fewest values on either side of a cut, from 1
 * @param grace values in the window up to which nothing is checked, from 0
 * @see <a href="https://doi.org/10.1137/1.9781611972771.42">A. Bifet, R. Gavaldà (2007), Learning from time-changing data with
 *     adaptive windowing</a>
 */
public record Adwin(double delta, int clock, int maxBuckets, int minWindow, int grace)
    implements DetectorSpec {

  static final String NAME = "adwin";

  private static final int MOST_VALUES = 1 << 30;

  public Adwin {
    Settings.between(NAME, "delta", delta, 0, 1);
    Settings.within(NAME, "clock", clock, 1, MOST_VALUES);
    Settings.within(NAME, "max_buckets", maxBuckets, 2, 64);
    Settings.within(NAME, "min_window", minWindow, 1, MOST_VALUES);
    Settings.within(NAME, "grace", grace, 0, MOST_VALUES);
  }

  /** River's defaults: 0.002, every 32 values, 5 buckets, 5 values, 10 values. */
  public static Adwin standard() {
    return new Adwin(0.002, 32, 5, 5, 10);
  }

  /** With another chance of a false alarm in one check. */
  public Adwin withDelta(double chance) {
    return new Adwin(chance, clock, maxBuckets, minWindow, grace);
  }

  /** Checked every so many values. */
  public Adwin withClock(int values) {
    return new Adwin(delta, values, maxBuckets, minWindow, grace);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of(
        "delta",
        delta,
        "clock",
        clock,
        "max_buckets",
        maxBuckets,
        "min_window",
        minWindow,
        "grace",
        grace);
  }

  @Override
  public ChangeDetector start() {
    return new AdwinDetector(this, AdwinBuckets.MOST_ROWS);
  }
}
