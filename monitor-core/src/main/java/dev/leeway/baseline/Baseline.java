package dev.leeway.baseline;

import dev.leeway.binning.Counts;
import dev.leeway.performance.Outcomes;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.DataFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The world that a model was trained on: for every signal a binning and the training data's counts on it, counts per
 * chunk, natural variability, lineage. No raw row is kept. Immutable and safe for any number of threads.
 */
public final class Baseline {

  private final String name;
  private final Instant created;
  private final String libraryVersion;
  private final Task task;
  private final List<SignalBaseline> signals;
  private final List<ChunkFrame> chunks;
  private final Lineage lineage;
  private final Origin origin;
  private final @Nullable DataFormat dataFormat;
  private final @Nullable BaselinePerformance performance;
  private final long rows;
  private final double rowsPerMilli;
  private final String digest;

  Baseline(Content content) {
    this.name = Lineage.checked("The baseline's name", content.name);
    this.created = content.created;
    this.libraryVersion = content.libraryVersion;
    this.task = content.task;
    this.signals = List.copyOf(content.signals);
    this.chunks = List.copyOf(content.chunks);
    this.lineage = content.lineage;
    this.origin = content.origin;
    this.dataFormat = content.dataFormat;
    this.performance = content.performance;
    this.rows = content.rows;
    this.rowsPerMilli = content.rowsPerMilli;
    this.digest = content.digest.isEmpty() ? BaselineJson.digestOf(this) : content.digest;
  }

  /**
   * Starts a baseline from training rows.
   *
   * @param rows read twice, in the same order; at least one
   */
  public static <T> BaselineFit<T> fit(Schema<T> schema, Iterable<? extends T> rows) {
    return new BaselineFit<>(schema, rows, null);
  }

  /**
   * Starts a baseline from training rows that are read once, in bounded memory. What is approximate then is said at {@link
   * BaselineFit}.
   *
   * @param rows at least one; the stream is closed by nobody but the caller
   */
  public static <T> BaselineFit<T> fit(Schema<T> schema, Stream<? extends T> rows) {
    return new BaselineFit<>(schema, null, rows.iterator());
  }

  /** As {@link #fit(Schema, Stream)}. */
  public static <T> BaselineFit<T> fit(Schema<T> schema, Iterator<? extends T> rows) {
    return new BaselineFit<>(schema, null, rows);
  }

  /**
   * Starts to learn a baseline from live traffic, for teams that cannot reach the training data. It says of itself that it
   * was learnt.
   */
  public static <T> BaselineLearner.Builder<T> learn(Schema<T> schema) {
    return BaselineLearner.builder(schema);
  }

  /** Name of the model or data set that this is the baseline of. */
  public String name() {
    return name;
  }

  /** {@code sha256:} and 64 hex digits over the baseline's file, see {@code docs/reference/baseline-file.md}. */
  public String digest() {
    return digest;
  }

  public Instant created() {
    return created;
  }

  /** Version of Leeway that made this baseline. */
  public String libraryVersion() {
    return libraryVersion;
  }

  public Task task() {
    return task;
  }

  /** How good the model was on the data of the baseline; null without labels. */
  public @Nullable BaselinePerformance performance() {
    return performance;
  }

  /** One entry for each signal of the schema, in its order. */
  public List<SignalBaseline> signals() {
    return signals;
  }

  /**
   * The signal with this name.
   *
   * @throws IllegalArgumentException naming the signals that exist
   */
  public SignalBaseline signal(String signalName) {
    for (SignalBaseline signal : signals) {
      if (signal.signal().name().equals(signalName)) {
        return signal;
      }
    }
    throw new IllegalArgumentException("Baseline '" + name + "' has no signal '" + signalName
        + "', it has " + schemaSignals().stream().map(Signal::name).toList() + ".");
  }

