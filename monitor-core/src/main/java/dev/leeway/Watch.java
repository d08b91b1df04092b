package dev.leeway;

import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.label.LabelCounts;
import dev.leeway.observation.RowEncoder;
import dev.leeway.performance.Outcomes;
import dev.leeway.window.Recorder;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a monitor that belongs to one baseline, so that a swap replaces one reference and no result mixes two
 * baselines. Windows wait here, in a bounded queue, for the one thread that evaluates them at a time.
 */
final class Watch<T> {

  private static final int FEWEST_WAITING = 8;
  private static final int MOST_WAITING = 32;

  final Baseline baseline;
  final RowEncoder<T> encoder;
  final Recorder recorder;
  private final List<View> views;
  private final List<WindowPolicy> counted;
  private volatile Supplier<Totals> earlier = () -> Totals.NONE;
  private final Queue<Closed> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final AtomicLong skipped;
  final @Nullable AnswerBook book;
  private final PaneMarks marks;
  private final int most;

  /** What earlier baselines of the same monitor have counted. */
  record Totals(long records, long late, long ahead) {
    static final Totals NONE = new Totals(0, 0, 0);
  }

  /** Makes the recorder, which hands its windows back to the watch. */
  interface RecorderFactory {
    Recorder make(Watch<?> watch);
  }

  /** Evaluates a window with what is known of its answers. */
  interface Evaluating {
    void accept(View view, Window window, @Nullable Outcomes outcomes);
  }

  /** A window that waits for its evaluation, and which of the counted ones it is. */
  private record Closed(int which, Window window, int since, int until) {}

  Watch(
      Baseline baseline,
      RowEncoder<T> encoder,
      List<View> views,
      List<WindowPolicy> counted,
      AtomicLong skipped,
      @Nullable AnswerBook book,
      RecorderFactory factory) {
    this.baseline = baseline;
    this.encoder = encoder;
    this.views = List.copyOf(views);
    this.counted = List.copyOf(counted);
    this.skipped = skipped;
    this.book = book;
    // a gap in event time closes as many panes at once as a window has
    int panes = counted.stream().mapToInt(WindowPolicy::panes).max().orElse(1);
    this.most = Math.min(MOST_WAITING, Math.max(FEWEST_WAITING, panes + 3)) * counted.size();
    this.marks = new PaneMarks(counted);
    this.recorder = factory.make(this);
  }

  /** On the thread that rolls the panes: leaves a window to the thread that evaluates. */
  void leave(int which, Window window) {
    int since = marks.close(which);
    encoder.pane(marks.now(), marks.oldest());
    waiting.add(new Closed(
        which, window.withNewCategories(encoder.newCategories(since)), since, marks.now()));
    if (waitingCount.incrementAndGet() > most && waiting.poll() != null) {
      waitingCount.decrementAndGet();
      skipped.incrementAndGet();
    }
  }

  /** Hands the next window that waits to each view of it. Returns whether there was one. For one thread at a time. */
  boolean next(Evaluating evaluate) {
    Closed closed = waiting.poll();
    if (closed == null) {
      return false;
    }
    waitingCount.decrementAndGet();
    WindowPolicy policy = counted.get(closed.which);
    Outcomes known = book == null
        ? null
        : book.between(closed.since, closed.until, Math.min(closed.since, marks.oldest()));
    for (View view : views) {
      if (view.policy.equals(policy)) {
        evaluate.accept(view, closed.window, known);
      }
    }
    return true;
  }

  /** The views against the baseline in the order of the settings, then the rolling ones. */
  List<View> views() {
    return views;
  }

  /**
   * The view with this name.
   *
   * @throws IllegalArgumentException naming the ones that there are
   */
  View view(String name) {
    return views.get(placeOf(name));
  }

  /** The place of the view with this name, as {@link #view}. */
  int placeOf(String name) {
    int place = names().indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "The monitor has no window '" + name + "', it has " + names() + ".");
    }
    return place;
  }

  List<String> names() {
    return views.stream().map(View::name).toList();
  }

  /** What a view would see now. */
  Window now(View view) {
    int which = counted.indexOf(view.policy);
    return recorder.now(which).withNewCategories(encoder.newCategories(marks.sinceNow(which)));
  }

  /** What is known of the answers of the window that a view would see now. */
  @Nullable
  Outcomes outcomesNow(View view) {
    return book == null
        ? null
        : book.between(
            marks.sinceNow(counted.indexOf(view.policy)), Integer.MAX_VALUE, marks.oldest());
  }

  @Nullable
  LabelCounts labels() {
    return book == null ? null : book.counts();
  }

  long memoryBytes() {
    return recorder.memoryBytes() + (book == null ? 0 : book.memoryBytes());
  }

  /** The pane that a record counts in which is observed now. */
  int pane() {
    return marks.now();
  }

  /** For one thread at a time, when a successor has taken over. */
  List<Alert> superseded(Baseline successor) {
    List<Alert> turns = new ArrayList<>();
    views.forEach(view -> turns.addAll(view.superseded(successor.identity())));
    return turns;
  }

  /** Goes on counting from what the predecessor has, and lets go of it when that does not change any more. */
  void follow(Watch<?> predecessor) {
    earlier = new Predecessor(predecessor);
  }

  private static final class Predecessor implements Supplier<Totals> {
    private @Nullable Watch<?> watch;
    private Totals totals = Totals.NONE;

    Predecessor(Watch<?> watch) {
      this.watch = watch;
    }

    @Override
    public synchronized Totals get() {
      Watch<?> counting = watch;
      if (counting != null) {
        boolean quiet = counting.recorder.isQuiet();
        totals = counting.totals();
        if (quiet) {
          watch = null;
        }
      }
      return totals;
    }
  }

  Totals totals() {
    Totals before = earlier.get();
    return new Totals(
        before.records + recorder.records(),
        before.late + recorder.late(),
        before.ahead + recorder.ahead());
  }
}
