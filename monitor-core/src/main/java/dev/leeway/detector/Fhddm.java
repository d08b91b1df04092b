package dev.leeway.detector;

import java.util.Map;

/**
 * Fast Hoeffding drift detection: the share of right answers in the last values has fallen below its best.
 *
 * <p>With u the share of right answers among the last {@code window} values, once there are so many: a drift if max u − u &gt;
 * √(ln(1/confidence)/(2 window)).
 * <ul>
 *   <li>Values: 1 for an error, 0 for none, as for all detectors of errors; others are refused.
 *   <li>Good for: sudden rises of an error rate, by a fixed amount: at the defaults by 0.263. Finds no fall.
 *   <li>Poor for: smaller rises, which it finds only where the best share was high by chance.
 *   <li>Memory and cost: a byte for each value of the window, one division a value.
 *   <li>Deviation: River 0.26.1 reads 1 as a right answer here, though its documentation says an error; feed it 1 − x to get the
 *       same alarms.
 *   <li>Errors: settings out of range throw {@code IllegalArgumentException} naming the setting.
 * </ul>
 *
 * @param window values that are looked at, 1 to 100,000
 * @param confidence chance of a false alarm in one window, above 0 and below 1
 * @see <a href="https://doi.org/10.1007/978-3-319-46227-1_7">A. Pesaranghader, H. Viktor (2016), Fast Hoeffding drift detection
 *     method for evolving data streams</a>
 */
public record Fhddm(int window, double confidence) implements DetectorSpec {

  static final String NAME = "fhddm";

  public Fhddm {
    Settings.within(NAME, "window", window, 1, 100_000);
    Settings.between(NAME, "confidence", confidence, 0, 1);
  }

  /** The defaults of River: the last 100 values, 0.000001. */
  public static Fhddm standard() {
    return new Fhddm(100, 0.000001);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Settings.of("window", window, "confidence", confidence);
  }

  @Override
  public ChangeDetector start() {
    return new FhddmDetector(this);
  }
}
