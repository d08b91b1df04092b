package dev.leeway.batch;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFit;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.DataSchema;
import dev.leeway.baseline.Lineage;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceException;
import dev.leeway.source.SourceRows;
import dev.leeway.source.TimeFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a baseline on files, a table or a query whose columns nobody has described: finds out from all rows what they are. Not
 * safe for several threads.
 *
 * <p>A column is a number if its values are, a boolean, a time, or a text; whole numbers of at most ten distinct values, booleans
 * and texts are watched as categories. A column in which at least 95 % of the values are numbers, more than ten of them
 * distinct, is a number, and the others count as unreadable. A text column whose values are all different is left out,
 * as an id. Whatever is found can be said instead. {@link #columns} tells of each column what was decided.
 *
 * <p>The source is read twice, or three times where its beginning is unlike the rest. Memory does not depend on the number of
 * rows.
 */
public final class BatchBaseline {

  private static final int BEGINNING = 20_000;
  private static final int SAMPLED = 1 << 24;
  private static final int FEWEST_SAMPLED = 10_000;
  private static final int MOST_SAMPLED = 1_000_000;

  private final RecordSource source;
  private final Wishes wishes = new Wishes();
  private @Nullable DataSchema given;
  private String name = "baseline";
  private int bins;
  private long chunkRows;
  private @Nullable Duration chunkTime;
  private Lineage lineage = Lineage.unknown();
  private @Nullable Clock clock;
  private DoubleConsumer progress = share -> {};
  private List<ColumnNote> columns = List.of();
  private @Nullable SourceRows rows;

  private BatchBaseline(RecordSource source) {
    this.source = source;
  }

  public static BatchBaseline of(RecordSource source) {
    return new BatchBaseline(source);
  }

  /** The truth. */
  public BatchBaseline label(String column) {
    return role(column, ColumnRole.LABEL);
  }

  /** The model's class or number. */
  public BatchBaseline prediction(String column) {
    return role(column, ColumnRole.PREDICTION);
  }

  /** The model's probability of the positive class. */
  public BatchBaseline score(String column) {
    return role(column, ColumnRole.SCORE);
  }

  /** What names a record; not watched. */
  public BatchBaseline id(String column) {
    return role(column, ColumnRole.ID);
  }

  /** When a record happened; not watched. */
  public BatchBaseline timestamp(String column) {
    return role(column, ColumnRole.TIMESTAMP);
  }

  /** Columns that are not watched. */
  public BatchBaseline ignore(String... names) {
    for (String column : names) {
      role(column, ColumnRole.IGNORED);
    }
    return this;
  }

  private BatchBaseline role(String column, ColumnRole role) {
    wishes.role(column, role);
    return this;
  }

  /** Columns that are watched as categories. */
  public BatchBaseline categorical(String... names) {
    for (String column : names) {
      wishes.type(column, SignalType.CATEGORICAL);
    }
    return this;
  }

  /** Columns that are watched as numbers. */
  public BatchBaseline numeric(String... names) {
    for (String column : names) {
      wishes.type(column, SignalType.NUMERIC);
    }
    return this;
  }

  /** What the model does; otherwise found out from its answers. */
  public BatchBaseline task(Task task) {
    wishes.task(task);
    return this;
  }

  /** The form of times that come as text, as {@link java.time.format.DateTimeFormatter} has it; else found out. */
  public BatchBaseline dateFormat(String pattern) {
    TimeFormat.of(pattern, wishes.zone());
    wishes.datePattern(pattern);
    return this;
  }

  /** The decimal mark of numbers that come as text, a point or a comma; else found out. */
  public BatchBaseline decimalMark(char mark) {
    if (mark != '.' && mark != ',') {
      throw new IllegalArgumentException(
          "The decimal mark is a point or a comma, but '" + mark + "' was given.");
    }
    wishes.decimalMark(mark);
    return this;
  }

  /** The zone of times that do not name theirs. Default UTC. */
  public BatchBaseline zone(ZoneId zone) {
    wishes.zone(zone);
    return this;
  }

  /** What each column is, from an earlier baseline: nothing is found out then. */
  public BatchBaseline schema(DataSchema schema) {
    this.given = schema;
    return this;
  }

  /** Default "baseline". */
  public BatchBaseline name(String baseline) {
    this.name = baseline;
    return this;
  }

  /** As {@link BaselineFit#bins}. */
  public BatchBaseline bins(int cells) {
    this.bins = cells;
    return this;
  }

  /** Pieces of so many rows; see {@link BaselineFit#chunks} for the default. */
  public BatchBaseline chunks(long rowsOfOne) {
    this.chunkRows = rowsOfOne;
    this.chunkTime = null;
    return this;
  }

  /** Pieces of a duration; needs a timestamp. */
  public BatchBaseline chunks(Duration lengthOfOne) {
    this.chunkTime = lengthOfOne;
    this.chunkRows = 0;
    return this;
  }

  public BatchBaseline lineage(Lineage of) {
    this.lineage = of;
    return this;
  }

  /** Where the creation time comes from. Default: the system's clock. */
  public BatchBaseline clock(Clock other) {
    this.clock = other;
    return this;
  }

  /** Hears every now and then, while {@link #build} runs, which share of the work is done, 0 to 1; NaN where that is not known. */
  public BatchBaseline onProgress(DoubleConsumer listener) {
    this.progress = listener;
    return this;
  }

  /** What was decided for each column; empty before {@link #build}. */
  public List<ColumnNote> columns() {
    return columns;
  }

  /** The rows that the baseline was fitted on: they say what could not be read. Null before {@link #build}. */
  public @Nullable SourceRows rows() {
    return rows;
  }

  /**
   * Reads the source and builds the baseline.
   *
   * @throws SourceException if the source cannot be read, has no row, or a column is not what was said
   * @throws IllegalArgumentException if the settings do not fit the columns
   */
  public Baseline build() {
    DataSchema schema = given;
    if (schema != null) {
      DataFormat format = schema.format();
      return fit(
          source,
          schema.signals(),
          schema.task(),
          format == null ? DataFormat.of(List.of()) : format);
    }
    char mark = decimalMark();
    List<ColumnProfile> beginning = profiled(mark);
    Typing guess = typing(beginning, mark);
    Watched watched = new Watched(guess, mark);
    try {
      Baseline baseline = fit(watched, guess.signals(), guess.task(), guess.format());
      columns = watched.decided().notes();
      return baseline;
    } catch (TypesChanged changed) {
      columns = changed.typing.notes();
      return fit(source, changed.typing.signals(), changed.typing.task(), changed.typing.format());
    }
  }

  private Typing typing(List<ColumnProfile> profiles, char mark) {
    Character delimiter = source instanceof CsvSource csv ? csv.delimiter() : null;
    return Typing.of(profiles, wishes, delimiter, mark);
  }

  /** A comma, where numbers at the beginning of the data have one and none has a point. */
  private char decimalMark() {
    Character wished = wishes.decimalMark();
    if (wished != null) {
      return wished;
    }
    long commas = 0;
    long points = 0;
    for (ColumnProfile profile : profiled('.')) {
      commas += profile.commas();
      points += profile.fractions();
    }
    return commas > points ? ',' : '.';
  }

  /** Profiles of the first rows. */
  private List<ColumnProfile> profiled(char mark) {
    List<ColumnProfile> profiles = ColumnProfile.all(source.columns(), mark);
    try (RecordSource.Blocks blocks = source.open(all(profiles.size()))) {
      long seen = 0;
      for (RecordBlock block = blocks.next();
          block != null && seen < BEGINNING;
          block = blocks.next()) {
        RecordBlock now = block;
        profiles.forEach(profile -> profile.look(now));
        seen += block.rows();
      }
      if (seen == 0) {
        throw new SourceException(
            source.name() + " has columns but no rows: a baseline needs training data.");
      }
    }
    return profiles;
  }

  private static List<Integer> all(int columns) {
    return IntStream.range(0, columns).boxed().toList();
  }

  private Baseline fit(RecordSource from, List<Signal> signals, Task task, DataFormat format) {
    SourceRows reading = SourceRows.of(from, signals, format);
    rows = reading;
    Schema<SourceRows.Row> schema = reading.schema(task);
    BaselineFit<SourceRows.Row> fit = Baseline.fit(schema, new Told(reading, progress))
        .name(name)
        .lineage(lineage)
        .dataFormat(format)
        .sample(sample(signals));
    if (bins > 0) {
      fit.bins(bins);
    }
    if (chunkRows > 0) {
      fit.chunks(Chunks.byRows(chunkRows));
    }
    if (chunkTime != null) {
      if (schema.eventTime() == null) {
        throw new IllegalArgumentException("Chunks of " + chunkTime
            + " need a time: name its column with --timestamp, or cut by rows.");
      }
      fit.chunks(Chunks.byTimeMillis(schema.eventTime(), chunkTime));
    }
    if (clock != null) {
      fit.clock(clock);
    }
    try {
      return fit.build();
    } finally {
      reading.close();
    }
  }

  /** So many values that all signals together stay within some hundred megabytes. */
  private static int sample(List<Signal> signals) {
    long numeric = signals.stream().filter(Signal::isNumeric).count();
    return (int) Math.max(FEWEST_SAMPLED, Math.min(MOST_SAMPLED, SAMPLED / Math.max(1, numeric)));
  }

  /** The types found in all rows are not those of the first ones. */
  private static final class TypesChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Typing typing;

    TypesChanged(Typing typing) {
      super("the types have changed", null, false, false);
      this.typing = typing;
    }
  }

  /** The source, watched while it is read first; before it is read again, it is seen whether the guess was right. */
  private final class Watched implements RecordSource {

    private final Typing guess;
    private final char mark;
    private final List<ColumnProfile> profiles;
    private @Nullable Typing decided;

    Watched(Typing guess, char mark) {
      this.guess = guess;
      this.mark = mark;
      this.profiles = ColumnProfile.all(source.columns(), mark);
    }

    Typing decided() {
      return decided == null ? guess : decided;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public List<SourceColumn> columns() {
      return source.columns();
    }

    @Override
    public Blocks open(List<Integer> wanted) {
      if (profiles.isEmpty() || profiles.get(0).rows() > 0) {
        if (decided == null) {
          Typing all = typing(profiles, mark);
          if (!all.readsAs(guess)) {
            throw new TypesChanged(all);
          }
          decided = all;
        }
        return source.open(wanted);
      }
      Blocks blocks = source.open(BatchBaseline.all(profiles.size()));
      return new Blocks() {
        @Override
        public @Nullable RecordBlock next() {
          RecordBlock block = blocks.next();
          if (block != null) {
            profiles.forEach(profile -> profile.look(block));
          }
          return block;
        }

        @Override
        public double progress() {
          return blocks.progress();
        }

        @Override
        public void close() {
          blocks.close();
        }
      };
    }
  }

  /** Rows that are read twice, and tell how far that is. */
  private static final class Told implements Iterable<SourceRows.Row> {

    private static final int EVERY = 1 << 14;
    private final SourceRows all;
    private final DoubleConsumer progress;
    private int readings;

    Told(SourceRows all, DoubleConsumer progress) {
      this.all = all;
      this.progress = progress;
    }

    @Override
    public Iterator<SourceRows.Row> iterator() {
      Iterator<SourceRows.Row> iterator = all.iterator();
      int reading = readings++;
      return new Iterator<>() {
        private int count;

        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public SourceRows.Row next() {
          if (++count % EVERY == 0) {
            progress.accept((Math.min(reading, 1) + all.progress()) / 2);
          }
          return iterator.next();
        }
      };
    }
  }
}
