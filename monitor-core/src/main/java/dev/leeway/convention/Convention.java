package dev.leeway.convention;

import dev.leeway.statistic.StatisticResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a named package computes its drift statistics from raw samples, so that who comes from it can compare the numbers
 * of before with those of after. Every result names its convention.
 *
 * <p>Missing values are left out: null, NaN, and for {@link #EVIDENTLY} and {@link #NANNYML} also the infinities. A side
 * without a value gives a result that says so. Numbers are taken as 64-bit floating point, as pandas takes a column in
 * which a value is missing; NumPy 2 makes bins at least 1 wide for whole-number columns, and is not followed in that.
 *
 * <p>Immutable and safe for several threads. The cost is about that of sorting both samples; only the exact p-value of two
 * samples of unequal size takes n m steps at most, half a second at 10,000 rows each.
 */
public enum Convention {

  /**
   * Leeway's own numbers, on the bins that a baseline of the reference sample has: what {@code Comparison} shows for the
   * current sample as a feature. Knows every statistic of {@link dev.leeway.statistic.Statistics#standard()}. Beyond a
   * million values, or 65,536 categories, a baseline finds its bins from a part of the sample, this from all of it.
   */
  LEEWAY,

  /**
   * Evidently 0.7.23, whose numbers are those of 0.4.40: {@code psi}, {@code jensen_shannon}, {@code hellinger}, {@code
   * ks}, {@code wasserstein} and {@code chi_square}. Of {@code ks} and {@code chi_square} it prints the p-value as the
   * score; the statistic stands beside it here, and is infinite in {@code chi_square} for a category that the reference
   * does not have. Its {@code wasserstein} is in standard deviations of the reference. On numbers, {@code chi_square}
   * takes each distinct value as a category.
   */
  EVIDENTLY,

  /**
   * NannyML 0.13.1: {@code jensen_shannon}, {@code hellinger}, {@code ks}, {@code wasserstein} and, for categories, {@code
   * chi_square}. It has no PSI. From 10,000 reference rows on, {@code ks} and {@code wasserstein} are estimates on 10,000
   * bins.
   */
  NANNYML;

  /** The name that results carry: lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names that {@link #compare} knows. */
  public List<String> statistics() {
    return rules().statistics();
  }

  /**
   * A statistic of two samples of numbers, as this package prints it.
   *
   * @param statistic one of {@link #statistics()}
   * @param reference the training sample; not changed
   * @param current the sample that is compared with it; not changed
   * @return the value, or the reason why the package has none for these samples
   * @throws IllegalArgumentException if the package has no such statistic; the message lists those it has
   */
  public StatisticResult compare(String statistic, double[] reference, double[] current) {
    return rules().compare(known(statistic), reference, current);
  }

  /**
   * A statistic of two samples of categories, as this package prints it. Null is a missing value.
   *
   * @param statistic one of {@link #statistics()}
   * @param reference the training sample; not changed
   * @param current the sample that is compared with it; not changed
   * @return the value, or the reason why the package has none for these samples
   * @throws IllegalArgumentException if the package has no such statistic; the message lists those it has
   */
  public StatisticResult compare(
      String statistic, List<@Nullable String> reference, List<@Nullable String> current) {
    return rules().compare(known(statistic), reference, current);
  }

  /** Whether counts on a baseline's bins are enough for it, so that it can be computed on live windows: Leeway's only. */
  public boolean onCounts() {
    return this == LEEWAY;
  }

  /**
   * Refuses what cannot be computed on live windows.
   *
   * @param statistic one of {@link #statistics()}
   * @throws IllegalArgumentException if this is not {@link #onCounts()}, saying what to call instead; or if the package
   *     has no such statistic
   */
  public void requireOnCounts(String statistic) {
    String leeway = rules().leewayName(known(statistic));
    if (!onCounts()) {
      throw new IllegalArgumentException("A window keeps counts on the baseline's bins, and '"
          + statistic + "' in the convention '" + key()
          + "' needs the raw samples: call Convention." + name() + ".compare(\"" + statistic
          + "\", reference, current) on samples at hand, or take Leeway's own '" + leeway
          + "' on windows.");
    }
  }

  private String known(String statistic) {
    List<String> names = statistics();
    if (!names.contains(statistic)) {
      throw new IllegalArgumentException("The convention '" + key() + "' has no statistic '"
          + statistic + "': it knows " + String.join(", ", names) + ".");
    }
    return statistic;
  }

  private Rules rules() {
    return switch (this) {
      case LEEWAY -> new LeewayRules();
      case EVIDENTLY -> new EvidentlyRules();
      case NANNYML -> new NannyMlRules();
    };
  }
}
