package dev.leeway.examples.quickstart;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Lineage;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.sink.LogSink;
import dev.leeway.window.WindowPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A loan model: its baseline at training time, and its monitor in the service. */
public final class Quickstart {

  /** What the model sees. */
  public record Loan(double amount, double income, int months, String region) {}

  private Quickstart() {}

  /** Prints what the monitor says of a thousand loans whose applicants earn less than those of the training data. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("leeway-quickstart");
    System.out.println(run(directory).summary());
  }

  static Evaluation run(Path directory) {
    Schema<Loan> schema = schema();
    BaselineStore store = BaselineStore.directory(directory);
    train(schema, store, loans(20_000, 1, 40_000));
    return serve(schema, store, loans(1_000, 2, 30_000));
  }

  private static Schema<Loan> schema() {
    // snippet: schema
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .numeric("income", Loan::income)
        .numeric("months", Loan::months)
        .categorical("region", Loan::region)
        .score("default_probability")
        .build();
    // end
    return schema;
  }

  private static void train(Schema<Loan> schema, BaselineStore store, List<Loan> trainingLoans) {
    Model model = new Model();
    // snippet: train
    Baseline baseline = Baseline.fit(schema, trainingLoans)
        .scores(model::probability)
        .lineage(
            Lineage.builder().model("credit-risk", "7").data("loans-2025Q4").build())
        .build();
    store.put("credit-risk", baseline);
    // end
  }

  private static Evaluation serve(Schema<Loan> schema, BaselineStore store, List<Loan> requests) {
    Model model = new Model();
    // snippet: serve
    Monitor<Loan> monitor = Monitor.builder(schema, store.current("credit-risk"))
        .window(WindowPolicy.ofRecords(1_000).inPanes(10))
        .sink(new LogSink())
        .build();
    for (Loan loan : requests) {
      double p = model.probability(loan);
      monitor.observe(loan, p); // the only line in the request path
    }
    Evaluation now = monitor.evaluate();
    // end
    monitor.close();
    return now;
  }

  private static List<Loan> loans(int count, long seed, double income) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] regions = {"north", "south", "east", "west"};
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double earned = income * Math.exp(0.5 * gaussian(random));
      loans.add(new Loan(
          1_000 + 20_000 * random.nextDouble(),
          earned,
          12 * (1 + random.nextInt(6)),
          regions[random.nextInt(4)]));
    }
    return loans;
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Stands for a real model. */
  private static final class Model {
    double probability(Loan loan) {
      return 1 / (1 + Math.exp(1 - 4 * (loan.amount() / loan.income() - 0.4)));
    }
  }
}
