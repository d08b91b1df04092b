package dev.leeway;

import dev.leeway.baseline.Baseline;
import dev.leeway.label.Ids;
import dev.leeway.label.JoinListener;
import dev.leeway.label.LabelCounts;
import dev.leeway.label.LabelJoin;
import dev.leeway.performance.BinaryOutcomes;
import dev.leeway.performance.ClassOutcomes;
import dev.leeway.performance.NumberOutcomes;
import dev.leeway.performance.Outcomes;
import dev.leeway.performance.PositiveClass;
import dev.leeway.schema.Accessor;
import dev.leeway.schema.Schema;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the model answered and what turned out to be true, pane by pane, of one baseline. Any thread adds, without waiting; outcomes are
 * read by the thread that evaluates. The join of ids takes its memory when the first id comes.
 */
final class AnswerBook {

  private static final double THRESHOLD = 0.5;
  /** Answers that come with their truth are joined at once: only what other threads are in the middle of waits. */
  private static final int AT_ONCE = 1 << 10;

  private final Outcomes none;
  private final PositiveClass positive;
  private final int capacity;
  private final Consumer<Throwable> onFailure;
  private final Ids ids = new Ids(System.nanoTime());
  private final Side known;
  private final AtomicLong knownKeys = new AtomicLong();
  private final AtomicReference<@Nullable Side> waiting = new AtomicReference<>();

  private AnswerBook(
      Outcomes none, PositiveClass positive, int capacity, Consumer<Throwable> onFailure) {
    this.none = none;
    this.positive = positive;
    this.capacity = capacity;
    this.onFailure = onFailure;
    this.known = new Side(AT_ONCE);
  }

  /** Null where the baseline has no answer to be right or wrong. */
  static @Nullable AnswerBook of(
      Schema<?> schema, Baseline baseline, int capacity, Consumer<Throwable> onFailure) {
    Outcomes none = baseline.outcomes();
    return none == null
        ? null
        : new AnswerBook(none, Truths.positive(schema, baseline), capacity, onFailure);
  }

  private LabelJoin waiting() {
    Side side = waiting.get();
    if (side == null) {
      Side made = new Side(capacity);
      side = waiting.compareAndSet(null, made) ? made : waiting.get();
    }
    return side == null ? known.join : side.join;
  }

  long key(String id) {
    return ids.key(id);
  }

  long key(long id) {
    return ids.key(id);
  }

  /** An answer whose truth will come under its key. */
  void predicted(long key, double number, @Nullable String predicted, int pane) {
    waiting().predicted(key, number, said(number, predicted), pane);
  }

  /** The truth about the answer with this key. */
  void labelled(long key, @Nullable Object truth) {
    waiting().labelled(key, number(truth), which(truth));
  }

  /** An answer that comes with its truth. */
  void both(double number, @Nullable String predicted, @Nullable Object truth, int pane) {
    if (truth == null) {
      return;
    }
    long key = ids.key(knownKeys.incrementAndGet());
    known.join.predicted(key, number, said(number, predicted), pane);
    known.join.labelled(key, number(truth), which(truth));
  }

  private int said(double number, @Nullable String predicted) {
    if (none instanceof BinaryOutcomes) {
      return predicted != null
          ? which(predicted)
          : Double.isNaN(number) ? -1 : number >= THRESHOLD ? 1 : 0;
    }
    return predicted == null ? LabelJoin.NO_CLASS : which(predicted);
  }

  /** The place of a class: of a binary model 1 for yes and 0 for no, of others beyond the last one where it is not known. */
  private int which(@Nullable Object name) {
    if (name == null || none instanceof NumberOutcomes) {
      return LabelJoin.NO_CLASS;
    }
    if (none instanceof BinaryOutcomes) {
      Boolean yes = positive.test(name);
      return yes == null ? LabelJoin.NO_CLASS : yes ? 1 : 0;
    }
    ClassOutcomes classes = (ClassOutcomes) none;
    int place = classes.indexOf(String.valueOf(Accessor.nameOf(name)));
    return place < 0 ? classes.classes().size() : place;
  }

  private double number(@Nullable Object truth) {
    return none instanceof NumberOutcomes && truth instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  /** One join and the outcomes that it has brought, by pane: both belong to the thread that has the join's turn. */
  private final class Side implements JoinListener {
    private final TreeMap<Integer, Outcomes> panes = new TreeMap<>();
    private final LabelJoin join;
    private int oldest = Integer.MIN_VALUE;
    // most outcomes are of the pane of the one before: no boxed key for each
    private int lastPane = Integer.MIN_VALUE;
    private @Nullable Outcomes last;

    Side(int size) {
      this.join = none instanceof NumberOutcomes
          ? LabelJoin.ofNumbers(size, this, onFailure)
          : LabelJoin.ofClasses(size, this, onFailure);
    }

    @Override
    public void joined(double answer, int predictedClass, double truth, int trueClass, int pane) {
      change(answer, predictedClass, truth, trueClass, pane, true);
    }

    @Override
    public void corrected(
        double answer,
        int predictedClass,
        double oldTruth,
        int oldClass,
        double truth,
        int trueClass,
        int pane) {
      change(answer, predictedClass, oldTruth, oldClass, pane, false);
      change(answer, predictedClass, truth, trueClass, pane, true);
    }

    private void change(
        double answer, int said, double truth, int trueClass, int pane, boolean added) {
      if (pane < oldest) {
        return;
      }
      Outcomes outcomes = last;
      if (outcomes == null || pane != lastPane) {
        outcomes = panes.computeIfAbsent(pane, any -> none.empty());
        last = outcomes;
        lastPane = pane;
      }
      if (outcomes instanceof BinaryOutcomes binary) {
        // an answer that means neither yes nor no is neither right nor wrong
        if (said >= 0 && added) {
          binary.add(answer, said == 1, trueClass == 1);
        } else if (said >= 0) {
          binary.remove(answer, said == 1, trueClass == 1);
        }
      } else if (outcomes instanceof ClassOutcomes classes) {
        if (added) {
          classes.add(said, trueClass);
        } else {
          classes.remove(said, trueClass);
        }
      } else if (outcomes instanceof NumberOutcomes numbers) {
        if (added) {
          numbers.add(answer, truth);
        } else {
          numbers.remove(answer, truth);
        }
      }
    }

    Outcomes between(int first, int end, int stillHeld) {
      return join.settle(stillHeld, () -> {
        panes.headMap(stillHeld).clear();
        last = null;
        oldest = Math.max(oldest, stillHeld);
        Outcomes sum = none.empty();
        panes.subMap(first, Math.max(first, end)).values().forEach(sum::add);
        return sum;
      });
    }
  }

  /**
   * All outcomes of the panes from the first one to before the last one, as far as labels have come; panes before the oldest one are
   * let go. Waits for threads that are adding: not for the request path.
   */
  Outcomes between(int first, int end, int stillHeld) {
    Outcomes sum = known.between(first, end, stillHeld);
    Side later = waiting.get();
    if (later != null) {
      sum.add(later.between(first, end, stillHeld));
    }
    return sum;
  }

  /** What became of predictions and labels with ids; null where none has come. */
  @Nullable
  LabelCounts counts() {
    Side side = waiting.get();
    return side == null ? null : side.join.counts();
  }

  /** Bytes of the joins, as far as they are in use. */
  long memoryBytes() {
    Side side = waiting.get();
    return known.join.memoryBytes() + (side == null ? 0 : side.join.memoryBytes());
  }
}
