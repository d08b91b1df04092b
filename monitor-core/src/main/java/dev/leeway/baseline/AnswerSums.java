package dev.leeway.baseline;

import dev.leeway.schema.Schema;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.Task;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the labels say about each bin of the score and of the prediction. */
final class AnswerSums {

  private static final Set<String> POSITIVE_LABELS = Set.of("true", "1", "1.0");
  private static final Set<String> USUAL_LABELS = Set.of("true", "1", "1.0", "false", "0", "0.0");

  private final List<? extends Column<?, ?>> columns;
  private final Schema<?> schema;
  private final @Nullable String positiveClass;
  private final int label;
  private final int[] answers;
  private final long[][] labelled;
  private final double[][] truth;
  private final double[][] error;
  private boolean learned;

  AnswerSums(
      Schema<?> schema, List<? extends Column<?, ?>> columns, @Nullable String positiveClass) {
    this.columns = columns;
    this.schema = schema;
    this.positiveClass = positiveClass;
    this.label = schema.indexOf(SignalRole.LABEL);
    this.answers =
        new int[] {schema.indexOf(SignalRole.SCORE), schema.indexOf(SignalRole.PREDICTION)};
    this.labelled = new long[columns.size()][];
    this.truth = new double[columns.size()][];
    this.error = new double[columns.size()][];
    for (int answer : answers) {
      if (answer >= 0) {
        labelled[answer] = new long[0];
        truth[answer] = new double[0];
        error[answer] = new double[0];
      }
    }
  }

  /** The bins of a signal have changed: each old one is part of a new one. */
  void rearrange(int signal, int[] bins, int count) {
    if (labelled[signal] == null) {
      return;
    }
    long[] newLabelled = new long[count];
    double[] newTruth = new double[count];
    double[] newError = new double[count];
    for (int bin = 0; bin < labelled[signal].length; bin++) {
      newLabelled[bins[bin]] += labelled[signal][bin];
      newTruth[bins[bin]] += truth[signal][bin];
      newError[bins[bin]] += error[signal][bin];
    }
    labelled[signal] = newLabelled;
    truth[signal] = newTruth;
    error[signal] = newError;
  }

  /** Takes the row into account that every column has counted last, in these bins. */
  void learn(int[] bins) {
    Object known = label < 0 ? null : columns.get(label).last();
    if (known == null) {
      return;
    }
    for (int answer : answers) {
      Object given = answer < 0 ? null : columns.get(answer).last();
      if (given != null) {
        learn(answer, bins[answer], known, given);
      }
    }
  }

  private void learn(int answer, int bin, Object known, Object given) {
    double value;
    double wrong;
    if (schema.task() == Task.MULTICLASS) {
      // of a score as well: whether the class that it speaks of was right
      int prediction = answers[1];
      value = known.equals(columns.get(prediction).last()) ? 1 : 0;
      wrong = 1 - value;
    } else {
      value = known instanceof Double number ? number : isPositive(known) ? 1 : 0;
      wrong = given instanceof Double answered ? value - answered : known.equals(given) ? 0 : 1;
    }
    if (labelled[answer].length == 0) {
      int count = columns.get(answer).binning().bins();
      labelled[answer] = new long[count];
      truth[answer] = new double[count];
      error[answer] = new double[count];
    }
    double truthSum = truth[answer][bin] + value;
    double errorSum = error[answer][bin] + wrong;
    if (Double.isFinite(truthSum) && Double.isFinite(errorSum)) {
      labelled[answer][bin]++;
      truth[answer][bin] = truthSum;
      error[answer][bin] = errorSum;
      learned = true;
    }
  }

  private boolean isPositive(Object known) {
    if (positiveClass != null) {
      return positiveClass.equals(known);
    }
    if (schema.classes().size() == 2 && schema.classes().contains(known)) {
      return schema.classes().get(1).equals(known);
    }
    if (!USUAL_LABELS.contains(known)) {
      throw new IllegalArgumentException(
          "Label '" + known + "' is neither true nor false, 1 nor 0: name the label of the"
              + " positive class with .positiveClass(...).");
    }
    return POSITIVE_LABELS.contains(known);
  }

  @Nullable
  Calibration calibration(int signal) {
    if (!learned || labelled[signal] == null) {
      return null;
    }
    int bins = columns.get(signal).binning().bins();
    return labelled[signal].length == 0
        ? new Calibration(new long[bins], new double[bins], new double[bins])
        : new Calibration(Objects.requireNonNull(labelled[signal]), truth[signal], error[signal]);
  }
}
