package dev.leeway.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every kind: snapshots, reset, what is left out, memory. */
class ChangeDetectorTest {

  private static final long SEED = 20240501;

  static Stream<DetectorSpec> specs() {
    return Stream.concat(
        Detectors.standard().stream(),
        Stream.of(
            new Adwin(0.3, 1, 2, 1, 0),
            new Adwin(0.05, 7, 64, 20, 50),
            new PageHinkley(Direction.DOWN, 5, 0, 3, 1),
            Cusum.standard().withLearning(20),
            Cusum.standard().withTarget(0.2, 0.4).withLimits(0.25, 8),
            new Ddm(3, 1, 1),
            new Eddm(3, 1, 0.99),
            HddmA.standard().bothWays(),
            HddmW.standard().bothWays().withLambda(0.2),
            new Fhddm(1, 0.2),
            new Fhddm(7, 0.3),
            new Kswin(4, 2, 0.5),
            new Kswin(20, 15, 0.3)));
  }

  /** Errors whose rate goes up and down: something for every kind, with drifts and warnings. */
  private static double[] errors(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextDouble() < (i / 700 % 2 == 0 ? 0.1 : 0.6) ? 1 : 0;
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aSnapshotGoesOnBitForBit(DetectorSpec spec) {
    double[] values = errors(4_000);
    for (int cut : new int[] {0, 1, 2, 31, 32, 199, 200, 201, 533, 704, 1_500, 2_801, 3_999}) {
      ChangeDetector first = spec.start();
      ChangeDetector second = spec.start();
      for (int i = 0; i < cut; i++) {
        second.update(values[i]);
      }
      second.update(Double.NaN);
      second = DetectorSnapshot.fromJson(second.snapshot().toJson()).resume();
      for (int i = 0; i < values.length; i++) {
        ChangeState state = first.update(values[i]);
        if (i == cut) {
          first.update(Double.NaN);
        }
        if (i >= cut) {
          assertThat(second.update(values[i])).isEqualTo(state);
          assertThat(second.mean()).isEqualTo(Double.valueOf(first.mean())); // NaN is NaN
        }
      }
      assertThat(second.snapshot()).isEqualTo(first.snapshot());
      assertThat(second.missing()).isEqualTo(1);
      assertThat(second.drifts()).isEqualTo(first.drifts());
    }
  }

  /** The next value after a drift meets the emptied detector, also if the snapshot was taken between them. */
  @ParameterizedTest
  @MethodSource("specs")
  void aSnapshotOfADriftGoesOnBitForBit(DetectorSpec spec) {
    double[] values = errors(6_000);
    ChangeDetector first = spec.start();
    int found = 0;
    for (int i = 0; i < values.length - 1 && found < 5; i++) {
      if (first.update(values[i]) == ChangeState.DRIFT) {
        found++;
        ChangeDetector second = first.snapshot().resume();
        assertThat(second.isDrift()).isTrue();
        i++;
        assertThat(second.update(values[i])).isEqualTo(first.update(values[i]));
        assertThat(second.snapshot()).isEqualTo(first.snapshot());
      }
    }
    assertThat(found).as("drifts in a stream that has some").isPositive();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void resetIsFresh(DetectorSpec spec) {
    double[] values = errors(3_000);
    DetectorSnapshot fresh = spec.start().snapshot();
    ChangeDetector detector = spec.start();
    for (int n : new int[] {1, 33, 250, 3_000}) {
      for (int i = 0; i < n; i++) {
        detector.update(values[i]);
      }
      detector.update(Double.NaN);
      detector.update(1e200);
      detector.reset();
      assertThat(detector.snapshot()).isEqualTo(fresh);
    }
    ChangeDetector other = spec.start();
    for (double value : values) {
      assertThat(detector.update(value)).isEqualTo(other.update(value));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatIsNoNumberChangesNothing(DetectorSpec spec) {
    double[] values = errors(3_000);
    ChangeDetector plain = spec.start();
    ChangeDetector disturbed = spec.start();
    double[] odd = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1e101,
      -1e308,
      Double.MAX_VALUE
    };
    for (int i = 0; i < values.length; i++) {
      ChangeState state = plain.update(values[i]);
      assertThat(disturbed.update(values[i])).isEqualTo(state);
      // an alarm is told once
      assertThat(disturbed.update(odd[i % odd.length]))
          .isEqualTo(state == ChangeState.DRIFT ? ChangeState.STABLE : state);
      assertThat(disturbed.state()).isEqualTo(state);
      assertThat(disturbed.isDrift()).isEqualTo(plain.isDrift());
      assertThat(disturbed.isWarning()).isEqualTo(plain.isWarning());
    }
    assertThat(disturbed.snapshot().memory()).isEqualTo(plain.snapshot().memory());
    assertThat(disturbed.seen()).isEqualTo(3_000);
    assertThat(disturbed.missing()).isEqualTo(1_500);
    assertThat(disturbed.refused()).isEqualTo(1_500);
    assertThat(disturbed.drifts()).isEqualTo(plain.drifts());
  }

  @Test
  void kindsSayWhatTheyTake() {
    for (DetectorSpec spec : Detectors.standard()) {
      boolean numbers = List.of("adwin", "page_hinkley", "cusum", "kswin").contains(spec.name());
      boolean shares = numbers || spec.name().startsWith("hddm");
      assertThat(accepts(spec, 0, 1, -0.0)).as(spec.name()).isTrue();
      assertThat(accepts(spec, 0.5)).as(spec.name()).isEqualTo(shares);
      assertThat(accepts(spec, Double.MIN_VALUE)).as(spec.name()).isEqualTo(shares);
      assertThat(accepts(spec, -1e-9)).as(spec.name()).isEqualTo(numbers);
      assertThat(accepts(spec, 1.0000001)).as(spec.name()).isEqualTo(numbers);
      assertThat(accepts(spec, -1e100, 1e100)).as(spec.name()).isEqualTo(numbers);
      assertThat(accepts(spec, Math.nextUp(1e100))).as(spec.name()).isFalse();
    }
  }

  private static boolean accepts(DetectorSpec spec, double... values) {
    ChangeDetector detector = spec.start();
    for (double value : values) {
      detector.update(value);
    }
    assertThat(detector.seen() + detector.refused()).isEqualTo(values.length);
    return detector.refused() == 0;
  }

  /** Bit patterns of all sizes: nothing is thrown, and what is remembered stays finite, so that it can be written. */
  @ParameterizedTest
  @MethodSource("specs")
  void hostileValuesAreSurvived(DetectorSpec spec) {
    SplittableRandom random = new SplittableRandom(SEED);
    ChangeDetector detector = spec.start();
    for (int i = 0; i < 200_000; i++) {
      double value = switch (random.nextInt(6)) {
        case 0 -> Double.longBitsToDouble(random.nextLong());
        case 1 -> random.nextBoolean() ? 1e100 : -1e100;
        case 2 -> random.nextInt(-1, 2) * Double.MIN_VALUE;
        case 3 -> random.nextInt(2);
        case 4 -> random.nextDouble();
        default -> random.nextDouble(-1e3, 1e3);
      };
      detector.update(value);
      if (i % 10_000 == 0) {
        detector = DetectorSnapshot.fromJson(detector.snapshot().toJson()).resume();
      }
    }
    assertThat(detector.seen() + detector.missing() + detector.refused()).isEqualTo(200_000);
    assertThat(detector.snapshot().memory().values())
        .allSatisfy(numbers -> assertThat(numbers).allMatch(Double::isFinite));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void anUpdateAllocatesNothing(DetectorSpec spec) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] values = errors(20_000);
    ChangeDetector detector = spec.start();
    long least = Long.MAX_VALUE;
    // the first rounds make the classes and the compiler ready
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (double value : values) {
        detector.update(value);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(detector.drifts()).isPositive();
    // the measurement itself may take a little, 20,000 updates would take 300,000 bytes and more
    assertThat(least).isLessThan(1_000);
  }

  @Test
  void aSnapshotIsTextThatCanBeRead() {
    ChangeDetector detector = PageHinkley.standard().start();
    detector.update(2);
    detector.update(Double.NaN);
    assertThat(detector.snapshot().toJson())
        .isEqualTo("{\"format\":\"leeway-detector/1\",\"detector\":\"page_hinkley\","
            + "\"settings\":{\"direction\":\"both\",\"minimum\":30,\"delta\":0.005,"
            + "\"threshold\":50.0,\"alpha\":0.9999},"
            + "\"state\":\"stable\",\"seen\":1,\"missing\":1,\"refused\":0,\"drifts\":0,"
            + "\"memory\":{\"count\":[1.0],\"mean\":[2.0],\"rise\":[-0.005],\"fall\":[0.005],"
            + "\"lowest\":[-0.005],\"highest\":[0.005]}}");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void settingsComeBackFromText(DetectorSpec spec) {
    assertThat(DetectorSnapshot.fromJson(spec.start().snapshot().toJson()).spec())
        .isEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\": \"leeway-window/1\"}",
        "{\"format\": \"leeway-detector/2\"}",
        "{\"format\": \"leeway-detector/1\", \"detector\": \"adwine\", \"settings\": {}, \"memory\": {}}"
      })
  void textThatIsNoSnapshotIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DetectorSnapshot.fromJson(text));
  }

  /** Each number replaced in turn by others: refused by name, or a detector that works on. */
  @ParameterizedTest
  @MethodSource("specs")
  void spoiltSnapshotsAreRefusedOrHarmless(DetectorSpec spec) {
    double[] values = errors(2_000);
    ChangeDetector detector = spec.start();
    for (int i = 0; i < 460; i++) {
      detector.update(values[i]);
    }
    String text = detector.snapshot().toJson().replace("\"stable\"", "\"drift\"");
    String[] others = {"-1", "0", "1", "0.5", "7", "1e308", "-1e289", "4611686018427387904", "null"
    };
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> numbers = numbersIn(text);
    for (int run = 0; run < 600; run++) {
      int[] place = numbers.get(random.nextInt(numbers.size()));
      String spoilt = text.substring(0, place[0])
          + others[random.nextInt(others.length)]
          + text.substring(place[1]);
      ChangeDetector resumed;
      try {
        resumed = DetectorSnapshot.fromJson(spoilt).resume();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{20,}");
        continue;
      }
      for (int i = 460; i < 900; i++) {
        resumed.update(values[i]);
      }
    }
  }

  private static List<int[]> numbersIn(String text) {
    List<int[]> places = new ArrayList<>();
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("(?<=[:\\[,])-?\\d[\\dE.+-]*").matcher(text);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    return places;
  }

  @Test
  void aSnapshotThatCannotGoOnSaysWhy() {
    String text = Adwin.standard().start().snapshot().toJson();
    assertThatThrownBy(
            () -> DetectorSnapshot.fromJson(text.replace("\"width\":[0.0]", "\"width\":[3]")))
        .hasMessage(
            "The snapshot of detector 'adwin' is not sound: 'width' must be what the buckets hold, 0.0.");
    assertThatThrownBy(
            () -> DetectorSnapshot.fromJson(text.replace("\"clock\":32", "\"clock\":1.5")))
        .hasMessage(
            "The text is no detector: settings.clock should be a whole number, but is '1.5'");
    assertThatThrownBy(() -> DetectorSnapshot.fromJson(text.replace("\"seen\":0", "\"seen\":-1")))
        .hasMessageContaining("seen should be a whole number, 0 or more");
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatThrownBy(() -> Adwin.standard().withDelta(0))
        .hasMessage("Detector 'adwin': delta is 0.0, it must be above 0.0 and below 1.0.");
    assertThatThrownBy(() -> Adwin.standard().withClock(0)).hasMessageContaining("clock is 0");
    assertThatThrownBy(() -> new Adwin(0.1, 1, 1, 1, 0)).hasMessageContaining("max_buckets is 1");
    assertThatThrownBy(() -> new Adwin(0.1, 1, 2, 0, 0)).hasMessageContaining("min_window is 0");
    assertThatThrownBy(() -> new Adwin(0.1, 1, 2, 1, -1)).hasMessageContaining("grace is -1");
    assertThatThrownBy(() -> PageHinkley.standard().withThreshold(Double.NaN))
        .hasMessageContaining("threshold is NaN");
    assertThatThrownBy(() -> new PageHinkley(Direction.UP, 0, 0, 1, 1))
        .hasMessageContaining("minimum is 0");
    assertThatThrownBy(() -> new PageHinkley(Direction.UP, 1, -1, 1, 1))
        .hasMessageContaining("delta is -1.0");
    assertThatThrownBy(() -> new PageHinkley(Direction.UP, 1, 0, 1, 1.1))
        .hasMessageContaining("alpha is 1.1");
    assertThatThrownBy(() -> Cusum.standard().withLearning(1))
        .hasMessageContaining("learning is 1");
    assertThatThrownBy(() -> Cusum.standard().withTarget(0, 0)).hasMessageContaining("sd is 0.0");
    assertThatThrownBy(() -> Cusum.standard().withTarget(Double.NaN, 1))
        .hasMessageContaining("mean is NaN");
    assertThatThrownBy(() -> Cusum.standard().withLimits(-1, 1)).hasMessageContaining("slack");
    assertThatThrownBy(() -> Cusum.standard().withLimits(1, 0)).hasMessageContaining("threshold");
    assertThatThrownBy(() -> new Ddm(30, 3, 2)).hasMessageContaining("drift is 2.0");
    assertThatThrownBy(() -> new Eddm(30, 0.9, 0.95)).hasMessageContaining("drift is 0.95");
    assertThatThrownBy(() -> new HddmA(0.01, 0.001, false))
        .hasMessageContaining("warning is 0.001");
    assertThatThrownBy(() -> HddmW.standard().withLambda(1)).hasMessageContaining("lambda is 1.0");
    assertThatThrownBy(() -> new Fhddm(0, 0.1)).hasMessageContaining("window is 0");
    assertThatThrownBy(() -> new Kswin(60, 60, 0.1)).hasMessageContaining("recent is 60");
    assertThatThrownBy(() -> new Kswin(10, 3, 0.05))
        .hasMessage("Detector 'kswin': alpha is 0.05, it must be 0.1 or more:"
            + " 3 values reach no smaller p-value.");
  }

  @Test
  void kindsAreFoundByName() {
    for (DetectorSpec spec : Detectors.standard()) {
      assertThat(Detectors.named(spec.name())).isEqualTo(spec);
      assertThat(spec.start().name()).isEqualTo(spec.name());
      assertThat(spec.start().spec()).isEqualTo(spec);
      assertThat(spec.start().mean()).isNaN();
      assertThat(spec.start()).hasToString(spec.name() + " after 0 values: STABLE");
    }
    assertThatThrownBy(() -> Detectors.named("adwine"))
        .hasMessage("There is no change detector 'adwine'. There are: adwin, page_hinkley, cusum,"
            + " ddm, eddm, hddm_a, hddm_w, fhddm, kswin.");
  }
}
