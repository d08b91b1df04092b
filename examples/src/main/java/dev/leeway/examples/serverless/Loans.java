package dev.leeway.examples.serverless;

import dev.leeway.examples.serverless.ScoringFunction.Loan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up loans, the same for the same seed. */
final class Loans {

  private Loans() {}

  static List<Loan> of(int count, long seed, double income) {
    Random random = new Random(seed);
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loans.add(new Loan(
          1_000 + 20_000 * random.nextDouble(), income * Math.exp(0.5 * random.nextGaussian())));
    }
    return loans;
  }
}
