package dev.leeway.observation;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Binning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row into one bin a signal. Never throws: a value whose accessor throws, whatever it throws, has the bin
 * unreadable, and the listener hears of it. Safe for any number of threads, as far as the accessors are; the caller brings
 * the buffer.
 *
 * @param <T> the row type
 */
public final class RowEncoder<T> {

  private final SignalReader<T>[] readers;
  private final @Nullable Elements elements;
  private final KnownKeys keys;
  private final int score;
  private final int prediction;
  private final @Nullable NumericBinning scoreBinning;
  private final @Nullable Binning predictionBinning;
  private final List<String> classes;
  private final boolean binary;
  private final BiConsumer<String, Throwable> onFailure;
  private final String[] names;
  private final @Nullable NewCategories[] news;
  private final boolean namesNews;
  private final List<List<String>> noNews;

  /** As the other one, without names of new categories. */
  public RowEncoder(Schema<T> schema, Baseline baseline, BiConsumer<String, Throwable> onFailure) {
    this(schema, baseline, onFailure, false);
  }

  /**
   * An encoder for rows of a schema on a baseline's bins.
   *
   * @param onFailure hears of every value that could not be read, with the signal's name; must be quick and must not throw
   * @param keepsNews whether to keep the first few names of categories that training did not have
   * @throws IllegalArgumentException if the schema differs from the baseline's
   */
  public RowEncoder(
      Schema<T> schema,
      Baseline baseline,
      BiConsumer<String, Throwable> onFailure,
      boolean keepsNews) {
    baseline.requireFor(schema);
    List<SignalReader<T>> all = new ArrayList<>();
    for (int i = 0; i < schema.signals().size(); i++) {
      all.add(SignalReader.of(schema.accessor(i), baseline.signals().get(i).binning()));
    }
    this.readers = all.toArray(RowEncoder.<T>array(all.size()));
    this.news = new NewCategories[readers.length];
    this.noNews = Collections.nCopies(readers.length, List.of());
    for (int i = 0; keepsNews && i < readers.length; i++) {
      if (readers[i] instanceof SignalReader.OfCategory<T> category) {
        NewCategories ofSignal = new NewCategories();
        news[i] = ofSignal;
        category.keep(ofSignal);
      }
    }
    this.namesNews = Arrays.stream(news).anyMatch(Objects::nonNull);
    this.elements = Elements.of(all);
    this.keys = KnownKeys.of(schema);
    this.score = schema.indexOf(SignalRole.SCORE);
    this.prediction = schema.indexOf(SignalRole.PREDICTION);
    this.scoreBinning =
        score >= 0 && baseline.signals().get(score).binning() instanceof NumericBinning numeric
            ? numeric
            : null;
    this.predictionBinning =
        prediction >= 0 ? baseline.signals().get(prediction).binning() : null;
    this.classes = schema.classes();
    this.binary = schema.task() == Task.BINARY && schema.classes().size() == 2;
    this.onFailure = onFailure;
    this.names = schema.signals().stream().map(Signal::name).toArray(String[]::new);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> SignalReader<T>[] array(int length) {
    return (SignalReader<T>[]) new SignalReader[length];
  }

  /** Number of signals, and so of entries of a buffer. */
  public int width() {
    return readers.length;
  }

  /** Writes the bin of each signal of a row into the buffer. An answer that the row does not carry is missing. */
  public void encode(T row, int[] bins) {
    if (elements != null && row instanceof double[] values && elements.encode(values, bins)) {
      return;
    }
    for (int i = 0; i < readers.length; i++) {
      bins[i] = read(i, row);
    }
  }

  /**
   * The keys of a map that name no signal, or the values of an array beyond the last signal: 0 for other rows, and where the
   * row cannot be read.
   */
  public int unknownKeys(T row) {
    return keys.countUnknown(row);
  }

  /** Whether a key names a signal or is known otherwise. */
  public boolean isKnown(Object key) {
    return keys.isKnown(key);
  }

  /** Whether rows of this schema can carry what no signal reads. */
  public boolean hasKeys() {
    return keys.any();
  }

  /** Whatever an accessor throws, an Error included, must not reach the host's request thread through its monitor. */
  private int read(int signal, T row) {
    try {
      return readers[signal].bin(row);
    } catch (Throwable failure) {
      onFailure.accept(names[signal], failure);
      return readers[signal].unreadable();
    }
  }

  /**
   * Writes the model's number: the score where the schema has one, else the numeric prediction. Returns whether it has
   * either.
   */
  public boolean answer(double value, int[] bins) {
    if (scoreBinning != null) {
      bins[score] = scoreBinning.bin(value);
      return true;
    }
    if (predictionBinning instanceof NumericBinning numeric) {
      bins[prediction] = numeric.bin(value);
      return true;
    }
    return false;
  }

  /** Writes the model's class, null for missing. Returns whether the schema has a predicted class. */
  public boolean answerClass(@Nullable String predicted, int[] bins) {
    if (prediction >= 0 && readers[prediction] instanceof SignalReader.OfCategory<T> category) {
      bins[prediction] = category.binOf(predicted);
      return true;
    }
    return false;
  }

  /**
   * Names of categories that training did not have and that came in this pane or later, one list for each signal: the first
   * few, sorted, none of more than 64 characters. Records that are under way when a pane closes may count in the next one, so at
   * the ends of a window a name may be missing or too many.
   */
  public List<List<String>> newCategories(int sincePane) {
    if (!namesNews) {
      return noNews;
    }
    List<List<String>> all = new ArrayList<>();
    for (NewCategories ofSignal : news) {
      all.add(ofSignal == null ? List.of() : ofSignal.since(sincePane));
    }
    return all;
  }

  /** From now on records are of this pane; names that came before the oldest one that is still held are forgotten. */
  public void pane(int number, int oldestHeld) {
    for (NewCategories ofSignal : news) {
      if (ofSignal != null) {
        ofSignal.pane(number, oldestHeld);
      }
    }
  }

  /** Writes the model's class and its score. Returns whether the schema has both. */
  public boolean answerBoth(@Nullable String predicted, double score, int[] bins) {
    boolean known = answerClass(predicted, bins);
    return answer(score, bins) && known;
  }

  /**
   * Writes the most probable class, and the score where the schema has one: the probability of the second class (binary),
   * or of the most probable one (multiclass). Returns whether the schema names as many classes as there are
   * probabilities; ties go to the class named first, NaN is never the largest.
   */
  public boolean answerProbabilities(double[] probabilities, int[] bins) {
    if (classes.isEmpty() || probabilities.length != classes.size()) {
      return false;
    }
    int largest = -1;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > (largest < 0 ? Double.NEGATIVE_INFINITY : probabilities[largest])) {
        largest = i;
      }
    }
    if (scoreBinning != null) {
      int scored = binary ? 1 : largest;
      bins[score] = scoreBinning.bin(scored < 0 ? Double.NaN : probabilities[scored]);
    }
    return answerClass(largest < 0 ? null : classes.get(largest), bins);
  }
}
