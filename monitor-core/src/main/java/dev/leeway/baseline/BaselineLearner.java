package dev.leeway.baseline;

import dev.leeway.schema.Columns;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns a baseline from live traffic, for teams that cannot reach the training data. What is wrong while it learns is taken
 * as right, so the baseline is marked as {@link Origin#LIVE} in its file and in every evaluation.
 *
 * <p>All {@code observe} methods are for the request path: safe for any number of threads, they never throw and never wait.
 * Each writes the row's values into arrays that are made beforehand; the strings of categories are held. Memory: rows times
 * (9 bytes a numeric signal, 5 to 9 and the string a categorical one, and 12). When the rows are there, or the time is over,
 * one daemon thread fits the baseline, hands it to the listener and ends.
 *
 * @param <T> the row type
 */
public final class BaselineLearner<T> {

  private static final Logger LOG = LoggerFactory.getLogger(BaselineLearner.class);
  private static final int WRITING = 1;
  private static final int WRITTEN = 2;

  private final Builder<T> settings;
  private final List<LearnedColumn<T>> columns;
  private final long[] times;
  private final AtomicIntegerArray states;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicBoolean complete = new AtomicBoolean();
  private final @Nullable ToLongFunction<? super T> eventTime;
  private final int answer;
  private final int prediction;
  private final long begin;

  private BaselineLearner(Builder<T> settings) {
    this.settings = settings;
    Schema<T> schema = settings.schema;
    this.eventTime = schema.eventTime();
    this.columns = IntStream.range(0, schema.signals().size())
        .mapToObj(
            i -> new LearnedColumn<>(schema.signals().get(i), schema.accessor(i), settings.rows))
        .toList();
    this.times = new long[settings.rows];
    this.states = new AtomicIntegerArray(settings.rows);
    int score = schema.indexOf(SignalRole.SCORE);
    this.prediction = schema.indexOf(SignalRole.PREDICTION);
    this.answer = score >= 0 ? score : prediction;
    this.begin = settings.clock.millis();
  }

  /** Collects settings; everything has a default. Not safe for several threads. */
  public static final class Builder<T> {

    private static final int FEWEST_ROWS = 1000;

    private final Schema<T> schema;
    private int rows = 50_000;
    private @Nullable Duration duration;
    private String name = "baseline";
    private Lineage lineage = Lineage.unknown();
    private Clock clock = Clock.systemUTC();
    private Consumer<Baseline> onComplete = baseline -> {};

    Builder(Schema<T> schema) {
      this.schema = schema;
    }

    /** Rows that are held, at least 1,000. Default 50,000. Without a duration the baseline is there when they are. */
    public Builder<T> rows(int rows) {
      if (rows < FEWEST_ROWS) {
        throw new IllegalArgumentException("A baseline is learnt from at least " + FEWEST_ROWS
            + " rows, but " + rows + " were asked for: with fewer, bins would be noise.");
      }
      this.rows = rows;
      return this;
    }

    /**
     * Learns for this long: whole days or weeks, so that all hours are there. Of more rows than are held a random sample is
     * kept, each row with the same probability.
     */
    public Builder<T> lasting(Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(
            "A baseline is learnt for some time, but " + duration + " was asked for.");
      }
      this.duration = duration;
      return this;
    }

    /** Name of the model; a store gives its own. Default "baseline". */
    public Builder<T> name(String name) {
      this.name = name;
      return this;
    }

    public Builder<T> lineage(Lineage lineage) {
      this.lineage = lineage;
      return this;
    }

    /** The clock for the duration and for rows without an event time. Default: the system's. */
    public Builder<T> clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Hears of the baseline, once, on a thread of the learner's own: to store it, and to build a monitor on it. */
    public Builder<T> onComplete(Consumer<Baseline> listener) {
      this.onComplete = listener;
      return this;
    }

    /** Starts to learn. */
    public BaselineLearner<T> start() {
      Builder<T> copy = new Builder<>(schema);
      copy.rows = rows;
      copy.duration = duration;
      copy.name = name;
      copy.lineage = lineage;
      copy.clock = clock;
      copy.onComplete = onComplete;
      return new BaselineLearner<>(copy);
    }
  }

  /** Observes a row that carries the model's answer itself, or has none. */
  public void observe(T row) {
    observe(row, -1, Double.NaN, null, timeOf(row));
  }

  /** Observes a row with the model's number: the score where the schema has one, else the predicted value. */
  public void observe(T row, double number) {
    observe(row, answer, number, null, timeOf(row));
  }

  /** As {@link #observe(Object, double)}, at an event time in milliseconds since the epoch. */
  public void observeAt(T row, double number, long eventTimeMillis) {
    observe(row, answer, number, null, eventTimeMillis);
  }

  /** Observes a row with the class that the model predicted; null is counted as missing. */
  public void observeClass(T row, @Nullable String predicted) {
    observe(row, -1, Double.NaN, predicted, timeOf(row));
  }

  /** Observes a row with the class that the model predicted, and its score. */
  public void observeClass(T row, @Nullable String predicted, double score) {
    observe(row, answer, score, predicted, timeOf(row));
  }

  private long timeOf(T row) {
    try {
      return eventTime == null ? settings.clock.millis() : eventTime.applyAsLong(row);
    } catch (Throwable unreadable) {
      return begin;
    }
  }

  private void observe(T row, int answered, double number, @Nullable String predicted, long time) {
    if (complete.get()) {
      return;
    }
    long order = seen.getAndIncrement();
    int place = placeOf(order);
    if (place >= 0) {
      int state = states.get(place);
      // two rows that want one place at the same time: the later one is left out
      if (state != WRITING && states.compareAndSet(place, state, WRITING)) {
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).read(place, row);
        }
        if (answered >= 0) {
          columns.get(answered).number(place, number);
        }
        if (predicted != null && prediction >= 0) {
          columns.get(prediction).category(place, predicted);
        }
        times[place] = time;
        states.set(place, WRITTEN);
      }
    }
    if (isOver(order) && complete.compareAndSet(false, true)) {
      hand();
    }
  }

  /** The next place, or of more rows than there are places a random one, or none: each row stays with the same probability. */
  private int placeOf(long order) {
    if (order < settings.rows) {
      return (int) order;
    }
    if (settings.duration == null) {
      return -1;
    }
    long place = ThreadLocalRandom.current().nextLong(order + 1);
    return place < settings.rows ? (int) place : -1;
  }

  private boolean isOver(long order) {
    Duration duration = settings.duration;
    try {
      return duration == null
          ? order + 1 >= settings.rows
          : settings.clock.millis() - begin >= duration.toMillis() && order >= Builder.FEWEST_ROWS;
    } catch (Throwable failing) {
      return false;
    }
  }

  private void hand() {
    Thread thread = new Thread(
        () -> {
          try {
            settings.onComplete.accept(baseline());
          } catch (Throwable failure) {
            LOG.error(
                "Baseline '{}' could not be learnt from live traffic.", settings.name, failure);
          }
        },
        "leeway-learn-" + settings.name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Rows that came so far. */
  public long rows() {
    return seen.get();
  }

  /** Whether the rows are there, or the time is over: nothing more is learnt. */
  public boolean isComplete() {
    return complete.get();
  }

  /**
   * The baseline from what is there.
   *
   * @throws IllegalStateException with fewer than 1,000 rows
   * @throws IllegalArgumentException if the model's answer had no value in any row
   */
  public Baseline baseline() {
    int[] places = IntStream.range(0, settings.rows)
        .filter(place -> states.get(place) == WRITTEN)
        .toArray();
    if (places.length < Builder.FEWEST_ROWS) {
      throw new IllegalStateException("Only " + places.length + " rows have come, at least "
          + Builder.FEWEST_ROWS + " are needed for a baseline: go on observing.");
    }
    Columns.Builder data = Columns.builder();
    columns.forEach(column -> data.values(column.signal.name(), column.values(places)));
    Columns rows = data.build();
    Schema<Columns.Row> schema = rows.schema(
            columns.stream().map(column -> column.signal).toArray(Signal[]::new))
        .withEventTime(row -> times[places[row.index()]]);
    Baseline fitted = Baseline.fit(schema, rows)
        .name(settings.name)
        .lineage(settings.lineage)
        .clock(settings.clock)
        .build();
    return fitted.learnt((double) seen.get() / places.length);
  }

  static <T> Builder<T> builder(Schema<T> schema) {
    return new Builder<>(schema);
  }

  @Override
  public String toString() {
    return "Learning baseline '" + settings.name + "' from live traffic, " + rows()
        + " rows so far";
  }
}
