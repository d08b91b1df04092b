package dev.leeway.benchmarks.laws;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.KolmogorovSmirnov;
import dev.leeway.statistic.Summary;
import dev.leeway.statistic.Wasserstein;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How far a number from bins may be from the one of the raw values, on shapes that are hard to bin. The bounds are those of
 * the Javadoc; what is reported is the worst error as a part of its bound.
 */
final class BoundLaws {

  private static final double DUST = 1e-9;

  private BoundLaws() {}

  /** Live values are of the same shape, moved and stretched a little, so that some lie outside. */
  enum Shape {
    LOGNORMAL,
    ZERO_INFLATED,
    TWO_ATOMS,
    INTEGERS,
    DATES,
    HUGE_SPREAD;

    double draw(SplittableRandom random) {
      double gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
      return switch (this) {
        case LOGNORMAL -> Math.exp(2.5 * gauss);
        case ZERO_INFLATED -> random.nextInt(10) < 7 ? 0 : Math.exp(gauss);
        case TWO_ATOMS -> random.nextInt(100) < 3 ? gauss : random.nextInt(3) == 0 ? -1 : 1;
        case INTEGERS -> Math.rint(40 + 12 * gauss);
        case DATES -> 455_000 + Math.floor(17_520 * random.nextDouble()) / 24;
        case HUGE_SPREAD -> Math.pow(10, -300 + 600 * random.nextDouble());
      };
    }
  }

  static List<Law> all(int cases) {
    List<Law> laws = new ArrayList<>();
    int number = 300;
    for (Shape shape : Shape.values()) {
      double[][] errors = Parallel.draws(cases, number++, part -> random -> errors(shape, random));
      String[] names = {"KS", "Wasserstein", "quantiles"};
      for (int i = 0; i < names.length; i++) {
        laws.add(new Law(
            "worst error of " + names[i] + " over its bound, "
                + shape.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            Arrays.stream(Parallel.column(errors, i)).max().orElseThrow(),
            0,
            1 + DUST));
      }
    }
    return laws;
  }

  private static double[] errors(Shape shape, SplittableRandom random) {
    double[] training = new double[200 + random.nextInt(5_000)];
    for (int i = 0; i < training.length; i++) {
      training[i] = shape.draw(random);
    }
    double[] live = new double[50 + random.nextInt(2_000)];
    double stretch = 1 + 0.5 * random.nextDouble();
    double shift = random.nextInt(3) == 0 ? random.nextDouble() : 0;
    for (int i = 0; i < live.length; i++) {
      live[i] = shape.draw(random) * stretch + shift;
    }
    Schema<Double> schema = Schema.<Double>builder().numeric("x", x -> x).build();
    SignalBaseline signal = Baseline.fit(schema, Arrays.stream(training).boxed().toList())
        .build()
        .signals()
        .get(0);
    NumericBinning binning = (NumericBinning) signal.binning();
    Arrays.sort(training);
    Arrays.sort(live);
    Counts reference = signal.counts();
    Counts current = KsLaws.count(binning, live);
    return new double[] {
      ks(training, live, reference, current),
      wasserstein(training, live, binning, reference, current),
      quantiles(live, binning, current)
    };
  }

  /** D of the raw values lies above the one of cells, by at most the largest cell share of either side. */
  private static double ks(double[] training, double[] live, Counts reference, Counts current) {
    double loss =
        KsLaws.exact(training, live) - new KolmogorovSmirnov().between(reference, current);
    double bound = 0;
    for (int bin = 0; bin < reference.shapeBins(); bin++) {
      bound = Math.max(bound, (double) reference.shape(bin) / reference.present());
      bound = Math.max(bound, (double) current.shape(bin) / current.present());
    }
    return loss < -1e-12 ? Double.POSITIVE_INFINITY : Math.max(0, loss) / bound;
  }

  /** At most the mean distance of the values of both sides from where their cells stand. */
  private static double wasserstein(
      double[] training, double[] live, NumericBinning binning, Counts reference, Counts current) {
    // in units of the largest position, so that the sums of the largest doubles stay finite
    double unit = 0;
    for (double value : training) {
      unit = Math.max(unit, Math.abs(value));
    }
    for (double value : live) {
      unit = Math.max(unit, Math.abs(binning.position(binning.bin(value))));
      unit = Math.max(unit, Math.abs(value));
    }
    double exact = exactWasserstein(training, live, unit);
    double binned = Wasserstein.standard().between(reference, current) / unit;
    double bound = fromCells(training, binning, unit) + fromCells(live, binning, unit);
    double error = Math.abs(exact - binned);
    return error <= 1e-12 * Math.max(exact, binned) ? 0 : error / bound;
  }

  private static double fromCells(double[] values, NumericBinning binning, double unit) {
    double sum = 0;
    for (double value : values) {
      sum += Math.abs(value / unit - binning.position(binning.bin(value)) / unit);
    }
    return sum / values.length;
  }

  private static double exactWasserstein(double[] a, double[] b, double unit) {
    int i = 0;
    int j = 0;
    double sum = 0;
    double before = Math.min(a[0], b[0]);
    while (i < a.length || j < b.length) {
      double value = i == a.length ? b[j] : j == b.length ? a[i] : Math.min(a[i], b[j]);
      double gap = Math.abs((double) i / a.length - (double) j / b.length);
      sum += gap * (value / unit - before / unit);
      before = value;
      while (i < a.length && a[i] <= value) {
        i++;
      }
      while (j < b.length && b[j] <= value) {
        j++;
      }
    }
    return sum;
  }

  /** A quantile lies in the cell of the exact one: it is off by at most that cell's width. */
  private static double quantiles(double[] live, NumericBinning binning, Counts current) {
    double[] edges = binning.edges();
    double worst = 0;
    for (double share : new double[] {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
      // the inverse of the empirical distribution function
      double exact = live[(int) Math.max(0, Math.ceil(share * live.length) - 1)];
      double clamped = Math.max(edges[0], Math.min(exact, Math.nextDown(edges[edges.length - 1])));
      int cell = binning.bin(clamped) - binning.firstCell();
      double found = Summary.quantile(current, share);
      double below = clamped / 2 - found / 2;
      double width = edges[cell + 1] / 2 - edges[cell] / 2;
      worst = Math.max(worst, below == 0 ? 0 : Math.abs(below) / width);
    }
    return worst;
  }
}
