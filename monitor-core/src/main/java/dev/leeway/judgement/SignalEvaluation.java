package dev.leeway.judgement;

import dev.leeway.schema.Signal;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of one signal of one window.
 *
 * @param segment null where segments are not watched
 * @param records rows of the window
 * @param missingRate share of rows without a value (missing or not a number); NaN without rows
 * @param unreadableRate share of rows whose value could not be read; NaN without rows
 * @param unseenRate share of present rows with a category that was not seen in training; NaN without present rows
 * @param outOfRangeRate share of present rows outside the training range; NaN without present rows
 * @param statistics by name, in a fixed order
 * @param reference mean and spread of the training data; null for categories
 * @param current mean and spread of the window; null for categories
 * @param marks what to know when reading the numbers, such as {@code constant}
 * @param bins coarse bins, largest contributions first
 * @param newCategories names of categories that training did not have, sorted: at most eight of those in the window, as far as
 *     they are known
 * @param checks the numbers that were judged
 */
public record SignalEvaluation(
    Signal signal,
    @Nullable String segment,
    Status status,
    long records,
    double missingRate,
    double unreadableRate,
    double unseenRate,
    double outOfRangeRate,
    Map<String, StatisticResult> statistics,
    @Nullable Summary reference,
    @Nullable Summary current,
    List<String> marks,
    List<BinShift> bins,
    List<String> newCategories,
    List<CheckResult> checks) {

  public SignalEvaluation {
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    marks = List.copyOf(marks);
    bins = List.copyOf(bins);
    newCategories = List.copyOf(newCategories);
    checks = List.copyOf(checks);
  }

  public String name() {
    return signal.name();
  }

  /**
   * The statistic with this name.
   *
   * @throws IllegalArgumentException naming the ones that were computed
   */
  public StatisticResult statistic(String statisticName) {
    StatisticResult result = statistics.get(statisticName);
    if (result == null) {
      throw new IllegalArgumentException("Signal '" + name() + "' has no statistic '"
          + statisticName + "', it has " + statistics.keySet() + ".");
    }
    return result;
  }
}
