package dev.leeway.benchmarks.labels;

import dev.leeway.benchmarks.report.Experiment;
import dev.leeway.benchmarks.report.Report;
import dev.leeway.benchmarks.report.Report.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A million predictions that wait for their labels: memory, and the time of a prediction and a label, beside a map; then many more,
 * to see whether memory stays. On one thread.
 */
public final class LabelsExperiment implements Experiment {

  private static final int PENDING = 1_000_000;
  private static final String TEXTS = "ids of 36 characters";
  private static final String NUMBERS = "ids of longs";

  @Override
  public String name() {
    return "labels";
  }

  @Override
  public void run(boolean quick, Report report) {
    int rounds = quick ? 2 : 7;
    Contest<Long> numbers =
        new Contest<>(NUMBERS, Long::valueOf, () -> Joins.ofNumbers(PENDING, Report.SEED), rounds);
    Contest<String> texts = new Contest<>(
        TEXTS, LabelsExperiment::text, () -> Joins.ofTexts(PENDING, Report.SEED), rounds);
    numbers.memory(report);
    texts.memory(report);
    numbers.times(report);
    texts.times(report);
    Soak.run(quick, report);
  }

  /** In the form of a UUID, as most ids are; the same for the same number. */
  private static String text(long number) {
    SplittableRandom random = new SplittableRandom(number);
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Our join and a map, with ids of one kind. */
  private record Contest<K>(String kind, LongFunction<K> id, Supplier<Store<K>> ours, int rounds) {

    private static final String JOIN = "join, ";
    private static final String MAP = "ConcurrentHashMap, ";

    Map<String, Supplier<Store<K>>> stores() {
      Map<String, Supplier<Store<K>>> stores = new LinkedHashMap<>();
      stores.put(JOIN + kind, ours);
      stores.put(MAP + kind, () -> new Mapped<>(PENDING));
      return stores;
    }

    void memory(Report report) {
      double mine = bytesOf(ours);
      double map = bytesOf(() -> new Mapped<>(PENDING));
      report.add("pending, " + JOIN + kind, "B", mine, "at most 40", mine <= 40);
      report.add(
          "pending, " + MAP + kind,
          "B",
          Figures.of(map),
          map / mine,
          "3 times the join's",
          map >= 3 * mine);
    }

    /** Of each of a million predictions, as live heap. */
    private double bytesOf(Supplier<Store<K>> maker) {
      long before = LiveHeap.bytes();
      Store<K> store = maker.get();
      for (int i = 0; i < PENDING; i++) {
        store.predicted(id.apply(i), i);
      }
      double bytes = (double) (LiveHeap.bytes() - before) / PENDING;
      if (store.joined() != 0) {
        throw new IllegalStateException("Nothing was labelled, and something is joined.");
      }
      return bytes;
    }

    /** In turns: what is measured in other moments cannot be compared. */
    void times(Report report) {
      Map<String, List<Double>> predictions = new LinkedHashMap<>();
      Map<String, List<Double>> labels = new LinkedHashMap<>();
      Map<String, Store<K>> stores = new LinkedHashMap<>();
      stores().forEach((what, store) -> stores.put(what, store.get()));
      // a round is fresh predictions, which push out the ones of the round before, and then their
      // labels in any order
      for (int round = 0; round < rounds + 1; round++) {
        List<K> ids = ids(round);
        int[] order = shuffled(round);
        for (Map.Entry<String, Store<K>> entry : stores.entrySet()) {
          double prediction = predict(entry.getValue(), ids);
          double label = label(entry.getValue(), ids, order);
          if (round > 0) {
            predictions
                .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                .add(prediction);
            labels.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(label);
          }
        }
      }
      report("prediction", predictions, report);
      report("label", labels, report);
    }

    private List<K> ids(int round) {
      List<K> ids = new ArrayList<>(PENDING);
      for (long i = 0; i < PENDING; i++) {
        ids.add(id.apply((long) round * PENDING + i));
      }
      return ids;
    }

    private static int[] shuffled(int round) {
      SplittableRandom random = new SplittableRandom(Report.SEED + round);
      int[] order = new int[PENDING];
      for (int i = 0; i < PENDING; i++) {
        int other = random.nextInt(i + 1);
        order[i] = order[other];
        order[other] = i;
      }
      return order;
    }

    private double predict(Store<K> store, List<K> ids) {
      long begin = System.nanoTime();
      for (int i = 0; i < PENDING; i++) {
        store.predicted(ids.get(i), i);
      }
      store.joined();
      return (double) (System.nanoTime() - begin) / PENDING;
    }

    private double label(Store<K> store, List<K> ids, int[] order) {
      long before = store.joined();
      long begin = System.nanoTime();
      for (int i : order) {
        store.labelled(ids.get(i));
      }
      long joined = store.joined() - before;
      double nanos = (double) (System.nanoTime() - begin) / PENDING;
      if (joined != PENDING) {
        throw new IllegalStateException("Joined are " + joined + " of " + PENDING + ".");
      }
      return nanos;
    }

    private static void report(String what, Map<String, List<Double>> all, Report report) {
      double mine = all.values().iterator().next().stream().min(Double::compare).orElseThrow();
      all.forEach((store, times) -> {
        double[] sorted =
            times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Figures figures =
            new Figures(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        report.add(what + ", " + store, "ns", figures, figures.min() / mine);
      });
    }
  }
}
