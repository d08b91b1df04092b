package dev.leeway.detector;

/**
 * Watches one stream of numbers, a value at a time, and says when its level has changed. Made by {@link
 * DetectorSpec#start}.
 *
 * <ul>
 *   <li>Memory: fixed when it is made. An update allocates nothing.
 *   <li>Values: see each specification. NaN and infinite values are counted as missing, values outside of what the detector
 *       takes as refused; neither changes anything else. An update never throws.
 *   <li>After a drift: the next value first empties the detector, so that it learns the new level.
 *   <li>Threads: confined to one at a time; whoever hands it on must publish it safely.
 * </ul>
 */
public abstract sealed class ChangeDetector
    permits AdwinDetector,
        PageHinkleyDetector,
        CusumDetector,
        DdmDetector,
        EddmDetector,
        HddmADetector,
        HddmWDetector,
        FhddmDetector,
        KswinDetector {

  private final DetectorSpec spec;
  private final boolean errors;
  private final double least;
  private final double most;

  private ChangeState state = ChangeState.STABLE;
  private long seen;
  private long missing;
  private long refused;
  private long drifts;

  ChangeDetector(DetectorSpec spec, Domain domain) {
    this.spec = spec;
    errors = domain == Domain.ERROR;
    least = domain.least;
    most = domain.most;
  }

  /** What this detector was made from. */
  public final DetectorSpec spec() {
    return spec;
  }

  /** Name of the kind of detector: {@code adwin}. */
  public final String name() {
    return spec.name();
  }

  /**
   * Takes the next value.
   *
   * @return the state after it. A drift is returned once, for the value that raised it: a value that is not counted does not
   *     return it again, although {@link #state} stays as it was
   */
  public final ChangeState update(double value) {
    // of all doubles only 0 and 1 are finite and their own squares
    if (!(errors ? value * value - value == 0 : value >= least && value <= most)) {
      return leaveOut(value);
    }
    if (state == ChangeState.DRIFT) {
      afterDrift();
      state = ChangeState.STABLE;
    }
    seen++;
    ChangeState next = step(value);
    // storing a reference costs the collector's barriers: not for each value
    if (next != state) {
      state = next;
      drifts += next == ChangeState.DRIFT ? 1 : 0;
    }
    return next;
  }

  private ChangeState leaveOut(double value) {
    if (Double.isFinite(value)) {
      refused++;
    } else {
      missing++;
    }
    return state == ChangeState.DRIFT ? ChangeState.STABLE : state;
  }

  /** State after the last value that was counted. */
  public final ChangeState state() {
    return state;
  }

  /** Whether the last value that was counted raised a drift. */
  public final boolean isDrift() {
    return state == ChangeState.DRIFT;
  }

  /** Whether the detector stands in its warning zone. */
  public final boolean isWarning() {
    return state == ChangeState.WARNING;
  }

  /** Values counted since it was made or {@linkplain #reset reset}, over all drifts. */
  public final long seen() {
    return seen;
  }

  /** Values that were NaN or infinite. */
  public final long missing() {
    return missing;
  }

  /** Finite values outside of what the detector takes. */
  public final long refused() {
    return refused;
  }

  /** Drifts raised since it was made or reset. */
  public final long drifts() {
    return drifts;
  }

  /**
   * The mean that the detector holds to be the present one: of its window or of the values since the last drift, at a drift
   * still that of the values before it. NaN before the first value, and of detectors that keep none.
   */
  public double mean() {
    return Double.NaN;
  }

  /** Begins anew, with all counts at 0, as if just made. */
  public final void reset() {
    state = ChangeState.STABLE;
    seen = 0;
    missing = 0;
    refused = 0;
    drifts = 0;
    forget();
  }

  /** All that is needed to go on from here, in this process or in another one, as if nothing had happened. */
  public final DetectorSnapshot snapshot() {
    Memory memory = new Memory();
    save(memory);
    return new DetectorSnapshot(spec, state, seen, missing, refused, drifts, memory.values());
  }

  final void restore(DetectorSnapshot snapshot) {
    state = snapshot.state();
    seen = snapshot.seen();
    missing = snapshot.missing();
    refused = snapshot.refused();
    drifts = snapshot.drifts();
    load(new Memory(name(), snapshot.memory()));
  }

  /** Takes a value of the domain. */
  abstract ChangeState step(double value);

  /** Empties the detector. */
  abstract void forget();

  /** What the next value after a drift finds. */
  void afterDrift() {
    forget();
  }

  abstract void save(Memory memory);

  /**
   * Takes on what was saved.
   *
   * @throws IllegalArgumentException if a later update could not work with it
   */
  abstract void load(Memory memory);

  @Override
  public final String toString() {
    return name() + " after " + seen + " values: " + state;
  }
}