  /** Place of the first signal with this role, -1 where there is none. */
  public int indexOf(SignalRole role) {
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).signal().role() == role) {
        return i;
      }
    }
    return -1;
  }

  /** Outcomes of the model's task on this baseline's bins, without a record; null where there is no answer to be right or wrong. */
  public @Nullable Outcomes outcomes() {
    return OutcomeChunks.none(task, this::indexOf, place -> signals.get(place).binning());
  }

  /** The signals alone, as the schema has them. */
  public List<Signal> schemaSignals() {
    return signals.stream().map(SignalBaseline::signal).toList();
  }

  /**
   * A schema of rows that are arrays of values in this baseline's order: numbers, booleans, instants, strings, enums; null
   * is missing.
   */
  public Schema<Object[]> columnSchema() {
    return Schema.ofRows(signalArray());
  }

  /**
   * A schema of rows that are the numbers of the features alone, in this baseline's order; the model's answer is given with
   * each row. The fastest way in.
   *
   * @throws IllegalArgumentException if a feature is categorical
   */
  public Schema<double[]> arraySchema() {
    return Schema.ofArrays(signalArray());
  }

  /** A schema of rows that are maps from a signal's name to its value; keys that name no signal are counted. */
  public Schema<Map<String, ?>> mapSchema() {
    return Schema.ofMaps(signalArray());
  }

  private Signal[] signalArray() {
    return schemaSignals().toArray(Signal[]::new);
  }

  /** The pieces of the training data, in order. */
  public List<ChunkFrame> chunks() {
    return chunks;
  }

  public Lineage lineage() {
    return lineage;
  }

  /** Where the counts come from. */
  public Origin origin() {
    return origin;
  }

  /** How the training data was read, null unless it came from a {@link dev.leeway.source.RecordSource}. */
  public @Nullable DataFormat dataFormat() {
    return dataFormat;
  }

  /** Training rows; of a baseline that was learnt from live traffic, the records it was learnt from. */
  public long rows() {
    return rows;
  }

  /** Training rows per millisecond of event time; empty where the rows had no times. */
  public OptionalDouble rowsPerMilli() {
    return rowsPerMilli > 0 ? OptionalDouble.of(rowsPerMilli) : OptionalDouble.empty();
  }

  /** The short form of the lineage. */
  public BaselineIdentity identity() {
    return new BaselineIdentity(
        name,
        digest,
        created,
        lineage.modelName(),
        lineage.modelVersion(),
        lineage.codeVersion(),
        lineage.dataVersion() != null ? lineage.dataVersion() : lineage.dataSha256(),
        origin,
        lineage.extra().get(Recount.BINS_OF));
  }

  /** The same baseline under another name, and so with another digest. */
  public Baseline named(String newName) {
    if (newName.equals(name)) {
      return this;
    }
    Content content = content();
    content.name = newName;
    content.digest = "";
    return new Baseline(content);
  }

  /**
   * Refuses a schema that cannot be watched with this baseline.
   *
   * @throws IllegalArgumentException saying what differs and what to do
   */
  public void requireFor(Schema<?> schema) {
    String difference = schema.differenceFrom(schemaSignals(), task);
    if (difference != null) {
      throw new IllegalArgumentException(
          "The schema does not fit baseline '" + name + "': " + difference
              + ". Use the schema that the baseline was fitted with, or fit a new baseline.");
    }
  }

  /**
   * The whole baseline as the text of its file. The digest in it is that of the text: where this baseline was read from a
   * file with fields that this version does not know, they are not in the text, and its digest is another one.
   */
  public String toJson() {
    return BaselineJson.write(this, BaselineJson.digestOf(this));
  }

  /**
   * The counts of a piece of live traffic, on the bins of a baseline.
   *
   * @param counts one entry for each signal, in the baseline's order
   */
  public record Piece(
      List<Counts> counts,
      long rows,
      @Nullable Instant start,
      @Nullable Instant end) {
    public Piece {
      counts = List.copyOf(counts);
    }
  }

  /**
   * A baseline on the same bins, with the counts of other records, each piece a chunk. Moments come from the bins; labels
   * are forgotten, and so are runs of equal values. Usually called through {@code Window.toBaseline}.
   *
   * @param pieces in the order of their times, at least one with at least one record
   * @param clock for the creation time
   */
  public Baseline recounted(List<Piece> pieces, Origin from, Clock clock) {
    if (pieces.stream().mapToLong(Piece::rows).sum() == 0) {
      throw new IllegalArgumentException(
          "A baseline needs at least one record, but there is none: wait until the window has some.");
    }
    return new Recount(this, pieces).build(from, clock);
  }

  /** This baseline as one that was learnt, from a sample of so many times fewer rows than came. */
  Baseline learnt(double rowsForOne) {
    Content content = content();
    content.origin = Origin.LIVE;
    content.rowsPerMilli = rowsPerMilli * rowsForOne;
    content.digest = "";
    return new Baseline(content);
  }

  private Content content() {
    Content content = new Content();
    content.name = name;
    content.created = created;
    content.libraryVersion = libraryVersion;
    content.task = task;
    content.signals = signals;
    content.chunks = chunks;
    content.lineage = lineage;
    content.origin = origin;
    content.dataFormat = dataFormat;
    content.performance = performance;
    content.rows = rows;
    content.rowsPerMilli = rowsPerMilli;
    content.digest = digest;
    return content;
  }

  double rate() {
    return rowsPerMilli;
  }

  /** Two baselines are equal when their digests are: the digest covers everything. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Baseline that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(digest);
  }

  @Override
  public String toString() {
    long numeric =
        signals.stream().filter(s -> s.signal().type() == SignalType.NUMERIC).count();
    return "Baseline '" + name + "' of " + rows + " rows, " + numeric + " numeric and "
        + (signals.size() - numeric) + " categorical signals, " + digest;
  }

  /** The parts of a baseline on their way into one. */
  static final class Content {
    String name = "baseline";
    Instant created = Instant.EPOCH;
    String libraryVersion = "";
    Task task = Task.NONE;
    List<SignalBaseline> signals = List.of();
    List<ChunkFrame> chunks = List.of();
    Lineage lineage = Lineage.unknown();
    Origin origin = Origin.TRAINING;

    @Nullable
    DataFormat dataFormat;

    @Nullable
    BaselinePerformance performance;

    long rows;
    double rowsPerMilli;
    String digest = "";
  }
}
