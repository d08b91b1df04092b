package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static List<Double> numbers(Random random, int count) {
    List<Double> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      double value = switch (random.nextInt(4)) {
        case 0 -> Double.longBitsToDouble(random.nextLong());
        case 1 -> random.nextGaussian() * Math.scalb(1.0, random.nextInt(100) - 50);
        case 2 -> Double.MIN_VALUE * random.nextInt(1000);
        default -> -numbers.stream().reduce(0.0, (a, b) -> b);
      };
      // sums of a thousand of these still have a double
      if (Double.isFinite(value) && Math.abs(value) < 1e300) {
        numbers.add(value);
      }
    }
    return numbers;
  }

  private static double exactly(List<Double> numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) {
      sum = sum.add(new BigDecimal(number));
    }
    return sum.doubleValue();
  }

  private static ExactSum sum(List<Double> numbers) {
    ExactSum sum = new ExactSum();
    numbers.forEach(sum::add);
    return sum;
  }

  @Test
  void aSumIsTheNearestDoubleOfTheExactOneInEveryOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<Double> numbers = numbers(random, 1 + random.nextInt(200));
      double expected = exactly(numbers);
      ExactSum sum = sum(numbers);
      assertThat(sum.value()).isEqualTo(expected);
      Collections.shuffle(numbers, random);
      assertThat(sum(numbers)).isEqualTo(sum);
      int cut = random.nextInt(numbers.size() + 1);
      ExactSum merged = sum(numbers.subList(0, cut));
      merged.add(sum(numbers.subList(cut, numbers.size())));
      assertThat(merged).isEqualTo(sum);
      assertThat(merged.value()).isEqualTo(expected);
    }
  }

  @Test
  void whatIsTakenAwayIsAsIfItHadNeverBeenThere() {
    Random random = new Random(8);
    List<Double> numbers = numbers(random, 500);
    ExactSum sum = sum(numbers);
    for (double number : numbers.subList(100, 500)) {
      sum.subtract(number);
    }
    assertThat(sum).isEqualTo(sum(numbers.subList(0, 100)));
    for (double number : numbers.subList(0, 100)) {
      sum.subtract(number);
    }
    assertThat(sum).isEqualTo(new ExactSum());
    assertThat(sum.value()).isZero();
  }

  @Test
  void millionsOfTermsDoNotOverflowALimb() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 3_000_000; i++) {
      sum.add(Math.nextDown(2.0));
    }
    assertThat(sum.value())
        .isEqualTo(new BigDecimal(Math.nextDown(2.0))
            .multiply(BigDecimal.valueOf(3_000_000))
            .doubleValue());
  }

  @Test
  void extremesKeepTheirPlace() {
    ExactSum sum = sum(List.of(Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE));
    assertThat(sum.value()).isEqualTo(Double.MIN_VALUE);
    assertThat(sum(List.of(Double.MAX_VALUE, Double.MAX_VALUE)).value()).isInfinite();
    assertThat(sum(List.of(1.0, Math.ulp(1.0) / 2)).value()).isEqualTo(1);
    assertThat(sum(List.of(1.0, Math.ulp(1.0) / 2, Double.MIN_VALUE)).value())
        .isEqualTo(Math.nextUp(1.0));
  }
}
