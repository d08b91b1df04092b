package dev.leeway.detector;

import java.util.List;

/** All kinds of change detectors with their usual settings. */
public final class Detectors {

  private Detectors() {}

  /** One of each kind; those that are recommended come first. */
  public static List<DetectorSpec> standard() {
    return List.of(
        Adwin.standard(),
        PageHinkley.standard(),
        Cusum.standard(),
        Ddm.standard(),
        Eddm.standard(),
        HddmA.standard(),
        HddmW.standard(),
        Fhddm.standard(),
        Kswin.standard());
  }

  /**
   * The kind of this name with its usual settings.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static DetectorSpec named(String name) {
    return standard().stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("There is no change detector '" + name + "'. There are: "
                + String.join(", ", standard().stream().map(DetectorSpec::name).toList()) + "."));
  }
}
