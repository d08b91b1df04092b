package dev.leeway;

import dev.leeway.schema.Schema;
import dev.leeway.window.Recorder;
import dev.leeway.window.Slot;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The way of a record into a monitor, in the thread of the request: nothing here throws, waits or allocates. */
final class Intake<T> {

  final LongAdder dropped = new LongAdder();
  final UnknownKeys unknownKeys = new UnknownKeys();
  volatile Watch<T> watch;
  volatile boolean paused;
  private final @Nullable ToLongFunction<? super T> eventTime;
  private final Troubles troubles;
  private final double sampling;
  private final boolean sampled;
  private final RowTruths<T> rowTruths;
  private final boolean timed;
  private final boolean openRows;

  Intake(Schema<T> schema, double sampling, boolean timed, Troubles troubles, Watch<T> first) {
    this.eventTime = schema.eventTime();
    this.rowTruths = new RowTruths<>(schema);
    this.sampling = sampling;
    this.sampled = sampling < 1;
    this.timed = timed;
    this.troubles = troubles;
    this.watch = first;
    this.openRows = first.encoder.hasKeys();
  }

  /** With an id under which the truth will come; null for none. */
  void keyed(
      @Nullable String id,
      T row,
      Answer answer,
      double number,
      @Nullable String predicted,
      long time) {
    AnswerBook book = watch.book;
    boolean later = id != null && book != null;
    long key = id == null || book == null ? 0 : book.key(id);
    observe(row, answer, number, predicted, null, time, later ? Keyed.LATER : Keyed.NO, key, null);
  }

  /** With an id that is a number. */
  void keyed(long id, T row, Answer answer, double number, long time) {
    AnswerBook book = watch.book;
    long key = book == null ? 0 : book.key(id);
    observe(
        row, answer, number, null, null, time, book == null ? Keyed.NO : Keyed.LATER, key, null);
  }

  void label(@Nullable String id, @Nullable Object truth) {
    AnswerBook book = watch.book;
    if (id != null && book != null && !paused) {
      book.labelled(book.key(id), truth);
    }
  }

  void label(long id, @Nullable Object truth) {
    AnswerBook book = watch.book;
    if (book != null && !paused) {
      book.labelled(book.key(id), truth);
    }
  }

  /** How a row's truth comes: not at all or in the row, later under a key, or with it. */
  enum Keyed {
    NO,
    LATER,
    TRUTH
  }

  long timeOf(T row) {
    if (eventTime == null || paused || sampled) {
      return Recorder.NO_TIME;
    }
    return readTime(eventTime, row);
  }

  private long readTime(ToLongFunction<? super T> read, T row) {
    try {
      return read.applyAsLong(row);
    } catch (Throwable failure) {
      troubles.add(Stage.TIME, failure);
      return Recorder.NO_TIME;
    }
  }

  void observe(
      T row,
      Answer answer,
      double number,
      @Nullable String predicted,
      double @Nullable [] probabilities,
      long givenTime) {
    observe(row, answer, number, predicted, probabilities, givenTime, Keyed.NO, 0, null);
  }

  void observe(
      T row,
      Answer answer,
      double number,
      @Nullable String predicted,
      double @Nullable [] probabilities,
      long givenTime,
      Keyed keyed,
      long key,
      @Nullable Object truth) {
    if (paused || sampled && ThreadLocalRandom.current().nextDouble() >= sampling) {
      return;
    }
    // of a record that is left out not even the time is read
    long time = sampled && givenTime == Recorder.NO_TIME && eventTime != null
        ? readTime(eventTime, row)
        : givenTime;
    Watch<T> current = watch;
    Slot slot = current.recorder.borrow();
    while (slot == null) {
      Watch<T> next = watch;
      if (next == current) {
        // closed: there is no window that this record could belong to
        dropped.increment();
        return;
      }
      current = next;
      slot = current.recorder.borrow();
    }
    current.encoder.encode(row, slot.bins());
    if (openRows) {
      unknownKeys.look(current.encoder, row);
    }
    if (answer != Answer.NONE
        && !answer.write(current.encoder, number, predicted, probabilities, slot.bins())) {
      troubles.add(Stage.ANSWER);
    }
    AnswerBook book = current.book;
    if (book == null || keyed == Keyed.NO && !rowTruths.any()) {
      current.recorder.add(slot, time);
      return;
    }
    // a full pane closes, and may be evaluated, with its last record; one that is over by the clock
    // with the next one
    if (timed) {
      current.recorder.add(slot, time);
    }
    int pane = current.pane();
    double given =
        answer == Answer.NUMBER || answer == Answer.CLASS_AND_SCORE ? number : Double.NaN;
    switch (keyed) {
      case LATER -> {
        if (answer == Answer.NONE) {
          rowTruths.later(book, key, row, pane);
        } else {
          book.predicted(key, given, predicted, pane);
        }
      }
      case TRUTH -> book.both(given, predicted, truth, pane);
      case NO -> rowTruths.add(book, row, given, predicted, pane);
    }
    if (!timed) {
      current.recorder.add(slot, time);
    }
  }
}
