package dev.leeway.batch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options whose names are settled and whose work is not there yet: refused by name, so that nobody thinks they did something. */
final class Later {

  @Option(names = "--false-alarms", hidden = true)
  private @Nullable String falseAlarms;

  @Option(names = "--variability", hidden = true)
  private @Nullable String variability;

  @Option(names = "--segment", hidden = true)
  private @Nullable String segment;

  void refuse() {
    refuse("--false-alarms", falseAlarms, "the policy with a budget of false alarms");
    refuse("--variability", variability, "the policy with a budget of false alarms");
    refuse("--segment", segment, "segments");
  }

  private static void refuse(String option, @Nullable String given, String needs) {
    if (given != null) {
      String instead = List.of("--false-alarms", "--variability").contains(option)
          ? "; fixed limits work now: --psi-warning, --psi-critical, --policy"
          : "";
      throw new Refusal(option + " needs " + needs
          + ", which this version does not have yet: leave the option out" + instead + ".");
    }
  }
}
