package dev.leeway.batch.cli;

import dev.leeway.baseline.Baseline;
import dev.leeway.batch.CsvSource;
import dev.leeway.batch.ParquetSource;
import dev.leeway.source.RecordSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Labels that stand in a file of their own. */
final class LabelOptions {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "The true labels, where the data lacks them: a file with the baseline's id and label columns, joined by the id."
              + " It is held in memory, about 150 bytes a label.")
  private @Nullable Path labels;

  /** The source of the labels where they stand apart, else null. */
  @Nullable
  RecordSource apart() {
    if (labels == null) {
      return null;
    }
    if (!Files.exists(labels)) {
      throw new Refusal(labels + " does not exist: check the path given to --labels.");
    }
    boolean parquet = labels.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    return parquet ? ParquetSource.of(List.of(labels)) : CsvSource.of(List.of(labels));
  }

  /** The data, with its labels where a file of them was named. */
  RecordSource with(RecordSource data, Baseline baseline) {
    RecordSource truths = apart();
    return truths == null ? data : LabelledSource.of(data, truths, baseline.dataFormat());
  }
}
