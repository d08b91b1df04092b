package dev.leeway.benchmarks.verdicts;

import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes docs/verdicts.md: what Leeway, NannyML and Evidently say of the same chunks of real data. */
public final class VerdictsExperiment implements Experiment {

  static final List<String> SETS = List.of(
      "bike",
      "car_loan",
      "car_loan_dq",
      "elec2",
      "adult",
      "adult_null",
      "digits_null",
      "digits_no_low",
      "digits_noise",
      "digits_flip");

  @Override
  public String name() {
    return "verdicts";
  }

  @Override
  public void run(boolean quick, Report report) throws IOException {
    Optional<Path> folder = RealSet.folder();
    if (folder.isEmpty()) {
      report.fact(
          "not run",
          "needs a folder with golden/real/*.json and data/, named by LEEWAY_GOLDEN or called shared beside the checkout");
      return;
    }
    List<RealSet> sets = new ArrayList<>();
    for (String name : SETS) {
      RealSet set = RealSet.read(folder.get(), name);
      sets.add(set);
      Tally tally = Tally.of(set);
      report.fact(name, tally);
    }
    Path page = root().resolve("docs/verdicts.md");
    Files.writeString(page, new VerdictsPage(sets).text());
    report.fact("written", page);
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    if (root == null) {
      throw new IllegalStateException("There is no checkout here whose docs/ could be written to.");
    }
    return root;
  }
}
