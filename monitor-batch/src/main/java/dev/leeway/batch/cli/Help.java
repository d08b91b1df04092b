package dev.leeway.batch.cli;

import picocli.CommandLine.Option;

/** Each command tells of itself. */
final class Help {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says this and ends.")
  private boolean asked;

  boolean asked() {
    return asked;
  }
}
