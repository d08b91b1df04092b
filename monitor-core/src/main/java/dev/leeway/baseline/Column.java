package dev.leeway.baseline;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CellEdges;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One signal of the training data on its two ways through the rows: the first finds the binning, the second counts on it.
 * The value type is Double or String.
 */
abstract class Column<T, V> {

  final Signal signal;
  private final Function<? super T, ? extends @Nullable V> read;
  private @Nullable Throwable firstFailure;
  private long[][] chunks = {};
  private @Nullable V last;
  private @Nullable V runValue;
  private long run;
  private long longestRun;

  Column(Signal signal, Function<? super T, ? extends @Nullable V> read) {
    this.signal = signal;
    this.read = read;
  }

  /** First way: takes the row's value into account for the binning. */
  void look(T row) {
    try {
      V value = read.apply(row);
      if (value != null) {
        learn(value);
      }
    } catch (Throwable e) {
      if (firstFailure == null) {
        firstFailure = e;
      }
    }
  }

  /** Ends the first way. */
  void cut(int chunkCount) {
    Binning binning = binning();
    chunks = new long[chunkCount][binning.bins()];
  }

  /** Of rows that are read once: bins from the first block. */
  void cutOnce() {
    cut(0);
  }

  /**
   * Of rows that are read once, after a block has been looked at and before it is counted: makes room for what lies outside
   * the bins so far. Returns for each old bin the new one that it is now part of; null where nothing has changed.
   */
  abstract int @Nullable [] grow();

  /** After the last row that is read once: brings the bins into the form that a baseline keeps. As {@link #grow}. */
  int @Nullable [] finish() {
    return null;
  }

  /** Moves the counts over to new bins. */
  final void rearrangeBins(int[] to, int count) {
    for (int i = 0; i < chunks.length; i++) {
      long[] moved = new long[count];
      for (int bin = 0; bin < chunks[i].length; bin++) {
        moved[to[bin]] += chunks[i][bin];
      }
      chunks[i] = moved;
    }
  }

  /** Puts each chunk in its new place; chunks with the same place become one. */
  final void rearrangeChunks(int[] places, int count) {
    long[][] arranged = new long[count][binning().bins()];
    for (int i = 0; i < chunks.length; i++) {
      for (int bin = 0; bin < chunks[i].length; bin++) {
        arranged[places[i]][bin] += chunks[i][bin];
      }
    }
    chunks = arranged;
  }

  /** The counts of all chunks. */
  final long[] total() {
    long[] total = new long[binning().bins()];
    for (long[] chunk : chunks) {
      for (int bin = 0; bin < total.length; bin++) {
        total[bin] += chunk[bin];
      }
    }
    return total;
  }

  /** Second way: counts the row's value. Returns its bin. */
  int count(T row, int chunk) {
    V value;
    int bin;
    try {
      value = read.apply(row);
      bin = value == null ? missing() : bin(value);
    } catch (Throwable e) {
      // as when it is observed: whatever an accessor throws, the value is unreadable
      value = null;
      bin = unreadable();
    }
    last = value;
    if (value != null && Objects.equals(value, runValue)) {
      run++;
    } else {
      runValue = value;
      run = value == null ? 0 : 1;
    }
    longestRun = Math.max(longestRun, run);
    if (chunk >= chunks.length) {
      int before = chunks.length;
      chunks = Arrays.copyOf(chunks, chunk + 1);
      for (int i = before; i < chunks.length; i++) {
        chunks[i] = new long[binning().bins()];
      }
    }
    chunks[chunk][bin]++;
    return bin;
  }

  /** The value that was counted last, null where it was missing. */
  @Nullable
  V last() {
    return last;
  }

  long longestRun() {
    return longestRun;
  }

  /** The fine counts of each chunk, in order. */
  List<Counts> chunkCounts() {
    List<Counts> counts = new ArrayList<>(chunks.length);
    for (long[] chunk : chunks) {
      counts.add(Counts.of(binning(), chunk));
    }
    return counts;
  }

  /** The exception of the first value that could not be read, if any. */
  @Nullable
  Throwable firstFailure() {
    return firstFailure;
  }

  abstract void learn(V value);

  abstract Binning binning();

  abstract int bin(V value);

  abstract int missing();

  abstract int unreadable();

  @Nullable
  Moments moments() {
    return null;
  }

  long singletons() {
    return 0;
  }

  /** Numbers: edges from all values up to a million, from a seeded sample of that size beyond. */
  static final class Numeric<T> extends Column<T, Double> {

