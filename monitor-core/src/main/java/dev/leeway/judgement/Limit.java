package dev.leeway.judgement;

/**
 * When a number is a finding.
 *
 * @param warning a value of this size or more is a warning
 * @param critical a value of this size or more is critical; at least {@code warning}
 * @param overNoise whether the value is taken less its noise
 * @param fewestRows rows by which a share must have changed at least; 0 for statistics of shape
 * @param source where the limit comes from, as findings show it
 */
public record Limit(
    double warning, double critical, boolean overNoise, long fewestRows, String source) {

  public Limit {
    if (!(warning > 0) || !(critical >= warning)) {
      throw new IllegalArgumentException("A limit needs 0 < warning <= critical, but got warning "
          + warning + " and critical " + critical + ".");
    }
  }
}
