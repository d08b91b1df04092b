package dev.leeway.examples.batch;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** A batch job with a Tablesaw table: the summer of 2012 compared with the summer of 2011. */
public final class TableComparison {

  private TableComparison() {}

  /** Prints the evaluation's summary and its findings; ends with 1 if one is critical. */
  public static void main(String[] arguments) {
    Evaluation evaluation = run();
    System.out.println(evaluation.summary());
    evaluation.findings().forEach(System.out::println);
    if (evaluation.status().isAtLeast(Status.CRITICAL)) {
      System.exit(1);
    }
  }

  static Evaluation run() {
    Table rentals = rentals();
    // snippet: batch
    Table before = rentals.where(
        rentals.intColumn("yr").isEqualTo(0).and(rentals.intColumn("season").isEqualTo(3)));
    Table now = rentals.where(
        rentals.intColumn("yr").isEqualTo(1).and(rentals.intColumn("season").isEqualTo(3)));

    Schema<Row> schema = Schema.<Row>builder()
        .numeric("temp", row -> row.getDouble("temp"))
        .numeric("hum", row -> row.getDouble("hum"))
        .numeric("rentals", row -> row.getInt("cnt"))
        .categorical("weather", row -> row.getInt("weathersit"))
        .build();
    Baseline baseline = Baseline.fit(schema, before).name("summer-2011").build();

    Evaluation evaluation = Comparison.against(baseline).of(schema, now);
    // end
    return evaluation;
  }

  private static Table rentals() {
    try (InputStream in =
        TableComparison.class.getResourceAsStream("/dev/leeway/examples/bike/bike_hour.csv.gz")) {
      if (in == null) {
        throw new IllegalStateException("The example's data file is missing from the class path.");
      }
      return Table.read().csv(new GZIPInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
