package dev.leeway.detector;

import java.util.Map;

/**
 * Drift detection method: an error rate that has risen some standard deviations above its lowest.
 *
 * <p>With p the error rate and s = √(p(1 − p)/n), of all values: where p + s is lowest, both are kept. A warning if p + s &gt;
 * p_min + warning s_min, a drift if p + s &gt; p_min + drift s_min.
 * <ul>
 *   <li>Values: 1 for an error, 0 for none; others are refused.
 *   <li>Good for: a sudden rise of an error rate soon after the start. Finds no fall.
 *   <li>Poor for: long streams, where a rise is averaged away, and few errors; the lowest point of a rate that does not change
 *       is low by chance, and alarms follow from that.
 *   <li>Memory and cost: five numbers, a division and a root a value.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param minimum values up to which nothing is raised, from 1
 * @param warning standard deviations, above 0
 * @param drift standard deviations, at least {@code warning}
 * @see <a href="https://doi.org/10.1007/978-3-540-28645-5_29">J. Gama, P. Medas, G. Castillo, P. Rodrigues (2004), Learning with
 *     drift detection</a>
 */
public record Ddm(int minimum, double warning, double drift) implements DetectorSpec {

  static final String NAME = "ddm";

  public Ddm {
    Settings.within(NAME, "minimum", minimum, 1, 1 << 30);
    Settings.between(NAME, "warning", warning, 0, 1e6);
    Settings.within(NAME, "drift", drift, warning, 1e6);
  }

  /** The paper's: 30 values, 2 and 3 standard deviations. */
  public static Ddm standard() {
    return new Ddm(30, 2, 3);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of("minimum", minimum, "warning", warning, "drift", drift);
  }

  @Override
  public ChangeDetector start() {
    return new DdmDetector(this);
  }
}
