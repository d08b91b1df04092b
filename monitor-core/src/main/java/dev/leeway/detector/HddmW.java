package dev.leeway.detector;

import java.util.Map;

/**
 * McDiarmid's bound on weighted averages: as {@link HddmA}, with means that forget exponentially.
 *
 * <p>A mean begins at its first value and then moves by m ← λx + (1 − λ)m, its bound by b ← λ² + (1 − λ)²b from 1. With the mean
 * of all values: where mean + √(b ln(1/drift)/2) is lowest, it is kept as m₁ (and b₁), and a second mean m₂ begins anew. A rise at
 * confidence a if both have values and m₂ − m₁ &gt; √((b₁ + b₂) ln(1/a)/2). A fall likewise, with a pair of its own, if {@code
 * twoSided}.
 * <ul>
 *   <li>Values: from 0 to 1; others are refused.
 *   <li>Good for: large changes, such as an error rate from 50 to 80 %, after few values.
 *   <li>Poor for: small ones: m₂ − m₁ has to exceed a fixed bound, at the defaults 0.42, however long the change lasts. A smaller
 *       one is found only where m₁ was kept when it was low by chance: a rise from 10 to 30 % that way, if errors come at
 *       random, hardly one from 10 to 15 %. A rate of 50 % that does not change alarms by the same chance.
 *   <li>Memory and cost: a dozen numbers, two or three roots a value.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param drift chance of a false drift at one cut, above 0 and below 1
 * @param warning the same of a warning, at least {@code drift}, below 1
 * @param lambda weight of the newest value, above 0 and below 1
 * @param twoSided whether falls are looked for as well as rises
 * @see <a href="https://doi.org/10.1109/TKDE.2014.2345382">I. Frías-Blanco and others (2015), Online and non-parametric drift
 *     detection methods based on Hoeffding's bounds</a>
 */
public record HddmW(double drift, double warning, double lambda, boolean twoSided)
    implements DetectorSpec {

  static final String NAME = "hddm_w";

  public HddmW {
    Settings.between(NAME, "drift", drift, 0, 1);
    Settings.between(NAME, "warning", warning, 0, 1);
    Settings.within(NAME, "warning", warning, drift, 1);
    Settings.between(NAME, "lambda", lambda, 0, 1);
  }

  /** River's and MOA's defaults: 0.001, 0.005 and 0.05, rises only. */
  public static HddmW standard() {
    return new HddmW(0.001, 0.005, 0.05, false);
  }

  /** With another weight of the newest value: a smaller one finds smaller changes, later. */
  public HddmW withLambda(double weight) {
    return new HddmW(drift, warning, weight, twoSided);
  }

  /** Looking for falls as well. */
  public HddmW bothWays() {
    return new HddmW(drift, warning, lambda, true);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of("drift", drift, "warning", warning, "lambda", lambda, "two_sided", twoSided);
  }

  @Override
  public ChangeDetector start() {
    return new HddmWDetector(this);
  }
}
