package dev.leeway.source;

import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a source as rows that a schema reads: to fit a baseline on, to compare, to observe. Each iterator reads the
 * source anew and moves one row object along: a row is valid until the next. Not safe for several threads.
 *
 * <p>A signal whose column the source lacks is missing in every row. What cannot be read counts as unreadable; {@link
 * #unreadable} and {@link #problems} say of the last reading where that began.
 */
public final class SourceRows implements Iterable<SourceRows.Row>, AutoCloseable {

  /** Problems that are kept with their places; of further ones the number. */
  public static final int SHOWN = 10;

  private final RecordSource source;
  private final DataFormat format;
  private final List<Signal> signals;
  private final List<String> absent = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final Feed[] feeds;
  private final @Nullable TimeFeed time;
  private final List<Integer> wanted = new ArrayList<>();
  private final List<RecordBlock.Problem> problems = new ArrayList<>();
  private final Row row = new Row();
  private long problemCount;
  private RecordSource.@Nullable Blocks reading;
  private @Nullable RecordBlock block;

  /** A place in the source. */
  public static final class Row {
    private int index;

    private Row() {}
  }

  /** What could not be read in the column of a signal. */
  public record Unreadable(
      String signal, long count, String place, @Nullable String value) {}

  private SourceRows(RecordSource source, List<Signal> signals, DataFormat format) {
    this.source = source;
    this.format = format;
    this.signals = List.copyOf(signals);
    List<SourceColumn> columns = source.columns();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (places.put(columns.get(i).name(), i) != null) {
        throw new SourceException(source.name() + " has two columns named '"
            + columns.get(i).name() + "': give each a name of its own.");
      }
    }
    this.feeds = new Feed[signals.size()];
    for (int i = 0; i < feeds.length; i++) {
      Signal signal = signals.get(i);
      Integer place = places.get(signal.name());
      if (place == null) {
        absent.add(signal.name());
      } else {
        feeds[i] = feed(signal, place);
        wanted.add(place);
      }
    }
    requireShared(columns);
    DataColumn stamp = format.column(ColumnRole.TIMESTAMP);
    Integer place = stamp == null ? null : places.get(stamp.name());
    if (stamp != null && place == null) {
      absent.add(stamp.name());
    }
    if (stamp != null && place != null && !wanted.contains(place)) {
      wanted.add(place);
    }
    this.time = stamp == null || place == null
        ? null
        : new TimeFeed(stamp.name(), place, format.reading(stamp));
    Set<String> known = new HashSet<>();
    signals.forEach(signal -> known.add(signal.name()));
    format.columns().forEach(column -> known.add(column.name()));
    columns.stream()
        .map(SourceColumn::name)
        .filter(name -> !known.contains(name))
        .forEach(unknown::add);
  }

  /** Missing in every row would be all there is to say. */
  private void requireShared(List<SourceColumn> columns) {
    boolean features = signals.stream().anyMatch(signal -> signal.role() == SignalRole.FEATURE);
    boolean shared = false;
    for (int i = 0; i < feeds.length; i++) {
      shared |= feeds[i] != null && (!features || signals.get(i).role() == SignalRole.FEATURE);
    }
    if (!shared) {
      throw new SourceException(source.name() + " has none of the columns that are watched ("
          + shortened(signals.stream().map(Signal::name).toList()) + "), it has "
          + shortened(columns.stream().map(SourceColumn::name).toList())
          + ": give the data that belongs to this baseline.");
    }
  }

  private static String shortened(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }

  /**
   * The rows of a source.
   *
   * @param signals what is watched: each is read from the column of its name
   * @param format how the columns are read; a signal without a column in it is read by its type
   * @throws SourceException if the source cannot be read, has two columns of one name, or none that is watched
   */
  public static SourceRows of(RecordSource source, List<Signal> signals, DataFormat format) {
    return new SourceRows(source.readAs(format), signals, format);
  }

  private Feed feed(Signal signal, int place) {
    DataColumn column = format.column(signal.name());
    ColumnReading read = column != null
        ? format.reading(column)
        : new ColumnReading(
            signal.isNumeric() ? ColumnType.DECIMAL : ColumnType.TEXT,
            format.decimalMark(),
            null,
            format.zone());
    return signal.isNumeric()
        ? new NumberFeed(signal.name(), place, read)
        : new TextFeed(signal.name(), place, read);
  }

  /**
   * How the rows are read. It has an event time where the format names a column for that and the source has it.
   *
   * @param task null to find it out from the signals
   */
  public Schema<Row> schema(@Nullable Task task) {
    List<Accessor<Row>> accessors = new ArrayList<>();
    for (int i = 0; i < feeds.length; i++) {
      Feed feed = feeds[i];
      if (feed instanceof NumberFeed numbers) {
        accessors.add(new Accessor.Decoded<>(at -> numbers.values[at.index]));
      } else if (feed instanceof TextFeed texts) {
        accessors.add(new Accessor.DecodedText<>(at -> texts.values[at.index]));
      } else {
        accessors.add(
            signals.get(i).isNumeric()
                ? new Accessor.Boxed<>(at -> null)
                : new Accessor.Category<>(at -> null));
      }
    }
    Schema<Row> schema = Schema.of(signals, accessors, task);
    TimeFeed stamps = time;
    return stamps == null ? schema : schema.withEventTime(at -> stamps.millis(at.index));
  }

  /** Signals and the time, where the format names one, that the source has no column for. */
  public List<String> absent() {
    return List.copyOf(absent);
  }

  /** Columns of the source that nothing is known of; they are not read. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /** Records of the last reading that could not be taken apart. */
  public long problemCount() {
    return problemCount;
  }

  /** The first of them, at most {@value #SHOWN}. */
  public List<RecordBlock.Problem> problems() {
    return List.copyOf(problems);
  }

  /** What the last reading found unreadable, by signal, records that could not be taken apart included; the time as well. */
  public List<Unreadable> unreadable() {
    Map<String, Unreadable> all = new LinkedHashMap<>();
    for (Feed feed : feeds) {
      if (feed != null && feed.first != null) {
        all.put(feed.name, feed.first.counted(feed.unreadable));
      }
    }
    if (time != null && time.first != null) {
      all.putIfAbsent(time.name, time.first.counted(time.unreadable));
    }
    return List.copyOf(all.values());
  }

  /** Share of the source that the reading under way has read, NaN where that is not known. Any thread may ask. */
  public double progress() {
    RecordSource.Blocks now = reading;
    return now == null ? Double.NaN : now.progress();
  }

  /** Where the row stands that was given last, for messages. */
  public String place() {
    return block == null ? source.name() : block.place(row.index);
  }

  /** Ends a reading that has not come to its end; one that has needs no closing. The rows can be read anew after it. */
  @Override
  public void close() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }

  @Override
  public Iterator<Row> iterator() {
    close();
    problems.clear();
    problemCount = 0;
    for (Feed feed : feeds) {
      if (feed != null) {
        feed.restart();
      }
    }
    if (time != null) {
      time.restart();
    }
    RecordSource.Blocks blocks = source.open(wanted);
    reading = blocks;
    return new Iterator<>() {
      private int rows;
      private int next;

      @Override
      public boolean hasNext() {
        while (next >= rows && reading == blocks) {
          RecordBlock more = blocks.next();
          if (more == null) {
            close();
            return false;
          }
          take(more);
          rows = more.rows();
          next = 0;
        }
        return next < rows;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        row.index = next++;
        return row;
      }
    };
  }

  private void take(RecordBlock next) {
    block = next;
    for (Feed feed : feeds) {
      if (feed != null) {
        feed.fill(next);
      }
    }
    if (time != null) {
      time.fill(next);
    }
    List<RecordBlock.Problem> found = next.problems();
    problemCount += found.size();
    for (int i = 0; i < found.size() && problems.size() < SHOWN; i++) {
      problems.add(found.get(i));
    }
  }

  /** The first value that could not be read. */
  private record First(String name, String place, @Nullable String value) {
    Unreadable counted(long count) {
      return new Unreadable(name, count, place, value);
    }
  }

  private abstract static class Feed {
    final String name;
    final int column;
    final ColumnReading how;
    long unreadable;

    @Nullable
    First first;

    Feed(String name, int column, ColumnReading how) {
      this.name = name;
      this.column = column;
      this.how = how;
    }

    void restart() {
      unreadable = 0;
      first = null;
    }

    abstract void fill(RecordBlock block);

    void sawUnreadable(RecordBlock block, int row) {
      unreadable++;
      if (first == null) {
        first = new First(name, block.place(row), block.shown(column, row));
      }
    }
  }

  private static final class NumberFeed extends Feed {
    private double[] values = {};

    NumberFeed(String name, int column, ColumnReading how) {
      super(name, column, how);
    }

    @Override
    void fill(RecordBlock block) {
      if (values.length < block.rows()) {
        values = new double[block.rows()];
      }
      block.numbers(column, how, values);
      for (int i = 0; i < block.rows(); i++) {
        if (Cell.isUnreadable(values[i])) {
          sawUnreadable(block, i);
        }
      }
    }
  }

  private static final class TextFeed extends Feed {
    private @Nullable String[] values = {};

    TextFeed(String name, int column, ColumnReading how) {
      super(name, column, how);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the one instance is the mark
    void fill(RecordBlock block) {
      if (values.length < block.rows()) {
        values = new String[block.rows()];
      }
      block.texts(column, how, values);
      for (int i = 0; i < block.rows(); i++) {
        if (values[i] == Cell.UNREADABLE_TEXT) {
          sawUnreadable(block, i);
        }
      }
    }
  }

  private static final class TimeFeed extends Feed {
    private long[] values = {};

    TimeFeed(String name, int column, ColumnReading how) {
      super(name, column, how);
    }

    long millis(int row) {
      return values[row] == Cell.UNREADABLE_TIME ? Cell.NO_TIME : values[row];
    }

    @Override
    void fill(RecordBlock block) {
      if (values.length < block.rows()) {
        values = new long[block.rows()];
      }
      block.times(column, how, values);
      for (int i = 0; i < block.rows(); i++) {
        if (values[i] == Cell.UNREADABLE_TIME) {
          sawUnreadable(block, i);
        }
      }
    }
  }
}
