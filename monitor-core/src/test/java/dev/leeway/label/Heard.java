package dev.leeway.label;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a listener hears, as texts. */
class Heard implements JoinListener {

  final List<String> all = new ArrayList<>();

  @Override
  public void joined(double answer, int predictedClass, double truth, int trueClass, int pane) {
    all.add(joinedText(answer, predictedClass, truth, trueClass, pane));
  }

  @Override
  public void corrected(
      double answer,
      int predictedClass,
      double oldTruth,
      int oldClass,
      double truth,
      int trueClass,
      int pane) {
    all.add(correctedText(answer, predictedClass, oldTruth, oldClass, truth, trueClass, pane));
  }

  static String joinedText(
      double answer, int predictedClass, double truth, int trueClass, int pane) {
    return "pane " + pane + ": " + answer + "/" + predictedClass + " was " + truth + "/"
        + trueClass;
  }

  static String correctedText(
      double answer,
      int predictedClass,
      double oldTruth,
      int oldClass,
      double truth,
      int trueClass,
      int pane) {
    return joinedText(answer, predictedClass, truth, trueClass, pane) + ", not " + oldTruth + "/"
        + oldClass;
  }
}