    static final int SAMPLE = 1_000_000;

    private final int cells;
    private final int most;
    private final SplittableRandom random;
    private final Moments.Builder moments = new Moments.Builder();
    private double[] sample = new double[1024];
    private int sampled;
    private long finite;
    private final OutsideValues outside = new OutsideValues();
    private @Nullable NumericBinning binning;
    private double[] sums = {};
    private long[] rows = {};

    Numeric(
        Signal signal,
        Function<? super T, ? extends @Nullable Double> read,
        int cells,
        long seed,
        int most) {
      super(signal, read);
      this.most = most;
      this.cells = cells;
      this.random = new SplittableRandom(seed);
    }

    @Override
    void learn(Double boxed) {
      double value = boxed;
      if (!Double.isFinite(value)) {
        return;
      }
      moments.add(value);
      finite++;
      if (binning != null) {
        outside.look(value, binning);
        return;
      }
      if (sampled < most) {
        if (sampled == sample.length) {
          sample = Arrays.copyOf(sample, Math.min(most, sample.length * 2));
        }
        sample[sampled++] = value;
      } else {
        // reservoir: each value stays with the same probability
        long place = random.nextLong(finite);
        if (place < most) {
          sample[(int) place] = value;
        }
      }
    }

    @Override
    void cut(int chunkCount) {
      binning = NumericBinning.of(edges());
      sample = new double[0];
      sums = new double[binning.orderedBins()];
      rows = new long[binning.orderedBins()];
      super.cut(chunkCount);
    }

    @Override
    int @Nullable [] grow() {
      NumericBinning before = binning();
      double[] edges = outside.edges(before, total(), cells, finite);
      if (edges == null) {
        return null;
      }
      NumericBinning wider = NumericBinning.of(edges);
      int[] to = OutsideValues.binsIn(before, wider);
      double[] movedSums = new double[wider.orderedBins()];
      long[] movedRows = new long[wider.orderedBins()];
      for (int bin = 0; bin < rows.length; bin++) {
        if (rows[bin] > 0) {
          // sums are kept as distances from the middle of the cell, which is now another one
          movedRows[to[bin]] += rows[bin];
          movedSums[to[bin]] +=
              sums[bin] + rows[bin] * (before.position(bin) - wider.position(to[bin]));
        }
      }
      sums = movedSums;
      rows = movedRows;
      binning = wider;
      rearrangeBins(to, wider.bins());
      return to;
    }

    private double[] edges() {
      Moments seen = moments.build();
      if (seen.rows() == 0) {
        // nothing to cut at: any number that comes later lies outside
        return new double[] {0, Double.MIN_VALUE};
      }
      double[] sorted = Arrays.copyOf(sample, sampled);
      Arrays.sort(sorted);
      return signal.role() == SignalRole.SCORE
          ? CellEdges.score(sorted, seen.min(), seen.max(), cells)
          : CellEdges.quantiles(sorted, seen.min(), seen.max(), cells);
    }

    @Override
    NumericBinning binning() {
      return Objects.requireNonNull(binning, "cut comes first");
    }

    @Override
    int bin(Double value) {
      int bin = binning().bin(value);
      if (bin >= NumericBinning.OUTSIDE
          && bin < NumericBinning.OUTSIDE + binning().cells()) {
        sums[bin] += value - binning().position(bin);
        rows[bin]++;
      }
      return bin;
    }

    @Override
    int missing() {
      return binning().missing();
    }

    @Override
    int unreadable() {
      return binning().unreadable();
    }

    @Override
    Moments moments() {
      return moments.build();
    }

    /** The binning with the mean training value of each cell. */
    NumericBinning finished() {
      double[] means = new double[binning().cells()];
      for (int cell = 0; cell < means.length; cell++) {
        int bin = cell + NumericBinning.OUTSIDE;
        double mean = rows[bin] == 0 ? Double.NaN : binning().position(bin) + sums[bin] / rows[bin];
        means[cell] = Double.isFinite(mean) ? mean : Double.NaN;
      }
      return binning().with(means, moments.build().standardDeviation());
    }

    @Override
    List<Counts> chunkCounts() {
      NumericBinning finished = finished();
      return super.chunkCounts().stream()
          .map(counts -> Counts.of(finished, counts.toArray()))
          .toList();
    }
  }

  /** Categories: the most frequent of at most 65,536 that are followed at a time (Misra and Gries, 1982). */
  static final class Categorical<T> extends Column<T, String> {

