package dev.leeway.binning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One bin for each category of the training data, most frequent first, then {@code other}, {@code unseen}, missing and
 * unreadable.
 *
 * <p>{@code other} holds the rare categories beyond the ones that are kept. Where it is in use, a category that was not
 * seen in training cannot be told from a rare one, and both count as {@code other}. The empty string is a category.
 */
public final class CategoricalBinning implements Binning {

  private static final int RESERVED = 4;

  private final List<String> categories;
  private final boolean capped;
  private final Map<String, Integer> bins;
  private final int longest;

  private CategoricalBinning(List<String> categories, boolean capped) {
    this.categories = categories;
    this.capped = capped;
    this.bins = new HashMap<>(categories.size() * 2);
    int longestSoFar = 0;
    for (int i = 0; i < categories.size(); i++) {
      String category = categories.get(i);
      if (bins.put(category, i) != null) {
        throw new IllegalArgumentException("Category '" + category + "' stands twice.");
      }
      longestSoFar = Math.max(longestSoFar, category.length());
    }
    this.longest = longestSoFar;
  }

  /**
   * A binning with these categories.
   *
   * @param categories in the order of their bins, without repetition; may be empty
   * @param capped whether the training data had further, rarer categories that are not kept
   */
  public static CategoricalBinning of(List<String> categories, boolean capped) {
    return new CategoricalBinning(List.copyOf(categories), capped);
  }

  /** A binning with these categories, which are all that there were. */
  public static CategoricalBinning of(String... categories) {
    return of(List.of(categories), false);
  }

  /** The bin of a value; null is missing. Never throws; a string longer than any category is not even hashed. */
  public int bin(@Nullable String value) {
    if (value == null) {
      return missing();
    }
    Integer bin = value.length() > longest ? null : bins.get(value);
    if (bin != null) {
      return bin;
    }
    return capped ? other() : unseen();
  }

  /** The kept categories in the order of their bins. */
  public List<String> categories() {
    return categories;
  }

  /** Whether the training data had more categories than are kept. */
  public boolean isCapped() {
    return capped;
  }

  public int other() {
    return categories.size();
  }

  public int unseen() {
    return categories.size() + 1;
  }

  public int missing() {
    return categories.size() + 2;
  }

  public int unreadable() {
    return categories.size() + 3;
  }

  @Override
  public int bins() {
    return categories.size() + RESERVED;
  }

  @Override
  public int shapeBins() {
    return categories.size() + 1;
  }

  @Override
  public int shapeBin(int bin) {
    return bin > unseen() ? -1 : Math.min(bin, categories.size());
  }

  @Override
  public String name(int bin) {
    return switch (bin - categories.size()) {
      case 0 -> "(other)";
      case 1 -> "(unseen)";
      case 2 -> "(missing)";
      case 3 -> "(unreadable)";
      default -> shown(categories.get(bin));
    };
  }

  /** A category that could be taken for one of the names in brackets stands in quotes. */
  private static String shown(String category) {
    return category.startsWith("(") || category.startsWith("\"") ? '"' + category + '"' : category;
  }

  @Override
  public String shapeName(int shapeBin) {
    return shapeBin == categories.size() ? "(other or unseen)" : shown(categories.get(shapeBin));
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoricalBinning that
        && (this == that || capped == that.capped && categories.equals(that.categories));
  }

  @Override
  public int hashCode() {
    return categories.hashCode();
  }

  @Override
  public String toString() {
    return "categorical, " + categories.size() + " categories" + (capped ? " and others" : "");
  }
}
