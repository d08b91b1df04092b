package dev.leeway.baseline;

import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.source.DataFormat;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a {@link Baseline} from training rows. Counts are always exact, whatever the number of rows; what differs is how the
 * bins are found. Not safe for several threads.
 *
 * <p><b>Rows that can be read twice</b> (an Iterable): once to find the bins, once to count on them. Edges are exact for up
 * to a million values of a signal and come from a seeded sample of that size beyond. Memory does not depend on the number of
 * rows: at most 8 MB of values a numeric signal while the edges are found.
 *
 * <p><b>Rows that are read once</b> (a Stream or an Iterator): a block of {@link #buffer} rows is held, and counted when the
 * bins stand; the first block gives the edges. Values of later blocks outside the range so far get cells of their own,
 * about as full as the others, and where there are then more than twice the cells asked for, the emptiest neighbours are
 * merged. So minimum, maximum, moments and every count are exact, and with no more rows than a block the baseline is the
 * same as of rows read twice. Approximate are: the edges, which are not the quantiles of all rows where the first block
 * is unlike the rest; a value that became frequent later and lies inside the range has no cell of its own; categories
 * beyond the first 4,096 count as other; chunks of a duration may last 2, 4, 8 ... times the length asked for where there
 * would be more than 400, and chunks of rows come out as 30 to 60. Memory: the block, and what a baseline holds. Read the
 * rows twice where you can; where you cannot, and the rows are sorted, a larger buffer helps.
 *
 * @param <T> the row type
 */
public final class BaselineFit<T> {

  private static final Logger LOG = LoggerFactory.getLogger(BaselineFit.class);
  private static final int USUAL_BINS = 256;
  private static final int FEWEST_BINS = 16;
  private static final int MOST_BINS = 1024;
  private static final int USUAL_BUFFER = 50_000;
  private static final int LEAST_BUFFER = 1000;
  private static final int FEWEST_SAMPLED = 10_000;

  private final Schema<T> schema;
  private final @Nullable Iterable<? extends T> rows;
  private final @Nullable Iterator<? extends T> once;
  private int buffer = USUAL_BUFFER;
  private String name = "baseline";
  private int bins = USUAL_BINS;
  private @Nullable Chunks<? super T> chunks;
  private Lineage lineage = Lineage.unknown();
  private Clock clock = Clock.systemUTC();
  private long seed = 1;
  private @Nullable ToDoubleFunction<? super T> scores;
  private @Nullable ToDoubleFunction<? super T> predictions;
  private @Nullable Function<? super T, ?> predictedClasses;
  private @Nullable Function<? super T, ?> labels;
  private @Nullable String positiveClass;
  private @Nullable DataFormat dataFormat;
  private int sample = Column.Numeric.SAMPLE;

  BaselineFit(
      Schema<T> schema,
      @Nullable Iterable<? extends T> rows,
      @Nullable Iterator<? extends T> once) {
    this.schema = schema;
    this.rows = rows;
    this.once = once;
  }

  /** Name of the model or data set; a store gives its own. Default "baseline". */
  public BaselineFit<T> name(String name) {
    this.name = name;
    return this;
  }

  /** Cells of a numeric signal, 16 to 1,024. Default 256: finer costs memory and time and shows hardly more. */
  public BaselineFit<T> bins(int bins) {
    if (bins < FEWEST_BINS || bins > MOST_BINS) {
      throw new IllegalArgumentException("A baseline has " + FEWEST_BINS + " to " + MOST_BINS
          + " bins a signal, but " + bins + " were asked for.");
    }
    this.bins = bins;
    return this;
  }

  /**
   * How the data is cut into pieces. Default: by day where the schema names an event time and the data covers ten days or
   * more, otherwise about 30 pieces of at least 200 rows in the order of the data.
   */
  public BaselineFit<T> chunks(Chunks<? super T> chunks) {
    this.chunks = chunks;
    return this;
  }

  public BaselineFit<T> lineage(Lineage lineage) {
    this.lineage = lineage;
    return this;
  }

  /** The model's score for a row, where the schema's score is given with each row. */
  public BaselineFit<T> scores(ToDoubleFunction<? super T> scores) {
    this.scores = scores;
    return this;
  }

  /** The model's value for a row, where the schema's prediction is given with each row. */
  public BaselineFit<T> predictions(ToDoubleFunction<? super T> predictions) {
    this.predictions = predictions;
    return this;
  }

  /** The model's class for a row, where the schema's predicted class is given with each row. */
  public BaselineFit<T> predictedClasses(Function<? super T, ?> predictedClasses) {
    this.predictedClasses = predictedClasses;
    return this;
  }

  /** The truth for a row, null where it is not known; a number for regression, else a class or a boolean. */
  public BaselineFit<T> labels(Function<? super T, ?> labels) {
    this.labels = labels;
    return this;
  }

  /** The label of the positive class of a binary task. Default: the second of the schema's classes, else true or 1. */
  public BaselineFit<T> positiveClass(String positiveClass) {
    this.positiveClass = positiveClass;
    return this;
  }

  /** How the rows were read from a source, to be kept: all data that is compared will be read in the same way. */
  public BaselineFit<T> dataFormat(DataFormat dataFormat) {
    this.dataFormat = dataFormat;
    return this;
  }

  /**
   * Values of a numeric signal that edges are found from, 10,000 to a million, of 8 bytes each while the rows are read first.
   * Default a million. Fewer where there are very many signals.
   */
  public BaselineFit<T> sample(int values) {
    if (values < FEWEST_SAMPLED || values > Column.Numeric.SAMPLE) {
      throw new IllegalArgumentException("Edges are found from " + FEWEST_SAMPLED + " to "
          + Column.Numeric.SAMPLE + " values, but " + values + " were asked for.");
    }
    this.sample = values;
    return this;
  }

  /** Where the creation time comes from. Default: the system's clock. */
  public BaselineFit<T> clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** Seed of the sample that edges come from beyond a million values. Default 1. */
  public BaselineFit<T> seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Rows that are held at a time where they are read once, at least 1,000. Default 50,000. They must not change while they
   * are held.
   */
  public BaselineFit<T> buffer(int rowsHeld) {
    if (rowsHeld < LEAST_BUFFER) {
      throw new IllegalArgumentException("Rows that are read once need a buffer of at least "
          + LEAST_BUFFER + " rows to find bins in, but " + rowsHeld + " were asked for.");
    }
    this.buffer = rowsHeld;
    return this;
  }

  /**
   * Reads the rows and builds the baseline.
   *
   * @throws IllegalArgumentException where there is no row, the model's answers are not given, a signal cannot be read in
   *     any row, or the second reading gives another number of rows; the message says what to do
   */
  public Baseline build() {
    if (once != null) {
      return buildFrom(once);
    }
    return buildFrom(Objects.requireNonNull(rows));
  }

  private Baseline buildFrom(Iterator<? extends T> source) {
    List<Column<T, ?>> columns = columns();
    OutcomeChunks outcomes = new OutcomeChunks(schema, columns, positiveClass);
    OnePass<T> pass = new OnePass<>(
        columns,
        new OpenChunks<>(chunks, schema.eventTime()),
        new AnswerSums(schema, columns, positiveClass),
        outcomes);
    pass.read(source, buffer);
    OpenChunks<T> pieces = pass.chunks();
    warnOfMerged(pieces.isMerged());
    return assemble(
        columns,
        pass.frames(),
        pass.answers(),
        outcomes,
        new Extent(Origin.ONE_PASS, pieces.rows(), pieces.rate()));
  }

  private void warnOfMerged(boolean merged) {
    if (merged) {
      LOG.info(
          "Baseline '{}': the data has more than {} pieces, so neighbours are merged.",
          name,
          Chunks.MOST);
    }
  }

  private Baseline buildFrom(Iterable<? extends T> source) {
    List<Column<T, ?>> columns = columns();
    ChunkPlan<T> plan = new ChunkPlan<>(chunks, schema.eventTime());
    for (T row : source) {
      if (row == null) {
        throw new IllegalArgumentException(
            "Row " + plan.rows() + " of the training data is null: leave such rows out.");
      }
      plan.look(row);
      columns.forEach(column -> column.look(row));
    }
    if (plan.rows() == 0) {
      throw new IllegalArgumentException(
          "A baseline needs at least one row, but there is none: check the source of the"
              + " training rows.");
    }
    int chunkCount = plan.cut();
    warnOfMerged(plan.isMerged());
    columns.forEach(column -> column.cut(chunkCount));
    Frames frames = new Frames(chunkCount, plan.time() != null);
    AnswerSums answers = new AnswerSums(schema, columns, positiveClass);
    OutcomeChunks outcomes = new OutcomeChunks(schema, columns, positiveClass);
    int[] bins = new int[columns.size()];
    long number = 0;
    for (Iterator<? extends T> second = again(source); second.hasNext(); ) {
      T row = second.next();
      int chunk = plan.chunkOf(row, number++);
      frames.add(chunk, plan.time(), row);
      for (int i = 0; i < columns.size(); i++) {
        bins[i] = columns.get(i).count(row, chunk);
      }
      answers.learn(bins);
      outcomes.learn(chunk);
    }
    if (number != plan.rows()) {
      throw new IllegalArgumentException(
          "The rows gave " + plan.rows() + " rows when read first and " + number
              + " when read again: give an Iterable that starts anew each time.");
    }
    return assemble(
        columns, frames, answers, outcomes, new Extent(Origin.TRAINING, plan.rows(), plan.rate()));
  }

  private record Extent(Origin origin, long rows, double rate) {}

  /** A stream's iterator cannot be had twice, and says so in words of its own. */
  private Iterator<? extends T> again(Iterable<? extends T> source) {
    try {
      return source.iterator();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "The rows cannot be read again (" + e.getMessage()
              + "): give an Iterable that starts anew each time.",
          e);
    }
  }

  private Baseline assemble(
      List<Column<T, ?>> columns,
      Frames frames,
      AnswerSums answers,
      OutcomeChunks outcomes,
      Extent extent) {
    List<Boolean> full = ChunkPlan.full(frames.rows());
    List<NaturalVariability.Observed> observed = new ArrayList<>();
    List<List<Counts>> chunkCounts = new ArrayList<>();
    for (Column<T, ?> column : columns) {
      List<Counts> all = column.chunkCounts();
      Counts total = all.stream().reduce(Counts::plus).orElseThrow();
      requireReadable(column, total);
      List<Counts> fullOnes = new ArrayList<>();
      List<Counts> filled = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (full.get(i)) {
          fullOnes.add(all.get(i));
        }
        if (frames.rows(i) > 0) {
          filled.add(all.get(i));
        }
      }
      chunkCounts.add(filled);
      observed.add(new NaturalVariability.Observed(
          total, CoarseBinning.of(total, Double.POSITIVE_INFINITY), fullOnes, column.singletons()));
    }
    List<Natural> natural = NaturalVariability.of(observed);
    Baseline.Content content = new Baseline.Content();
    content.signals = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column<T, ?> column = columns.get(i);
      CoarseBinning view = observed.get(i).view();
      content.signals.add(new SignalBaseline(
          column.signal,
          observed.get(i).total(),
          view,
          chunkCounts.get(i).stream()
              .map(c -> new Chunk(c.coarse(view), c.missing(), c.unreadable()))
              .toList(),
          natural.get(i),
          column.moments(),
          column.longestRun(),
          column.singletons(),
          answers.calibration(i)));
    }
    content.name = name;
    content.created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    content.libraryVersion = LibraryVersion.read();
    content.task = schema.task();
    content.chunks = frames.build(full);
    content.lineage = lineage;
    content.origin = extent.origin;
    content.dataFormat = dataFormat;
    content.performance = outcomes.performance(full, content.signals);
    content.rows = extent.rows;
    content.rowsPerMilli = extent.rate;
    return new Baseline(content);
  }

  private void requireReadable(Column<?, ?> column, Counts total) {
    Throwable failure = column.firstFailure();
    String signal = column.signal.name();
    if (failure != null && total.unreadable() == total.total()) {
      throw new IllegalArgumentException(
          "Signal '" + signal + "' could not be read in any of " + total.total()
              + " rows; the first failed with " + failure + ": check its accessor.",
          failure);
    }
    boolean answer =
        column.signal.role() == SignalRole.SCORE || column.signal.role() == SignalRole.PREDICTION;
    if (answer && total.present() == 0) {
      throw new IllegalArgumentException(
          "The model's answer '" + signal + "' has no value in any of " + total.total()
              + " rows: a baseline without it could not watch the model.");
    }
    if (failure != null) {
      LOG.warn(
          "Baseline '{}': signal '{}' could not be read in {} of {} training rows, the first time because of {}; they count"
              + " as unreadable. A value that may be null wants numericOrMissing.",
          name,
          signal,
          total.unreadable(),
          total.total(),
          failure.getClass().getName());
    }
    Moments moments = column.moments();
    if (column.signal.role() == SignalRole.SCORE
        && moments != null
        && (moments.min() < 0 || moments.max() > 1)) {
      LOG.warn(
          "Baseline '{}': score '{}' lies in [{}, {}] and not in [0, 1]; what asks for a probability will not work with it.",
          name,
          signal,
          moments.min(),
          moments.max());
    }
  }

  private List<Column<T, ?>> columns() {
    List<Column<T, ?>> columns = new ArrayList<>();
    for (int i = 0; i < schema.signals().size(); i++) {
      Signal signal = schema.signals().get(i);
      columns.add(
          signal.isNumeric()
              ? new Column.Numeric<>(
                  signal, numberOf(signal, schema.accessor(i)), bins, seed + i, sample)
              : new Column.Categorical<>(signal, categoryOf(signal, schema.accessor(i))));
    }
    return columns;
  }

  private Function<T, @Nullable Double> numberOf(Signal signal, Accessor<T> accessor) {
    if (!(accessor instanceof Accessor.Answer)) {
      return accessor::number;
    }
    if (signal.role() == SignalRole.LABEL) {
      Function<? super T, ?> given = labels;
      return row -> given == null ? null : number(given.apply(row));
    }
    boolean score = signal.role() == SignalRole.SCORE;
    ToDoubleFunction<? super T> given = score ? scores : predictions;
    if (given == null) {
      throw missingAnswer(signal, score ? "scores" : "predictions");
    }
    return given::applyAsDouble;
  }

  private static @Nullable Double number(@Nullable Object label) {
    return label == null ? null : ((Number) label).doubleValue();
  }

  private Function<T, @Nullable String> categoryOf(Signal signal, Accessor<T> accessor) {
    if (!(accessor instanceof Accessor.Answer)) {
      return accessor::category;
    }
    Function<? super T, ?> given = signal.role() == SignalRole.LABEL ? labels : predictedClasses;
    if (given == null) {
      if (signal.role() == SignalRole.LABEL) {
        return row -> null;
      }
      throw missingAnswer(signal, "predictedClasses");
    }
    return row -> Accessor.nameOf(given.apply(row));
  }

  private static IllegalArgumentException missingAnswer(Signal signal, String method) {
    return new IllegalArgumentException("The schema names " + signal.role() + " '" + signal.name()
        + "' without saying where rows carry it: give the model's answers for the training rows with ."
        + method
        + "(row -> ...), or leave the signal out of the schema.");
  }
}
