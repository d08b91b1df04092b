package dev.leeway.examples.service;

import dev.leeway.schema.Schema;
import java.util.Map;

/** The model, and what is watched of it: training and service both start from here. */
final class LoanModel {

  /** What the baseline is stored under. */
  static final String NAME = "loan-default";

  static final String VERSION = "7";

  private static final Map<String, Double> REGIONS =
      Map.of("north", 0.2, "south", -0.1, "east", 0.0, "west", -0.2);

  private LoanModel() {}

  static Schema<Loan> schema() {
    return Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .numeric("income", Loan::income)
        .numeric("months", Loan::months)
        .categorical("region", Loan::region)
        .score("default_probability")
        .build();
  }

  /** The probability that the loan is not paid back: a logistic regression. */
  static double probability(Loan loan) {
    double logit = -3.5
        + 4 * loan.amount() / loan.income()
        + 0.01 * loan.months()
        + REGIONS.getOrDefault(loan.region(), 0.0);
    return 1 / (1 + Math.exp(-logit));
  }
}
