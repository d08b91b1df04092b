package dev.leeway.baseline;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline belongs to: which code, trained on which data, gave which model. Immutable. Maps are sorted by key.
 *
 * @param modelLocation where the artifact lies: a path or an address
 * @param modelSha256 64 hex digits of the artifact
 * @param dataSha256 64 hex digits of the training data
 * @param featureLogic what turns raw data into features: a version, a digest or a description
 * @param extra further keys of the team's own
 */
public record Lineage(
    @Nullable String modelName,
    @Nullable String modelVersion,
    @Nullable String modelLocation,
    @Nullable String modelSha256,
    @Nullable String codeVersion,
    @Nullable String dataVersion,
    @Nullable String dataSha256,
    @Nullable String featureLogic,
    Map<String, String> hyperparameters,
    Map<String, Double> metrics,
    Map<String, String> extra) {

  private static final int LONGEST = 60_000;

  public Lineage {
    checkedOrNull("modelName", modelName);
    checkedOrNull("modelVersion", modelVersion);
    checkedOrNull("modelLocation", modelLocation);
    checkedOrNull("modelSha256", modelSha256);
    checkedOrNull("codeVersion", codeVersion);
    checkedOrNull("dataVersion", dataVersion);
    checkedOrNull("dataSha256", dataSha256);
    checkedOrNull("featureLogic", featureLogic);
    checkedAll("hyperparameters", hyperparameters);
    checkedAll("extra", extra);
    metrics.keySet().forEach(key -> checked("metrics", key));
    hyperparameters = Collections.unmodifiableMap(new TreeMap<>(hyperparameters));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    extra = Collections.unmodifiableMap(new TreeMap<>(extra));
    metrics.forEach((key, value) -> {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "Metric '" + key + "' is " + value + ": give a finite number or leave it out.");
      }
    });
  }

  private static void checkedOrNull(String what, @Nullable String text) {
    if (text != null) {
      checked(what, text);
    }
  }

  private static void checkedAll(String what, Map<String, String> texts) {
    texts.forEach((key, value) -> {
      checked(what, key);
      checked(what + " '" + key + "'", value);
    });
  }

  /** Refuses what a file could not hold: texts that are too long to be read back, or no sound Unicode. */
  static String checked(String what, String text) {
    Objects.requireNonNull(text, what);
    if (text.length() > LONGEST || !Sha256.isWellFormed(text)) {
      throw new IllegalArgumentException(
          what + " must be sound Unicode of at most " + LONGEST + " characters, but has "
              + text.length()
              + (text.length() > LONGEST
                  ? ": keep the text elsewhere, and its digest here."
                  : " with an" + " unpaired surrogate among them."));
    }
    return text;
  }

  /** No lineage at all; every part can be added later only by making a new baseline. */
  public static Lineage unknown() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects what is known; everything is optional. Not safe for several threads. */
  public static final class Builder {

    private @Nullable String modelName;
    private @Nullable String modelVersion;
    private @Nullable String modelLocation;
    private @Nullable String modelSha256;
    private @Nullable String codeVersion;
    private @Nullable String dataVersion;
    private @Nullable String dataSha256;
    private @Nullable String featureLogic;
    private final Map<String, String> hyperparameters = new TreeMap<>();
    private final Map<String, Double> metrics = new TreeMap<>();
    private final Map<String, String> extra = new TreeMap<>();

    private Builder() {}

    public Builder model(String name, String version) {
      this.modelName = name;
      this.modelVersion = version;
      return this;
    }

    /**
     * The model with its artifact, whose SHA-256 is taken now.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public Builder model(String name, String version, Path artifact) {
      return model(name, version).modelArtifact(artifact.toString(), Sha256.ofFile(artifact));
    }

    /** Where the artifact lies and the 64 hex digits of its SHA-256. */
    public Builder modelArtifact(String location, String sha256) {
      this.modelLocation = location;
      this.modelSha256 = Sha256.checked(sha256);
      return this;
    }

    /** The version of the training code, such as a git commit. */
    public Builder code(String version) {
      this.codeVersion = version;
      return this;
    }

    public Builder data(String version) {
      this.dataVersion = version;
      return this;
    }

    /**
     * The version of the training data with its file, whose SHA-256 is taken now.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public Builder data(String version, Path file) {
      return data(version).dataDigest(Sha256.ofFile(file));
    }

    /** The 64 hex digits of the training data's SHA-256. */
    public Builder dataDigest(String sha256) {
      this.dataSha256 = Sha256.checked(sha256);
      return this;
    }

    public Builder featureLogic(String description) {
      this.featureLogic = description;
      return this;
    }

    public Builder hyperparameter(String name, Object value) {
      hyperparameters.put(name, String.valueOf(value));
      return this;
    }

    /** An evaluation metric of the model, such as {@code mae} on the reference rows; finite. */
    public Builder metric(String name, double value) {
      metrics.put(name, value);
      return this;
    }

    /** A further key of the team's own. */
    public Builder with(String key, String value) {
      extra.put(key, Objects.requireNonNull(value, "value"));
      return this;
    }

    public Lineage build() {
      return new Lineage(
          modelName,
          modelVersion,
          modelLocation,
          modelSha256,
          codeVersion,
          dataVersion,
          dataSha256,
          featureLogic,
          hyperparameters,
          metrics,
          extra);
    }
  }
}
