package dev.leeway.benchmarks.report;

/** Something that is measured, by its name on the command line. */
public interface Experiment {

  /** As it stands on the command line. */
  String name();

  /**
   * Measures and reports.
   *
   * @param quick whether to end within a minute or two, for rough figures
   */
  void run(boolean quick, Report report) throws Exception;
}
