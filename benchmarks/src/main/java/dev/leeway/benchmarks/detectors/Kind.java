package dev.leeway.benchmarks.detectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of change detector, and what MOA calls its own.
 *
 * @param numbers whether it takes any number, or only errors
 * @param moa class of {@code moa.classifiers.core.driftdetection}, null where MOA has none
 * @param times how many times as fast as MOA's it should be
 */
record Kind(String name, boolean numbers, @Nullable String moa, double times) {

  static final List<Kind> ALL = List.of(
      new Kind("adwin", true, "ADWINChangeDetector", 2),
      new Kind("page_hinkley", true, "PageHinkleyDM", 1),
      new Kind("cusum", true, "CusumDM", 1),
      new Kind("ddm", false, "DDM", 1),
      new Kind("eddm", false, "EDDM", 1),
      new Kind("hddm_a", false, "HDDM_A_Test", 1),
      new Kind("hddm_w", false, "HDDM_W_Test", 1),
      new Kind("fhddm", false, null, 1),
      new Kind("kswin", true, null, 1));

  static Kind named(String name) {
    return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst().orElseThrow();
  }

  List<String> streams() {
    return numbers ? List.of(Streams.ERRORS, Streams.SCORES) : List.of(Streams.ERRORS);
  }
}
