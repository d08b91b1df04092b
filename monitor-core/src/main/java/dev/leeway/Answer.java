package dev.leeway;

import dev.leeway.observation.RowEncoder;
import org.jspecify.annotations.Nullable;

/** What the caller says with a row that does not carry it. */
enum Answer {
  NONE,
  NUMBER,
  CLASS,
  CLASS_AND_SCORE,
  PROBABILITIES;

  /** Writes the answer's bins; returns whether the schema has a place for it. */
  boolean write(
      RowEncoder<?> encoder,
      double number,
      @Nullable String predicted,
      double @Nullable [] probabilities,
      int[] bins) {
    return switch (this) {
      case NONE -> true;
      case NUMBER -> encoder.answer(number, bins);
      case CLASS -> encoder.answerClass(predicted, bins);
      case CLASS_AND_SCORE -> encoder.answerBoth(predicted, number, bins);
      case PROBABILITIES ->
        probabilities != null && encoder.answerProbabilities(probabilities, bins);
    };
  }
}
