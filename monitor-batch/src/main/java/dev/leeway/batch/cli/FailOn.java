package dev.leeway.batch.cli;

import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What ends a pipeline. */
final class FailOn {

  enum Level {
    WARNING(Status.WARNING),
    CRITICAL(Status.CRITICAL);

    private final Status status;

    Level(Status status) {
      this.status = status;
    }
  }

  @Option(
      names = "--fail-on",
      paramLabel = "warning|critical",
      description = "Exit with 1 where something is at least that.")
  private @Nullable Level level;

  /** The exit code. */
  int code(Terminal terminal, List<Evaluation> evaluations) {
    if (level == null) {
      return 0;
    }
    Evaluation worst = null;
    boolean judged = false;
    for (Evaluation evaluation : evaluations) {
      judged |= evaluation.status() != Status.NO_DATA;
      if (worst == null || evaluation.status().compareTo(worst.status()) > 0) {
        worst = evaluation;
      }
    }
    if (worst != null && worst.status().isAtLeast(level.status)) {
      terminal.say(worst.status().name().toLowerCase(Locale.ROOT) + ": "
          + worst.findings().get(0));
      return Leeway.FOUND;
    }
    if (!judged) {
      terminal.say("no data: nothing could be judged, so --fail-on "
          + level.name().toLowerCase(Locale.ROOT) + " does not fail.");
    }
    return 0;
  }
}
