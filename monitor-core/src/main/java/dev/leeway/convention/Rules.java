package dev.leeway.convention;

import dev.leeway.statistic.StatisticResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one package computes the statistics that it knows. Without state. */
interface Rules {

  /** The names that it knows. */
  List<String> statistics();

  /** A known statistic of two samples of numbers. */
  StatisticResult compare(String statistic, double[] reference, double[] current);

  /** A known statistic of two samples of categories. */
  StatisticResult compare(
      String statistic, List<@Nullable String> reference, List<@Nullable String> current);

  /** The name of Leeway's statistic that measures the same. */
  default String leewayName(String statistic) {
    return statistic;
  }
}
