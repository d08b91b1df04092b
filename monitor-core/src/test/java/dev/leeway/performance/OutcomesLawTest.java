package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.binning.NumericBinning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A whole is its parts in any order, and what is taken back has never been. */
class OutcomesLawTest {

  private static final NumericBinning GRID = NumericBinning.of(0, .25, .5, .75, Math.nextUp(1.0));

  /** An outcome that can be added and taken back. */
  private record Step(Consumer<Outcomes> add, Consumer<Outcomes> remove) {}

  private static Step binary(Random random) {
    double score = random.nextInt(20) == 0 ? Double.NaN : random.nextDouble() * 1.1;
    boolean said = random.nextBoolean();
    boolean truth = random.nextBoolean();
    return new Step(
        all -> ((BinaryOutcomes) all).add(score, said, truth),
        all -> ((BinaryOutcomes) all).remove(score, said, truth));
  }

  private static Step classes(Random random) {
    int said = random.nextInt(5) - 1;
    int truth = random.nextInt(5) - 1;
    return new Step(
        all -> ((ClassOutcomes) all).add(said, truth),
        all -> ((ClassOutcomes) all).remove(said, truth));
  }

  private static Step numbers(Random random) {
    double said = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
    double truth = random.nextInt(10) == 0 ? 0 : random.nextGaussian() * 100;
    return new Step(
        all -> ((NumberOutcomes) all).add(said, truth),
        all -> ((NumberOutcomes) all).remove(said, truth));
  }

  private static void holds(Supplier<Outcomes> none, Supplier<Step> draw, Random random) {
    for (int round = 0; round < 50; round++) {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        steps.add(draw.get());
      }
      Outcomes whole = none.get();
      steps.forEach(step -> step.add.accept(whole));
      List<Step> shuffled = new ArrayList<>(steps);
      Collections.shuffle(shuffled, random);
      Outcomes left = none.get();
      Outcomes right = none.get();
      for (int i = 0; i < 200; i++) {
        shuffled.get(i).add.accept(i < 70 ? left : right);
      }
      Step odd = draw.get();
      odd.add.accept(left);
      odd.remove.accept(right);
      left.add(right);
      assertThat(left).isEqualTo(whole);
      assertThat(left.metrics()).isEqualTo(whole.metrics());
      assertThat(whole.copy().metrics()).isEqualTo(whole.metrics());
      steps.forEach(step -> step.remove.accept(whole));
      assertThat(whole).isEqualTo(none.get());
      assertThat(whole.labelled()).isZero();
    }
  }

  @Test
  void binaryOutcomesAddUpInAnyOrder() {
    Random random = new Random(1);
    holds(() -> new BinaryOutcomes(GRID), () -> binary(random), random);
    holds(() -> new BinaryOutcomes(null), () -> binary(random), random);
  }

  @Test
  void outcomesOfClassesAddUpInAnyOrder() {
    Random random = new Random(2);
    holds(() -> new ClassOutcomes(List.of("a", "b", "c")), () -> classes(random), random);
  }

  @Test
  void outcomesOfNumbersAddUpInAnyOrder() {
    Random random = new Random(3);
    holds(NumberOutcomes::new, () -> numbers(random), random);
  }

  @Test
  void emptyOutcomesHaveNoNumber() {
    for (Outcomes none : List.of(
        new BinaryOutcomes(GRID),
        new BinaryOutcomes(null),
        new ClassOutcomes(List.of("a", "b")),
        new NumberOutcomes())) {
      assertThat(none.metrics().values()).as("%s", none).noneMatch(Metric::hasValue);
      assertThat(none.metrics().values()).allMatch(metric -> Double.isNaN(metric.standardError()));
    }
  }

  @Test
  void differentKindsAreNotAdded() {
    assertThatThrownBy(() -> new NumberOutcomes().add(new BinaryOutcomes(GRID)))
        .hasMessageContaining("same kind");
    assertThatThrownBy(() -> new BinaryOutcomes(GRID).add(new BinaryOutcomes(null)))
        .hasMessageContaining("same kind");
    assertThatThrownBy(() -> new ClassOutcomes(List.of("a")).add(new ClassOutcomes(List.of("b"))))
        .hasMessageContaining("same kind");
  }

  @Test
  void whatCannotBeAddedUpIsLeftOut() {
    NumberOutcomes numbers = new NumberOutcomes();
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      numbers.add(odd, 1);
      numbers.add(1, odd);
    }
    assertThat(numbers).isEqualTo(new NumberOutcomes());
  }

  @Test
  void everyErrorIsInABinOfItsSize() {
    NumberOutcomes numbers = new NumberOutcomes();
    double[] errors = {-1000, -3, -0.5, 0, 0.25, 2, 700};
    for (double error : errors) {
      numbers.add(10 + error, 10);
    }
    List<ErrorBin> bins = numbers.errorBins();
    assertThat(bins.stream().mapToLong(ErrorBin::records).sum()).isEqualTo(errors.length);
    for (int i = 1; i < bins.size(); i++) {
      assertThat(bins.get(i).from()).isGreaterThanOrEqualTo(bins.get(i - 1).to());
    }
    assertThat(bins.get(0).from()).isLessThanOrEqualTo(-1000);
    assertThat(bins.get(bins.size() - 1).to()).isGreaterThanOrEqualTo(700);
  }
}
