package dev.leeway.performance;

/**
 * How well scores rank positives above negatives, from the numbers of both in each cell of the score. Records of one cell are tied
 * and count half, so where cells hold one score each the value is that of the scores themselves; else it differs by at most half
 * the share of pairs that lie in one cell.
 */
final class Ranking {

  private final double[] positives;
  private final double[] negatives;
  private final double allPositives;
  private final double allNegatives;

  /** Numbers, or expected numbers, by cell in the order of the score. */
  Ranking(double[] positives, double[] negatives) {
    this.positives = positives;
    this.negatives = negatives;
    double p = 0;
    double n = 0;
    for (int i = 0; i < positives.length; i++) {
      p += positives[i];
      n += negatives[i];
    }
    this.allPositives = p;
    this.allNegatives = n;
  }

  private boolean hasBoth() {
    return allPositives > 0 && allNegatives > 0;
  }

  /** Area under the ROC curve, in [0, 1]; NaN where one class is missing. */
  double auc() {
    if (!hasBoth()) {
      return Double.NaN;
    }
    double below = 0;
    double area = 0;
    for (int i = 0; i < positives.length; i++) {
      area += positives[i] * (below + negatives[i] / 2);
      below += negatives[i];
    }
    return area / allPositives / allNegatives;
  }

  /** Standard error of the AUC (DeLong, DeLong and Clarke-Pearson 1988), ties counted half. */
  double aucError() {
    if (!hasBoth()) {
      return Double.NaN;
    }
    double auc = auc();
    double below = 0;
    double above = allPositives;
    double ofPositives = 0;
    double ofNegatives = 0;
    for (int i = 0; i < positives.length; i++) {
      above -= positives[i];
      double u = (below + negatives[i] / 2) / allNegatives - auc;
      double v = (above + positives[i] / 2) / allPositives - auc;
      ofPositives += positives[i] * u * u;
      ofNegatives += negatives[i] * v * v;
      below += negatives[i];
    }
    return Math.sqrt(
        ofPositives / allPositives / allPositives + ofNegatives / allNegatives / allNegatives);
  }

  /** The largest error of the AUC that binning can have made: half the pairs that lie in one cell. */
  double aucBinningError() {
    double tied = 0;
    for (int i = 0; i < positives.length; i++) {
      tied += positives[i] * negatives[i];
    }
    return tied / 2 / allPositives / allNegatives;
  }

  /** Mean precision over the steps of recall, from the highest score down; NaN where nothing is positive. */
  double averagePrecision() {
    double found = 0;
    double seen = 0;
    double sum = 0;
    for (int i = positives.length - 1; i >= 0; i--) {
      if (positives[i] + negatives[i] > 0) {
        found += positives[i];
        seen += positives[i] + negatives[i];
        sum += positives[i] / allPositives * (found / seen);
      }
    }
    return allPositives > 0 ? sum : Double.NaN;
  }

  /** As a binomial share of the positives (Boyd, Eng and Page 2013). */
  double averagePrecisionError() {
    return Shares.error(averagePrecision(), allPositives);
  }
}
