package dev.leeway.detector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tabular cumulative sum of quality control: how far values lie above, and below, a target, summed up as long as they do.
 *
 * <p>With z = (x − mean)/sd: S⁺ ← max(0, S⁺ + z − slack), S⁻ ← max(0, S⁻ − z − slack); a change if either exceeds {@code
 * threshold}. The target is the mean and standard deviation (n − 1) of the first {@code learning} values, or given.
 * <ul>
 *   <li>Values: any numbers.
 *   <li>Good for: a level that is known and must be kept. The target stays after a drift, and only both sums go back to 0, so
 *       that a level which stays away alarms again and again, and {@code drifts} counts how often.
 *   <li>Poor for: skewed values, errors among them: rare large values alarm without a change. For normal values that do not
 *       change the default alarms about once in 465 values, if the target is right; one that was learnt from few values is not.
 *   <li>Memory and cost: six numbers, a division and a few operations a value.
 *   <li>Learning: by Welford's recurrence, so that no value is kept. If all values are equal, it goes on until one differs.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param slack in standard deviations: half the change that is to be found, from 0
 * @param threshold in standard deviations, above 0
 * @param learning values from which the target is learnt, from 2; not used where it is given
 * @param target the level to keep, or null to learn it
 * @see <a href="https://doi.org/10.1093/biomet/41.1-2.100">E. S. Page (1954), Continuous inspection schemes</a>; in this form: D.
 *     C. Montgomery, Introduction to statistical quality control, chapter 9
 */
public record Cusum(
    double slack, double threshold, int learning, @Nullable Target target) implements DetectorSpec {

  static final String NAME = "cusum";

  /** A level: mean and standard deviation of values that are as they should be. */
  public record Target(double mean, double sd) {

    public Target {
      Settings.within(NAME, "mean", mean, -1e100, 1e100);
      Settings.within(NAME, "sd", sd, 1e-100, 1e100);
    }
  }

  public Cusum {
    Settings.within(NAME, "slack", slack, 0, 1e6);
    Settings.between(NAME, "threshold", threshold, 0, 1e100);
    Settings.within(NAME, "learning", learning, 2, 1 << 30);
  }

  /** Half a standard deviation of slack, a threshold of five, learnt from 500 values. */
  public static Cusum standard() {
    return new Cusum(0.5, 5, 500, null);
  }

  /** With this slack and threshold, in standard deviations. */
  public Cusum withLimits(double slackWanted, double thresholdWanted) {
    return new Cusum(slackWanted, thresholdWanted, learning, target);
  }

  /** Learning from so many values. */
  public Cusum withLearning(int values) {
    return new Cusum(slack, threshold, values, null);
  }

  /** With a level that is known. */
  public Cusum withTarget(double mean, double sd) {
    return new Cusum(slack, threshold, learning, new Target(mean, sd));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return target == null
        ? Settings.of("slack", slack, "threshold", threshold, "learning", learning)
        : Settings.of(
            "slack",
            slack,
            "threshold",
            threshold,
            "learning",
            learning,
            "mean",
            target.mean(),
            "sd",
            target.sd());
  }

  @Override
  public ChangeDetector start() {
    return new CusumDetector(this);
  }
}
