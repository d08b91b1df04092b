package dev.leeway.statistic;

import java.util.List;

/** The statistics that every evaluation shows, in the order in which it shows them. */
public final class Statistics {

  private Statistics() {}

  /** All statistics of the "leeway" convention; those that need an order give no value on categories. */
  public static List<DriftStatistic> standard() {
    return List.of(
        Psi.standard(),
        new KolmogorovSmirnov(),
        Wasserstein.standard(),
        Wasserstein.normalised(),
        new JensenShannon(),
        new Hellinger(),
        new ChiSquare(),
        new GTest(),
        new TotalVariation(),
        new CramerVonMises(),
        new MeanChange());
  }
}
