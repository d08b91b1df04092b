package dev.leeway.batch.cli;

import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.baseline.JsonNode;
import dev.leeway.baseline.Lineage;
import dev.leeway.baseline.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the baseline belongs to. */
final class LineageOptions {

  private static final int BUFFER = 1 << 16;
  private static final int COMMIT_LENGTH = 40;

  @Option(
      names = "--model-name",
      paramLabel = "TEXT",
      description = "Default: the baseline's name.")
  private @Nullable String modelName;

  @Option(names = "--model-version", paramLabel = "TEXT", description = "Version of the model.")
  private @Nullable String modelVersion;

  @Option(
      names = "--model-artifact",
      paramLabel = "FILE",
      description = "The model's file; its SHA-256 is kept.")
  private @Nullable Path modelArtifact;

  @Option(
      names = "--code-version",
      paramLabel = "TEXT",
      description = "Default: the git commit of the working directory, where there is one.")
  private @Nullable String codeVersion;

  @Option(
      names = "--data-version",
      paramLabel = "TEXT",
      description = "Default: SHA-256 over the data files.")
  private @Nullable String dataVersion;

  @Option(
      names = "--feature-logic",
      paramLabel = "TEXT",
      description = "What made the features of the data.")
  private @Nullable String featureLogic;

  @Option(
      names = "--hyperparameters",
      paramLabel = "FILE",
      description = "A JSON object of the model's hyperparameters.")
  private @Nullable Path hyperparameters;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "A JSON object of the model's metrics, numbers by name.")
  private @Nullable Path metrics;

  Lineage lineage(String name, List<Path> dataFiles) {
    Lineage.Builder builder = Lineage.builder();
    if (modelVersion != null || modelName != null || modelArtifact != null) {
      String model = modelName == null ? name : modelName;
      String version = modelVersion == null ? "unknown" : modelVersion;
      if (modelArtifact == null) {
        builder.model(model, version);
      } else {
        requireFile("--model-artifact", modelArtifact);
        builder.model(model, version, modelArtifact);
      }
    }
    String code = codeVersion == null ? gitCommit() : codeVersion;
    if (code != null) {
      builder.code(code);
    }
    if (dataVersion != null) {
      builder.data(dataVersion);
    } else if (!dataFiles.isEmpty()) {
      builder.dataDigest(sha256(dataFiles));
    }
    if (featureLogic != null) {
      builder.featureLogic(featureLogic);
    }
    if (hyperparameters != null) {
      JsonNode object = object("--hyperparameters", hyperparameters);
      object.names().forEach(key -> builder.hyperparameter(key, object.get(key).plain()));
    }
    if (metrics != null) {
      JsonNode object = object("--metrics", metrics);
      try {
        object.names().forEach(key -> builder.metric(key, object.get(key).number()));
      } catch (BaselineFormatException e) {
        throw new Refusal("--metrics: " + metrics + ": " + e.getMessage(), e);
      }
    }
    return builder.build();
  }

  private static void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(option + ": there is no file " + file + ": check the path.");
    }
  }

  private static JsonNode object(String option, Path file) {
    requireFile(option, file);
    try {
      JsonNode node = JsonNode.parse(Files.readString(file), ReadLimits.standard());
      node.names();
      return node;
    } catch (IOException e) {
      throw new Refusal(option + ": " + file + " cannot be read: " + e.getMessage() + ".", e);
    } catch (BaselineFormatException e) {
      throw new Refusal(
          option + ": " + file + ": " + e.getMessage() + "; a JSON object is expected.", e);
    }
  }

  /** Over the files one after the other, in the order in which they are read. */
  static String sha256(List<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
          }
        } catch (IOException e) {
          throw new Refusal(file + " cannot be read: " + e.getMessage() + ".", e);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static @Nullable String gitCommit() {
    try {
      Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (!git.waitFor(2, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return null;
      }
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.exitValue() == 0 && said.length() >= COMMIT_LENGTH ? said : null;
    } catch (IOException e) {
      // no git here, so no commit
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
