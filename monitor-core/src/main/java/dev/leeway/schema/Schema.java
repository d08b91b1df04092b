package dev.leeway.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ordered signals of a model, and how each is read from a row. Immutable and safe for any number of threads, as far
 * as the user's own accessor functions are.
 *
 * @param <T> the row type
 */
public final class Schema<T> {

  /** Given by a row whose event time is not known. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private final List<Signal> signals;
  private final List<Accessor<T>> accessors;
  private final Task task;
  private final List<String> classes;
  private final @Nullable ToLongFunction<? super T> eventTime;
  private final Set<String> ignored;

  private Schema(Builder<T> builder, Task task) {
    this.signals = List.copyOf(builder.signals);
    this.accessors = List.copyOf(builder.accessors);
    this.classes = builder.classes;
    this.eventTime = builder.eventTime;
    this.ignored = Set.copyOf(builder.ignored);
    this.task = task;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /**
   * A schema of rows that are maps from a signal's name to its value: a number, a boolean, an instant, a string, an enum.
   * What a map lacks is missing. Keys that name no signal are counted, see {@code Monitor.unknownKeys}.
   */
  public static Schema<Map<String, ?>> ofMaps(Signal... signals) {
    Builder<Map<String, ?>> builder = builder();
    for (Signal signal : signals) {
      builder.add(signal, new Accessor.Entry<>(signal.name()));
    }
    return builder.build();
  }

  /** A schema of rows that are arrays of values in the order of the signals, read as those of a map are; null is missing. */
  public static Schema<Object[]> ofRows(Signal... signals) {
    Builder<Object[]> builder = builder();
    for (int i = 0; i < signals.length; i++) {
      builder.add(signals[i], new Accessor.Cell<>(i));
    }
    return builder.build();
  }

  /**
   * A schema of rows that are the numbers of the features in the order of the signals, as models take them. Score,
   * prediction and label are not in the array: they are given with each row. The fastest way in.
   *
   * @throws IllegalArgumentException if a feature is categorical
   */
  public static Schema<double[]> ofArrays(Signal... signals) {
    Builder<double[]> builder = builder();
    int index = 0;
    for (Signal signal : signals) {
      if (signal.isAnswer()) {
        builder.add(signal, new Accessor.Answer<>());
      } else if (signal.isNumeric()) {
        builder.add(signal, new Accessor.Element<>(index++));
      } else {
        throw new IllegalArgumentException("Signal '" + signal.name()
            + "' is categorical, which an array of numbers cannot carry: use rows of objects"
            + " (ofRows, columnSchema) or maps (ofMaps, mapSchema).");
      }
    }
    return builder.build();
  }

  /**
   * A schema of rows that a room of Leeway reads in a way of its own.
   *
   * @param accessors one for each signal
   * @param task null to find it out from the answer signals
   */
  public static <T> Schema<T> of(
      List<Signal> signals, List<Accessor<T>> accessors, @Nullable Task task) {
    if (signals.size() != accessors.size()) {
      throw new IllegalArgumentException("There are " + signals.size() + " signals and "
          + accessors.size() + " accessors: give one for each.");
    }
    Builder<T> builder = builder();
    for (int i = 0; i < signals.size(); i++) {
      builder.add(signals.get(i), accessors.get(i));
    }
    builder.task = task;
    return builder.build();
  }

  /** The same schema for rows that carry their time, in milliseconds since the epoch. */
  public Schema<T> withEventTime(ToLongFunction<? super T> read) {
    return copy().eventTimeMillis(read).build();
  }

  /** The same schema for maps that carry further keys, which are not to be counted as unknown: an id, a time. */
  public Schema<T> ignoring(String... keys) {
    Builder<T> copy = copy();
    copy.ignored.addAll(List.of(keys));
    return copy.build();
  }

  /** The same schema with the classes that {@code observeProbabilities} speaks of, in its order. */
  public Schema<T> withClasses(String... names) {
    return copy().classes(names).build();
  }

