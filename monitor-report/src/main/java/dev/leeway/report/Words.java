package dev.leeway.report;

import dev.leeway.judgement.Severity;
import dev.leeway.judgement.Status;
import java.util.List;
import java.util.Locale;

/** Small pieces that several sections are made of. */
final class Words {

  private Words() {}

  static String of(Status status) {
    return key(status).replace('_', ' ');
  }

  /** A name of the style sheet. */
  static String key(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** A status as colour, sign and word: none of them has to be seen to know it. */
  static void badge(Markup to, Status status) {
    String sign = switch (status) {
      case OK -> "●";
      case WARNING -> "◆";
      case CRITICAL -> "▲";
      case NO_DATA -> "○";
    };
    to.open("span", "class", "badge " + key(status));
    to.element("span", sign, "aria-hidden", "true").text(" " + of(status)).close();
  }

  static void badge(Markup to, Severity severity) {
    badge(to, severity.status());
  }

  /** The field's name of a statistic; a user's own has the one that its class gives. */
  static String statistic(String key) {
    return switch (key) {
      case "psi" -> "PSI";
      case "ks" -> "Kolmogorov-Smirnov";
      case "cvm" -> "Cramér-von Mises";
      case "wasserstein" -> "Wasserstein";
      case "wasserstein_normalised" -> "Wasserstein, normalised";
      case "jensen_shannon" -> "Jensen-Shannon";
      case "hellinger" -> "Hellinger";
      case "chi_square" -> "chi-square";
      case "g_test" -> "G test";
      default -> key.replace('_', ' ');
    };
  }

  /** What a statistic is measured in; empty where it is not known. */
  static String unit(String key) {
    return switch (key) {
      case "psi" -> "a number without unit; the shaded part is what noise alone gives";
      case "ks" -> "largest distance between the two distribution functions, 0 to 1";
      case "wasserstein", "mean_change" -> "in units of the signal";
      case "wasserstein_normalised" -> "in standard deviations of training";
      case "jensen_shannon" -> "divergence in nats, 0 to 0.693";
      case "hellinger", "total_variation" -> "0 to 1";
      default -> "";
    };
  }

  static void link(Markup to, String anchor, String name) {
    to.open("a", "href", "#" + anchor).open("bdi").text(name).close(2);
  }

  /** Begins a table that scrolls by itself where it is wider than the page; three elements are open then. */
  static void table(Markup to, String name, String style, List<String> heads) {
    to.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name);
    to.open("table", "class", style, "aria-label", name).open("thead").open("tr");
    for (String head : heads) {
      to.element("th", head, "scope", "col");
    }
    to.close(2).open("tbody");
  }
}
