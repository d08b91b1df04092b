package dev.leeway;

import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.config.Configuration;
import dev.leeway.convention.Convention;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.label.LabelJoin;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Statistics;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Settings of a monitor; everything has a default. Not safe for several threads. */
public final class MonitorBuilder<T> {

  private static final WindowPolicy USUAL_WINDOW =
      WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24);

  final Schema<T> schema;
  final Baseline baseline;
  final List<Sink> sinks = new ArrayList<>();
  List<DriftStatistic> statistics = Statistics.standard();
  List<WindowPolicy> windows = List.of(USUAL_WINDOW);
  List<WindowPolicy> rolling = List.of();
  AlertPolicy policy = AlertPolicy.fixed();

  @Nullable
  Executor executor;

  Clock clock = Clock.systemUTC();
  Duration closeWithin = Duration.ofSeconds(5);
  boolean replay;
  double sampling = 1;
  boolean hideValues;
  int pendingPredictions = LabelJoin.DEFAULT_CAPACITY;
  String name;

  MonitorBuilder(Schema<T> schema, Baseline baseline) {
    this.schema = schema;
    this.baseline = baseline;
    this.name = baseline.name();
  }

  /** How long the window is. Default: 24 hours in 24 panes, so that each window covers a whole day. */
  public MonitorBuilder<T> window(WindowPolicy window) {
    return windows(window);
  }

  /**
   * Watches several windows at once: an hour to see a fault soon, a day, a month to see a slow change. Each has
   * evaluations, meters and alarms of its own; a record is counted once. Their panes must divide each other: 1 h in 12, 24
   * h in 24 and 30 d in 30 panes do.
   *
   * @param windows the first is the one that {@link Monitor#latest()} and {@link Monitor#evaluate()} speak of
   */
  public MonitorBuilder<T> windows(WindowPolicy... windows) {
    this.windows = List.of(windows);
    return this;
  }

  /**
   * Compares this window also with the one before it, this week with last week, besides what is compared with the
   * baseline. What changed once stops being reported a window later, and a slow trend is never seen: it stands beside the
   * baseline and does not replace it. Holds a window of counts for each pane.
   */
  public MonitorBuilder<T> rolling(WindowPolicy window) {
    this.rolling = List.of(window);
    return this;
  }

  /**
   * Observes a record with this probability, for very hot services. Drawn at random for each record, so shares and
   * statistics stay unbiased and only get noisier, as they do with so many fewer records; every evaluation says the share.
   *
   * @param share above 0, at most 1
   */
  public MonitorBuilder<T> sample(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "A monitor samples a share above 0 and at most 1 of the records, but " + share
              + " was asked for.");
    }
    this.sampling = share;
    return this;
  }

  /**
   * Predictions that may wait for their label at a time, at least 1. Default 1,000,000. What they take, about 35 bytes each, is taken when
   * the first id comes, and all at once; when as many are there, the oldest one leaves.
   */
  public MonitorBuilder<T> pendingPredictions(int most) {
    if (most < 1 || most > 1 << 29) {
      throw new IllegalArgumentException(
          "A monitor keeps 1 to 536,870,912 predictions that wait for their label, but " + most
              + " were asked for.");
    }
    this.pendingPredictions = most;
    return this;
  }

  /**
   * Whether evaluations keep values of the data to themselves. Default: false, then they name categories that training did not
   * have: at most eight of a signal, none of more than 64 characters. True where a category may hold what must not leave the
   * process, such as a name that slipped into the wrong field; shares are told either way.
   */
  public MonitorBuilder<T> hideValues(boolean hidden) {
    this.hideValues = hidden;
    return this;
  }

  /** When numbers are findings. Default: {@link AlertPolicy#fixed()}. */
  public MonitorBuilder<T> policy(AlertPolicy policy) {
    this.policy = policy;
    return this;
  }

  /** Adds a sink. Default: none, then only {@link Monitor#latest} tells. */
  public MonitorBuilder<T> sink(Sink sink) {
    sinks.add(sink);
    return this;
  }

  /** Shows a further statistic in every evaluation, such as one of your own. */
  public MonitorBuilder<T> statistic(DriftStatistic further) {
    List<DriftStatistic> all = new ArrayList<>(statistics);
    all.add(further);
    statistics = List.copyOf(all);
    return this;
  }

  /**
   * Where windows are evaluated and sinks are called. Default: on daemon threads of the monitor's own. With {@code
   * Runnable::run} it happens on the thread whose record closes a pane: for replays, tests and serverless functions.
   */
  public MonitorBuilder<T> executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * The convention that numbers are computed in. A live window is counts, so {@link Convention#LEEWAY} alone works here.
   *
   * @throws IllegalArgumentException for another one; the message says what to call instead
   */
  public MonitorBuilder<T> convention(Convention convention) {
    convention.requireOnCounts("ks");
    return this;
  }

  /** Takes over what a settings file says; what it does not say stays as it is, but for the policy, which it always brings. */
  public MonitorBuilder<T> configure(Configuration configuration) {
    if (!configuration.windows().isEmpty()) {
      windows = configuration.windows();
    }
    WindowPolicy previous = configuration.rolling();
    if (previous != null) {
      rolling(previous);
    }
    String named = configuration.name();
    if (named != null) {
      name(named);
    }
    Duration within = configuration.closeWithin();
    if (within != null) {
      closeWithin(within);
    }
    return sample(configuration.sample())
        .hideValues(configuration.hidesValues())
        .policy(configuration.policy());
  }

  /** The clock for records without an event time. Default: the system's. */
  public MonitorBuilder<T> clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** For rows that come in the order of their times from one thread: all on the caller's thread, gaps believed at once. */
  public MonitorBuilder<T> replay() {
    executor = Runnable::run;
    replay = true;
    return this;
  }

  /** How long {@link Monitor#close} may take. Default: 5 seconds. */
  public MonitorBuilder<T> closeWithin(Duration duration) {
    this.closeWithin = duration;
    return this;
  }

  /** A name for threads, log lines and meters. Default: the baseline's. */
  public MonitorBuilder<T> name(String name) {
    this.name = name;
    return this;
  }

  /**
   * Builds the monitor and starts it.
   *
   * @throws IllegalArgumentException if the policy cannot work with the baseline or the window; the message says what to
   *     change
   */
  public Monitor<T> build() {
    return new Monitor<>(copy(), baseline);
  }

  /** A builder may go on to be used; the monitor keeps its own settings. */
  private MonitorBuilder<T> copy() {
    MonitorBuilder<T> copy = new MonitorBuilder<>(schema, baseline);
    copy.sinks.addAll(sinks);
    copy.statistics = statistics;
    copy.windows = inOrderIfReplayed(windows);
    copy.rolling = inOrderIfReplayed(rolling);
    copy.sampling = sampling;
    copy.hideValues = hideValues;
    copy.pendingPredictions = pendingPredictions;
    copy.policy = policy;
    copy.executor = executor;
    copy.clock = clock;
    copy.closeWithin = closeWithin;
    copy.name = name;
    return copy;
  }

  private List<WindowPolicy> inOrderIfReplayed(List<WindowPolicy> policies) {
    return replay ? policies.stream().map(WindowPolicy::inOrder).toList() : policies;
  }

  /** At most a year: a deadline by the clock of nanoseconds reaches no further than some hundred. */
  long closeWithinNanos() {
    Duration most = Duration.ofDays(365);
    return closeWithin.isNegative()
        ? 0
        : (closeWithin.compareTo(most) < 0 ? closeWithin : most).toNanos();
  }

  String shownWindows() {
    StringBuilder shown = new StringBuilder();
    for (WindowPolicy window : windows) {
      shown.append(shown.isEmpty() ? "" : " and ").append(window);
    }
    for (WindowPolicy window : rolling) {
      shown.append(", ").append(window).append(" against the one before");
    }
    if (sampling < 1) {
      shown.append(", a share of ").append(sampling).append(" sampled");
    }
    return shown.toString();
  }

  /** All windows that are counted, each once. */
  List<WindowPolicy> counted() {
    Set<WindowPolicy> all = new LinkedHashSet<>(windows);
    all.addAll(rolling);
    return List.copyOf(all);
  }
}
