package dev.leeway.convention;

import dev.leeway.statistic.StatisticResult;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NannyML 0.13.1, {@code nannyml/drift/univariate/methods.py}. Bins are those of the reference alone; what the current
 * sample has outside them is one further bin, in which the reference has nothing. That share is taken from the counts;
 * the package takes it as 1 less a sum, and prints up to 1e-8 where nothing has changed.
 *
 * <ul>
 *   <li>Jensen-Shannon as the distance, the root of the divergence in bits; Hellinger. Numbers on Doane's bins, categories
 *       on their own.
 *   <li>Kolmogorov-Smirnov, the statistic only, and Wasserstein in the signal's unit: from the raw values up to 9,999
 *       reference rows, on {@link NannyMlGrid} from then on.
 *   <li>Chi-square as a test of homogeneity; with two categories Yates' correction.
 * </ul>
 */
final class NannyMlRules implements Rules {

  private static final List<String> NAMES =
      List.of("jensen_shannon", "hellinger", "ks", "wasserstein", "chi_square");

  private static final String OUTSIDE = "values outside the reference's bins are one further bin";
  private static final String NO_CATEGORIES = "The package has chi-square for categories only.";
  private static final int FEWEST_ESTIMATED = 10_000;

  @Override
  public List<String> statistics() {
    return NAMES;
  }

  @Override
  public StatisticResult compare(String statistic, double[] reference, double[] current) {
    NumberPair pair = NumberPair.of(reference, current);
    Frame frame = new Frame(
        Convention.NANNYML.key(), statistic, pair.reference().length, pair.current().length);
    if (frame.isEmpty()) {
      return frame.empty();
    }
    return switch (statistic) {
      case "jensen_shannon", "hellinger" -> onBins(frame, Histogram.doane(pair.reference()), pair);
      case "ks", "wasserstein" -> cumulated(frame, pair);
      default -> frame.none(NO_CATEGORIES);
    };
  }

  @Override
  public StatisticResult compare(
      String statistic, List<@Nullable String> reference, List<@Nullable String> current) {
    Tallies rows = Tallies.of(reference, current);
    Frame frame =
        new Frame(Convention.NANNYML.key(), statistic, rows.referenceRows(), rows.currentRows());
    if (frame.isEmpty()) {
      return frame.empty();
    }
    return switch (statistic) {
      case "jensen_shannon", "hellinger" -> ofCategories(frame, rows);
      case "chi_square" -> {
        double value = ChiSquareTests.homogeneity(rows);
        yield frame.test(value, ChiSquareTests.pValue(value, rows.size() - 1), rows.size());
      }
      default -> frame.none(Frame.NO_ORDER);
    };
  }

  private static StatisticResult onBins(Frame frame, double[] edges, NumberPair pair) {
    return edges.length == 0
        ? frame.none(Frame.TOO_NARROW)
        : distance(
            frame,
            Histogram.counts(pair.reference(), edges),
            Histogram.counts(pair.current(), edges));
  }

  private static StatisticResult ofCategories(Frame frame, Tallies rows) {
    long[] reference = new long[rows.size()];
    long[] current = new long[rows.size()];
    int bins = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.reference(i) > 0) {
        reference[bins] = rows.reference(i);
        current[bins++] = rows.current(i);
      }
    }
    return distance(frame, Arrays.copyOf(reference, bins), Arrays.copyOf(current, bins));
  }

  /** The distance on the reference's bins and the one for all else. */
  private static StatisticResult distance(Frame frame, long[] reference, long[] current) {
    int bins = reference.length;
    long[] all = Arrays.copyOf(current, bins + 1);
    all[bins] = frame.currentRows() - Arrays.stream(current).sum();
    Shares shares = Shares.of(
        Arrays.copyOf(reference, bins + 1), frame.referenceRows(), all, frame.currentRows());
    double value = frame.statistic().equals("hellinger")
        ? shares.hellinger()
        : shares.jensenShannonDistance(2);
    return frame.value(value, all[bins] > 0 ? bins + 1 : bins, OUTSIDE);
  }

  private static StatisticResult cumulated(Frame frame, NumberPair pair) {
    boolean ks = frame.statistic().equals("ks");
    if (frame.referenceRows() >= FEWEST_ESTIMATED) {
      double value = ks ? NannyMlGrid.ks(pair) : NannyMlGrid.wasserstein(pair);
      return Double.isNaN(value)
          ? frame.none(Frame.TOO_NARROW)
          : frame.value(value, NannyMlGrid.BINS, Frame.NO_RULE);
    }
    double product = (double) frame.referenceRows() * frame.currentRows();
    double value = ks
        ? Distances.largestGap(pair.reference(), pair.current()) / product
        : Distances.wasserstein(pair.reference(), pair.current());
    return frame.value(value, pair.tallies().size(), Frame.NO_RULE);
  }
}
