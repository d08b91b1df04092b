package dev.leeway.examples.service;

/**
 * What the model is asked about; one that no model could answer for does not exist.
 *
 * <p>A region that the model has never seen is no error: the model answers, and the monitor counts it as unseen.
 */
record Loan(double amount, double income, int months, String region) {

  Loan {
    if (!(amount > 0 && amount < 1e9)) {
      throw new IllegalArgumentException("amount must be above 0 and below a billion");
    }
    if (!(income > 0 && income < 1e9)) {
      throw new IllegalArgumentException("income must be above 0 and below a billion");
    }
    if (months < 1 || months > 480) {
      throw new IllegalArgumentException("months must be from 1 to 480");
    }
    if (region.isEmpty()) {
      throw new IllegalArgumentException("region must not be empty");
    }
  }
}