    static final int KEPT = 1024;
    static final int LONGEST = 256;
    private static final int FOLLOWED = 65_536;

    /** Of rows that are read once; what comes after so many others is counted as other. */
    static final int FOLLOWED_ONCE = 4096;

    private final Map<String, long[]> frequency = new HashMap<>();
    private boolean capped;
    private boolean pruned;
    private boolean once;
    private long singletons;
    private @Nullable CategoricalBinning binning;

    Categorical(Signal signal, Function<? super T, ? extends @Nullable String> read) {
      super(signal, read);
    }

    @Override
    void learn(String value) {
      if (value.length() > LONGEST || !Sha256.isWellFormed(value)) {
        capped = true;
        return;
      }
      if (binning != null && binning.bin(value) < binning.other()) {
        return;
      }
      frequency.computeIfAbsent(value, key -> new long[1])[0]++;
      if (frequency.size() > FOLLOWED) {
        frequency.values().forEach(count -> count[0]--);
        frequency.values().removeIf(count -> count[0] == 0);
        pruned = true;
      }
    }

    @Override
    void cut(int chunkCount) {
      List<String> kept = byFrequency(KEPT);
      capped |= pruned || frequency.size() > KEPT;
      binning = CategoricalBinning.of(kept, capped);
      super.cut(chunkCount);
    }

    @Override
    void cutOnce() {
      once = true;
      List<String> kept = byFrequency(FOLLOWED_ONCE);
      capped |= pruned || kept.size() < frequency.size();
      frequency.clear();
      binning = CategoricalBinning.of(kept, capped);
      super.cut(0);
    }

    /** New categories, the most frequent first, get bins of their own while there are fewer than are followed. */
    @Override
    int @Nullable [] grow() {
      CategoricalBinning before = binning();
      List<String> more = byFrequency(FOLLOWED_ONCE - before.categories().size());
      boolean nowCapped = capped || pruned || more.size() < frequency.size();
      frequency.clear();
      if (more.isEmpty() && nowCapped == before.isCapped()) {
        return null;
      }
      List<String> all = new ArrayList<>(before.categories());
      all.addAll(more);
      capped = nowCapped;
      return goOverTo(CategoricalBinning.of(all, nowCapped), bin -> bin);
    }

    /** The most frequent ones are kept, as when rows are read twice. */
    @Override
    int @Nullable [] finish() {
      CategoricalBinning before = binning();
      long[] total = total();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < before.categories().size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparingLong((Integer bin) -> -total[bin])
          .thenComparing(bin -> before.categories().get(bin)));
      List<Integer> kept = order.subList(0, Math.min(KEPT, order.size()));
      singletons =
          before.isCapped() ? -1 : order.stream().filter(bin -> total[bin] == 1).count();
      CategoricalBinning last = CategoricalBinning.of(
          kept.stream().map(before.categories()::get).toList(),
          before.isCapped() || kept.size() < order.size());
      int[] places = new int[order.size()];
      Arrays.fill(places, last.other());
      for (int i = 0; i < kept.size(); i++) {
        places[kept.get(i)] = i;
      }
      return goOverTo(last, bin -> places[bin]);
    }

    private int[] goOverTo(CategoricalBinning after, IntUnaryOperator category) {
      CategoricalBinning before = binning();
      int[] to = new int[before.bins()];
      for (int bin = 0; bin < before.categories().size(); bin++) {
        to[bin] = category.applyAsInt(bin);
      }
      to[before.other()] = after.other();
      to[before.unseen()] = after.isCapped() ? after.other() : after.unseen();
      to[before.missing()] = after.missing();
      to[before.unreadable()] = after.unreadable();
      binning = after;
      rearrangeBins(to, after.bins());
      return to;
    }

    private List<String> byFrequency(int most) {
      return frequency.entrySet().stream()
          .sorted(Comparator.comparingLong((Map.Entry<String, long[]> e) -> -e.getValue()[0])
              .thenComparing(Map.Entry::getKey))
          .limit(Math.max(0, most))
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    CategoricalBinning binning() {
      return Objects.requireNonNull(binning, "cut comes first");
    }

    @Override
    int bin(String value) {
      return binning().bin(value);
    }

    @Override
    int missing() {
      return binning().missing();
    }

    @Override
    int unreadable() {
      return binning().unreadable();
    }

    @Override
    long singletons() {
      if (once) {
        return singletons;
      }
      return pruned
          ? -1
          : frequency.values().stream().filter(count -> count[0] == 1).count();
    }
  }
}
