package dev.leeway.performance;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which labels and answers of a binary model mean yes.
 *
 * @param name the one that means yes, all others mean no; null for true, 1 and 1.0, where no is false, 0 or 0.0
 */
public record PositiveClass(@Nullable String name) {

  private static final Set<String> YES = Set.of("true", "1", "1.0");
  private static final Set<String> NO = Set.of("false", "0", "0.0");

  /** What was named, else the second of two classes, else the usual words. */
  public static PositiveClass of(@Nullable String named, List<String> classes) {
    return new PositiveClass(named != null ? named : classes.size() == 2 ? classes.get(1) : null);
  }

  /** Whether a category or a number means yes; null where it means neither. */
  public @Nullable Boolean test(Object value) {
    String text = value instanceof Double number && number == Math.rint(number)
        ? Long.toString((long) (double) number)
        : value.toString();
    if (name != null) {
      return name.equals(text) || name.equals(value.toString());
    }
    return YES.contains(text) ? Boolean.TRUE : NO.contains(text) ? Boolean.FALSE : null;
  }
}
