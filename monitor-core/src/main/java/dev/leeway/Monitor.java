package dev.leeway;

import dev.leeway.alert.Delivery;
import dev.leeway.alert.DeliveryCounts;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Judge;
import dev.leeway.label.LabelCounts;
import dev.leeway.observation.RowEncoder;
import dev.leeway.performance.Outcomes;
import dev.leeway.schema.Schema;
import dev.leeway.window.Recorder;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches a model's live traffic from inside its service.
 *
 * <p>All {@code observe} methods are for the request path: safe for any number of threads, they never throw, never wait and
 * allocate nothing, and the memory of a monitor is fixed when it is built ({@link #memoryBytes}). The record that
 * closes a pane also copies the window's counts for the evaluation. More than 64 records
 * under way at once, in accessors that are slow, cost a short-lived buffer each, and threads that are stopped in the middle of
 * counting a further grid each; both have a limit. Everything else is for other threads.
 *
 * <p>Windows are evaluated on one daemon thread, which also closes the panes of a silent service, and sinks are served by
 * another one; with an executor of the caller's own both happen there, and panes close as records come. {@link #close}
 * ends both; a monitor that is never closed loses at most its open pane.
 *
 * @param <T> the row type
 */
public final class Monitor<T> implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** With many threads on few cores the one that closes a pane may be stopped for some seconds. */
  private static final Duration PATIENCE_WITH_PANES = Duration.ofSeconds(10);

  private final MonitorBuilder<T> settings;
  private final Troubles troubles;
  private final Delivery delivery;
  private final Evaluator evaluator;
  private final AtomicLong skipped = new AtomicLong();
  private final List<AtomicLong> windowIndex = new ArrayList<>();
  private final List<Durations> durations = new ArrayList<>();
  private final SwapListeners swapListeners = new SwapListeners();
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Queue<Superseded<T>> superseded = new ConcurrentLinkedQueue<>();
  private final Intake<T> intake;
  private volatile boolean closed;

  Monitor(MonitorBuilder<T> settings, Baseline baseline) {
    this.settings = settings;
    this.troubles = new Troubles(settings.name);
    settings.counted().forEach(window -> windowIndex.add(new AtomicLong()));
    int views = settings.windows.size() + settings.rolling.size();
    for (int i = 0; i < views; i++) {
      durations.add(new Durations());
    }
    boolean inline = settings.executor != null;
    this.delivery = new Delivery(
        settings.sinks,
        inline,
        "leeway-sinks-" + settings.name,
        (sink, failure) -> troubles.add(Stage.SINK, failure, sink));
    this.intake = new Intake<>(
        settings.schema,
        settings.sampling,
        settings.windows.get(0).isTimed(),
        troubles,
        watch(baseline));
    this.evaluator = new Evaluator(
        settings.executor,
        "leeway-" + settings.name,
        this::tick,
        this::evaluateWaiting,
        failure -> troubles.add(Stage.EVALUATION, failure));
    evaluator.start();
  }

  /**
   * Starts a monitor of rows of a schema against a baseline.
   *
   * @throws IllegalArgumentException if the schema differs from the baseline's; the message says in what
   */
  public static <T> MonitorBuilder<T> builder(Schema<T> schema, Baseline baseline) {
    baseline.requireFor(schema);
    return new MonitorBuilder<>(schema, baseline);
  }

  private Watch<T> watch(Baseline baseline) {
    RowEncoder<T> encoder = new RowEncoder<>(
        settings.schema,
        baseline,
        (signal, failure) -> troubles.add(Stage.ACCESSOR, failure, signal),
        !settings.hideValues);
    List<View> views = new ArrayList<>();
    for (WindowPolicy window : settings.windows) {
      views.add(new View.Stored(window, durations.get(views.size()), judge(baseline, window)));
    }
    for (WindowPolicy window : settings.rolling) {
      // refuses now what cannot work
      judge(baseline, window);
      views.add(new View.Previous(
          window, durations.get(views.size()), previous -> judge(previous, window)));
    }
    return new Watch<>(
        baseline,
        encoder,
        views,
        settings.counted(),
        skipped,
        AnswerBook.of(
            settings.schema,
            baseline,
            settings.pendingPredictions,
            failure -> troubles.add(Stage.LABEL, failure)),
        made -> new Recorder(
            baseline,
            settings.counted(),
            settings.clock,
            settings.schema.eventTime() != null,
            settings.executor == null,
            settings.sampling,
            windowIndex,
            (which, window) -> onWindow(made, which, window),
            failure -> troubles.add(Stage.WINDOW, failure)));
  }

  private Judge judge(Baseline reference, WindowPolicy window) {
    return new Judge(reference, window, settings.policy, settings.statistics);
  }

  /** Observes a row that carries the model's answer itself, or has none. */
  public void observe(T row) {
    intake.observe(row, Answer.NONE, 0, null, null, intake.timeOf(row));
  }

  /** Observes a row with the model's number: the score where the schema has one, else the predicted value. */
  public void observe(T row, double answer) {
    intake.observe(row, Answer.NUMBER, answer, null, null, intake.timeOf(row));
  }

  /** As {@link #observe(Object)}, at an event time in milliseconds since the epoch. */
  public void observeAt(T row, long eventTimeMillis) {
    intake.observe(row, Answer.NONE, 0, null, null, eventTimeMillis);
  }

  /** As {@link #observe(Object, double)}, at an event time in milliseconds since the epoch. */
  public void observeAt(T row, double answer, long eventTimeMillis) {
    intake.observe(row, Answer.NUMBER, answer, null, null, eventTimeMillis);
  }

  /** Observes a row with the class that the model predicted; null is counted as missing. */
  public void observeClass(T row, @Nullable String predicted) {
    intake.observe(row, Answer.CLASS, 0, predicted, null, intake.timeOf(row));
  }

  /** Observes a row with the class that the model predicted, and its score. */
  public void observeClass(T row, @Nullable String predicted, double score) {
    intake.observe(row, Answer.CLASS_AND_SCORE, score, predicted, null, intake.timeOf(row));
  }

  /**
   * Observes a row with a probability for each of the schema's classes, in their order: the most probable one is the
   * predicted class; the score, where the schema has one, is the probability of the second class (binary) or of the most
   * probable one (multiclass). The array is not kept.
   */
  public void observeProbabilities(T row, double[] probabilities) {
    intake.observe(row, Answer.PROBABILITIES, 0, null, probabilities, intake.timeOf(row));
  }

  /**
   * Observes a row whose truth is known at once, with the model's number: the score where the schema has one, else the predicted
   * value.
   *
   * @param truth a class by its name or enum, true or false, or a number; null where it is not known
   */
  public void observeLabelled(T row, double answer, @Nullable Object truth) {
    intake.observe(
        row, Answer.NUMBER, answer, null, null, intake.timeOf(row), Intake.Keyed.TRUTH, 0, truth);
  }

  /** As {@link #observeLabelled(Object, double, Object)}, with the class that the model predicted. */
  public void observeLabelledClass(T row, @Nullable String predicted, @Nullable Object truth) {
    intake.observe(
        row,
        Answer.CLASS,
        Double.NaN,
        predicted,
        null,
        intake.timeOf(row),
        Intake.Keyed.TRUTH,
        0,
        truth);
  }

  /**
   * Observes a row whose truth will come later, under this id; null for none. The prediction waits for its label in a store of fixed
   * size, see {@link MonitorBuilder#pendingPredictions}, as long as its window is watched.
   */
  public void observeKeyed(@Nullable String id, T row, double answer) {
    observeKeyed(id, row, answer, intake.timeOf(row));
  }

  /** As {@link #observeKeyed(String, Object, double)}, of a row that carries the model's answer itself. */
  public void observeKeyed(@Nullable String id, T row) {
    intake.keyed(id, row, Answer.NONE, 0, null, intake.timeOf(row));
  }

  /** As {@link #observeKeyed(String, Object, double)}, at an event time in milliseconds since the epoch. */
  public void observeKeyed(@Nullable String id, T row, double answer, long eventTimeMillis) {
    intake.keyed(id, row, Answer.NUMBER, answer, null, eventTimeMillis);
  }

  /** As {@link #observeKeyed(String, Object, double)}, with an id that is a number. */
  public void observeKeyed(long id, T row, double answer) {
    observeKeyed(id, row, answer, intake.timeOf(row));
  }

  /** As {@link #observeKeyed(long, Object, double)}, at an event time in milliseconds since the epoch. */
  public void observeKeyed(long id, T row, double answer, long eventTimeMillis) {
    intake.keyed(id, row, Answer.NUMBER, answer, eventTimeMillis);
  }

  /** As {@link #observeKeyed(String, Object, double)}, with the class that the model predicted and its score; NaN for no score. */
  public void observeKeyedClass(
      @Nullable String id, T row, @Nullable String predicted, double score) {
    Answer answer = Double.isNaN(score) ? Answer.CLASS : Answer.CLASS_AND_SCORE;
    intake.keyed(id, row, answer, score, predicted, intake.timeOf(row));
  }

  /**
   * The truth about what was observed under this id, or will be: before it, after it, or again where it turned out otherwise. Never
   * throws and never waits. A label whose window has gone is counted and not shown; one that comes while the monitor is paused is
   * left out.
   *
   * @param truth a class by its name or enum, true or false, or a number; null is counted as unreadable
   */
  public void label(@Nullable String id, @Nullable Object truth) {
    intake.label(id, truth);
  }

  /** As {@link #label(String, Object)}, with an id that is a number. */
  public void label(long id, @Nullable Object truth) {
    intake.label(id, truth);
  }

  /** What became of predictions and labels with ids; null before the first one, and where there is nothing to be right about. */
  public @Nullable LabelCounts labels() {
    return intake.watch.labels();
  }

  private void onWindow(Watch<?> from, int which, Window window) {
    from.leave(which, window);
    evaluator.wake();
  }

  private void tick() {
    intake.watch.recorder.tick();
    delivery.watch();
    troubles.log();
  }

  /** First what earlier baselines have left, under their own name, then the present one. */
  private void evaluateWaiting() {
    for (Superseded<T> next = superseded.poll(); next != null; next = superseded.poll()) {
      evaluateWaiting(next.old);
      delivery.put(List.copyOf(next.old.superseded(next.successor)));
    }
    evaluateWaiting(intake.watch);
  }

  private record Superseded<T>(Watch<T> old, Baseline successor) {}

  private void evaluateWaiting(Watch<T> of) {
    while (of.next(this::evaluate)) {
      // until none waits
    }
    if (settings.executor != null) {
      troubles.log();
    }
  }

  private void evaluate(View view, Window window, @Nullable Outcomes outcomes) {
    try {
      long begin = System.nanoTime();
      Evaluation evaluation = view.evaluate(window, outcomes);
      if (evaluation == null) {
        return;
      }
      view.took(System.nanoTime() - begin);
      // all together: a sink that swaps the baseline on hearing the first must not change the
      // others
      List<Object> items = new ArrayList<>();
      items.add(evaluation);
      items.addAll(view.turns(evaluation));
      delivery.put(items);
    } catch (Throwable failure) {
      troubles.add(Stage.EVALUATION, failure);
    }
  }

  /**
   * Evaluates what is there now, the open pane included, and judges it even where the window is not full yet. Changes no
   * alert and reaches no sink. With several windows, the first one.
   */
  public Evaluation evaluate() {
    return evaluate(windowPolicy().label());
  }

  /**
   * As {@link #evaluate()}, for the window of this name.
   *
   * @param name one of {@link #windowNames}
   * @throws IllegalArgumentException naming the windows that exist
   * @throws IllegalStateException if it is compared with the window before, and there is none yet
   */
  public Evaluation evaluate(String name) {
    Watch<T> current = intake.watch;
    View view = current.view(name);
    Evaluation evaluation = view.asItIs(current.now(view), current.outcomesNow(view));
    if (evaluation == null) {
      throw new IllegalStateException("Before window '" + name
          + "' there is no full one yet to compare with: ask again when one has ended.");
    }
    return evaluation;
  }

  /** The counts of what is there now, for merging with those of other replicas. With several windows, the first one. */
  public Window window() {
    return window(windowPolicy().label());
  }

  /**
   * As {@link #window()}, for the window of this name.
   *
   * @throws IllegalArgumentException naming the windows that exist
   */
  public Window window(String name) {
    Watch<T> current = intake.watch;
    return current.now(current.view(name));
  }

  /**
   * The windows that are watched: the lengths of those that are compared with the baseline, such as {@code 24h}, then of the
   * one that is compared with the window before, as {@code 7d-previous}.
   */
  public List<String> windowNames() {
    return intake.watch.names();
  }

  /** The last evaluation of a closed pane on the present baseline; null before the first. With several windows, the first one. */
  public @Nullable Evaluation latest() {
    return intake.watch.views().get(0).latest();
  }

  /**
   * As {@link #latest()}, for the window of this name.
   *
   * @throws IllegalArgumentException naming the windows that exist
   */
  public @Nullable Evaluation latest(String name) {
    Watch<T> current = intake.watch;
    return current.view(name).latest();
  }

  /** The baseline that is compared with now. */
  public Baseline baseline() {
    return intake.watch.baseline;
  }

  /**
   * Goes over to another baseline, when a new model goes live. The old window is closed and judged as it stands, under its
   * own baseline, and its open alarms end; the new one starts empty. Waits up to a second for records that are under way, and
   * up to ten for a thread that is closing a pane.
   *
   * @throws IllegalArgumentException if the baseline does not fit the schema or the policy; then nothing changes
   * @throws IllegalStateException if the monitor is closed
   */
  public void swap(Baseline baseline) {
    baseline.requireFor(settings.schema);
    Watch<T> fresh = watch(baseline);
    lifecycle.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "The monitor is closed: build a new one with the new baseline.");
      }
      Watch<T> old = intake.watch;
      fresh.follow(old);
      intake.watch = fresh;
      long now = System.nanoTime();
      old.recorder.retire(now + PATIENCE.toNanos(), now + PATIENCE_WITH_PANES.toNanos());
      superseded.add(new Superseded<>(old, baseline));
      if (!evaluator.exclusivelyBefore(
          System.nanoTime() + PATIENCE.toNanos(), this::evaluateWaiting)) {
        evaluator.wake();
      }
      if (closed) {
        // the end did not wait for this swap
        fresh.recorder.retire(System.nanoTime());
      }
    } finally {
      lifecycle.unlock();
    }
    swapListeners.tell(this::baseline, failure -> troubles.add(Stage.SINK, failure));
  }

  /** Observes nothing until {@link #resume}: the switch for a bad night. What was observed stays. */
  public void pause() {
    intake.paused = true;
  }

  public void resume() {
    intake.paused = false;
  }

  public boolean isPaused() {
    return intake.paused;
  }

  /** Adds a sink that hears of what comes from now on; it is closed with the monitor. */
  public void addSink(Sink sink) {
    delivery.add(sink);
  }

  /** Takes a sink away without closing it. */
  public void removeSink(Sink sink) {
    delivery.remove(sink);
  }

  /** Calls the listener with the new baseline after each swap, on the thread that swaps. */
  public void onSwap(Consumer<Baseline> listener) {
    swapListeners.add(listener);
  }

  /** Forgets a listener of {@link #onSwap}. */
  public void removeOnSwap(Consumer<Baseline> listener) {
    swapListeners.remove(listener);
  }

  /**
   * Closes the open pane as it stands, evaluates its window, delivers what waits and closes the sinks: within the deadline,
   * 5 seconds unless set. Records that come later are dropped and counted. A second call does nothing.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    closed = true;
    // an interrupted thread may close, too: waiting would end at once, and with it the last window
    boolean interrupted = Thread.interrupted();
    long begin = System.nanoTime();
    long within = settings.closeWithinNanos();
    long deadline = begin + within;
    boolean alone = false;
    try {
      // a swap that does not come to its end must not hold up the end of the monitor
      alone = lifecycle.tryLock(within / 4, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      intake.watch.recorder.retire(begin + within / 2);
      evaluator.stop(deadline);
    } finally {
      delivery.close(deadline);
      troubles.log();
      if (alone) {
        lifecycle.unlock();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Records counted in panes, since the monitor was built. */
  public long records() {
    return intake.watch.totals().records();
  }

  /** Records whose pane had left the window when they came, or that thousands of others kept from their pane. */
  public long late() {
    return intake.watch.totals().late();
  }

  /** Records more than a window ahead that no others bore out. */
  public long ahead() {
    return intake.watch.totals().ahead();
  }

  /** Records that came after {@link #close}. */
  public long dropped() {
    return intake.dropped.sum();
  }

  /**
   * Keys of maps that name no signal, and values of arrays beyond the last signal, summed over all records: a renamed field
   * shows here and as a missing signal.
   */
  public long unknownKeys() {
    return intake.unknownKeys.count();
  }

  /** Some of the keys that name no signal, at most 16, each cut at 256 characters. */
  public Set<String> unknownKeyNames() {
    return intake.unknownKeys.names();
  }

  /** Rows of a signal without a value, on the present baseline, as of the last closed pane. */
  public long missing(int signal) {
    return intake.watch.recorder.missing(signal);
  }

  /** Windows that were evaluated, of all lengths. */
  public long evaluations() {
    return durations.stream().mapToLong(Durations::count).sum();
  }

  /** Evaluations of the window of this name. */
  public long evaluations(String name) {
    return durations.get(intake.watch.placeOf(name)).count();
  }

  /** Time that evaluations took, of all lengths, in nanoseconds. */
  public long evaluationNanos() {
    return durations.stream().mapToLong(Durations::nanos).sum();
  }

  /** Time that evaluations of the window of this name took, in nanoseconds. */
  public long evaluationNanos(String name) {
    return durations.get(intake.watch.placeOf(name)).nanos();
  }

  /** Windows that were not evaluated because newer ones waited: evaluating takes longer than a pane. */
  public long skippedEvaluations() {
    return skipped.get();
  }

  /** What went wrong without harm to the host. */
  public long errors(Stage stage) {
    return troubles.count(stage);
  }

  /** What became of evaluations and alerts, for each sink. */
  public List<DeliveryCounts> deliveries() {
    return delivery.counts();
  }

  public String name() {
    return settings.name;
  }

  /** The window that is compared with the baseline; the first of several. */
  public WindowPolicy windowPolicy() {
    return settings.windows.get(0);
  }

  /** All windows that are compared with the baseline. */
  public List<WindowPolicy> windowPolicies() {
    return settings.windows;
  }

  /** The share of records that are observed; 1 unless {@link MonitorBuilder#sample} says otherwise. */
  public double sampling() {
    return settings.sampling;
  }

  /**
   * Bytes that this monitor holds beside its baseline: of counts, fixed when it is built unless many more threads than cores observe
   * without a pause (see {@link Recorder#memoryBytes(Baseline, List)}), and of predictions that wait for their label, taken when the
   * first id comes (see {@link MonitorBuilder#pendingPredictions}). Windows that wait for their evaluation come on top: at most three
   * more than a window has panes, but from 8 to 32.
   */
  public long memoryBytes() {
    return intake.watch.memoryBytes();
  }

  @Override
  public String toString() {
    return "Monitor '" + settings.name + "': " + settings.shownWindows() + ", policy "
        + settings.policy.name() + ", " + memoryBytes() / 1024 + " KiB of counts, " + baseline();
  }
}
