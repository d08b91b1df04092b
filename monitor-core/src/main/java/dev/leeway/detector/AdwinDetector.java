package dev.leeway.detector;

/**
 * {@link Adwin} at work. What costs is the check of all cuts. Nearly always none of them is anywhere near a change, and that
 * can be shown without a division, a root or a logarithm ({@link #mayCut}); only if it cannot be shown, {@link #cut} computes
 * what the formula says, in the order of River's operations.
 */
final class AdwinDetector extends ChangeDetector {

  /** Larger than all relative errors of {@link #mayCut}'s thresholds. */
  private static final double NEARLY_ONE = 1 - 1e-12;

  private final double delta;
  private final int clock;
  private final int minWindow;
  private final int grace;
  private final AdwinBuckets buckets;

  private int untilCheck;

  /** L at some width; it grows with the width, so it bounds that of larger widths from below. */
  private double knownLog;

  private double knownLogWidth = Double.MAX_VALUE;

  AdwinDetector(Adwin spec, int rows) {
    super(spec, Domain.NUMBER);
    delta = spec.delta();
    clock = spec.clock();
    minWindow = spec.minWindow();
    grace = spec.grace();
    buckets = new AdwinBuckets(spec.maxBuckets(), rows);
    untilCheck = clock;
  }

  @Override
  ChangeState step(double value) {
    buckets.add(value);
    if (--untilCheck > 0) {
      return ChangeState.STABLE;
    }
    untilCheck = clock;
    return buckets.width() > grace && mayCut() && cut() ? ChangeState.DRIFT : ChangeState.STABLE;
  }

  /**
   * False only if {@link #cut} would find nothing. With n₀ + n₁ = W, U₀ the older sum and T the total, |mean₀ − mean₁| n₀n₁ =
   * |U₀W − Tn₀| =: D. Since n₀n₁ ≥ m₀m₁, the threshold times n₀n₁ is at least √(2vL(m₀ + m₁) n₀n₁) + (2/3)L(m₀ + m₁), and m₀ +
   * m₁ is the same at all cuts. D's rounding error is bounded by that of the sums, which grows with the largest of them.
   */
  private boolean mayCut() {
    double width = buckets.width();
    double total = buckets.total();
    double both = width - 2.0 * (minWindow - 1);
    if (width < 2.0 * minWindow) {
      return false;
    }
    double log = logAtMost(width);
    double linear = 2.0 / 3.0 * log * both * NEARLY_ONE;
    double root = 2 * (buckets.variation() / width) * log * both * NEARLY_ONE;
    double rounding = (buckets.buckets() + 8) * 0x1p-50 * width;
    double largest = Math.abs(total);
    double older = 0;
    double sum = 0;
    double size = 1L << buckets.oldestRow();
    for (int row = buckets.oldestRow(); row >= 0; row--) {
      int place = buckets.begin(row);
      int end = place + buckets.count(row);
      for (; place < end; place++) {
        older += size;
        sum += buckets.sum(place);
        double newer = width - older;
        if (newer < minWindow) {
          return false;
        }
        // not Math.max, which takes long to mind zeros and NaN
        largest = Math.abs(sum) > largest ? Math.abs(sum) : largest;
        double over = Math.abs(sum * width - total * older) + rounding * largest - linear;
        // written so that NaN is a "may"
        if (!(over <= 0 || over * over <= root * (older * newer)) && older >= minWindow) {
          return true;
        }
      }
      size *= 0.5;
    }
    return false;
  }

  private double logAtMost(double width) {
    if (!(width >= knownLogWidth && width <= 1.5 * knownLogWidth)) {
      knownLog = log(width);
      knownLogWidth = width;
    }
    return knownLog;
  }

  private double log(double width) {
    return StrictMath.log(2 * StrictMath.log(width) / delta);
  }

  /** Drops the oldest bucket as long as some cut is a change. */
  private boolean cut() {
    boolean found = false;
    while (oneCut()) {
      buckets.dropOldest();
      found = true;
    }
    return found;
  }

  private boolean oneCut() {
    double width = buckets.width();
    double log = log(width);
    double older = 0;
    double newer = width;
    double olderSum = 0;
    double newerSum = buckets.total();
    int left = buckets.buckets();
    for (int row = buckets.oldestRow(); row >= 0; row--) {
      double size = 1L << row;
      int end = buckets.begin(row) + buckets.count(row);
      for (int place = buckets.begin(row); place < end; place++) {
        older += size;
        newer -= size;
        olderSum += buckets.sum(place);
        newerSum -= buckets.sum(place);
        if (--left == 0) {
          return false;
        }
        if (older >= minWindow
            && newer >= minWindow
            && exceeds(older, newer, olderSum / older - newerSum / newer, log)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean exceeds(double older, double newer, double difference, double log) {
    double m = 1 / (older - minWindow + 1) + 1 / (newer - minWindow + 1);
    double threshold =
        Math.sqrt(2 * m * (buckets.variation() / buckets.width()) * log) + 2.0 / 3.0 * log * m;
    return Math.abs(difference) > threshold;
  }

  double width() {
    return buckets.width();
  }

  double total() {
    return buckets.total();
  }

  double variation() {
    return buckets.variation();
  }

  @Override
  public double mean() {
    return buckets.width() == 0 ? Double.NaN : buckets.total() / buckets.width();
  }

  @Override
  void forget() {
    buckets.clear();
    untilCheck = clock;
  }

  @Override
  void save(Memory memory) {
    memory.put("until_check", untilCheck);
    buckets.save(memory);
  }

  @Override
  void load(Memory memory) {
    untilCheck = (int) memory.count("until_check", clock);
    if (untilCheck == 0) {
      throw memory.unsound("until_check", "1 or more");
    }
    buckets.load(memory);
  }
}
