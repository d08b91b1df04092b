package dev.leeway.testkit;

import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.statistic.Statistics;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Leeway's own statistics keep the contract; a new one is tested as soon as it stands in the list. */
@ParameterizedClass
@MethodSource("statistics")
class StandardStatisticsTest implements DriftStatisticContract {

  private static final Set<String> EVIDENCE = Set.of("chi_square", "g_test", "cvm");

  @Parameter
  private DriftStatistic statistic = Psi.standard();

  static Stream<DriftStatistic> statistics() {
    return Stream.concat(Statistics.standard().stream(), Stream.of(Psi.plain()));
  }

  @Override
  public DriftStatistic statistic() {
    return statistic;
  }

  @Override
  public boolean signed() {
    return statistic.name().equals("mean_change");
  }

  @Override
  public double factorOfTenfoldRows() {
    return EVIDENCE.contains(statistic.name()) ? 10 : 1;
  }
}
