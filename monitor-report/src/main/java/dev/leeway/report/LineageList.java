package dev.leeway.report;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.ChunkFrame;
import dev.leeway.baseline.Lineage;
import org.jspecify.annotations.Nullable;

/** What the baseline belongs to. */
final class LineageList {

  private final Baseline baseline;

  LineageList(Baseline baseline) {
    this.baseline = baseline;
  }

  void write(Markup to) {
    Lineage known = baseline.lineage();
    to.open("section", "id", "lineage").element("h2", "Lineage");
    to.open("dl");
    entry(to, "Baseline", baseline.name());
    entry(to, "Digest", baseline.digest());
    entry(
        to,
        "Made",
        Picture.timeWithZone(baseline.created()) + " by Leeway " + baseline.libraryVersion());
    entry(
        to,
        "Records",
        Picture.count(baseline.rows()) + " " + baseline.origin().words() + ", in "
            + baseline.chunks().size() + " chunks" + period());
    entry(to, "Model", known.modelName());
    entry(to, "Model version", known.modelVersion());
    entry(to, "Model artifact", known.modelLocation());
    entry(to, "Model SHA-256", known.modelSha256());
    entry(to, "Code version", known.codeVersion());
    entry(to, "Data version", known.dataVersion());
    entry(to, "Data SHA-256", known.dataSha256());
    entry(to, "Feature logic", known.featureLogic());
    known.hyperparameters().forEach((name, value) -> entry(to, "Hyperparameter " + name, value));
    known.metrics().forEach((name, value) -> entry(to, "Metric " + name, Picture.number(value)));
    known.extra().forEach((name, value) -> entry(to, name, value));
    to.close(2);
  }

  private String period() {
    ChunkFrame first = baseline.chunks().get(0);
    ChunkFrame last = baseline.chunks().get(baseline.chunks().size() - 1);
    return first.start() == null || last.end() == null
        ? ""
        : " from " + Picture.timeWithZone(first.start()) + " to "
            + Picture.timeWithZone(last.end());
  }

  private static void entry(Markup to, String name, @Nullable String value) {
    if (value != null) {
      to.element("dt", name).open("dd").open("bdi").text(value).close(2);
    }
  }
}
