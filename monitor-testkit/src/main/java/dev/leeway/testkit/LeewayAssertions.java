package dev.leeway.testkit;

import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;

/**
 * Assertions on drift, for tests of data and of models. May be imported statically beside AssertJ's own {@code assertThat}.
 *
 * <pre>{@code
 * assertThat(Batch.of(schema, todaysLoans, model::probability)).hasNotDriftedFrom(baseline);
 * }</pre>
 */
public final class LeewayAssertions {

  private LeewayAssertions() {}

  /** Asserts on an evaluation that a monitor or a comparison gave. */
  public static DriftAssert assertThat(Evaluation evaluation) {
    return new DriftAssert(evaluation);
  }

  /** Asserts on rows at hand. */
  public static <T> BatchAssert<T> assertThat(Batch<T> batch) {
    return new BatchAssert<>(batch);
  }

  /** Asserts on rows at hand that carry the model's answer themselves, if the schema has one. */
  public static <T> BatchAssert<T> assertThat(Schema<T> schema, Iterable<? extends T> rows) {
    return assertThat(Batch.of(schema, rows));
  }
}
