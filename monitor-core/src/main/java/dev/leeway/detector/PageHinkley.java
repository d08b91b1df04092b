package dev.leeway.detector;

import java.util.Locale;
import java.util.Map;

/**
 * Page and Hinkley's test: sums up how far values lie from the mean of all values before and with them, and looks how far the
 * sum has come from its lowest (for a rise) and its highest point (for a fall).
 *
 * <p>With m the running mean and d = x − m: U ← alpha U + d − delta, L ← alpha L + d + delta. A rise if U − min U &gt;
 * threshold, a fall if max L − L &gt; threshold, from {@code minimum} values on.
 * <ul>
 *   <li>Values: any numbers; {@code delta} and {@code threshold} are in their unit, so standardise them and use {@link
 *       #standardised}.
 *   <li>Good for: sudden changes of a mean whose scale is known. Poor where the unit is large: absolute errors of tens
 *       alarm as soon as {@code minimum} values are there.
 *   <li>Memory and cost: six numbers, a division and a few operations a value.
 *   <li>Deviation: min U begins without a value, max L at −1, as in River 0.26.1: a fall within the first values counts from −1.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param direction which changes are looked for
 * @param minimum values before which nothing is raised, from 1
 * @param delta change that is tolerated, from 0
 * @param threshold above 0; larger is later and with fewer false alarms
 * @param alpha how much of the sums is kept from value to value, above 0, at most 1
 * @see <a href="https://doi.org/10.1093/biomet/41.1-2.100">E. S. Page (1954), Continuous inspection schemes</a>
 * @see <a href="https://doi.org/10.1093/biomet/58.3.509">D. V. Hinkley (1971), Inference about the change-point from cumulative
 *     sum tests</a>
 */
public record PageHinkley(
    Direction direction, int minimum, double delta, double threshold, double alpha)
    implements DetectorSpec {

  static final String NAME = "page_hinkley";

  public PageHinkley {
    Settings.within(NAME, "minimum", minimum, 1, 1 << 30);
    Settings.within(NAME, "delta", delta, 0, 1e100);
    Settings.between(NAME, "threshold", threshold, 0, 1e100);
    if (!(alpha > 0 && alpha <= 1)) {
      throw Settings.wrong(NAME, "alpha", alpha, "above 0 and at most 1");
    }
  }

  /** River's defaults: both directions, 30 values, 0.005, 50, 0.9999. */
  public static PageHinkley standard() {
    return new PageHinkley(Direction.BOTH, 30, 0.005, 50, 1 - 0.0001);
  }

  /**
   * For values with a standard deviation of 1: 0.15, 30 and 1 instead. Finds a shift by half of it as soon as the defaults do,
   * with a sixtieth of their false alarms (docs/detectors.md).
   */
  public static PageHinkley standardised() {
    return new PageHinkley(Direction.BOTH, 30, 0.15, 30, 1);
  }

  /** Looking for these changes only. */
  public PageHinkley withDirection(Direction wanted) {
    return new PageHinkley(wanted, minimum, delta, threshold, alpha);
  }

  /** With another threshold. */
  public PageHinkley withThreshold(double value) {
    return new PageHinkley(direction, minimum, delta, value, alpha);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of(
        "direction",
        direction.name().toLowerCase(Locale.ROOT),
        "minimum",
        minimum,
        "delta",
        delta,
        "threshold",
        threshold,
        "alpha",
        alpha);
  }

  @Override
  public ChangeDetector start() {
    return new PageHinkleyDetector(this);
  }
}
