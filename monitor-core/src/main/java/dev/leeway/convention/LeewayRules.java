package dev.leeway.convention;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CellEdges;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Statistics;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leeway's own: the bins of a baseline of the reference sample, both samples as counts on them, and the coarse view of a
 * window with as many rows as the current sample. What the baseline and the judge do with rows is done here with samples,
 * and {@code LeewayConventionTest} holds that both give the same numbers.
 */
final class LeewayRules implements Rules {

  private static final int CELLS = 256;
  private static final int MOST_CATEGORIES = 1024;
  private static final int LONGEST_CATEGORY = 256;
  private static final long FEWEST_EXPECTED = 200;
  private static final long ROUGH_BELOW = 160;
  private static final int ROWS_A_BIN = 10;

  @Override
  public List<String> statistics() {
    return Statistics.standard().stream().map(DriftStatistic::name).toList();
  }

  @Override
  public StatisticResult compare(String statistic, double[] reference, double[] current) {
    NumericBinning binning = binning(reference);
    return compare(named(statistic), counts(binning, reference), counts(binning, current));
  }

  @Override
  public StatisticResult compare(
      String statistic, List<@Nullable String> reference, List<@Nullable String> current) {
    CategoricalBinning binning = binning(reference);
    return compare(named(statistic), counts(binning, reference), counts(binning, current));
  }

  private static StatisticResult compare(
      DriftStatistic statistic, Counts reference, Counts current) {
    if (!statistic.coarse()) {
      return statistic.compare(reference, current);
    }
    CoarseBinning view = view(reference, current);
    return statistic.compare(reference.coarse(view), current.coarse(view));
  }

  private static DriftStatistic named(String name) {
    return Statistics.standard().stream()
        .filter(statistic -> statistic.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static NumericBinning binning(double[] reference) {
    double[] sorted = Arrays.stream(reference).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      // nothing to cut at: any number lies outside
      return NumericBinning.of(0, Double.MIN_VALUE);
    }
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    NumericBinning cells = NumericBinning.of(CellEdges.quantiles(sorted, min, max, CELLS));
    return cells.with(means(cells, sorted), finiteOrNaN(Moment.deviation(sorted)));
  }

  /** The mean value of each cell, from the distances to its middle, so that large values do not cancel. */
  private static double[] means(NumericBinning cells, double[] values) {
    double[] distances = new double[cells.cells()];
    long[] rows = new long[cells.cells()];
    for (double value : values) {
      int bin = cells.bin(value);
      distances[bin - cells.firstCell()] += value - cells.position(bin);
      rows[bin - cells.firstCell()]++;
    }
    double[] means = new double[cells.cells()];
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] =
          finiteOrNaN(cells.position(cell + cells.firstCell()) + distances[cell] / rows[cell]);
    }
    return means;
  }

  private static double finiteOrNaN(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static Counts counts(NumericBinning binning, double[] values) {
    long[] rows = new long[binning.bins()];
    for (double value : values) {
      rows[binning.bin(value)]++;
    }
    return Counts.of(binning, rows);
  }

  private static CategoricalBinning binning(List<@Nullable String> reference) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    Map<String, Long> frequency = new HashMap<>();
    boolean leftOut = false;
    for (String category : reference) {
      if (category == null) {
        continue;
      }
      // a baseline's file keeps neither long texts nor halves of characters
      if (category.length() <= LONGEST_CATEGORY && encoder.canEncode(category)) {
        frequency.merge(category, 1L, Long::sum);
      } else {
        leftOut = true;
      }
    }
    List<String> kept = frequency.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_CATEGORIES)
        .map(Map.Entry::getKey)
        .toList();
    return CategoricalBinning.of(kept, leftOut || frequency.size() > MOST_CATEGORIES);
  }

  private static Counts counts(CategoricalBinning binning, List<@Nullable String> values) {
    long[] rows = new long[binning.bins()];
    for (String value : values) {
      rows[binning.bin(value)]++;
    }
    return Counts.of(binning, rows);
  }

  /** The coarse view of a window with the current sample's rows, with fewer bins where these are few. */
  private static CoarseBinning view(Counts reference, Counts current) {
    double expected = Math.max(FEWEST_EXPECTED, current.total());
    double share = reference.total() == 0 ? 1 : (double) reference.present() / reference.total();
    CoarseBinning usual = CoarseBinning.of(reference, Math.max(1, expected * share));
    long present = current.present();
    if (present >= ROUGH_BELOW || present == 0) {
      return usual;
    }
    int bins = (int) Math.max(2, present / ROWS_A_BIN);
    CoarseBinning fewer = CoarseBinning.of(reference, (double) present, bins);
    return fewer.bins() < usual.bins() ? fewer : usual;
  }
}
