package dev.leeway.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The window against a naive one; the short cut of the check against the check in full. */
class AdwinTest {

  private static final long SEED = 20240501;
  private static final int ROWS = 6_000;

  /** What is done to standard normal draws. */
  private record Shape(String name, DoubleUnaryOperator of) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> streams() {
    Adwin[] specs = {
      Adwin.standard(),
      new Adwin(0.3, 1, 5, 5, 10),
      new Adwin(0.9, 3, 2, 1, 0),
      new Adwin(0.01, 5, 12, 30, 100)
    };
    Shape[] shapes = {
      new Shape("normal", z -> z),
      new Shape("errors", z -> z > 1.3 ? 1 : 0),
      new Shape("rare errors", z -> z > 2.3 ? 1 : 0),
      new Shape("constant", z -> 3),
      new Shape("heavy tails", z -> Math.exp(3 * z)),
      new Shape("both signs and sizes", z -> Math.copySign(Math.exp(8 * Math.abs(z)), z)),
      new Shape("far from 0", z -> 1e9 + z),
      new Shape("next to nothing beside the mean", z -> 1e12 + 1e-3 * z),
      new Shape("tiny", z -> 1e-200 * z),
      new Shape("huge", z -> Math.copySign(Math.min(1e100, Math.exp(100 * Math.abs(z))), z))
    };
    return Arrays.stream(specs)
        .flatMap(spec -> Arrays.stream(shapes).map(shape -> arguments(spec, shape)));
  }

  /** Also far from a cut nothing may be found by the one and not by the other, so states are compared to the last bit. */
  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("streams")
  void theShortCutHidesNothing(Adwin spec, Shape shape) {
    SplittableRandom random = new SplittableRandom(SEED);
    AdwinDetector detector = (AdwinDetector) spec.start();
    LiteralAdwin literal = new LiteralAdwin(spec);
    for (int i = 0; i < ROWS; i++) {
      double value = shape.of.applyAsDouble(gauss(random) + (i / 1_500 % 2 == 0 ? 0 : 0.7));
      boolean drift = literal.update(value);
      assertThat(detector.update(value) == ChangeState.DRIFT).as("row %d", i).isEqualTo(drift);
      assertThat(detector.width()).isEqualTo(literal.width());
      assertThat(detector.total()).isEqualTo(literal.total());
      assertThat(detector.variation()).isEqualTo(literal.variation());
      if (drift) {
        literal = new LiteralAdwin(spec);
      }
    }
  }

  private static double gauss(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  @Test
  void theWindowsNumbersAreThoseOfItsValues() {
    SplittableRandom random = new SplittableRandom(SEED);
    AdwinDetector detector = (AdwinDetector) Adwin.standard().start();
    LiteralAdwin literal = new LiteralAdwin(Adwin.standard());
    int drifts = 0;
    for (int i = 0; i < ROWS; i++) {
      double value = 5 + gauss(random) + (i / 1_500 % 2 == 0 ? 0 : 2);
      boolean drift = literal.update(value);
      detector.update(value);
      double[] window = literal.values();
      double sum = Arrays.stream(window).sum();
      double mean = sum / window.length;
      double squares = Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum();
      assertThat(detector.width()).isEqualTo(window.length);
      assertThat(detector.total()).isCloseTo(sum, within(1e-9 * sum));
      assertThat(detector.mean()).isCloseTo(mean, within(1e-9));
      assertThat(detector.variation()).isCloseTo(squares, within(1e-9 * (1 + squares)));
      if (drift) {
        drifts++;
        literal = new LiteralAdwin(Adwin.standard());
      }
    }
    assertThat(drifts).isEqualTo(3);
  }

  /** With three rows instead of 48: 5 buckets of 1, 2 and 4 values, then the oldest 4 go. */
  @Test
  void aFullWindowForgetsItsOldestValues() {
    AdwinDetector detector = new AdwinDetector(Adwin.standard(), 3);
    double[] values = IntStream.range(0, 1_000).mapToDouble(i -> i % 7).toArray();
    double widest = 0;
    for (int i = 0; i < values.length; i++) {
      assertThat(detector.update(values[i])).isEqualTo(ChangeState.STABLE);
      int width = (int) detector.width();
      widest = Math.max(widest, width);
      double[] last = Arrays.copyOfRange(values, i + 1 - width, i + 1);
      double mean = Arrays.stream(last).sum() / width;
      assertThat(detector.mean()).isCloseTo(mean, within(1e-12));
      assertThat(detector.variation())
          .isCloseTo(Arrays.stream(last).map(x -> (x - mean) * (x - mean)).sum(), within(1e-9));
    }
    assertThat(widest).isEqualTo(35);
  }

  @Test
  void aLongWindowStaysOneAndKnowsItsMean() {
    SplittableRandom random = new SplittableRandom(SEED);
    ChangeDetector detector = Adwin.standard().start();
    int errors = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double value = random.nextInt(10) == 0 ? 1 : 0;
      errors += (int) value;
      detector.update(value);
    }
    assertThat(detector.drifts()).isZero();
    assertThat(detector.mean()).isEqualTo(errors / 1e6);
  }
}
