package dev.leeway.benchmarks.laws;

import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import java.util.ArrayList;
import java.util.List;

/** All laws, with their full sizes; the build checks them with a tenth. */
public final class LawsExperiment implements Experiment {

  @Override
  public String name() {
    return "laws";
  }

  @Override
  public void run(boolean quick, Report report) {
    for (Law law : all(quick ? 10 : 1)) {
      report.add(
          law.name(),
          "",
          law.value(),
          "in [" + law.low() + ", " + law.high() + "]",
          quick ? law.mayHold() : law.holds());
    }
  }

  /** The laws, with so many times fewer draws. */
  static List<Law> all(int fewer) {
    List<Law> laws = new ArrayList<>();
    laws.addAll(PsiLaws.mean(100_000 / fewer));
    laws.addAll(PsiLaws.pValues(1_000_000 / fewer));
    laws.addAll(KsLaws.all(8_000 / fewer));
    laws.addAll(BoundLaws.all(2_000 / fewer));
    return laws;
  }
}
