package dev.leeway.benchmarks.labels;

import dev.leeway.benchmarks.report.Report;
import dev.leeway.label.LabelCounts;
import dev.leeway.label.LabelJoin;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Predictions without end, and the label of each after a delay at random: the mean is 200,000 records, a few take longer than
 * the capacity lasts, one in a hundred never comes, and one in a hundred is corrected at once.
 */
final class Soak {

  private static final int OUTSTANDING = 200_000;
  private static final int SAMPLES = 20;
  private static final int RECORDS_A_PANE = 100_000;
  private static final int PANES = 8;

  private Soak() {}

  static void run(boolean quick, Report report) {
    long records = quick ? 2_000_000 : 50_000_000;
    SplittableRandom random = new SplittableRandom(Report.SEED);
    Joins<Long> joins = Joins.ofNumbers(LabelJoin.DEFAULT_CAPACITY, Report.SEED);
    LabelJoin join = joins.join();
    long[] outstanding = new long[OUTSTANDING];
    Arrays.setAll(outstanding, i -> -1 - i);
    double[] heap = new double[SAMPLES];
    long measured = 0;
    long begin = System.nanoTime();
    for (long i = 0; i < records; i++) {
      int pane = (int) (i / RECORDS_A_PANE);
      joins.predicted(i, pane);
      int which = random.nextInt(OUTSTANDING);
      label(joins, outstanding[which], random.nextInt(100));
      outstanding[which] = i;
      if ((i + 1) % RECORDS_A_PANE == 0) {
        join.settle(pane - PANES, joins::hits);
      }
      if ((i + 1) % (records / (2 * SAMPLES)) == 0 && i >= records / 2) {
        long before = System.nanoTime();
        heap[(int) (i / (records / (2 * SAMPLES))) - SAMPLES] = LiveHeap.bytes() / 1e6;
        measured += System.nanoTime() - before;
      }
    }
    double nanos = (System.nanoTime() - begin - measured) / (double) records;
    report(report, records, nanos, heap, join.counts());
  }

  private static void label(Joins<Long> joins, long id, int chance) {
    if (id < 0 || chance == 0) {
      return;
    }
    joins.labelled(id);
    if (chance == 1) {
      joins.labelled(id, 0);
    }
  }

  private static void report(
      Report report, long records, double nanos, double[] heap, LabelCounts counts) {
    Arrays.sort(heap);
    double median = heap[SAMPLES / 2];
    double spread = Math.max(median - heap[0], heap[SAMPLES - 1] - median) / median;
    report.add(
        "record of the soak, prediction and label", "ns", Report.Figures.of(nanos), Double.NaN);
    report.add(
        "live heap over the last half of " + String.format(Locale.ROOT, "%,d", records),
        "MB",
        new Report.Figures(heap[0], median, heap[SAMPLES - 1]),
        Double.NaN,
        "within 5 %",
        spread <= 0.05);
    report.add("dropped by the soak", "", (double) counts.dropped(), "0", counts.dropped() == 0);
    report.fact("soak", counts);
  }
}
