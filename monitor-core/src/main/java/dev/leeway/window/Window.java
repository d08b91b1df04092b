package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Origin;
import dev.leeway.binning.Counts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recent past as counts on a baseline's bins. Immutable. */
public final class Window {

  private static final int MOST_NAMES = 8;
  private static final int LONGEST_NAME = 64;

  private final WindowFrame frame;
  private final Baseline baseline;
  private final List<Counts> counts;
  private final List<List<String>> newCategories;

  private Window(
      WindowFrame frame, Baseline baseline, List<Counts> counts, List<List<String>> newCategories) {
    this.frame = frame;
    this.baseline = baseline;
    this.counts = counts;
    this.newCategories = newCategories;
  }

  /**
   * A window of counts that were made elsewhere: in another process, or in a batch.
   *
   * @param counts one for each signal of the baseline, in its order, on its binnings
   */
  public static Window of(Baseline baseline, WindowFrame frame, List<Counts> counts) {
    if (counts.size() != baseline.signals().size()) {
      throw new IllegalArgumentException(
          "There are " + counts.size() + " counts for the " + baseline.signals().size()
              + " signals of baseline '" + baseline.name() + "': give one for each.");
    }
    for (int i = 0; i < counts.size(); i++) {
      if (!counts.get(i).binning().equals(baseline.signals().get(i).binning())) {
        throw new IllegalArgumentException(
            "Signal '" + baseline.signals().get(i).signal().name()
                + "': the window's counts have " + counts.get(i).binning() + ", baseline '"
                + baseline.name() + "' has "
                + baseline.signals().get(i).binning() + ". Build the window from that baseline.");
      }
    }
    return new Window(
        frame, baseline, List.copyOf(counts), Collections.nCopies(counts.size(), List.of()));
  }

  /** Which records these are. */
  public WindowFrame frame() {
    return frame;
  }

  /** The digest of the baseline whose bins these counts are on. */
  public String baselineDigest() {
    return baseline.digest();
  }

  /** One entry for each signal of the baseline, in its order. */
  public List<Counts> counts() {
    return counts;
  }

  public Counts counts(int signal) {
    return counts.get(signal);
  }

  /**
   * The same window with names of categories that training did not have: at most eight of each signal, none of more
   * than 64 characters.
   *
   * @param names one list for each signal of the baseline; a signal without an unseen value keeps none
   */
  public Window withNewCategories(List<List<String>> names) {
    if (names.size() != counts.size()) {
      throw new IllegalArgumentException("There are " + names.size() + " lists of names for the "
          + counts.size() + " signals: give one for each.");
    }
    if (hasNone(names) && hasNone(newCategories)) {
      return this;
    }
    List<List<String>> kept = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      kept.add(
          counts.get(i).unseen() == 0
              ? List.of()
              : names.get(i).stream()
                  .filter(name -> name.length() <= LONGEST_NAME)
                  .distinct()
                  .sorted()
                  .limit(MOST_NAMES)
                  .toList());
    }
    return new Window(frame, baseline, counts, List.copyOf(kept));
  }

  private static boolean hasNone(List<List<String>> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #newCategories(int)}, one list for each signal. */
  public List<List<String>> newCategories() {
    return newCategories;
  }

  /** Names of categories of a signal that training did not have, sorted: the first few, as far as they are known. */
  public List<String> newCategories(int signal) {
    return newCategories.get(signal);
  }

  /**
   * Both windows as one: of replicas, partitions or invocations. Exact, and the same in any order of merging.
   *
   * @throws IllegalArgumentException if the windows belong to different baselines
   */
  public Window merge(Window other) {
    if (!baseline.equals(other.baseline)) {
      throw new IllegalArgumentException(
          "One window is on baseline " + baselineDigest() + ", the other on "
              + other.baselineDigest()
              + ": only windows on the same baseline can be merged.");
    }
    if (frame.sampling() != other.frame.sampling()) {
      throw new IllegalArgumentException("One window counted a share of " + frame.sampling()
          + " of its records, the other " + other.frame.sampling()
          + ": their sum would stand for neither. Sample all with the same share.");
    }
    List<Counts> sum = new ArrayList<>(counts.size());
    for (int i = 0; i < counts.size(); i++) {
      sum.add(counts.get(i).plus(other.counts.get(i)));
    }
    WindowFrame that = other.frame;
    WindowFrame merged = new WindowFrame(
        Math.min(frame.index(), that.index()),
        Math.addExact(frame.records(), that.records()),
        Math.min(frame.firstRow(), that.firstRow()),
        Math.max(frame.lastRow(), that.lastRow()),
        earlier(frame.start(), that.start()),
        later(frame.end(), that.end()),
        frame.partial() && that.partial(),
        frame.length() != null && frame.length().equals(that.length()) ? frame.length() : null,
        frame.sampling());
    List<List<String>> names = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      List<String> both = new ArrayList<>(newCategories(i));
      both.addAll(other.newCategories(i));
      names.add(both);
    }
    return of(baseline, merged, sum).withNewCategories(names);
  }

  /**
   * The counts as {@code leeway-window/1}, to go on with them in another process: the next invocation of a serverless
   * function, a node that merges its replicas' windows.
   */
  public String toJson() {
    return WindowJson.write(this, baseline);
  }

  /**
   * A window that was written with {@link #toJson}.
   *
   * @throws IllegalArgumentException if the text is no sound window, or one on another baseline; the message says which
   */
  public static Window fromJson(String text, Baseline baseline) {
    return WindowJson.read(text, baseline);
  }

  /**
   * This window as a baseline, for teams that cannot reach the training data, or after a change that is accepted as the new
   * normal: the same bins, the counts of live traffic. Marked as {@link Origin#LIVE} in the file and in every evaluation.
   * With one piece nothing is known of natural variability: {@link #toBaseline(List)} knows more.
   *
   * @throws IllegalArgumentException if the window has no record
   */
  public Baseline toBaseline() {
    return toBaseline(List.of(this));
  }

  /**
   * Several windows that do not overlap, each a chunk of the new baseline, from which it knows how much live days differ:
   * the last windows of a month of tumbling days.
   *
   * @param windows in the order of their times, all on one baseline
   * @throws IllegalArgumentException if there is no record, or they are on different baselines
   */
  public static Baseline toBaseline(List<Window> windows) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("A baseline needs at least one window: give one.");
    }
    Window first = windows.get(0);
    List<Baseline.Piece> pieces = new ArrayList<>();
    for (Window window : windows) {
      if (!window.baseline.equals(first.baseline)) {
        throw new IllegalArgumentException("One window is on baseline " + first.baselineDigest()
            + ", another on " + window.baselineDigest()
            + ": only windows on the same baseline make one together.");
      }
      pieces.add(window.piece());
    }
    return first.baseline.recounted(pieces, Origin.LIVE, Clock.systemUTC());
  }

  /** This window as what the next one is compared with; the same input gives the same digest. */
  public Baseline asReference() {
    Instant end = frame.end();
    Clock then = Clock.fixed(end == null ? baseline.created() : end, ZoneOffset.UTC);
    return baseline.recounted(List.of(piece()), Origin.PREVIOUS_WINDOW, then);
  }

  private Baseline.Piece piece() {
    return new Baseline.Piece(counts, frame.records(), frame.start(), frame.end());
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b == null ? null : a.isBefore(b) ? a : b;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b == null ? null : a.isAfter(b) ? a : b;
  }

  @Override
  public String toString() {
    return "Window " + frame;
  }
}
