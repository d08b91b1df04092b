package dev.leeway.detector;

import java.util.Map;

/**
 * Early drift detection method: errors that lie closer together than they used to.
 *
 * <p>With m and s the mean and standard deviation (n − 1) of the distances from error to error, v = m + 2s, and its largest so
 * far: at an error, a warning if v / max v &lt; warning, a drift if it is below {@code drift}, else neither. Between errors
 * nothing changes.
 * <ul>
 *   <li>Values: 1 for an error, 0 for none; others are refused.
 *   <li>Good for: hardly anything; it is here because others have it. The largest v of a stream that does not change is large
 *       by chance, and v falls back to its mean: at a constant error rate of 10 % it alarms every few hundred values.
 *   <li>Memory and cost: seven numbers; a root and three divisions an error.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param minimum values, and errors, up to which nothing is raised, from 1
 * @param warning ratio, at most 1
 * @param drift ratio, above 0, at most {@code warning}
 * @see <a href="https://www.cs.upc.edu/~abifet/EDDM.pdf">M. Baena-García, J. del Campo-Ávila, R. Fidalgo, A. Bifet, R. Gavaldà, R.
 *     Morales-Bueno (2006), Early drift detection method</a>
 */
public record Eddm(int minimum, double warning, double drift) implements DetectorSpec {

  static final String NAME = "eddm";

  public Eddm {
    Settings.within(NAME, "minimum", minimum, 1, 1 << 30);
    Settings.within(NAME, "warning", warning, 0, 1);
    Settings.within(NAME, "drift", drift, Double.MIN_VALUE, warning);
  }

  /** The paper's: 30 errors, 0.95 and 0.9. */
  public static Eddm standard() {
    return new Eddm(30, 0.95, 0.9);
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
    return new EddmDetector(this);
  }
}
