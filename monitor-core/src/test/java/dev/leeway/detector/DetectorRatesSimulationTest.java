package dev.leeway.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * How often each kind alarms when nothing changes, and whether and how soon it finds a change: the table of
 * docs/detectors.md, row for row. Seeds are fixed, so the figures are exact.
 */
class DetectorRatesSimulationTest {

  private static final long SEED = 20240501;
  private static final int STREAMS = 200;
  private static final int STABLE = 10_000;
  private static final int BEFORE = 2_000;
  private static final Path PAGE = Path.of("../docs/detectors.md");

  private static double[] errors(long seed, int before, double first, int after, double second) {
    SplittableRandom random = new SplittableRandom(SEED + seed);
    double[] values = new double[before + after];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < (i < before ? first : second) ? 1 : 0;
    }
    return values;
  }

  /** Normal to what a table can show: twelve uniform draws, less 6. */
  private static double[] numbers(long seed, int before, int after, double shift) {
    SplittableRandom random = new SplittableRandom(SEED + seed);
    double[] values = new double[before + after];
    for (int i = 0; i < values.length; i++) {
      double sum = i < before ? -6 : shift - 6;
      for (int j = 0; j < 12; j++) {
        sum += random.nextDouble();
      }
      values[i] = sum;
    }
    return values;
  }

  private static long drifts(DetectorSpec spec, IntFunction<double[]> streams) {
    long drifts = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      ChangeDetector detector = spec.start();
      for (double value : streams.apply(stream)) {
        detector.update(value);
      }
      drifts += detector.drifts();
    }
    return drifts;
  }

  /** Alarms in 10,000 values, the mean of all streams. */
  private static String alarms(DetectorSpec spec, IntFunction<double[]> streams) {
    return String.format(Locale.ROOT, "%.2f", (double) drifts(spec, streams) / STREAMS);
  }

  /** In how many of 100 streams the change is found, and after how many values, the middle one of those. */
  private static String found(DetectorSpec spec, IntFunction<double[]> streams) {
    List<Integer> delays = new ArrayList<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      double[] values = streams.apply(stream);
      ChangeDetector detector = spec.start();
      for (int row = 0; row < values.length; row++) {
        if (detector.update(values[row]) == ChangeState.DRIFT && row >= BEFORE) {
          delays.add(row - BEFORE + 1);
          break;
        }
      }
    }
    Collections.sort(delays);
    String share = String.format(Locale.ROOT, "%.0f %%", 100.0 * delays.size() / STREAMS);
    return delays.isEmpty() ? share : share + ", " + delays.get(delays.size() / 2);
  }

  @Test
  void thePageHasTheseFigures() throws IOException {
    List<String> rows = new ArrayList<>();
    for (DetectorSpec spec : Detectors.standard()) {
      boolean numbers = spec.name().matches("adwin|page_hinkley|cusum|kswin");
      rows.add(row("`" + spec.name() + "`", spec, true, numbers));
      if (spec instanceof PageHinkley) {
        rows.add(row("the same, `standardised()`", PageHinkley.standardised(), false, true));
      }
    }
    assertThat(Files.readString(PAGE)).contains(String.join("\n", rows));
  }

  private static String row(String name, DetectorSpec spec, boolean errors, boolean numbers) {
    List<String> cells = new ArrayList<>(List.of(name));
    if (errors) {
      cells.add(alarms(spec, seed -> errors(seed, STABLE, 0.1, 0, 0)));
      cells.add(found(spec, seed -> errors(seed, BEFORE, 0.1, 1_000, 0.3)));
      cells.add(found(spec, seed -> errors(seed, BEFORE, 0.1, 4_000, 0.15)));
    } else {
      cells.addAll(List.of("–", "–", "–"));
    }
    cells.add(numbers ? alarms(spec, seed -> numbers(seed, STABLE, 0, 0)) : "–");
    cells.add(numbers ? found(spec, seed -> numbers(seed, BEFORE, 1_000, 0.5)) : "–");
    return "| " + String.join(" | ", cells) + " |";
  }

  /** On the golden file's first stream, whose rate does not change. */
  @Test
  void eddmAlarmsWhereNothingChanges() throws IOException {
    List<Integer> rows = drifts(Eddm.standard(), Recipe.bernoulli(11, 5_000, 0.1, 0.1));
    assertThat(rows).startsWith(288, 596).hasSize(14);
    assertThat(Files.readString(PAGE))
        .contains("at rows 288 and 596, and 14 times in 5,000 values");
  }

  private static List<Integer> drifts(DetectorSpec spec, double[] values) {
    ChangeDetector detector = spec.start();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      if (detector.update(values[row]) == ChangeState.DRIFT) {
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * The difference of means that HDDM-W's bounds ask for, however long it lasts, is 0.42. Where errors are spread evenly it
   * therefore does not find a rise from 10 to 30 %; where they are drawn, the first mean is kept where it was lowest by chance.
   */
  @Test
  void hddmWFindsSmallChangesByChanceOnly() throws IOException {
    double bound = 0.05 / (2 - 0.05);
    assertThat(Math.sqrt(2 * bound * Math.log(1 / 0.001) / 2)).isBetween(0.42, 0.422);
    double[] even = new double[4_000];
    for (int i = 0; i < even.length; i++) {
      even[i] = (i * 7919L % 10_007 + 0.5) / 10_007 < (i < 2_000 ? 0.1 : 0.3) ? 1 : 0;
    }
    assertThat(drifts(HddmW.standard(), even)).isEmpty();
    assertThat(drifts(HddmA.standard(), even)).hasSize(1);
    assertThat(drifts(Adwin.standard(), even)).hasSize(1);
    assertThat(Files.readString(PAGE)).contains("0.42");
  }

  /** A comparison of distributions need not be good at shapes. */
  @Test
  void kswinSeldomFindsADoubledSpread() throws IOException {
    String found = found(Kswin.standard(), seed -> {
      double[] values = numbers(seed, BEFORE, 1_000, 0);
      for (int i = BEFORE; i < values.length; i++) {
        values[i] *= 2;
      }
      return values;
    });
    assertThat(Files.readString(PAGE)).contains("doubled: in 7 % of the streams, 317 values");
    assertThat(found).isEqualTo("7 %, 317");
  }

  /** The figures of {@link Adwin}'s Javadoc. */
  @Test
  void adwinSeldomAlarmsWhereNothingChanges() {
    assertThat(drifts(Adwin.standard(), seed -> errors(seed, STABLE, 0.1, 0, 0)))
        .isZero();
    assertThat(drifts(Adwin.standard(), seed -> numbers(seed, STABLE, 0, 0))).isEqualTo(4);
  }
}
