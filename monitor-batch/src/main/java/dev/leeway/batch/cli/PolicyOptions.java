package dev.leeway.batch.cli;

import dev.leeway.config.Configuration;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.FixedPolicy;
import dev.leeway.statistic.Psi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a number is a finding. */
final class PolicyOptions {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Limits as JSON or properties, see docs/reference/configuration.md.")
  private @Nullable Path policy;

  @Option(
      names = "--psi-warning",
      paramLabel = "X",
      description = "PSI beyond its noise that is a warning. Default: 0.1.")
  private @Nullable Double warning;

  @Option(
      names = "--psi-critical",
      paramLabel = "X",
      description = "PSI beyond its noise that is critical. Default: 0.25.")
  private @Nullable Double critical;

  AlertPolicy policy() {
    if (policy != null) {
      if (warning != null || critical != null) {
        throw new Refusal(
            "--policy and --psi-warning or --psi-critical were both given: limits come from one place.");
      }
      if (!Files.exists(policy)) {
        throw new Refusal("--policy: " + policy + " does not exist: check the path.");
      }
      return Configuration.read(policy).policy();
    }
    FixedPolicy standard = AlertPolicy.fixed();
    if (warning == null && critical == null) {
      return standard;
    }
    double low = warning == null ? standard.limit(Check.DRIFT).warning() : warning;
    double high =
        critical == null ? Math.max(low, standard.limit(Check.DRIFT).critical()) : critical;
    return standard.on(Psi.standard(), Math.min(low, high), high);
  }
}
