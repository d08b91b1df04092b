package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a naive join, and against itself in another order. */
class PendingLabelsLawTest {

  private static final int OPERATIONS = 2_000;

  /** Keys with the same upper half meet in one place of the index, so that probing and moving up are tried hard. */
  private static long key(SplittableRandom random, int keys, int shape) {
    long id = random.nextInt(keys);
    return switch (shape) {
      case 0 -> new Ids(1).key(id);
      case 1 -> id;
      case 2 -> -1 - id;
      default -> (id & 1) << 63 | id;
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyOperationsGiveWhatTheNaiveJoinGives(boolean numbers) {
    for (int capacity = 1; capacity <= 64; capacity++) {
      for (int shape = 0; shape < 4; shape++) {
        compare(capacity, numbers, shape);
      }
    }
  }

  private static void compare(int capacity, boolean numbers, int shape) {
    long seed = 1_000L * capacity + 10L * shape + (numbers ? 1 : 0);
    SplittableRandom random = new SplittableRandom(seed);
    int keys = 1 + random.nextInt(3 * capacity);
    Heard heard = new Heard();
    PendingLabels pending = new PendingLabels(capacity, numbers, heard);
    NaiveJoin naive = new NaiveJoin(capacity, numbers);
    for (int i = 0; i < OPERATIONS; i++) {
      long key = key(random, keys, shape);
      int what = random.nextInt(100);
      int pane = i / 50 - random.nextInt(3);
      if (what < 50) {
        double answer = random.nextInt(20) == 0 ? Double.NaN : random.nextDouble();
        int predictedClass = random.nextInt(4) - 1;
        pending.predicted(key, answer, predictedClass, pane);
        naive.predicted(key, answer, predictedClass, pane);
      } else if (what < 98) {
        double truth = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(3);
        int trueClass = random.nextInt(5) - 1;
        pending.labelled(key, truth, trueClass);
        naive.labelled(key, truth, trueClass);
      } else {
        pending.expire(pane - 1);
        naive.expire(pane - 1);
      }
      assertThat(pending.counts(0, 0))
          .as("seed %d, operation %d", seed, i)
          .isEqualTo(naive.counts());
    }
    assertThat(heard.all).as("seed %d", seed).isEqualTo(naive.heard);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void labelsInAnyOrderGiveTheSameJoins(long seed) {
    List<Consumer<PendingLabels>> operations = new ArrayList<>();
    Ids ids = new Ids(seed);
    for (int i = 0; i < 1_000; i++) {
      int n = i;
      operations.add(pending -> pending.predicted(ids.key(n), n / 1e3, n % 3, n / 100));
      operations.add(pending -> pending.labelled(ids.key(n), Double.NaN, n % 2));
    }
    List<String> inOrder = joins(operations);
    assertThat(inOrder).hasSize(1_000);
    Collections.shuffle(operations, new Random(seed));
    assertThat(joins(operations)).containsExactlyInAnyOrderElementsOf(inOrder);
  }

  private static List<String> joins(List<Consumer<PendingLabels>> operations) {
    Heard heard = new Heard();
    PendingLabels pending = new PendingLabels(1_500, false, heard);
    operations.forEach(operation -> operation.accept(pending));
    assertThat(pending.counts(0, 0).pending()).isZero();
    return heard.all;
  }
}
