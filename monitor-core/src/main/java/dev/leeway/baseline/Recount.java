package dev.leeway.baseline;

import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.statistic.Summary;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A baseline's bins with the counts of other records: pieces of live traffic, each a chunk. */
final class Recount {

  /** The further key of the lineage with the digest of the baseline whose bins these are. */
  static final String BINS_OF = "bins_of";

  private final Baseline bins;
  private final List<Baseline.Piece> pieces;

  Recount(Baseline bins, List<Baseline.Piece> pieces) {
    this.bins = bins;
    this.pieces = pieces;
  }

  Baseline build(Origin origin, Clock clock) {
    long[] rows = pieces.stream().mapToLong(Baseline.Piece::rows).toArray();
    List<Boolean> full = ChunkPlan.full(rows);
    List<NaturalVariability.Observed> observed = new ArrayList<>();
    for (int signal = 0; signal < bins.signals().size(); signal++) {
      observed.add(observed(signal, full));
    }
    List<Natural> natural = NaturalVariability.of(observed);
    Baseline.Content content = new Baseline.Content();
    content.signals = new ArrayList<>();
    for (int signal = 0; signal < observed.size(); signal++) {
      content.signals.add(signal(signal, observed.get(signal), natural.get(signal)));
    }
    content.name = bins.name();
    content.created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    content.libraryVersion = LibraryVersion.read();
    content.task = bins.task();
    content.origin = origin;
    content.dataFormat = bins.dataFormat();
    content.chunks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Baseline.Piece piece = pieces.get(i);
      content.chunks.add(new ChunkFrame(rows[i], piece.start(), piece.end(), full.get(i)));
      content.rows += rows[i];
    }
    content.lineage = lineage();
    content.rowsPerMilli = rate(content.rows);
    return new Baseline(content);
  }

  private NaturalVariability.Observed observed(int signal, List<Boolean> full) {
    Counts total = Counts.none(bins.signals().get(signal).binning());
    List<Counts> chunks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Counts counts = pieces.get(i).counts().get(signal);
      total = total.plus(counts);
      if (full.get(i)) {
        chunks.add(counts);
      }
    }
    return new NaturalVariability.Observed(
        total, CoarseBinning.of(total, Double.POSITIVE_INFINITY), chunks, singletons(total));
  }

  /** Categories that came once; -1 where rare ones are not told apart. */
  private static long singletons(Counts total) {
    if (!(total.binning() instanceof CategoricalBinning categories)) {
      return 0;
    }
    if (categories.isCapped()) {
      return -1;
    }
    long once = 0;
    for (int bin = 0; bin < categories.categories().size(); bin++) {
      once += total.count(bin) == 1 ? 1 : 0;
    }
    return once;
  }

  private SignalBaseline signal(int place, NaturalVariability.Observed observed, Natural natural) {
    Counts total = observed.total();
    CoarseBinning view = observed.view();
    List<Chunk> chunks = pieces.stream()
        .map(piece -> piece.counts().get(place))
        .map(c -> new Chunk(c.coarse(view), c.missing(), c.unreadable()))
        .toList();
    return new SignalBaseline(
        bins.signals().get(place).signal(),
        total,
        view,
        chunks,
        natural,
        moments(total),
        0,
        observed.singletons(),
        null);
  }

  /** From the bins, as a window's are. */
  private static @Nullable Moments moments(Counts total) {
    Binning binning = total.binning();
    if (!(binning instanceof NumericBinning numeric)) {
      return null;
    }
    Summary summary = Summary.of(total);
    if (summary.rows() == 0) {
      return new Moments(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double variance = summary.standardDeviation() * summary.standardDeviation();
    return new Moments(
        summary.rows(),
        finite(summary.mean()),
        finite(variance),
        numeric.edges()[0],
        Math.nextDown(numeric.edges()[numeric.cells()]));
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private @Nullable Instant start() {
    return pieces.get(0).start();
  }

  private @Nullable Instant end() {
    return pieces.get(pieces.size() - 1).end();
  }

  private double rate(long rows) {
    Instant start = start();
    Instant end = end();
    if (start == null || end == null || !end.isAfter(start)) {
      return 0;
    }
    return (double) rows / (end.toEpochMilli() - start.toEpochMilli());
  }

  private Lineage lineage() {
    Lineage before = bins.lineage();
    Map<String, String> extra = new TreeMap<>(before.extra());
    extra.put(BINS_OF, bins.digest());
    String when = start() == null ? "" : " from " + start() + " to " + end();
    return new Lineage(
        before.modelName(),
        before.modelVersion(),
        before.modelLocation(),
        before.modelSha256(),
        before.codeVersion(),
        "live traffic" + when,
        null,
        before.featureLogic(),
        before.hyperparameters(),
        before.metrics(),
        extra);
  }
}
