package dev.leeway.testkit;

import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Rows at hand with the schema that reads them, for {@link LeewayAssertions#assertThat(Batch)}. Immutable. */
public final class Batch<T> {

  private final Schema<T> schema;
  private final Iterable<? extends T> rows;
  private final @Nullable ToDoubleFunction<? super T> answers;

  private Batch(
      Schema<T> schema, Iterable<? extends T> rows, @Nullable ToDoubleFunction<? super T> answers) {
    this.schema = schema;
    this.rows = rows;
    this.answers = answers;
  }

  /**
   * Rows that carry the model's answer themselves, if the schema has one.
   *
   * @param rows read once for each assertion
   */
  public static <T> Batch<T> of(Schema<T> schema, Iterable<? extends T> rows) {
    return new Batch<>(schema, rows, null);
  }

  /**
   * Rows with the model's answer for each: the score, or the number that it predicts.
   *
   * @param rows read once for each assertion
   */
  public static <T> Batch<T> of(
      Schema<T> schema, Iterable<? extends T> rows, ToDoubleFunction<? super T> answers) {
    return new Batch<>(schema, rows, answers);
  }

  /**
   * All numbers and findings of these rows, as {@link Comparison} has them.
   *
   * @throws IllegalArgumentException if the schema does not fit the baseline
   */
  public Evaluation against(Baseline baseline, AlertPolicy policy) {
    Comparison comparison = Comparison.against(baseline).policy(policy);
    return answers == null ? comparison.of(schema, rows) : comparison.of(schema, rows, answers);
  }

  @Override
  public String toString() {
    return "batch of the signals " + schema.signals().stream().map(Signal::name).toList();
  }
}
