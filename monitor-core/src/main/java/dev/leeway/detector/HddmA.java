package dev.leeway.detector;

import java.util.Map;

/**
 * Hoeffding's bound on averages: the mean of all values has moved away from where it was lowest (for a rise) or highest (for a
 * fall).
 *
 * <p>With z the mean of all n values and e(n) = √(ln(1/drift)/(2n)): the cut for a rise is kept where mean + e is lowest, as
 * (k, c). A rise at confidence a if z − c ≥ √(½ (n − k)/(kn) ln(2/a)); a drift at {@code drift}, a warning at {@code warning}. A
 * fall likewise, from where mean − e is highest, if {@code twoSided}.
 * <ul>
 *   <li>Values: from 0 to 1; others are refused.
 *   <li>Good for: sudden changes of an error rate, with few false alarms.
 *   <li>Poor for: small changes; a rise from 10 to 15 % is found in half of the cases within 4,000 values.
 *   <li>Memory and cost: six numbers, three or four roots a value.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param drift chance of a false drift at one cut, above 0 and below 1
 * @param warning the same of a warning, at least {@code drift}, below 1
 * @param twoSided whether falls are looked for as well as rises
 * @see <a href="https://doi.org/10.1109/TKDE.2014.2345382">I. Frías-Blanco and others (2015), Online and non-parametric drift
 *     detection methods based on Hoeffding's bounds</a>
 */
public record HddmA(double drift, double warning, boolean twoSided) implements DetectorSpec {

  static final String NAME = "hddm_a";

  public HddmA {
    Settings.between(NAME, "drift", drift, 0, 1);
    Settings.between(NAME, "warning", warning, 0, 1);
    Settings.within(NAME, "warning", warning, drift, 1);
  }

  /** River's and MOA's defaults: 0.001 and 0.005, rises only. */
  public static HddmA standard() {
    return new HddmA(0.001, 0.005, false);
  }

  /** Looking for falls as well. */
  public HddmA bothWays() {
    return new HddmA(drift, warning, true);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of("drift", drift, "warning", warning, "two_sided", twoSided);
  }

  @Override
  public ChangeDetector start() {
    return new HddmADetector(this);
  }
}
