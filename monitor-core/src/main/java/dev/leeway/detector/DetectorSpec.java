package dev.leeway.detector;

import java.util.Map;

/**
 * Kind and settings of a change detector. Immutable; each {@link #start} makes a fresh running detector, so that one
 * specification serves many streams.
 *
 * <p>Use {@link Adwin} on errors or other numbers as they are, {@link PageHinkley} on standardised ones; the other kinds are
 * for who knows them. All judge value by value, without a budget of false alarms: how often each alarms on streams that do
 * not change stands in docs/detectors.md.
 */
public sealed interface DetectorSpec
    permits Adwin, PageHinkley, Cusum, Ddm, Eddm, HddmA, HddmW, Fhddm, Kswin {

  /** Name of the kind, as it stands in snapshots: {@code adwin}. */
  String name();

  /** The settings by name, in order: numbers, booleans and lower-case words. */
  Map<String, Object> settings();

  /** A fresh detector of these settings. */
  ChangeDetector start();
}
