package dev.leeway.batch.cli;

import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.baseline.DataSchema;
import dev.leeway.batch.BatchBaseline;
import dev.leeway.schema.Task;
import dev.leeway.source.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns are, where that is not to be found out. */
final class ColumnOptions {

  @Option(names = "--label", paramLabel = "C", description = "The truth.")
  private @Nullable String label;

  @Option(names = "--prediction", paramLabel = "C", description = "The model's class or number.")
  private @Nullable String prediction;

  @Option(
      names = "--score",
      paramLabel = "C",
      description = "The model's probability of the positive class.")
  private @Nullable String score;

  @Option(names = "--id", paramLabel = "C", description = "What names a record; not watched.")
  private @Nullable String id;

  @Option(
      names = "--timestamp",
      paramLabel = "C",
      description = "When a record happened; not watched.")
  private @Nullable String timestamp;

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "C",
      description = "Columns that are not watched.")
  private List<String> ignore = List.of();

  @Option(
      names = "--categorical",
      split = ",",
      paramLabel = "C",
      description = "Columns that are watched as categories.")
  private List<String> categorical = List.of();

  @Option(
      names = "--numeric",
      split = ",",
      paramLabel = "C",
      description = "Columns that are watched as numbers.")
  private List<String> numeric = List.of();

  @Option(
      names = "--task",
      paramLabel = "T",
      description =
          "binary, multiclass, regression or none. Else found out from the model's answers.")
  private @Nullable Task task;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "All of this as JSON: what inspect --json prints, or its member \"schema\".")
  private @Nullable Path schema;

  @Option(
      names = "--date-format",
      paramLabel = "P",
      description =
          "Form of times, such as 'dd.MM.yyyy HH:mm', iso, epoch_seconds or epoch_millis. Else found out.")
  private @Nullable String dateFormat;

  @Option(
      names = "--decimal-mark",
      paramLabel = "C",
      description = "Of numbers that come as text: a point or a comma. Else found out.")
  private @Nullable Character decimalMark;

  @Option(
      names = "--zone",
      paramLabel = "Z",
      description = "Zone of times that do not name theirs. Default: UTC.")
  private @Nullable String zone;

  void apply(BatchBaseline fit) {
    if (schema != null) {
      boolean more = label != null
          || prediction != null
          || score != null
          || id != null
          || timestamp != null
          || task != null
          || dateFormat != null
          || decimalMark != null
          || zone != null
          || !ignore.isEmpty()
          || !categorical.isEmpty()
          || !numeric.isEmpty();
      if (more) {
        throw new Refusal("--schema says all about the columns: give it alone, or leave it out.");
      }
      fit.schema(read(schema));
      return;
    }
    if (zone != null) {
      fit.zone(DataFormat.zone(zone));
    }
    if (dateFormat != null) {
      fit.dateFormat(dateFormat);
    }
    if (decimalMark != null) {
      fit.decimalMark(decimalMark);
    }
    if (task != null) {
      fit.task(task);
    }
    if (label != null) {
      fit.label(label);
    }
    if (prediction != null) {
      fit.prediction(prediction);
    }
    if (score != null) {
      fit.score(score);
    }
    if (id != null) {
      fit.id(id);
    }
    if (timestamp != null) {
      fit.timestamp(timestamp);
    }
    fit.ignore(ignore.toArray(String[]::new));
    fit.categorical(categorical.toArray(String[]::new));
    fit.numeric(numeric.toArray(String[]::new));
  }

  private static DataSchema read(Path file) {
    try {
      return DataSchema.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Refusal("--schema: " + file + " cannot be read: check the path.", e);
    } catch (BaselineFormatException e) {
      throw new Refusal("--schema: " + file + ": " + e.getMessage(), e);
    }
  }
}
