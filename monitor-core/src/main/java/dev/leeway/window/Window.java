package dev.leeway.window;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recent past as counts on a baseline's bins. Immutable. */
public final class Window {

  private final WindowFrame frame;
  private final String baselineDigest;
  private final List<Counts> counts;

  private Window(WindowFrame frame, String baselineDigest, List<Counts> counts) {
    this.frame = frame;
    this.baselineDigest = baselineDigest;
    this.counts = counts;
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
    return new Window(frame, baseline.digest(), List.copyOf(counts));
  }

  /** Which records these are. */
  public WindowFrame frame() {
    return frame;
  }

  /** The digest of the baseline whose bins these counts are on. */
  public String baselineDigest() {
    return baselineDigest;
  }

  /** One entry for each signal of the baseline, in its order. */
  public List<Counts> counts() {
    return counts;
  }

  public Counts counts(int signal) {
    return counts.get(signal);
  }

  /**
   * Both windows as one: of replicas, partitions or invocations. Exact, and the same in any order of merging.
   *
   * @throws IllegalArgumentException if the windows belong to different baselines
   */
  public Window merge(Window other) {
    if (!baselineDigest.equals(other.baselineDigest)) {
      throw new IllegalArgumentException(
          "One window is on baseline " + baselineDigest + ", the other on " + other.baselineDigest
              + ": only windows on the same baseline can be merged.");
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
        frame.partial() && that.partial());
    return new Window(merged, baselineDigest, List.copyOf(sum));
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
