package dev.leeway.examples.service;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up loans; a real training reads them from where they are kept. */
final class Applicants {

  private static final List<String> REGIONS = List.of("north", "south", "east", "west");

  private Applicants() {}

  /** Loans of people with this median income. */
  static List<Loan> loans(int count, long seed, double income) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // twelve uniform draws make one that is nearly normal
      double normal = random.doubles(12).sum() - 6;
      loans.add(new Loan(
          1_000 + 20_000 * random.nextDouble(),
          income * Math.exp(0.5 * normal),
          12 * (1 + random.nextInt(6)),
          REGIONS.get(random.nextInt(REGIONS.size()))));
    }
    return loans;
  }
}
