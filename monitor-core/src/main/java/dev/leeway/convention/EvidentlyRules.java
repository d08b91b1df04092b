package dev.leeway.convention;

import dev.leeway.statistic.StatisticResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidently 0.7.23, {@code legacy/calculations/stattests}.
 *
 * <ul>
 *   <li>PSI in nats, on {@link EvidentlyBins} with their zero rule.
 *   <li>Jensen-Shannon as the distance, the root of the divergence in nats, without a zero rule.
 *   <li>Hellinger as √(1 − Σ √(p q)). It is computed here as √(½ Σ (√p − √q)²), which is the same number: the package's
 *       difference of near equals prints up to 1e-8 where nothing has changed, this 0.
 *   <li>Wasserstein over the reference's standard deviation (ddof 0), and that at least 0.001.
 *   <li>Kolmogorov-Smirnov with SciPy's p-value, exact up to 10,000 values of the larger side.
 *   <li>Chi-square as a test of fit to the reference's shares.
 * </ul>
 */
final class EvidentlyRules implements Rules {

  private static final List<String> NAMES =
      List.of("psi", "jensen_shannon", "hellinger", "ks", "wasserstein", "chi_square");

  private static final double SMALLEST_UNIT = 0.001;
  private static final int MOST_EXACT = 10_000;

  @Override
  public List<String> statistics() {
    return NAMES;
  }

  @Override
  public String leewayName(String statistic) {
    return statistic.equals("wasserstein") ? "wasserstein_normalised" : statistic;
  }

  @Override
  public StatisticResult compare(String statistic, double[] reference, double[] current) {
    NumberPair pair = NumberPair.of(reference, current);
    Frame frame = new Frame(
        Convention.EVIDENTLY.key(), statistic, pair.reference().length, pair.current().length);
    if (frame.isEmpty()) {
      return frame.empty();
    }
    return switch (statistic) {
      case "psi" -> psi(frame, EvidentlyBins.of(pair));
      case "jensen_shannon" -> jensenShannon(frame, EvidentlyBins.of(pair));
      case "hellinger" -> hellinger(frame, EvidentlyBins.ofDistinct(pair));
      case "ks" -> ks(frame, pair);
      case "wasserstein" -> wasserstein(frame, pair);
      default -> chiSquare(frame, pair.tallies());
    };
  }

  @Override
  public StatisticResult compare(
      String statistic, List<@Nullable String> reference, List<@Nullable String> current) {
    Tallies rows = Tallies.of(reference, current);
    Frame frame =
        new Frame(Convention.EVIDENTLY.key(), statistic, rows.referenceRows(), rows.currentRows());
    if (frame.isEmpty()) {
      return frame.empty();
    }
    return switch (statistic) {
      case "psi" -> psi(frame, rows.shares());
      case "jensen_shannon" -> jensenShannon(frame, rows.shares());
      case "hellinger" -> hellinger(frame, rows.shares());
      case "chi_square" -> chiSquare(frame, rows);
      default -> frame.none(Frame.NO_ORDER);
    };
  }

  private static StatisticResult psi(Frame frame, Shares shares) {
    return shares.size() == 0
        ? frame.none(Frame.TOO_NARROW)
        : frame.value(EvidentlyBins.filled(shares).psi(), shares.size(), EvidentlyBins.ZERO_RULE);
  }

  private static StatisticResult jensenShannon(Frame frame, Shares shares) {
    return shares.size() == 0
        ? frame.none(Frame.TOO_NARROW)
        : frame.value(shares.jensenShannonDistance(Math.E), shares.size(), Frame.NO_RULE);
  }

  private static StatisticResult hellinger(Frame frame, Shares shares) {
    return shares.size() == 0
        ? frame.none(Frame.TOO_NARROW)
        : frame.value(shares.hellinger(), shares.size(), Frame.NO_RULE);
  }

  private static StatisticResult ks(Frame frame, NumberPair pair) {
    int m = pair.reference().length;
    int n = pair.current().length;
    long gap = Distances.largestGap(pair.reference(), pair.current());
    double d = (double) gap / ((double) m * n);
    double p = Math.max(m, n) <= MOST_EXACT
        ? KsExact.pValueOfGap(m, n, gap)
        : KsAsymptotic.pValue(m, n, d);
    return frame.test(d, p, pair.tallies().size());
  }

  private static StatisticResult wasserstein(Frame frame, NumberPair pair) {
    double unit = Math.max(Moment.deviation(pair.reference()), SMALLEST_UNIT);
    double distance = Distances.wasserstein(pair.reference(), pair.current());
    return frame.value(distance / unit, pair.tallies().size(), Frame.NO_RULE);
  }

  private static StatisticResult chiSquare(Frame frame, Tallies rows) {
    double value = ChiSquareTests.fit(rows);
    return rows.size() == 1
        ? frame.withoutPValue(value, "With one category the package prints NaN.", 1)
        : frame.test(value, ChiSquareTests.pValue(value, rows.size() - 1), rows.size());
  }
}
