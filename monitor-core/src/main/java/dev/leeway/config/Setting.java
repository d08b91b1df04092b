package dev.leeway.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting that there is. */
enum Setting {
  FORMAT("format"),
  NAME("name"),
  WINDOWS("windows"),
  ROLLING("rolling"),
  ZONE("zone"),
  SAMPLE("sample"),
  HIDE_VALUES("hide_values"),
  CONVENTION("convention"),
  CLOSE_WITHIN("close_within"),
  POLICY("policy.kind"),
  STATISTIC("policy.statistic"),
  WARNING("policy.warning"),
  CRITICAL("policy.critical"),
  MINIMUM_ROWS("policy.minimum_rows"),
  MISSING_WARNING("policy.missing.warning"),
  MISSING_CRITICAL("policy.missing.critical"),
  UNREADABLE_WARNING("policy.unreadable.warning"),
  UNREADABLE_CRITICAL("policy.unreadable.critical"),
  UNSEEN_WARNING("policy.unseen.warning"),
  UNSEEN_CRITICAL("policy.unseen.critical"),
  OUT_OF_RANGE_WARNING("policy.out_of_range.warning"),
  OUT_OF_RANGE_CRITICAL("policy.out_of_range.critical");

  final String key;

  Setting(String key) {
    this.key = key;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(setting -> setting.key).toList();
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** The key that a wrong one was probably meant to be. */
  static String nearest(String key) {
    return keys().stream()
        .min(Comparator.comparingInt((String known) -> distance(key, known))
            .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) between lower-case texts. */
  static int distance(String one, String two) {
    String a = one.toLowerCase(Locale.ROOT).replace('-', '_');
    String b = two.toLowerCase(Locale.ROOT);
    int[][] best = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          best[i][j] = i + j;
          continue;
        }
        int replaced = best[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        best[i][j] = Math.min(replaced, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
        boolean swapped = i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          best[i][j] = Math.min(best[i][j], best[i - 2][j - 2] + 1);
        }
      }
    }
    return best[a.length()][b.length()];
  }
}
