package dev.leeway.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What detectors keep up value by value is what their definitions give from all values since the last drift. */
class NaiveDetectorsTest {

  private static final double CLOSE = 1e-9;
  private static final double[] ERRORS = Recipe.bernoulli(7, 3_000, 0.2, 0.5);
  private static final double[] NUMBERS = Recipe.normal(8, 3_000, 1);

  /** Feeds values, and compares after each with a judgement on all values since the last drift. */
  private interface Judge {
    ChangeState state(List<Double> values, DetectorSnapshot snapshot);
  }

  private static void compare(DetectorSpec spec, double[] values, Judge judge) {
    ChangeDetector detector = spec.start();
    List<Double> since = new ArrayList<>();
    Set<ChangeState> met = new HashSet<>();
    for (int row = 0; row < values.length; row++) {
      if (detector.isDrift()) {
        since.clear();
      }
      since.add(values[row]);
      ChangeState state = detector.update(values[row]);
      assertThat(state).as("row %d", row).isEqualTo(judge.state(since, detector.snapshot()));
      met.add(state);
    }
    assertThat(met).contains(ChangeState.STABLE, ChangeState.DRIFT);
  }

  private static void close(DetectorSnapshot snapshot, String name, double expected) {
    assertThat(snapshot.memory().get(name).get(0))
        .as(name)
        .isCloseTo(expected, within(CLOSE * (1 + Math.abs(expected))));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  private static ChangeState state(boolean drift, boolean warning) {
    return drift ? ChangeState.DRIFT : warning ? ChangeState.WARNING : ChangeState.STABLE;
  }

  @Test
  void pageHinkleySumsUpDeviations() {
    PageHinkley spec = PageHinkley.standard().withThreshold(15);
    compare(spec, NUMBERS, (values, snapshot) -> {
      double sum = 0;
      double rise = 0;
      double fall = 0;
      double lowest = Double.MAX_VALUE;
      double highest = -1;
      for (int i = 0; i < values.size(); i++) {
        sum += values.get(i);
        double deviation = values.get(i) - sum / (i + 1);
        rise = spec.alpha() * rise + deviation - spec.delta();
        fall = spec.alpha() * fall + deviation + spec.delta();
        lowest = Math.min(lowest, rise);
        highest = Math.max(highest, fall);
      }
      close(snapshot, "rise", rise);
      close(snapshot, "fall", fall);
      boolean enough = values.size() >= spec.minimum();
      return state(
          enough && (rise - lowest > spec.threshold() || highest - fall > spec.threshold()), false);
    });
  }

  @Test
  void ddmLooksForTheLowestRateSoFar() {
    Ddm spec = Ddm.standard();
    compare(spec, ERRORS, (values, snapshot) -> {
      double best = Double.MAX_VALUE;
      double rate = 0;
      double error = 0;
      double lowestRate = 0;
      double lowestError = 0;
      double sum = 0;
      for (int n = 1; n <= values.size(); n++) {
        sum += values.get(n - 1);
        rate = sum / n;
        error = Math.sqrt(rate * (1 - rate) / n);
        if (n > spec.minimum() && rate + error <= best + 1e-15) {
          best = rate + error;
          lowestRate = rate;
          lowestError = error;
        }
      }
      close(snapshot, "rate", rate);
      if (values.size() <= spec.minimum()) {
        return ChangeState.STABLE;
      }
      close(snapshot, "lowest_rate", lowestRate);
      return state(
          rate + error > lowestRate + spec.drift() * lowestError,
          rate + error > lowestRate + spec.warning() * lowestError);
    });
  }

  @Test
  void eddmKeepsTheDistancesOfErrors() {
    Eddm spec = Eddm.standard();
    compare(spec, ERRORS, (values, snapshot) -> {
      List<Double> distances = new ArrayList<>();
      double largest = -1;
      boolean warned = false;
      boolean drift = false;
      int last = 0;
      for (int n = 1; n <= values.size(); n++) {
        if (values.get(n - 1) != 1) {
          continue;
        }
        distances.add((double) n - last);
        last = n;
        if (n <= spec.minimum()) {
          continue;
        }
        double mean = mean(distances);
        double squares =
            distances.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        double reach =
            mean + 2 * (distances.size() > 1 ? Math.sqrt(squares / (distances.size() - 1)) : 0);
        if (reach > largest) {
          largest = reach;
        } else if (distances.size() > spec.minimum()) {
          drift = reach / largest < spec.drift();
          warned = reach / largest < spec.warning();
        }
      }
      if (!distances.isEmpty()) {
        close(snapshot, "mean_distance", mean(distances));
      }
      return state(drift, warned);
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hddmACutsWhereTheBoundWasLowest(boolean twoSided) {
    HddmA spec = new HddmA(0.001, 0.005, twoSided);
    compare(spec, ERRORS, (values, snapshot) -> {
      int n = values.size();
      double[] means = new double[n + 1];
      double sum = 0;
      int low = 1;
      int high = 1;
      for (int k = 1; k <= n; k++) {
        sum += values.get(k - 1);
        means[k] = sum / k;
        double bound = bound(k, spec);
        low = means[k] + bound <= means[low] + bound(low, spec) + 1e-15 ? k : low;
        high = means[k] - bound >= means[high] - bound(high, spec) - 1e-15 ? k : high;
      }
      close(snapshot, "mean", means[n]);
      close(snapshot, "low_count", low);
      double rise = means[n] - means[low];
      double fall = means[high] - means[n];
      return state(
          moved(rise, low, n, spec.drift()) || twoSided && moved(fall, high, n, spec.drift()),
          moved(rise, low, n, spec.warning()) || twoSided && moved(fall, high, n, spec.warning()));
    });
  }

  private static double bound(int n, HddmA spec) {
    return Math.sqrt(Math.log(1 / spec.drift()) / (2.0 * n));
  }

  private static boolean moved(double difference, int cut, int n, double confidence) {
    double m = (double) (n - cut) / cut / n;
    return cut != n && difference >= Math.sqrt(m / 2 * Math.log(2 / confidence));
  }

  @ParameterizedTest
  @CsvSource({"0.05,false", "0.05,true", "0.1,true"})
  void hddmWWeighsExponentially(double lambda, boolean twoSided) {
    HddmW spec = new HddmW(0.001, 0.005, lambda, twoSided);
    double driftLog = Math.log(1 / spec.drift());
    compare(spec, Arrays.copyOf(ERRORS, 2_000), (values, snapshot) -> {
      int n = values.size();
      int low = 0;
      int high = 0;
      double lowest = Double.MAX_VALUE;
      double highest = -Double.MAX_VALUE;
      double weighed = 0;
      for (int k = 1; k <= n; k++) {
        // the means of all prefixes would cost n³ by their definition: it is checked at the last
        weighed = k == 1 ? values.get(0) : lambda * values.get(k - 1) + (1 - lambda) * weighed;
        double bound = Math.sqrt(squaredWeights(k, lambda) * driftLog / 2);
        if (weighed + bound < lowest) {
          lowest = weighed + bound;
          low = k;
        }
        if (weighed - bound > highest) {
          highest = weighed - bound;
          high = k;
        }
      }
      close(snapshot, "all_mean", weighedMean(values, lambda));
      close(snapshot, "all_bound", squaredWeights(n, lambda));
      close(snapshot, "before_rise_mean", weighedMean(values.subList(0, low), lambda));
      if (low < n) {
        close(snapshot, "since_rise_mean", weighedMean(values.subList(low, n), lambda));
      }
      return state(
          risen(values, low, 1, spec, spec.drift())
              || twoSided && risen(values, high, -1, spec, spec.drift()),
          risen(values, low, 1, spec, spec.warning())
              || twoSided && risen(values, high, -1, spec, spec.warning()));
    });
  }

  /** Σ λ(1 − λ)^(n − i) xᵢ, where the first value has what is left of all weights. */
  private static double weighedMean(List<Double> values, double lambda) {
    int n = values.size();
    double mean = Math.pow(1 - lambda, n - 1) * values.get(0);
    for (int i = 2; i <= n; i++) {
      mean += lambda * Math.pow(1 - lambda, n - i) * values.get(i - 1);
    }
    return mean;
  }

  private static double squaredWeights(int n, double lambda) {
    double rest = (1 - lambda) * (1 - lambda);
    return Math.pow(rest, n) + lambda * lambda * (1 - Math.pow(rest, n)) / (1 - rest);
  }

  private static boolean risen(
      List<Double> values, int cut, int sign, HddmW spec, double confidence) {
    int n = values.size();
    if (cut == n) {
      return false;
    }
    double difference = weighedMean(values.subList(cut, n), spec.lambda())
        - weighedMean(values.subList(0, cut), spec.lambda());
    double bounds = squaredWeights(cut, spec.lambda()) + squaredWeights(n - cut, spec.lambda());
    return sign * difference > Math.sqrt(bounds * Math.log(1 / confidence) / 2);
  }

  @Test
  void fhddmCountsRightAnswersInTheWindow() {
    Fhddm spec = new Fhddm(40, 0.001);
    compare(spec, ERRORS, (values, snapshot) -> {
      int n = values.size();
      double best = 0;
      double right = 0;
      for (int end = 40; end <= n; end++) {
        right = 1 - mean(values.subList(end - 40, end));
        best = Math.max(best, right);
      }
      double limit = Math.sqrt(Math.log(1000) / 80);
      return state(n >= 40 && best - right > limit, false);
    });
  }

  @Test
  void cusumHasTheTargetOfItsFirstValues() {
    Cusum spec = Cusum.standard().withLearning(200);
    CusumDetector detector = (CusumDetector) spec.start();
    double mean = DoubleStream.of(NUMBERS).limit(200).sum() / 200;
    double sd = Math.sqrt(
        DoubleStream.of(NUMBERS).limit(200).map(x -> (x - mean) * (x - mean)).sum() / 199);
    double up = 0;
    double down = 0;
    for (int row = 0; row < NUMBERS.length; row++) {
      ChangeState state = detector.update(NUMBERS[row]);
      if (row < 200) {
        assertThat(state).isEqualTo(ChangeState.STABLE);
        continue;
      }
      double z = (NUMBERS[row] - mean) / sd;
      up = Math.max(0, up + z - 0.5);
      down = Math.max(0, down - z - 0.5);
      assertThat(detector.up()).isCloseTo(up, within(CLOSE));
      assertThat(detector.down()).isCloseTo(down, within(CLOSE));
      assertThat(state).isEqualTo(state(up > 5 || down > 5, false));
      if (state == ChangeState.DRIFT) {
        up = 0;
        down = 0;
      }
    }
    assertThat(detector.mean()).isCloseTo(mean, within(CLOSE));
    assertThat(detector.sd()).isCloseTo(sd, within(CLOSE));
    assertThat(detector.drifts()).isGreaterThan(100);
  }

  /** A signal that stood still has no spread to measure a change by: its first other value gives one. */
  @Test
  void cusumLearnsOnWhileAllValuesAreEqual() {
    CusumDetector detector = (CusumDetector) Cusum.standard().start();
    for (int i = 0; i < 2_000; i++) {
      assertThat(detector.update(3)).isEqualTo(ChangeState.STABLE);
    }
    assertThat(detector.sd()).isZero();
    assertThat(detector.update(4)).isEqualTo(ChangeState.STABLE);
    assertThat(detector.sd()).isPositive();
    assertThat(detector.update(4)).isEqualTo(ChangeState.DRIFT);
  }

  @ParameterizedTest
  @CsvSource({"200,60,0.0001", "50,20,0.01", "30,20,0.05", "9,4,0.2"})
  void kswinComparesTheNewestWithTheEvenlyTaken(int window, int recent, double alpha) {
    KswinDetector detector = (KswinDetector) new Kswin(window, recent, alpha).start();
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    List<Double> kept = new ArrayList<>();
    for (int row = 0; row < 2_000; row++) {
      // rounded, so that equal values are among them
      double value = Math.rint(NUMBERS[row + 500] * 20) / 20;
      kept.add(value);
      if (kept.size() > window) {
        kept.remove(0);
      }
      ChangeState state = detector.update(value);
      if (kept.size() < window) {
        assertThat(state).isEqualTo(ChangeState.STABLE);
        continue;
      }
      double[] older = new double[recent];
      for (int j = 0; j < recent; j++) {
        older[j] = kept.get((int) Math.floor((double) j * (window - recent) / recent));
      }
      double[] newest = kept.subList(window - recent, window).stream()
          .mapToDouble(Double::doubleValue)
          .toArray();
      double distance = distance(older, newest);
      assertThat(detector.distance()).isCloseTo(distance, within(1e-12));
      double p = detector.pValue();
      assertThat(state).as("row %d", row).isEqualTo(state(p <= alpha, false));
      if (row % 100 == 0) {
        assertThat(p).isCloseTo(test.exactP(distance, recent, recent, false), within(1e-10));
      }
      if (state == ChangeState.DRIFT) {
        kept = new ArrayList<>(kept.subList(window - recent, window));
      }
    }
    assertThat(detector.drifts()).isPositive();
  }

  private static double distance(double[] a, double[] b) {
    return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b))
        .map(x -> Math.abs((double) DoubleStream.of(a).filter(y -> y <= x).count() / a.length
            - (double) DoubleStream.of(b).filter(y -> y <= x).count() / b.length))
        .max()
        .orElseThrow();
  }

  @Test
  void theExactLawIsThatOfOtherPrograms() {
    // scipy.stats.ks_2samp(range(k), ...) of equal sizes: 2/C(2n, n) where nothing overlaps
    assertThat(EqualSizes.pValue(3, 3)).isCloseTo(0.1, within(1e-15));
    assertThat(EqualSizes.pValue(5, 5)).isCloseTo(2.0 / 252, within(1e-15));
    assertThat(EqualSizes.pValue(0, 60)).isEqualTo(1);
    assertThat(EqualSizes.pValue(1, 60)).isCloseTo(1, within(1e-12));
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    for (int n : new int[] {1, 2, 7, 30, 100}) {
      for (int k = 1; k <= n; k++) {
        assertThat(EqualSizes.pValue(k, n))
            .as("%d of %d", k, n)
            .isCloseTo(test.exactP((double) k / n, n, n, false), within(1e-9));
        if (k > 1) {
          assertThat(EqualSizes.pValue(k, n))
              .isLessThanOrEqualTo(EqualSizes.pValue(k - 1, n) + 1e-12);
        }
      }
    }
    for (double alpha : new double[] {0.2, 0.05, 1e-4, 1e-8}) {
      int k = EqualSizes.smallest(alpha, 60);
      assertThat(EqualSizes.pValue(k, 60)).isLessThanOrEqualTo(alpha);
      assertThat(EqualSizes.pValue(k - 1, 60)).isGreaterThan(alpha);
    }
  }
}