  private Builder<T> copy() {
    Builder<T> copy = builder();
    copy.signals.addAll(signals);
    copy.accessors.addAll(accessors);
    copy.classes = classes;
    copy.eventTime = eventTime;
    copy.task = task;
    copy.ignored.addAll(ignored);
    return copy;
  }

  /** Keys of a map that name no signal and are known all the same. */
  public Set<String> ignoredKeys() {
    return ignored;
  }

  /** All signals in the order in which they were named. */
  public List<Signal> signals() {
    return signals;
  }

  public Task task() {
    return task;
  }

  /** The classes that {@code observeProbabilities} speaks of, in its order; empty unless given. */
  public List<String> classes() {
    return classes;
  }

  /** How the signal with this position in {@link #signals()} is read. */
  public Accessor<T> accessor(int signal) {
    return accessors.get(signal);
  }

  /** Reads a row's event time in milliseconds since the epoch; null unless the schema names one. */
  public @Nullable ToLongFunction<? super T> eventTime() {
    return eventTime;
  }

  /** Position of the one signal with this role, or -1. Of features and other roles that may repeat, the first. */
  public int indexOf(SignalRole role) {
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).role() == role) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What sets this schema apart from the signals of a baseline, as one sentence; null where nothing does. Order counts,
   * since counts are kept by position.
   */
  public @Nullable String differenceFrom(List<Signal> others, Task otherTask) {
    Map<String, Signal> theirs = new LinkedHashMap<>();
    others.forEach(signal -> theirs.put(signal.name(), signal));
    List<String> differences = new ArrayList<>();
    for (Signal signal : signals) {
      Signal other = theirs.remove(signal.name());
      if (other == null) {
        differences.add("signal '" + signal.name() + "' is not in the baseline");
      } else if (!other.equals(signal)) {
        differences.add("signal '" + signal.name() + "' is " + describe(signal) + " here and "
            + describe(other) + " in the baseline");
      }
    }
    theirs
        .keySet()
        .forEach(name -> differences.add("signal '" + name + "' of the baseline is missing here"));
    if (differences.isEmpty() && !signals.equals(others)) {
      differences.add("the signals stand in another order: " + names(signals) + " here, "
          + names(others) + " in the baseline");
    }
    if (task != otherTask) {
      differences.add("the task is " + task + " here and " + otherTask + " in the baseline");
    }
    return differences.isEmpty() ? null : String.join("; ", differences);
  }

  private static String describe(Signal signal) {
    return signal.type() + " " + signal.role();
  }

  private static List<String> names(List<Signal> signals) {
    return signals.stream().map(Signal::name).toList();
  }

  /** Names the signals one after the other; {@link #build()} checks them together. Not safe for several threads. */
  public static final class Builder<T> {

    private final List<Signal> signals = new ArrayList<>();
    private final List<Accessor<T>> accessors = new ArrayList<>();
    private List<String> classes = List.of();
    private @Nullable ToLongFunction<? super T> eventTime;
    private @Nullable Task task;
    private final Set<String> ignored = new LinkedHashSet<>();

    private Builder() {}

    /** A numeric feature. Ints and longs fit; NaN is counted as not-a-number. */
    public Builder<T> numeric(String name, ToDoubleFunction<? super T> read) {
      return add(name, SignalRole.FEATURE, SignalType.NUMERIC, new Accessor.Primitive<>(read));
    }

    /** A numeric feature whose value may be null; null is counted as missing. */
    public Builder<T> numericOrMissing(
        String name, Function<? super T, ? extends @Nullable Number> read) {
      return add(name, SignalRole.FEATURE, SignalType.NUMERIC, new Accessor.Boxed<>(read));
    }

    /** A categorical feature: a string, an enum, or anything whose {@code toString} names it; null is missing. */
    public Builder<T> categorical(
        String name, Function<? super T, ? extends @Nullable Object> read) {
      return add(name, SignalRole.FEATURE, SignalType.CATEGORICAL, new Accessor.Category<>(read));
    }

    /** A yes-or-no feature, watched as the categories {@code true} and {@code false}. */
    public Builder<T> bool(String name, Predicate<? super T> read) {
      return add(name, SignalRole.FEATURE, SignalType.CATEGORICAL, new Accessor.Flag<>(read));
    }

    /**
     * A point in time as a feature, watched as hours since the epoch; null is missing. A time that grows with the calendar always
     * drifts: watch an age or a duration instead.
     */
    public Builder<T> time(String name, Function<? super T, ? extends @Nullable Instant> read) {
      return add(name, SignalRole.FEATURE, SignalType.NUMERIC, new Accessor.Time<>(read));
    }

    /** The model's score, given with each row: the probability of the positive class (binary task). */
    public Builder<T> score(String name) {
      return add(name, SignalRole.SCORE, SignalType.NUMERIC, new Accessor.Answer<>());
    }

    /** The model's score, read from the row. */
    public Builder<T> score(String name, ToDoubleFunction<? super T> read) {
      return add(name, SignalRole.SCORE, SignalType.NUMERIC, new Accessor.Primitive<>(read));
    }

    /** The model's value, given with each row (regression). */
    public Builder<T> prediction(String name) {
      return add(name, SignalRole.PREDICTION, SignalType.NUMERIC, new Accessor.Answer<>());
    }

    /** The model's value, read from the row (regression). */
    public Builder<T> prediction(String name, ToDoubleFunction<? super T> read) {
      return add(name, SignalRole.PREDICTION, SignalType.NUMERIC, new Accessor.Primitive<>(read));
    }

    /** The model's class, given with each row. */
    public Builder<T> predictedClass(String name) {
      return add(name, SignalRole.PREDICTION, SignalType.CATEGORICAL, new Accessor.Answer<>());
    }

    /** The model's class, read from the row; null is missing. */
    public Builder<T> predictedClass(
        String name, Function<? super T, ? extends @Nullable Object> read) {
      return add(
          name, SignalRole.PREDICTION, SignalType.CATEGORICAL, new Accessor.Category<>(read));
    }

    /** The classes in the order of the model's probabilities, for {@code observeProbabilities}. At least two. */
    public Builder<T> classes(String... names) {
      this.classes = List.of(names);
      return this;
    }

    /** The truth, categorical (binary and multiclass tasks), not carried by the rows. */
    public Builder<T> label(String name) {
      return add(name, SignalRole.LABEL, SignalType.CATEGORICAL, new Accessor.Answer<>());
    }

    /** The truth as a class, read from the row: a string, an enum, a boolean; null is not known (yet). */
    public Builder<T> label(String name, Function<? super T, ? extends @Nullable Object> read) {
      return add(name, SignalRole.LABEL, SignalType.CATEGORICAL, new Accessor.Category<>(read));
    }

    /** The true number (regression), not carried by the rows. */
    public Builder<T> numericLabel(String name) {
      return add(name, SignalRole.LABEL, SignalType.NUMERIC, new Accessor.Answer<>());
    }

    /** The true number (regression), read from the row; null is not known (yet). */
    public Builder<T> numericLabel(
        String name, Function<? super T, ? extends @Nullable Number> read) {
      return add(name, SignalRole.LABEL, SignalType.NUMERIC, new Accessor.Boxed<>(read));
    }

    /** When the row happened, for windows in event time and chunks by time. */
    public Builder<T> eventTime(Function<? super T, Instant> read) {
      return eventTimeMillis(row -> read.apply(row).toEpochMilli());
    }

    /**
     * When the row happened, in milliseconds since the epoch, {@link #NO_TIME} where that is not known; reads without
     * allocation.
     */
    public Builder<T> eventTimeMillis(ToLongFunction<? super T> read) {
      this.eventTime = read;
      return this;
    }

    /** What the model does; otherwise found out from the answer signals. */
    public Builder<T> task(Task task) {
      this.task = task;
      return this;
    }

    private Builder<T> add(String name, SignalRole role, SignalType type, Accessor<T> accessor) {
      return add(new Signal(name, role, type), accessor);
    }

    /** For rows whose accessors this room makes. */
    Builder<T> add(Signal signal, Accessor<T> accessor) {
      signals.add(signal);
      accessors.add(accessor);
      return this;
    }

    /**
     * Checks the signals together.
     *
     * @throws IllegalArgumentException where there is no signal, two share a name, a role that may stand once stands
     *     twice, or the answer or the label does not fit the task; the message says what to change
     */
    public Schema<T> build() {
      if (signals.isEmpty()) {
        throw new IllegalArgumentException(
            "A schema needs at least one signal: name one with numeric(...), categorical(...) or score(...).");
      }
      Map<String, Signal> byName = new LinkedHashMap<>();
      for (Signal signal : signals) {
        Signal twin = byName.put(signal.name(), signal);
        if (twin != null) {
          throw new IllegalArgumentException("Two signals are named '" + signal.name() + "' ("
              + describe(twin) + " and " + describe(signal) + "): give each a name of its own.");
        }
      }
      Signal score = single(SignalRole.SCORE);
      Signal prediction = single(SignalRole.PREDICTION);
      Signal label = single(SignalRole.LABEL);
      Task found = task == null ? inferred(score, prediction) : task;
      checkAnswer(found, score, prediction);
      checkLabel(found, label);
      checkClasses(prediction);
      return new Schema<>(this, found);
    }

    private @Nullable Signal single(SignalRole role) {
      List<Signal> all = signals.stream().filter(s -> s.role() == role).toList();
      if (all.size() > 1) {
        throw new IllegalArgumentException("A schema has at most one " + role + ", but "
            + names(all) + " are all named as such: keep one, and name the others as features.");
      }
      return all.isEmpty() ? null : all.get(0);
    }

    private static Task inferred(@Nullable Signal score, @Nullable Signal prediction) {
      if (prediction != null && prediction.isNumeric()) {
        return Task.REGRESSION;
      }
      if (score != null) {
        return Task.BINARY;
      }
      return prediction == null ? Task.NONE : Task.MULTICLASS;
    }

    private static void checkAnswer(
        Task task, @Nullable Signal score, @Nullable Signal prediction) {
      boolean fits = switch (task) {
        case NONE -> score == null && prediction == null;
        case REGRESSION -> score == null && prediction != null && prediction.isNumeric();
        case BINARY ->
          (score != null || prediction != null) && (prediction == null || !prediction.isNumeric());
        case MULTICLASS -> prediction != null && !prediction.isNumeric();
      };
      if (!fits) {
        throw new IllegalArgumentException("The task is " + task + ", which needs "
            + switch (task) {
              case NONE -> "neither a score nor a prediction";
              case REGRESSION -> "a numeric prediction(...) and no score";
              case BINARY ->
                "a score(...), a predictedClass(...) or both, and no numeric prediction";
              case MULTICLASS -> "a predictedClass(...), with or without a score(...)";
            }
            + ", but the schema has score " + nameOf(score) + " and prediction "
            + nameOf(prediction)
            + ": change the answer signals, or the task.");
      }
    }

    private static void checkLabel(Task task, @Nullable Signal label) {
      if (label == null || task == Task.NONE) {
        return;
      }
      boolean numeric = task == Task.REGRESSION;
      if (label.isNumeric() != numeric) {
        throw new IllegalArgumentException(
            "Label '" + label.name() + "' is " + label.type() + ", but a " + task
                + " task has a "
                + (numeric
                    ? "numeric truth: name it with numericLabel(...)."
                    : "class as its truth: name it with label(...)."));
      }
    }

    private void checkClasses(@Nullable Signal prediction) {
      if (classes.isEmpty()) {
        return;
      }
      if (prediction == null || prediction.isNumeric()) {
        throw new IllegalArgumentException(
            "classes(...) are given, but there is no predictedClass(...) signal that"
                + " they could be the values of: name one.");
      }
      if (classes.size() < 2 || classes.stream().distinct().count() != classes.size()) {
        throw new IllegalArgumentException(
            "classes(...) must name at least two different classes, but got " + classes + ".");
      }
    }

    private static String nameOf(@Nullable Signal signal) {
      return signal == null ? "none" : "'" + signal.name() + "' (" + signal.type() + ")";
    }
  }
}
