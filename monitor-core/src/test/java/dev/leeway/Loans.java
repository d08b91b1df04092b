package dev.leeway;

import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of a made-up loan model, the same for the same seed. */
public final class Loans {

  /** A row; region may be null. */
  public record Loan(double amount, double income, String region, double probability) {}

  public static final Schema<Loan> SCHEMA = Schema.<Loan>builder()
      .numeric("amount", Loan::amount)
      .numeric("income", Loan::income)
      .categorical("region", Loan::region)
      .score("p")
      .build();

  private Loans() {}

  public static List<Loan> rows(int count, long seed, double incomeShift) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] regions = {"north", "south", "east", "west"};
    List<Loan> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
      rows.add(new Loan(
          random.nextDouble() * 1000,
          gauss + incomeShift,
          regions[random.nextInt(4)],
          random.nextDouble()));
    }
    return rows;
  }

  public static Baseline baseline() {
    return Baseline.fit(SCHEMA, rows(10_000, 1, 0))
        .scores(Loan::probability)
        .name("loans")
        .build();
  }
}
