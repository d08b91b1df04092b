package dev.leeway.examples.service;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Lineage;
import java.nio.file.Path;

/**
 * Runs where the model is trained, with each new model: leaves the baseline in the store that the service reads. Nothing of
 * this is needed where the model answers.
 */
public final class Training {

  private Training() {}

  /** {@code STORE}: the directory of the store. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "Training: expected the store's directory, but got " + arguments.length + " arguments.");
      System.exit(2);
    }
    System.out.println(
        "Stored " + store(BaselineStore.directory(Path.of(arguments[0]))) + " in " + arguments[0]);
  }

  /** Stores the baseline as the next version. Returns {@code name@version}. */
  static String store(BaselineStore store) {
    Baseline baseline = Baseline.fit(LoanModel.schema(), Applicants.loans(20_000, 1, 40_000))
        .scores(LoanModel::probability)
        .lineage(Lineage.builder()
            .model(LoanModel.NAME, LoanModel.VERSION)
            .data("loans-2026Q1")
            .build())
        .build();
    return store.put(LoanModel.NAME, baseline);
  }
}
